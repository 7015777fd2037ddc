"""Findings that are meant: texts in, texts with ignore comments out, silent and otherwise the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from smo_lint.add_ignore.places import Place, page, places
from smo_lint.add_ignore.wording import UNFIT, Says, edit
from smo_lint.fix import Settled, apply
from smo_lint.ignores import COMMENT, ignores
from smo_lint.markdown import parse
from smo_lint.model import Edit, Edition, Fault, Finding, Fix, Node, Span
from smo_lint.neighbours import ANOTHER
from smo_lint.suppress import UNUSED

__all__ = ["UNFIT", "add_ignores", "shape"]

# Findings about ignore comments and failures of ours: no comment is the answer to them.
_NEVER = ("IG", "XX")
# Stands for every name of a rule while a place is tried.
_ANY = "any"
# What is left to do where a comment in its best place has not silenced a rule.
_PAGE, _NOTHING = 1, 2
_ROUNDS = 6

Texts = Mapping[str, str | Fault]


def add_ignores(
    files: Mapping[str, str | Fault],
    langs: Mapping[str, str],
    source: str,
    reason: str,
    findings: Iterable[Finding],
    told: Callable[[Texts], Iterable[Finding]],
) -> Settled:
    """Return the files of an article with comments that silence its findings.

    langs   path -> language
    source  path of the source edition, "" where editions vote
    reason  what the comments give as reason, without any of UNFIT; "" for none
    told    texts -> the findings of these that are to be silenced

    A finding that no comment before its block silences gets one for the whole page.
    """
    given = list(findings)
    texts, silent = dict(files), list[Finding]()
    todo = _answerable(given)
    left = given
    efforts: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        if not todo:
            break
        tried = _commented(texts, langs, Says(langs.get(source, ""), reason), source, todo, efforts)
        found = list(told(tried))
        marks = {finding.fingerprint for finding in found}
        stuck = {f.fingerprint for f in todo if f.fingerprint in marks and efforts[f.fingerprint] < _NOTHING}
        efforts.update(stuck)
        if not stuck:
            silent += (finding for finding in todo if finding.fingerprint not in marks)
            texts, left = tried, found
            todo = [finding for finding in _answerable(left) if not efforts[finding.fingerprint]]
    tidy = _without_useless(texts, left, given)
    if tidy != texts and len(_answerable(told(tidy))) <= len(_answerable(left)):
        texts = tidy
    return Settled(texts, tuple(silent))


def _answerable(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.code.startswith(_NEVER)]


def _commented(
    texts: Texts,
    langs: Mapping[str, str],
    says: Says,
    source: str,
    findings: Iterable[Finding],
    efforts: Mapping[str, int],
) -> dict[str, str | Fault]:
    """The texts with a comment for each finding; what the source says is limited to it."""
    changed = dict(texts)
    for path, text in texts.items():
        mine = [finding for finding in findings if finding.problem.at.path == path]
        if mine and isinstance(text, str):
            own = says if path == source else says._replace(tag="")
            changed[path] = apply(text, _comments(parse(text, path, langs[path]), mine, own, efforts))[0]
    return changed


def _without_useless(
    texts: Texts, findings: Iterable[Finding], given: Iterable[Finding]
) -> dict[str, str | Fault]:
    """The texts without comments that have turned out to silence nothing, but with those of the author."""
    known = {finding.fingerprint for finding in given}
    changed = dict(texts)
    for path, text in texts.items():
        claims = (f for f in findings if f.name == UNUSED and f.problem.at.path == path)
        fixes = [
            claim.problem.fix for claim in claims if claim.problem.fix and claim.fingerprint not in known
        ]
        if isinstance(text, str) and fixes:
            changed[path] = apply(text, fixes)[0]
    return changed


def _comments(
    edition: Edition, findings: Iterable[Finding], says: Says, efforts: Mapping[str, int]
) -> list[Fix]:
    """The comments for the findings of an edition, one for each place."""
    tried: dict[Place, Edition | None] = {}
    codes: dict[Place, set[str]] = {}
    whole = page(edition, says.tag)
    for finding, span in _spans(edition, findings):
        effort = efforts[finding.fingerprint]
        tries = (*(places(edition, span) if effort < _PAGE else ()), *((whole,) if effort < _NOTHING else ()))
        for place in tries:
            if place not in tried:
                tried[place] = _with(edition, edit(edition, place, [_ANY], says))
            if _silent(tried[place], edition, place, span):
                codes.setdefault(place, set()).add(finding.code)
                break
    at: dict[Span, str] = {}
    for place, names in sorted(codes.items(), key=lambda item: (item[0].offset, item[0].form)):
        new = edit(edition, place, sorted(names), says)
        at[new.span] = at.get(new.span, "") + new.text
    return [Fix("Add an ignore comment", (Edit(span, text),)) for span, text in at.items()]


def _spans(edition: Edition, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Span]]:
    """Yield every place that findings speak of, those told with the first as well."""
    for finding in findings:
        others = finding.problem.related
        yield finding, finding.problem.at.span
        yield from ((finding, at.span) for at in others if at.path == edition.path and at.note == ANOTHER)


def _with(edition: Edition, edit: Edit) -> Edition | None:
    """The edition with a comment, None where that would change more than a comment."""
    text = edition.text[: edit.span.start] + edit.text + edition.text[edit.span.end :]
    changed = parse(text, edition.path, edition.lang)
    return changed if shape(changed) == shape(edition) else None


def _silent(changed: Edition | None, edition: Edition, place: Place, span: Span) -> bool:
    """Whether the comment that an edition got at a place covers what was a span before."""
    if changed is None:
        return False
    grown = len(changed.text) - len(edition.text)
    moved = place.offset < span.start or (place.offset == span.start < span.end)
    now = Span(span.start + grown, span.end + grown) if moved else span
    new = (comment for comment in ignores(changed) if any(word.text == _ANY for word in comment.words))
    return any(comment.holds(now) for comment in new)


def shape(edition: Edition) -> Any:
    """Return what an edition consists of, as values that can be compared: all but its comments."""

    def of(node: Node) -> tuple[Any, ...]:
        text = " ".join(COMMENT.sub(" ", node.text).split())
        inner = tuple(of(child) for child in node.children if not child.kind.endswith("comment"))
        return node.kind, node.name, node.level, node.url, node.anchor, node.closed, text, inner

    meta = edition.meta
    keys = [(entry.path, entry.scalar, entry.type) for entry in meta.entries] if meta else None
    return keys, meta and len(meta.faults), of(edition.skeleton)
