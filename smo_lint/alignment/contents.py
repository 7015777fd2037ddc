"""Entries of a list of contents: which of them correspond, the headings that they lead to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from smo_lint.alignment.align import Steps, rising
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit
from smo_lint.slugs import letters_of, plain

# So far must two headings belong together for their entries to do so.
SURE = 0.9


def led(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps with entries met whose headings met, where they share no less than what they met.

    Nothing but items of lists may part for that: else it is a second list of contents.
    """
    met, back = dict(steps), {j: i for i, j in steps}
    meant = sorted(sure(steps, likeness))
    better = [(i, j) for i, j in meant if met.get(i) == j or _better(i, j, met, back, likeness)]
    led = _through(rising(better), steps) if better else steps
    parted = {i for i, _ in steps} - {i for i, _ in led}
    return led if all("item" in likeness.first[i].around for i in parted) else steps


def sure(steps: Steps, likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Yield the entries that correspond because their headings have met."""
    ours = _entries(likeness.first)
    entry = {heading: j for j, heading in _entries(likeness.second).items()} if ours else {}
    met = dict(steps) if entry else {}
    for i, heading in ours.items():
        beside = met.get(heading)
        if beside in entry and likeness.score(heading, beside) >= SURE:
            yield i, entry[beside]


def _better(i: int, j: int, met: dict[int, int], back: dict[int, int], likeness: Likeness) -> bool:
    now = [(i, met[i])] if i in met else []
    now += [(back[j], j)] if j in back else []
    shared = likeness.evidence(i, j)
    return all(likeness.evidence(*step) <= shared for step in now)


def _through(fixed: Steps, steps: Steps) -> Steps:
    """The fixed steps, and the others that cross none of them."""
    kept: Steps = []
    at = 0
    for i, j in steps:
        while at < len(fixed) and fixed[at][0] < i:
            at += 1
        last = fixed[at - 1][1] if at else -1
        following = fixed[at] if at < len(fixed) else (i + 1, j + 1)
        if last < j < following[1] and i != following[0]:
            kept.append((i, j))
    return sorted(kept + fixed)


def _entries(sequence: Sequence[Unit]) -> dict[int, int]:
    """Which heading each entry of a list leads to; of several that lead to one, none."""
    entries = dict(_fragments(sequence))
    if not entries:
        return {}
    texts = [
        (letters_of(plain(unit.node.text)), place)
        for place, unit in enumerate(sequence)
        if unit.node.kind == "heading"
    ]
    times = Counter(text for text, _ in texts)
    headings = {text: place for text, place in texts if text and times[text] == 1}
    led = {place: headings[text] for place, text in entries.items() if text in headings}
    led_to = Counter(led.values())
    return {place: heading for place, heading in led.items() if led_to[heading] == 1}


def _fragments(sequence: Sequence[Unit]) -> Iterator[tuple[int, str]]:
    for place, unit in enumerate(sequence):
        if "item" in unit.around:
            found = unit.fragments()
            if len(found) == 1:
                yield place, letters_of(unquote(found[0]))
