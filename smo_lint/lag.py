"""What a text says, apart from what does not concern its translators, and how that has changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import NODES, parse
from smo_lint.model import Article, Edition, Node, Pair, Past, Problem, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex

# Kinds of block whose prose is compared. Code, links, images and all that is not prose is left to
# the comparison of a translation with the text as it is now: it tells what to do about them.
_PROSE = ("heading", "paragraph", "title", "row", "html")
# Words that stand outside the links of a list of links, such as the languages of a page.
FEW_WORDS = 2
_ANCHOR = regex(r"<a\b(?:(?!<a\b).)*?</a>", re.DOTALL | re.IGNORECASE)
_TAG = regex(r"<!--(?:(?!<!--).)*?-->|<[^<>]*>", re.DOTALL)
_WORD = regex(r"\w+")
# Likeness of two versions of a block, by words, from which one is the other with a touch of polish.
TOUCHED_UP = 0.85


class Saying(NamedTuple):
    """A block of prose, or a text in the front matter, reduced to its words.

    node   None for the front matter
    span   where it stands in its edition
    words  lower case, one space between them: punctuation, markup and white space do not count
    links  whether it is nothing but links, of which no change concerns a translator
    """

    node: Node | None
    span: Span
    words: str
    links: bool = False


class Change(NamedTuple):
    """A block of prose before and after; None where there was or is none."""

    before: Saying | None
    after: Saying | None

    @property
    def slight(self) -> bool:
        """Whether only a few of its words were exchanged."""
        if self.before is None or self.after is None:
            return False
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(None, self.before.words.split(), self.after.words.split(), autojunk=False)
        return matcher.ratio() >= TOUCHED_UP


class Part(NamedTuple):
    """What stands under one heading, without the sections inside; and what tells it from others.

    section  None for what stands above the first heading, front matter included
    """

    section: Node | None
    digest: str


def sayings(edition: Edition) -> tuple[Saying, ...]:
    """Return what an edition says, in the order of its text. Kept in the edition's memo."""
    known: tuple[Saying, ...] | None = edition.memo.get(sayings)
    if known is None:
        known = edition.memo[sayings] = (*_of_meta(edition), *_of_blocks(edition))
    return known


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Return what was changed, added and removed from one version of a text to the next.

    In the order of the newer one. What only stands elsewhere has not changed.
    """
    from difflib import SequenceMatcher

    old, new = sayings(before), sayings(after)
    matcher = SequenceMatcher(None, [s.words for s in old], [s.words for s in new], autojunk=False)
    blocks = [(old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    gone = Counter(saying.words for lost, _ in blocks for saying in lost)
    new_ones = Counter(saying.words for _, come in blocks for saying in come)
    moved = gone & new_ones
    lost_moves, found_moves = Counter(moved), Counter(moved)
    found = [
        Change(one, other)
        for lost, come in blocks
        for one, other in zip_longest(_without(lost, lost_moves), _without(come, found_moves))
    ]
    return tuple(change for change in found if not all(saying.links for saying in change if saying))


def parts(edition: Edition) -> tuple[Part, ...]:
    """Return the sections of an edition that say something, in order; first what stands above them."""
    words: dict[Node | None, list[str]] = {None: []}
    for saying in (saying for saying in sayings(edition) if not saying.links):
        words.setdefault(_section(edition, saying.node), []).append(saying.words)
    return tuple(Part(section, _digest(those)) for section, those in words.items())


def dated(now: Pair, past: Past | None, *, nodes: int = NODES) -> Pair:
    """Return a pair with what its target was made from.

    nodes  how many a former source may have; one with more is none
    """
    if past is None or now.past == past:
        return now  # there is none, or this was done before
    former = None if past.text is None else _former(now.source, past.text, nodes)
    return replace(now, past=past, former=former)


def _former(now: Edition, text: str, nodes: int) -> Edition | None:
    """A source as it was, None where it says the same; kept in the memo of what it is now."""
    key = (_former, text)
    if key not in now.memo:
        old = parse(text, now.path, now.lang, nodes=nodes)
        old = replace(old, locale=now.locale, site=now.site)
        now.memo[key] = old if old.fault is None and changes(old, now) else None
    found: Edition | None = now.memo[key]
    return found


def then(now: Pair) -> Pair | None:
    """Return a translation beside the source that it says it was made from, where that was another."""
    if now.past is None or not now.past.declared or now.former is None:
        return None
    if then not in now.memo:
        now.memo[then] = pair(now.former, now.target)
    known: Pair = now.memo[then]
    return known


def formers(article: Article, paths: Collection[str]) -> Iterator[tuple[str, Article]]:
    """Yield (path, article of the former source and it) for those translations that lag behind."""
    for now in article.pairs:
        if now.target.path in paths and (before := then(now)):
            editions = before.source, before.target
            yield now.target.path, Article(article.key, editions, before.source, (before,))


def both(now: Sequence[Problem], before: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems with the source as it is that there were with the former one as well.

    Of several at one place about one topic, those that were told in the same words go first.
    """
    said = Counter((problem.at, problem.topic) for problem in before)
    exact = {(problem.at, problem.topic, problem.message) for problem in before}
    kept: set[int] = set()
    for place in sorted(
        range(len(now)), key=lambda i: (now[i].at, now[i].topic, now[i].message) not in exact
    ):
        key = now[place].at, now[place].topic
        if said[key]:
            said[key] -= 1
            kept.add(place)
    return (problem for place, problem in enumerate(now) if place in kept)


def _digest(words: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(words).encode(), digest_size=4).hexdigest()


def _section(edition: Edition, node: Node | None) -> Node | None:
    if node is None:
        return None
    return next((above for above in edition.ancestors(node) if above.kind == "section"), None)


def _without(those: Sequence[Saying], moved: Counter[str]) -> list[Saying]:
    left = []
    for saying in those:
        if moved[saying.words]:
            moved[saying.words] -= 1
        else:
            left.append(saying)
    return left


def _of_meta(edition: Edition) -> Iterator[Saying]:
    for entry in edition.meta.entries if edition.meta else ():
        if entry.type == "string" and " " in entry.scalar.strip():
            if words := _words(entry.scalar):
                yield Saying(None, entry.value, words)


def _of_blocks(edition: Edition) -> Iterator[Saying]:
    for node in edition.find(*_PROSE):
        text = _TAG.sub(" ", node.text) if node.kind == "html" else prose(edition, node).text
        words = _words(text)
        if words:
            yield Saying(node, node.span, words, _links_alone(edition, node, words))


def _links_alone(edition: Edition, node: Node, words: str) -> bool:
    if node.kind == "heading":
        return False
    linked = [prose(edition, link).text for link in node.find("link")]
    linked += [_TAG.sub(" ", anchor) for anchor in _ANCHOR.findall(node.text if node.kind == "html" else "")]
    outside = len(words.split()) - sum(len(_WORD.findall(one)) for one in linked)
    return outside <= (FEW_WORDS if len(linked) > 1 else 0)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
