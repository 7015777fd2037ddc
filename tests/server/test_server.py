"""The server as an editor sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.server.editor import DE, EN, GOOD, applied, editing, project, run, until

HERE, THERE = "docs/de/guide.md", "docs/en/guide.md"
LINK = types.Range(types.Position(2, 13), types.Position(2, 13))


def test_findings_of_an_edition_that_is_not_open(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(THERE)
            (found,) = await editor.shows(HERE, ["LK002"])
            assert (found.source, found.severity) == ("smo-lint", types.DiagnosticSeverity.Error)
            assert found.range.start == types.Position(2, 13)
            await editor.shows(THERE, [])
            others = [other.location for other in found.related_information or ()]
            assert [other.uri for other in others] == [editor.uri(THERE)]
            assert others[0].range.start.line == 2

    run(main)


def test_an_edit_is_seen_before_it_is_saved(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            await editor.shows(HERE, ["LK002"])
            editor.type(HERE, GOOD)
            await editor.shows(HERE, [])
            editor.open(THERE)
            editor.type(THERE, EN.replace("## Next", "### Next"))
            await editor.shows(HERE, ["HD103"])
            editor.close(THERE)
            await editor.shows(HERE, [])
            editor.close(HERE)
            await until(lambda: editor.published[-1].version is None, lambda: str(editor.published[-1]))

    run(main)


@pytest.mark.parametrize(
    ("encoding", "column"),
    [("utf-8", len("Zuerst 🎉 das ".encode())), ("utf-16", 14), ("utf-32", 13)],
)
def test_positions_count_what_was_agreed_upon(tmp_path: Path, encoding: str, column: int) -> None:
    async def main() -> None:
        async with editing(project(tmp_path), [encoding]) as editor:
            editor.open(HERE)
            (found,) = await editor.shows(HERE, ["LK002"])
            assert found.range.start == types.Position(2, column)
            at = types.Range(types.Position(2, column + 2), types.Position(2, column + 2))
            assert any("LK002" in action.title for action in await editor.actions(HERE, at))

    run(main)


def test_what_is_told_is_never_of_an_older_text(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            await editor.shows(HERE, ["LK002"])
            before = len(editor.published)
            for number in range(40):
                editor.type(HERE, f"{DE}\nNoch {number}.\n")
            last = editor.type(HERE, GOOD)
            await editor.shows(HERE, [])
            told = [one for one in editor.published[before:] if one.uri == editor.uri(HERE)]
            assert told[-1].version == last
            assert [one.version for one in told] == sorted(one.version or 0 for one in told)
            assert len(told) < 41

    run(main)


def test_the_fix_of_a_rule(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            await editor.shows(HERE, ["LK002"])
            fix = (await editor.actions(HERE, LINK))[0]
            assert fix.title == "Delete the white space (LK002)"
            assert fix.kind == types.CodeActionKind.QuickFix
            assert fix.is_preferred
            assert applied(DE, await editor.resolved(fix)) == GOOD

    run(main)


def test_an_editor_that_resolves_nothing_gets_the_edits_at_once(tmp_path: Path) -> None:
    def change(capabilities: types.ClientCapabilities) -> None:
        assert capabilities.text_document and capabilities.text_document.code_action
        capabilities.text_document.code_action.resolve_support = None

    async def main() -> None:
        async with editing(project(tmp_path), change=change) as editor:
            editor.open(HERE)
            fix = (await editor.actions(HERE, LINK))[0]
            assert fix.edit and fix.edit.changes
            assert applied(DE, fix.edit.changes[editor.uri(HERE)]) == GOOD

    run(main)


def test_all_fixes_at_once(tmp_path: Path) -> None:
    text = f"{DE}\n## Ende\n\n[A] (manual.md)\n"
    files = {HERE: text, THERE: f"{EN}\n## End\n\n[A](manual.md)\n"}

    async def main() -> None:
        async with editing(project(tmp_path, **files)) as editor:
            editor.open(HERE)
            await editor.shows(HERE, ["LK002", "LK002"])
            top = types.Range(types.Position(0, 0), types.Position(0, 0))
            (action,) = await editor.actions(HERE, top, ["source.fixAll"])
            assert applied(text, await editor.resolved(action)) == text.replace("] (", "](")
            assert not await editor.actions(THERE, top, ["source.fixAll"])

    run(main)


def test_a_finding_is_ignored_with_a_reason(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            (found,) = await editor.shows(HERE, ["LK002"])
            actions = await editor.actions(HERE, LINK)
            plain = next(action for action in actions if action.title == "Ignore LK002 here")
            text = applied(DE, await editor.resolved(plain))
            assert "smo-lint-ignore LK002" in text
            await editor.run("smo-lint.ignore", editor.uri(HERE), found.data["fingerprint"], "a --> b")
            await until(lambda: "'-->'" in "".join(editor.messages), lambda: "no complaint")
            await editor.run("smo-lint.ignore", editor.uri(HERE), found.data["fingerprint"], "no link")
            await until(lambda: bool(editor.applied), lambda: "no edit")
            (edits,) = (editor.applied[0].changes or {}).values()
            text = applied(DE, edits)
            assert "smo-lint-ignore LK002 -- no link" in text
            editor.type(HERE, text)
            await editor.shows(HERE, [])

    run(main)


def test_an_editor_that_can_ask_is_let_ask(tmp_path: Path) -> None:
    async def main() -> None:
        options = {"commands": ["smo-lint.askReason", "smo-lint.openBeside"]}
        async with editing(project(tmp_path), options=options) as editor:
            editor.open(HERE)
            (found,) = await editor.shows(HERE, ["LK002"])
            commands = {
                a.command.command: a.command.arguments for a in await editor.actions(HERE, LINK) if a.command
            }
            assert list(commands["smo-lint.askReason"] or ()) == [editor.uri(HERE), found.data["fingerprint"]]
            assert (commands["smo-lint.openBeside"] or ())[0] == editor.uri(THERE)

    run(main)


def test_the_other_edition_opens_at_the_aligned_block(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path, **{THERE: EN.replace("\n\n", "\n\n\n\n")})) as editor:
            editor.open(HERE)
            at = types.Range(types.Position(6, 3), types.Position(6, 3))
            action = (await editor.actions(HERE, at, ["source"]))[-1]
            assert action.title == "Open docs/en/guide.md (en) here"
            assert action.command
            await editor.run(action.command.command, *action.command.arguments or ())
            await until(lambda: bool(editor.shown), lambda: "nothing was opened")
            assert editor.shown[0].uri == editor.uri(THERE)
            assert editor.shown[0].selection and editor.shown[0].selection.start.line == 12

    run(main)


def test_hover_shows_the_page_of_the_rule_and_the_reference(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            document = types.TextDocumentIdentifier(editor.uri(HERE))
            found = await editor.client.text_document_hover_async(
                types.HoverParams(document, types.Position(2, 14))
            )
            assert found and isinstance(found.contents, types.MarkupContent)
            assert "Read the [manual](manual.md) first, please." in found.contents.value
            assert "**LK002 spaced-link**" in found.contents.value
            found = await editor.client.text_document_hover_async(
                types.HoverParams(document, types.Position(4, 5))
            )
            assert found and isinstance(found.contents, types.MarkupContent)
            assert "## Next steps" in found.contents.value
            assert "LK002" not in found.contents.value

    run(main)


def test_the_configuration_is_read_again_when_it_is_saved(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            await editor.shows(HERE, ["LK002"])
            editor.save("smo-lint.toml", 'source = "en"\nignore = ["LK002"]\n')
            await editor.shows(HERE, [])
            editor.save("smo-lint.toml", 'sauce = "en"\n')
            await until(lambda: any("sauce" in one for one in editor.messages), lambda: str(editor.messages))
            assert editor.codes(HERE) == []
            (editor.root / "smo-lint.toml").write_text('source = "en"\n')
            event = types.FileEvent(editor.uri("smo-lint.toml"), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            await editor.shows(HERE, ["LK002"])

    run(main)


def test_files_that_come_and_go(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(THERE)
            await editor.shows(HERE, ["LK002"])
            new = "docs/fr/guide.md"
            (editor.root / "docs/fr").mkdir()
            editor.save(new, "# Installer 🎉\n\nLire le [manuel] (manual.md).\n\n## Suite\n\nLancer `run`.\n")
            await until(lambda: "LK002" in (editor.codes(new) or ()), lambda: f"{editor.codes(new)}")
            (editor.root / HERE).unlink()
            event = types.FileEvent(editor.uri(HERE), types.FileChangeType.Deleted)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            await editor.shows(HERE, [])

    run(main)


def test_an_editor_that_pulls_is_not_told(tmp_path: Path) -> None:
    def change(capabilities: types.ClientCapabilities) -> None:
        assert capabilities.workspace
        capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)

    async def main() -> None:
        async with editing(project(tmp_path), options={"pull": True}, change=change) as editor:
            client = editor.client
            first = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
            said = {item.uri: item for item in first.items}
            assert len(said) == 4
            broken = said[editor.uri(HERE)]
            assert isinstance(broken, types.WorkspaceFullDocumentDiagnosticReport)
            assert [one.code for one in broken.items] == ["LK002"]
            known = [types.PreviousResultId(uri, item.result_id or "") for uri, item in said.items()]
            again = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
            assert {item.kind for item in again.items} == {"unchanged"}
            editor.open(HERE)
            editor.type(HERE, GOOD)
            document = types.TextDocumentIdentifier(editor.uri(HERE))
            mine = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
            assert isinstance(mine, types.RelatedFullDocumentDiagnosticReport)
            assert not mine.items
            await until(lambda: editor.refreshed > 0, lambda: "not asked to ask again")
            assert editor.published == []

    run(main)


def test_what_the_baseline_accepts_is_not_shown(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path)) as editor:
            editor.open(HERE)
            (found,) = await editor.shows(HERE, ["LK002"])
            mark = found.data["fingerprint"]
            line = (
                f'{{"fingerprint": "{mark}", "code": "LK002", "article": "", "lang": "de", "message": ""}}\n'
            )
            editor.save("smo-lint.baseline.jsonl", line)
            await editor.shows(HERE, [])

    run(main)


def test_a_file_outside_of_any_project(tmp_path: Path) -> None:
    async def main() -> None:
        async with editing(project(tmp_path / "one")) as editor:
            other = project(tmp_path / "two")
            editor.open("../two/docs/de/guide.md")
            uri = (other / HERE).as_uri()
            await until(
                lambda: any(
                    one.uri.endswith("two/docs/de/guide.md") and one.diagnostics for one in editor.published
                ),
                lambda: f"{uri}: {editor.published}",
            )

    run(main)
