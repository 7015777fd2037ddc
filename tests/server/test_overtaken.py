"""Somebody who types faster than texts are checked sees what was found all the same, where it stands now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, Location, Position, Range

from smo_lint.model import Bundle
from smo_lint.server import schedule, session
from smo_lint.server.articles import Checked, checked
from smo_lint.server.overtaken import overtaken
from smo_lint.server.projects import Project
from smo_lint.server.schedule import Schedule
from smo_lint.server.session import Session
from smo_lint.server.told import Told

OLD = "eins\nzwei 🎉 drei\nvier\n"


def at(line: int, start: int, end: int) -> Range:
    return Range(Position(line, start), Position(line, end))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("eins\nzwei 🎉 drei\nvier, fünf\n", [at(0, 0, 4), at(1, 8, 12)]),
        ("neu\neins\nzwei 🎉 drei\nvier\n", [at(2, 8, 12), at(3, 0, 4)]),
        ("eins\nund zwei 🎉 drei\nvier\n", [at(0, 0, 4), at(1, 12, 16), at(2, 0, 4)]),
        ("eins\r\n\r\nzwei 🎉 drei\r\nvier\r\n", [at(0, 0, 4), at(2, 8, 12), at(3, 0, 4)]),
        ("", []),
    ],
)
def test_places_move_with_the_text(now: str, expected: list[Range]) -> None:
    found = {"de.md": [Diagnostic(place, "x") for place in (at(0, 0, 4), at(1, 8, 12), at(2, 0, 4))]}
    moved = overtaken(found, {"de.md": OLD}, {"de.md": now}, {"de.md": "file:///de.md"}, "utf-16")
    assert [one.range for one in moved["de.md"]] == expected


def test_places_in_other_files_move_too() -> None:
    def near(uri: str, line: int) -> DiagnosticRelatedInformation:
        return DiagnosticRelatedInformation(Location(uri, at(line, 0, 4)), "there")

    uris = {"de.md": "file:///de.md", "en.md": "file:///en.md"}
    told = Diagnostic(
        at(0, 0, 4), "x", related_information=[near("file:///en.md", 0), near("file:///en.md", 2)]
    )
    texts = {"de.md": OLD, "en.md": OLD}
    now = {**texts, "en.md": OLD.replace("eins", "null\neins")}
    moved = overtaken({"de.md": [told], "en.md": []}, texts, now, uris, "utf-16")["de.md"]
    assert [one.location.range for one in moved[0].related_information or ()] == [at(3, 0, 4)]
    assert len(told.related_information or ()) == 2


def test_an_older_answer_counts_where_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "PATIENCE", 0.0)
    told: list[tuple[str, int]] = []
    state = 0

    async def work(key: str) -> int:
        nonlocal state
        seen = state
        if state < 3:  # somebody types while this is at work
            state += 1
            plan.touch(key)
        return seen

    plan: Schedule[str, int] = Schedule(
        work,
        lambda _, result: told.append(("done", result)),
        lambda _, result: told.append(("late", result)),
        lambda _, error: pytest.fail(str(error)),
    )

    async def main() -> None:
        plan.touch("a")
        await plan.current("a")

    asyncio.run(main())
    assert told == [("late", 0), ("late", 1), ("late", 2), ("done", 3)]


def test_who_is_patient_is_told_nothing_old() -> None:
    told: list[int] = []
    touched = iter([True, True, False])

    async def work(key: str) -> int:
        if next(touched):
            plan.touch(key)
        return 1

    plan: Schedule[str, int] = Schedule(
        work, lambda _, result: told.append(result), lambda *_: pytest.fail("too early"), lambda *_: None
    )

    async def main() -> None:
        plan.touch("a")
        await plan.current("a")

    asyncio.run(main())
    assert told == [1]


def test_what_an_editor_sees_while_somebody_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "PATIENCE", 0.0)
    (tmp_path / "smo-lint.toml").write_text('source = "en"\n')
    for lang, text in {"en": "# A\n\nThe [book](a.md).\n", "de": "# A\n\nDas [Buch] (a.md).\n"}.items():
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "x.md").write_text(text)
    uri = (tmp_path / "de" / "x.md").as_uri()
    told: list[Told] = []
    newer = "# A\n\nNeu.\n\nDas [Buch] (a.md).\n"

    async def main() -> None:
        loop = asyncio.get_running_loop()

        def overtaking(
            project: Project, bundle: Bundle, unsaved: Mapping[str, str], before: Checked | None
        ) -> Checked:
            if before is None:  # the text changes while the first one is looked at
                asyncio.run_coroutine_threadsafe(_type(), loop).result()
            return checked(project, bundle, unsaved, before)

        async def _type() -> None:
            editor.changed(uri, newer, 2)

        monkeypatch.setattr(session, "checked", overtaking)
        editor = Session("utf-16", lambda at, said: told.append(said) if at == uri else None, pytest.fail)
        await editor.start([str(tmp_path)])
        await editor.opened(uri, (tmp_path / "de" / "x.md").read_text(), 1)
        assert await editor.article(uri)

    asyncio.run(main())
    assert [one.version for one in told] == [2, 2]
    first, last = ([(one.code, one.range.start.line) for one in said.diagnostics] for said in told)
    assert first == [("LK002", 4)]
    assert ("LK002", 4) in last
