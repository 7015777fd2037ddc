"""The state of the server while the editor goes on: what is told is of the text that it is told of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pygls.uris import from_fs_path

from smo_lint.server import session as room
from smo_lint.server.projects import Project
from smo_lint.server.session import Session
from smo_lint.server.told import Key, Told
from tests.server.editor import DE, EN, project

HERE, THERE = "docs/de/guide.md", "docs/en/guide.md"
WORSE = EN.replace("[manual](", "[manual] (")


class Shown:
    """A session, and what it has told in the order of time: uri, version, codes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[tuple[str, int | None, list[str]]] = []
        self.session = Session("utf-32", self._tell, lambda sentence: None)

    def _tell(self, uri: str, told: Told) -> None:
        self.told.append((uri, told.version, [str(one.code) for one in told.diagnostics]))

    def uri(self, path: str) -> str:
        return from_fs_path(str(self.root / path)) or ""

    @property
    def key(self) -> Key:
        found = self.session.key(str(self.root / HERE))
        assert found
        return found

    def last(self, uri: str) -> list[str]:
        return next(codes for one, _, codes in reversed(self.told) if one == uri)


def run(root: Path, story: Callable[[Shown], Awaitable[None]]) -> None:
    async def main() -> None:
        shown = Shown(project(root))
        await shown.session.start([str(root)])
        await shown.session.opened(shown.uri(HERE), DE, 1)
        await asyncio.wait_for(story(shown), 120)
        await shown.session.schedule.current(shown.key)

    asyncio.run(main())


def test_what_is_found_of_the_file_is_not_told_of_the_text_that_is_opened(tmp_path: Path) -> None:
    """The server is looking at a project when the document is opened, and at the article for long."""

    async def story(shown: Shown) -> None:
        session = shown.session
        while not session.schedule._waiting:  # until the work has taken the texts, of files as yet
            waiting = asyncio.ensure_future(session.schedule.current(shown.key))
            await asyncio.sleep(0)
        async with session._looking:
            opening = asyncio.ensure_future(session.opened(shown.uri(THERE), WORSE, 7))
            await waiting
        await opening
        await session.schedule.current(shown.key)
        of_it = [codes for uri, version, codes in shown.told if (uri, version) == (shown.uri(THERE), 7)]
        assert of_it == [["LK002"]]

    run(tmp_path, story)


def test_nothing_stays_shown_under_another_name_of_a_file(tmp_path: Path) -> None:
    async def story(shown: Shown) -> None:
        session, usual = shown.session, shown.uri(HERE)
        odd = usual.replace("guide", "gu%69de")
        await session.schedule.current(shown.key)
        assert shown.last(usual) == ["LK002"]
        await session.opened(odd, DE, 1)
        await session.schedule.current(shown.key)
        assert (shown.last(usual), shown.last(odd)) == ([], ["LK002"])
        await session.opened(shown.uri(THERE), EN, 1)
        session.closed(odd)
        await session.schedule.current(shown.key)
        assert (shown.last(usual), shown.last(odd)) == (["LK002"], [])

    run(tmp_path, story)


def test_a_configuration_that_is_read_meanwhile_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is saved while the project is looked at: what is there is refreshed by the old configuration."""

    async def story(shown: Shown) -> None:
        session, key = shown.session, Key(shown.key.root)
        old = session.projects[key.root]
        new = replace(old, task=replace(old.task, config=replace(old.task.config, ignore=("LK002",))))

        def refreshed(project: Project) -> Project:
            session.projects[key.root] = new
            return project

        monkeypatch.setattr(room, "refreshed", refreshed)
        session.schedule.touch(key)
        await session.schedule.current(key)
        assert session.projects[key.root] is new

    run(tmp_path, story)
