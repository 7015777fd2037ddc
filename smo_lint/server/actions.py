"""What an editor offers to do at a place: repair, ignore, look at the other edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lsprotocol.types import CodeAction, CodeActionKind, Command, Diagnostic

from smo_lint.model import Finding
from smo_lint.server.articles import Checked
from smo_lint.server.hover import beside, speaking
from smo_lint.server.positions import Places

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.smo-lint"
KINDS = (CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.Source)
# Commands that the server carries out.
IGNORE, OPEN = "smo-lint.ignore", "smo-lint.open"
# Commands that an editor may have: it asks for a reason, it opens a file beside this one.
ASK, BESIDE = "smo-lint.askReason", "smo-lint.openBeside"
# Codes of findings that no comment silences: those about comments, and failures of smo-lint itself.
_NEVER = ("IG", "XX")


def actions(
    checked: Checked,
    path: str,
    span: tuple[int, int],
    uri: Callable[[str], str],
    encoding: str,
    able: Sequence[str] = (),
    given: Sequence[Diagnostic] = (),
) -> Iterator[CodeAction]:
    """Yield what can be done; what changes texts is worked out when it is chosen (`data` says what).

    uri    path of a member -> how the editor calls it
    able   commands that the editor has
    given  the diagnostics that it has here
    """
    found = speaking(checked, path, *span)
    for finding in found:
        if fix := finding.problem.fix:
            yield CodeAction(
                f"{fix.title} ({finding.code})",
                CodeActionKind.QuickFix,
                diagnostics=_of(finding, given),
                is_preferred=fix.safe,
                data=_data("fix", uri(path), finding),
            )
    mine = [f for f in checked.findings if f.problem.at.path == path and f.problem.fix and f.problem.fix.safe]
    if mine and path != checked.source:  # what everything is compared with is repaired one by one
        data = {"do": "fix-all", "uri": uri(path)}
        yield CodeAction("Repair all that has one right answer", FIX_ALL, data=data)
    for finding in found:
        if not finding.code.startswith(_NEVER):
            yield from _ignoring(finding, uri(path), able, _of(finding, given))
    yield from _opening(checked, path, span[0], uri, encoding, able)


def _ignoring(
    finding: Finding, uri: str, able: Sequence[str], given: Sequence[Diagnostic]
) -> Iterator[CodeAction]:
    kind = CodeActionKind.QuickFix
    yield CodeAction(f"Ignore {finding.code} here", kind, given, data=_data("ignore", uri, finding))
    if ASK in able:
        title = f"Ignore {finding.code} here, and say why"
        command = Command(title, ASK, arguments=[uri, finding.fingerprint])
        yield CodeAction(title, kind, given, command=command)


def _opening(
    checked: Checked,
    path: str,
    offset: int,
    uri: Callable[[str], str],
    encoding: str,
    able: Sequence[str],
) -> Iterator[CodeAction]:
    name = BESIDE if BESIDE in able else OPEN
    for edition, node in beside(checked, path, offset):
        title = f"Open {edition.path} ({edition.lang}) here"
        where = Places(checked.texts[edition.path], encoding).range(node.span)
        command = Command(title, name, arguments=[uri(edition.path), where])
        yield CodeAction(title, CodeActionKind.Source, command=command)


def fits(action: CodeAction, only: Sequence[str] | None) -> bool:
    """Return whether an action is of the kinds that an editor asks for."""
    kind = str(getattr(action.kind, "value", action.kind))
    return only is None or any(kind == one or kind.startswith(f"{one}.") or one == "" for one in only)


def _of(finding: Finding, given: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of the diagnostics that an editor has which are of a finding."""
    mark = finding.fingerprint
    return [one for one in given if isinstance(one.data, dict) and one.data.get("fingerprint") == mark]


def _data(what: str, uri: str, finding: Finding) -> dict[str, Any]:
    return {"do": what, "uri": uri, "fingerprint": finding.fingerprint}
