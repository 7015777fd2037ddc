"""How far two blocks say the same, judged by what translation does not change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import log

from smo_lint.alignment import under
from smo_lint.alignment.units import Unit
from smo_lint.regexes import regex

# What ends a sentence or leads on to what follows: a heading that lost its marker has neither.
_SENTENCE = regex(r"[.:;,!?…。：；，！？।۔][\s*_)」』]*$|\n")
# Damage turns these into each other.
_TURNING = {"heading", "paragraph"}
# A word that at most two blocks of each edition have tells where a block belongs.
RARE = 0.5
# What it tells of two blocks of code that the fences of both say which lines stand out, or only one.
MARKED = 0.2
# Share of their tokens from which two blocks of code are one.
SAME_CODE = 0.7
# Letters of prose below which a length says little.
_SHORT = 25
_BOTH_SHORT = 4 * _SHORT


class Likeness:
    """Scores of two lists of units, with the weights that these two editions give.

    A name counts the more the rarer it is; lengths are compared under the ratio of the pair.
    """

    def __init__(self, first: Sequence[Unit], second: Sequence[Unit]) -> None:
        self.first, self.second = first, second
        count = Counter(chain.from_iterable([unit.lasting for unit in first]))
        other = Counter(chain.from_iterable([unit.lasting for unit in second]))
        self.weight = {word: 1.0 / max(count[word], other[word]) for word in count.keys() & other.keys()}
        self.keys = self._telling(first), self._telling(second)
        self.ratio = self._usual = _ratio(first, second)  # as it is known by now, as it is scored with
        self._masses: dict[Unit, float] = {}

    @cached_property
    def _bodies(self) -> tuple[Mapping[int, under.Body], Mapping[int, under.Body]]:
        return under.bodies(self.first, self.weight), under.bodies(self.second, self.weight)

    def _telling(self, sequence: Sequence[Unit]) -> list[Hashable]:
        """The keys of units; None for those that are one word, which other blocks share."""

        def tells(unit: Unit) -> bool:
            if unit.node.kind not in ("paragraph", "title"):
                return True
            told = [*(unit.hard - {"#"}), *unit.fragments()]
            return len(told) > 1 or all(self.weight.get(word, 1.0) >= RARE for word in told)

        return [unit.key if unit.key is not None and tells(unit) else None for unit in sequence]

    def score(self, i: int, j: int) -> float:
        """Return how far first[i] and second[j] belong together: above 0 perhaps, near 2 surely."""
        one, two = self.first[i], self.second[j]
        node, other = one.node, two.node
        kind = node.kind
        if kind != other.kind:
            turned = kind in _TURNING and other.kind in _TURNING
            return self._across(one, two) if turned else -1.0
        near = 0.1 - 0.3 * abs(one.place - two.place)
        near += 0.2 if one.around == two.around else -0.25
        if kind == "paragraph" or kind == "title":
            return near + self._words(one, two)
        if kind == "heading":
            near += 0.3 - 0.25 * abs(node.level - other.level)
            return near + self._words(one, two) + self._under(i, j)
        if kind == "row":
            named = "head" in (node.name, other.name)
            level = (0.4 if node.name == other.name else -0.8) if named else 0.0
            return near + level + self._words(one, two)
        if kind == "code":
            return near + self._code(one, two)
        if one.key == two.key:
            return near + 1.2
        return near + (0.4 if node.name == other.name else 0.1)

    def _under(self, i: int, j: int) -> float:
        """What stands under two headings speaks for them, or against."""
        ours, theirs = self._bodies
        if i not in ours or j not in theirs:
            return 0.0
        return under.likeness(ours[i], theirs[j], self.weight, self._usual)

    def learn(self, steps: Iterable[tuple[int, int]]) -> bool:
        """Take the ratio of lengths from blocks that are aligned; say whether that changes much."""
        ratios = sorted(
            self.second[j].size / self.first[i].size
            for i, j in steps
            if self.first[i].node.kind == self.second[j].node.kind == "paragraph"
        )
        if not ratios:
            return False
        before, self.ratio = self.ratio, ratios[len(ratios) // 2]
        much = abs(log(self.ratio / before)) >= 0.2
        if much:
            self._usual = self.ratio
        return much

    def evidence(self, i: int, j: int) -> float:
        """Return what first[i] and second[j] share beyond their shape: 1 for each unique thing."""
        key = self.keys[0][i]
        if key is not None and key == self.keys[1][j]:
            return 1.0
        one, two = self.first[i], self.second[j]
        return self._shared(one, two) if one.node.kind != "code" else float(self._tokens(one, two) > 0)

    def length(self, one: Sequence[Unit], two: Sequence[Unit]) -> float:
        """Return the logarithm of how much longer `two` is than `one` under the usual ratio."""
        return log(sum(u.size for u in two) / sum(u.size for u in one) / self.ratio)

    def _words(self, one: Unit, two: Unit) -> float:
        even = 0.35 - abs(log(two.size / one.size / self._usual))
        if even < -0.7:
            even = -0.7
        both = one.size + two.size
        if both < _BOTH_SHORT:
            even *= both / _BOTH_SHORT
        score = 0.3 + even
        shared = 0.0 if one.lasting.isdisjoint(two.lasting) else self._shared(one, two)
        if shared:
            least = min(self._mass(one), self._mass(two))
            score += 0.9 * min(1.0, shared / least) * min(1.0, 0.3 + shared)
        if one.hard != two.hard:
            score -= self._conflict(one, two, shared)
        if one.lead and two.lead:
            score += max(-0.3, 0.3 - abs(log(two.lead / one.lead / self._usual)))
        elif not shared and one.lead != two.lead:
            score -= 0.2
        if not shared and one.opens != two.opens:
            score -= 0.15
        if not shared and one.picture != two.picture:
            score -= 0.6
        if one.size > _SHORT and one.node.text == two.node.text and one.node.text:
            score += 0.8
        return score

    def _conflict(self, one: Unit, two: Unit, shared: float) -> float:
        """How much the hard words speak against two units: most where they belong elsewhere."""
        apart = one.hard ^ two.hard
        weight = self.weight
        elsewhere = sum([weight.get(word, 0.0) for word in apart])
        against = 0.5 * min(1.0, elsewhere) if elsewhere > shared else 0.0
        if one.hard and two.hard and not one.hard & two.hard:
            return max(0.35, against)
        if bool(one.hard) != bool(two.hard):
            return max(min(0.42, 0.21 * len(apart)), against)
        return against

    def _shared(self, one: Unit, two: Unit) -> float:
        if one.soft.isdisjoint(two.soft):
            if one.hard.isdisjoint(two.hard):
                return 0.0
            both = one.hard & two.hard
        else:
            both = one.soft & two.soft
            if not one.hard.isdisjoint(two.hard):
                both |= one.hard & two.hard
        return sum(map(self.weight.__getitem__, both))

    def _code(self, one: Unit, two: Unit) -> float:
        if one.key == two.key:
            return 1.4
        from rapidfuzz import fuzz

        ratio = fuzz.ratio(one.node.text, two.node.text, score_cutoff=30) / 100
        ratio = max(ratio, self._tokens(one, two))
        if one.node.name != two.node.name:
            ratio -= 0.1
        if one.marked or two.marked:
            ratio += MARKED if one.marked == two.marked else -MARKED
        return 1.3 * ratio - 0.25

    def _tokens(self, one: Unit, two: Unit) -> float:
        """The share of the tokens of two blocks of code that both have, where that is most of them."""
        both = sum([self.weight[token] for token in one.tokens & two.tokens])
        most = max(sum([self.weight.get(token, 0.3) for token in unit.tokens]) for unit in (one, two))
        return both / most if both > SAME_CODE * most else 0.0

    def _mass(self, unit: Unit) -> float:
        known = self._masses.get(unit)
        if known is None:
            weight = self.weight
            known = sum([weight.get(word, 0.3) for word in unit.hard | unit.soft]) or 1.0
            self._masses[unit] = known
        return known

    def _across(self, one: Unit, two: Unit) -> float:
        """A heading and a paragraph: damage turns these into each other, but they never meet gladly."""
        heading, paragraph = (one, two) if one.node.kind == "heading" else (two, one)
        if paragraph.node.text.lstrip().startswith("#" * heading.node.level):
            return 0.8
        short = paragraph.size < 3 * heading.size + 20
        if short and heading.around == paragraph.around and not _SENTENCE.search(paragraph.node.text):
            return min(0.3, 0.1 + self._shared(one, two))
        return -1.0


def _ratio(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Characters of the second for one of the first: the median where the shapes agree."""
    ones = [u.size for u in first if u.node.kind == "paragraph"]
    twos = [u.size for u in second if u.node.kind == "paragraph"]
    if not ones or not twos:
        return 1.0
    if len(ones) == len(twos):
        ratios = sorted(b / a for a, b in zip(ones, twos, strict=True))
        return ratios[len(ratios) // 2]
    mean = (sum(twos) / len(twos)) / (sum(ones) / len(ones))
    return min(4.0, max(0.2, mean))
