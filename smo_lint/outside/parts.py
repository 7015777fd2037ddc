"""A huge article asked about in parts: its source beside one translation after the other.

What is said of a part is said of the whole too, so that it is known when the article is judged: several
processes can ask, and none holds all editions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_lint.model import Article, Bundle, Member
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.verdicts import NOTHING, Before, heard

if TYPE_CHECKING:
    from smo_lint.comparing import Kept
    from smo_lint.outside.task import Task


def shares(bundle: Bundle, sizes: Sequence[int], jobs: int, before: Before) -> list[Bundle]:
    """Return the parts of an article that processes are to ask about: its source, then some translations.

    sizes   of the members
    before  what is known already: nobody asks for that again
    None of an article without a source, or with one translation alone to be asked about.
    """
    source = next((member for member in bundle.members if member.lang == bundle.source), None)
    sized = sorted(zip(sizes, bundle.members, strict=True), reverse=True)
    new = [(size, member) for size, member in sized if member != source and member.path not in before.said]
    if source is None or len(new) < 2:
        return []
    dealt: list[list[tuple[int, Member]]] = [[] for _ in range(min(jobs, len(new)))]
    for one in new:
        min(dealt, key=_size).append(one)
    parts = [(source, *[member for _, member in share]) for share in dealt]
    return [replace(bundle, members=part, absent=len(bundle.members) - len(part)) for part in parts]


def _size(share: Iterable[tuple[int, Member]]) -> int:
    return sum(size for size, _ in share)


def asked(task: Task, share: Bundle) -> Before:
    """Return what is said of the first member, the source, and of each other beside it."""
    return together(_asked(task, share))


def _asked(task: Task, share: Bundle) -> Iterator[Before]:
    source, *others = share.members
    kept = None
    for member in others:
        absent = share.absent + len(others) - 1
        part = replace(share, members=tuple(sorted((source, member))), absent=absent)
        known, kept = _beside(task, part, kept)
        if kept is None:
            return
        yield known


def _beside(task: Task, part: Bundle, kept: Kept | None) -> tuple[Before, Kept | None]:
    """What is said of a source and one translation; and the source alone, for the next one.

    No source where it cannot be read, or where both could not be judged in time: then nothing is said.
    """
    from smo_lint.asking import around
    from smo_lint.comparing import Kept
    from smo_lint.outside.task import undisturbed
    from smo_lint.said import told

    files = task.files(part)
    task.site.listen()
    with undisturbed():
        findings, article = task.judged(part, files, {}, kept)
    if article is None or article.source is None:
        return NOTHING, None
    for place in (place for finding in findings for place in finding.problem.related):
        if place.path == article.source.path:
            around(article.source, place.span.start)  # the whole may speak of the source instead
    asked, looked = heard(task.site)
    texts = {path: digest(text) for path, text in files.items()}
    known = Before(told(article), asked, sorted(looked), texts)
    source = article.source
    return known, Kept({source.path: files[source.path]}, Article(article.key, (source,), source, ()))


def together(parts: Iterable[Before]) -> Before:
    """Return what is known from several together; nothing where they have spoken of different texts."""
    whole = NOTHING
    for part in parts:
        if any(whole.texts.get(path, text) != text for path, text in part.texts.items()):
            return NOTHING
        whole = Before(
            {**whole.said, **part.said},
            {**whole.asked, **part.asked},
            sorted({*whole.looked, *part.looked}),
            {**whole.texts, **part.texts},
        )
    return whole
