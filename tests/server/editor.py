"""An editor for tests: a real client of the protocol over the standard streams of a real server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Union

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities

# Seconds after which a test has failed: nothing is measured here, and machines are slow.
PATIENCE = 120

EN = """# Install 🎉

Read the [manual](manual.md) first, please.

## Next steps

Start the server with `run`.
"""
DE = """# Installation 🎉

Zuerst 🎉 das [Handbuch] (manual.md) lesen, bitte.

## Nächste Schritte

Den Server mit `run` starten.
"""
GOOD = DE.replace("] (", "](")


class Editor:
    """A client, and what it was told in the order of time."""

    def __init__(self, root: Path, client: LanguageClient) -> None:
        self.root = root
        self.client = client
        self.published: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.shown: list[types.ShowDocumentParams] = []
        self.applied: list[types.WorkspaceEdit] = []
        self.registered: list[types.Registration] = []
        self.refreshed = 0
        self.versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.root / path).read_text(encoding="utf-8") if text is None else text
        self.versions[path] = 1
        item = types.TextDocumentItem(self.uri(path), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: str, text: str) -> int:
        self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[path], self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return self.versions[path]

    def save(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")
        document = types.TextDocumentIdentifier(self.uri(path))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    def close(self, path: str) -> None:
        document = types.TextDocumentIdentifier(self.uri(path))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def codes(self, path: str) -> list[str] | None:
        """The codes that a file shows now, None where nothing was said of it."""
        said = [params for params in self.published if params.uri == self.uri(path)]
        return [str(one.code) for one in said[-1].diagnostics] if said else None

    async def shows(self, path: str, codes: Sequence[str]) -> list[types.Diagnostic]:
        """Wait until a file shows these codes."""
        await until(lambda: self.codes(path) == list(codes), lambda: f"{path} shows {self.codes(path)}")
        said = [params for params in self.published if params.uri == self.uri(path)]
        return list(said[-1].diagnostics)

    async def actions(
        self, path: str, at: types.Range, only: Sequence[str] | None = None
    ) -> list[types.CodeAction]:
        document = types.TextDocumentIdentifier(self.uri(path))
        context = types.CodeActionContext([], only=only)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(document, at, context)
        )
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    async def resolved(self, action: types.CodeAction) -> list[types.TextEdit]:
        whole = await self.client.code_action_resolve_async(action)
        assert whole.edit is not None
        return [edit for edits in (whole.edit.changes or {}).values() for edit in edits]

    async def run(self, command: str, *arguments: Any) -> None:
        await self.client.workspace_execute_command_async(
            types.ExecuteCommandParams(command, list(arguments))
        )


async def until(true: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait until something holds."""
    for _ in range(PATIENCE * 50):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(otherwise())


def applied(text: str, edits: Sequence[types.TextEdit]) -> str:
    """The text with edits in it; positions count code points, as an editor that speaks UTF-32 has it."""
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(
        edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True
    ):
        first, last = (starts[at.line] + at.character for at in (edit.range.start, edit.range.end))
        text = text[:first] + edit.new_text + text[last:]
    return text


@asynccontextmanager
async def editing(
    root: Path,
    encodings: Sequence[str] = ("utf-32",),
    options: Any = None,
    editor: str = "neovim@v0.11.0",
    change: Callable[[types.ClientCapabilities], None] = lambda capabilities: None,
) -> AsyncIterator[Editor]:
    """Start a server for a folder; end it when the block is left."""
    client = LanguageClient(converter_factory=_converter)
    told = Editor(root, client)
    _listen(told)
    await client.start_io(sys.executable, "-m", "smo_lint", "server", "--stdio")
    capabilities = client_capabilities(editor)
    capabilities.general = capabilities.general or types.GeneralClientCapabilities()
    capabilities.general.position_encodings = list(encodings)
    change(capabilities)
    folders = [types.WorkspaceFolder(root.as_uri(), root.name)]
    await client.initialize_session(
        types.InitializeParams(
            capabilities, root_uri=root.as_uri(), workspace_folders=folders, initialization_options=options
        )
    )
    try:
        yield told
    finally:
        await asyncio.wait_for(client.shutdown_session(), PATIENCE)
        await client.stop()


def _converter() -> Any:
    """What reads answers: lsprotocol takes every action with a command for nothing but a command."""
    converter = default_converter()

    def action(value: Any, _: type) -> types.Command | types.CodeAction:
        bare = isinstance(value.get("command"), str)
        found: types.Command | types.CodeAction = converter.structure(
            value, types.Command if bare else types.CodeAction
        )
        return found

    converter.register_structure_hook(Union[types.Command, types.CodeAction], action)  # noqa: UP007
    return converter


def _listen(editor: Editor) -> None:
    client = editor.client

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        editor.published.append(params)

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def message(params: types.ShowMessageParams) -> None:
        editor.messages.append(params.message)

    @client.feature(types.WINDOW_SHOW_DOCUMENT)
    def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        editor.shown.append(params)
        return types.ShowDocumentResult(True)

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        editor.applied.append(params.edit)
        return types.ApplyWorkspaceEditResult(True)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        editor.registered += params.registrations

    @client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
    def refresh(params: None) -> None:
        editor.refreshed += 1


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run the story of a test."""

    async def bounded() -> None:
        await asyncio.wait_for(main(), 5 * PATIENCE)

    asyncio.run(bounded())


def project(root: Path, **files: str) -> Path:
    """Write a project of one article in two languages, and a page that it links to."""
    texts = {
        "smo-lint.toml": 'source = "en"\n',
        "docs/en/guide.md": EN,
        "docs/de/guide.md": DE,
        "docs/en/manual.md": "# Manual\n",
        "docs/de/manual.md": "# Handbuch\n",
    }
    for path, text in (texts | files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
