"""An edit is for the text that was looked at: who has written since keeps what was written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol.types import TextDocumentEdit, WorkspaceEdit

from smo_lint.server.answers import action_edit
from smo_lint.server.session import Session
from tests.server.editor import DE, EN, GOOD, applied, project

HERE, THERE = "docs/de/guide.md", "docs/en/guide.md"
NEWER = DE.replace("Den Server", "Den kleinen Server")
Overtake = Callable[[Session, Path, str], None]


def typed(session: Session, root: Path, uri: str) -> None:
    session.changed(uri, NEWER, 2)


def written(session: Session, root: Path, uri: str) -> None:
    session.closed(uri)
    (root / HERE).write_text(NEWER, encoding="utf-8")


def chosen(
    root: Path, do: str, overtake: Overtake | None, *, versioned: bool = False
) -> tuple[WorkspaceEdit | None, WorkspaceEdit | None, list[str]]:
    """What a chosen action changes, the same when it is chosen again, and what is said to the user.

    overtake  what happens after the article was looked at and before the edit is handed out
    """
    said: list[str] = []
    session = Session("utf-32", lambda uri, told: None, said.append, versioned=versioned)
    uri = (root / HERE).as_uri()

    async def main() -> tuple[WorkspaceEdit | None, WorkspaceEdit | None]:
        await session.start([str(root)])
        await session.opened(uri, DE, 1)
        await session.opened((root / THERE).as_uri(), EN, 1)
        found = await session.article(uri)
        assert found is not None
        data = {"do": do, "uri": uri, "fingerprint": found[0].findings[0].fingerprint}
        work = session.work

        async def overtaken(task: Callable[[], Any]) -> Any:
            if overtake:
                overtake(session, root, uri)
            return await work(task)

        session.work = overtaken  # type: ignore[method-assign]
        first = await action_edit(session, data)
        session.work = work  # type: ignore[method-assign]
        return first, await action_edit(session, data)

    first, again = asyncio.run(main())
    return first, again, said


@pytest.mark.parametrize("do", ["fix", "fix-all", "ignore"])
@pytest.mark.parametrize("overtake", [typed, written])
def test_an_overtaken_edit_is_none(tmp_path: Path, do: str, overtake: Overtake) -> None:
    edit, again, said = chosen(project(tmp_path), do, overtake)
    assert (edit, said) == (None, ["docs/de/guide.md has changed meanwhile: it is left alone"])
    assert again and again.changes
    ((uri, edits),) = again.changes.items()
    assert uri == (tmp_path / HERE).as_uri()
    after = applied(NEWER, edits)
    assert after == NEWER.replace("] (", "](") or (do == "ignore" and "smo-lint-ignore LK002" in after)


@pytest.mark.parametrize("versioned", [True, False])
def test_an_edit_names_the_version_that_it_is_for(tmp_path: Path, versioned: bool) -> None:
    edit, _, said = chosen(project(tmp_path), "fix", None, versioned=versioned)
    assert edit and not said
    if not versioned:
        assert edit.changes and applied(DE, edit.changes[(tmp_path / HERE).as_uri()]) == GOOD
        return
    assert edit.changes is None and edit.document_changes
    (change,) = edit.document_changes
    assert isinstance(change, TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == ((tmp_path / HERE).as_uri(), 1)
    assert applied(DE, [*change.edits]) == GOOD  # type: ignore[list-item]
