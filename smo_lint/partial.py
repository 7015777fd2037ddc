"""Editions that say of themselves that they are a part, and send their readers to the source for the rest."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from smo_lint.alignment.units import units
from smo_lint.browsed import ends_alike, shows
from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem, lasting
from smo_lint.prose import letters, prose

# Share of the blocks of a source from which an edition is a whole one, and from how many on that is sure.
WHOLE, MANY = 0.55, 20
# Letters of English that a sentence has at least: a name beside a link to another edition is none.
SENTENCE = 30


@lasting
def partial(pair: Pair) -> tuple[int, int] | None:
    """Return where the paragraph stands by which the target, which has little of the source, sends readers to
    it; None where it has none."""
    if posixpath.basename(pair.source.path) not in pair.target.text:
        return None
    blocks = units(pair.source)
    if len(blocks) < MANY or sum(pair.match(unit.node) is not None for unit in blocks) >= WHOLE * len(blocks):
        return None
    return next(((node.span.start, node.span.end) for node in _sending(pair)), None)


def weakened(pair: Pair, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems; what a part of its source lacks is no more than a hint."""
    for problem in problems:
        lacks = problem.at.span.start == problem.at.span.end
        yield replace(problem, severity="hint") if lacks and partial(pair) else problem


def _sending(pair: Pair) -> Iterator[Node]:
    """Yield the paragraphs of the target that have a sentence beside a link to the source."""
    for node in pair.target.find("paragraph"):
        links = list(node.find("link"))
        if any(_leads_to(pair.target, link.url, pair.source.path) for link in links):
            beside = letters(prose(pair.target, node).text) - sum(letters(link.text) for link in links)
            if beside >= SENTENCE * language(pair.target.lang).length:
                yield node


def _leads_to(edition: Edition, url: str, path: str) -> bool:
    """Whether an address in an edition is that of the file with this path."""
    here = url.partition("#")[0]
    if here.startswith("/"):
        return ends_alike(here, path)
    near = posixpath.join(posixpath.dirname(edition.path), here)
    return shows(url, path) or (bool(here) and posixpath.normpath(near) == path)
