"""Answers of the server that take work: edits, and reports to an editor that asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lsprotocol import types

from smo_lint.add_ignore import UNFIT
from smo_lint.model import Finding
from smo_lint.server.articles import Checked, fixed, ignored, repaired, texts_now
from smo_lint.server.positions import edits
from smo_lint.server.session import Session
from smo_lint.server.told import Key, Told


async def action_edit(session: Session, data: Mapping[str, Any]) -> types.WorkspaceEdit | None:
    """Return what an action changes, None where there is nothing to change any more.

    data  what the action said: what is to be done, and about which finding
    """
    uri, mark = str(data.get("uri", "")), str(data.get("fingerprint", ""))
    if data.get("do") == "ignore":
        return await ignore_edit(session, uri, mark)
    found = await session.article(uri)
    if found is None:
        return None
    checked, path = found
    if data.get("do") == "fix-all":
        text = await session.work(partial(repaired, checked, path))
    else:
        finding = _finding(checked, mark)
        text = fixed(checked, finding) if finding else None
    return await _edit(session, checked, {path: text}) if isinstance(text, str) else None


async def ignore_edit(
    session: Session, uri: str, fingerprint: str, reason: str = ""
) -> types.WorkspaceEdit | None:
    """Return the edit that silences a finding by a comment, None where there is none."""
    if wrong := next((mark for mark in UNFIT if mark in reason), ""):
        session.complain(f"a reason cannot hold {wrong!r}: it stands in a comment")
        return None
    found = await session.article(uri)
    finding = _finding(found[0], fingerprint) if found else None
    if found is None or finding is None:
        return None
    texts = await session.work(partial(ignored, found[0], finding, reason))
    return await _edit(session, found[0], texts)


def report(told: Told | None, known: str | None) -> types.DocumentDiagnosticReport:
    """Return what is said of a document; `known`: the number of what the editor has of it."""
    if told is not None and told.number == known:
        return types.RelatedUnchangedDocumentDiagnosticReport(told.number)
    found = told.diagnostics if told else []
    return types.RelatedFullDocumentDiagnosticReport(found, result_id=told.number if told else None)


def whole_report(told: Mapping[str, Told], known: Mapping[str, str]) -> types.WorkspaceDiagnosticReport:
    """Return what is said of all documents; `known`: uri -> the number of what the editor has of it."""
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    for uri, said in told.items():
        if known.get(uri) == said.number:
            items.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, said.number, said.version))
        else:
            items.append(
                types.WorkspaceFullDocumentDiagnosticReport(
                    uri, said.diagnostics, said.version, result_id=said.number
                )
            )
    items += (
        types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in known if uri not in told
    )  # they are in no article any more
    return types.WorkspaceDiagnosticReport(items)


async def _edit(session: Session, checked: Checked, texts: Mapping[str, str]) -> types.WorkspaceEdit | None:
    """Return what makes these texts of those that were checked, None where somebody has edited one since."""
    there = await session.work(partial(texts_now, checked.project, texts, session.texts))
    changes: dict[str, list[types.TextEdit]] = {}
    versions: dict[str, int | None] = {}
    for path, text in texts.items():
        place, before = checked.project.place(path), checked.texts[path]
        if session.texts.get(place, there[path]) != before:
            session.complain(f"{path} has changed meanwhile: it is left alone")
            session.schedule.touch(Key(checked.project.root, checked.bundle.key))
            return None
        if isinstance(before, str) and (made := edits(before, text, session.encoding)):
            uri = session.uri(checked.project, path)
            changes[uri], versions[uri] = made, session.versions.get(place)
    if not changes or not session.versioned:
        return types.WorkspaceEdit(changes) if changes else None
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), changes[uri])
            for uri, version in versions.items()
        ]
    )


def _finding(checked: Checked, fingerprint: str) -> Finding | None:
    return next((one for one in checked.findings if one.fingerprint == fingerprint), None)
