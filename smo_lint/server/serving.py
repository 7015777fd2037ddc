"""The server as editors speak to it: the features of the protocol, each handed to the session."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Mapping

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from smo_lint import __version__
from smo_lint.server import actions, hover
from smo_lint.server.answers import action_edit, ignore_edit, report, whole_report
from smo_lint.server.positions import Places
from smo_lint.server.session import Session, path_of
from smo_lint.server.told import Told

# Files whose changes outside of the editor count.
WATCHED = "**/{*.md,*.mdx,*.markdown,smo-lint.toml,.smo-lint.toml,pyproject.toml,smo-lint.baseline.jsonl}"

# Seconds within which an editor is asked but once to ask again.
TOGETHER = 0.05


class Server(LanguageServer):
    """A language server with its session.

    able   commands that the editor carries out itself
    pull   whether the editor asks for diagnostics instead of being told
    lazy   whether it asks for the edits of an action when it is chosen
    asked  whether it is about to be asked to ask again
    """

    session: Session
    able: tuple[str, ...] = ()
    pull = False
    lazy = False
    asked = False


def serve() -> None:
    """Speak to an editor by the standard streams until it is done; what anybody prints goes to stderr."""
    gc.disable()  # the session collects when nobody waits
    with open(os.dup(0), "rb") as said, open(os.dup(1), "wb") as answered:
        os.dup2(2, 1)
        made().start_io(said, answered)


def made() -> Server:
    """Return a server that has not met its editor yet."""
    # Whole texts: what a line is differs between editors and Python, and so would pieces.
    server = Server("smo-lint", __version__, types.TextDocumentSyncKind.Full)
    _documents(server)
    _answers(server)
    _commands(server)
    return server


def _documents(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        _met(server, params)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        folders = [path_of(folder.uri) for folder in server.workspace.folders.values()]
        if not folders and server.workspace.root_uri:
            folders = [path_of(server.workspace.root_uri)]
        await server.session.start(folders)
        await _watch(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        await server.session.opened(document.uri, document.text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        server.session.changed(uri, server.workspace.get_text_document(uri).source, version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.session.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await server.session.written([path_of(params.text_document.uri)])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        await server.session.written(dict.fromkeys(path_of(change.uri) for change in params.changes))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        await server.session.start([path_of(folder.uri) for folder in params.event.added])


def _answers(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        found = await server.session.article(params.text_document.uri)
        if found is None:
            return None
        checked, path = found
        offset = Places(checked.texts[path], server.session.encoding).offset(params.position)
        text = hover.hover(checked, path, offset)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    options = types.CodeActionOptions([*map(str, actions.KINDS)], resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = await server.session.article(params.text_document.uri)
        if found is None:
            return []
        checked, path = found
        session = server.session
        places = Places(checked.texts[path], session.encoding)
        span = places.offset(params.range.start), places.offset(params.range.end)
        given = params.context.diagnostics

        def uri(member: str) -> str:
            return session.uri(checked.project, member)

        offered = actions.actions(checked, path, span, uri, session.encoding, server.able, given)
        wanted = [one for one in offered if actions.fits(one, params.context.only)]
        return wanted if server.lazy else [await _ready(server, one) for one in wanted]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        return await _resolved(server, action)


def _commands(server: Server) -> None:
    @server.command(actions.IGNORE)
    async def ignore(uri: str, fingerprint: str, reason: str = "") -> None:
        edit = await ignore_edit(server.session, uri, fingerprint, reason)
        if edit:
            await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))

    @server.command(actions.OPEN)
    async def open_at(uri: str, selection: types.Range) -> None:
        shown = types.ShowDocumentParams(uri, take_focus=True, selection=selection)
        await server.window_show_document_async(shown)


def _met(server: Server, params: types.InitializeParams) -> None:
    """Take note of what the editor can do, and of what it wants."""
    wanted = params.initialization_options
    wanted = wanted if isinstance(wanted, Mapping) else {}
    server.able = tuple(map(str, wanted.get("commands", ())))
    server.pull = bool(wanted.get("pull"))
    text = params.capabilities.text_document
    action = text.code_action if text else None
    support = action.resolve_support if action else None
    server.lazy = bool(support and "edit" in support.properties)
    workspace = params.capabilities.workspace
    editing = workspace.workspace_edit if workspace else None
    server.session = Session(
        str(getattr(server.workspace.position_encoding, "value", server.workspace.position_encoding)),
        tell=lambda uri, told: _tell(server, uri, told),
        complain=lambda sentence: _complain(server, sentence),
        whole=server.pull or wanted.get("check") == "project",
        versioned=bool(editing and editing.document_changes),
    )
    if server.pull:
        _pulled(server)


def _pulled(server: Server) -> None:
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier="smo-lint"
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pulled(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        await server.session.article(params.text_document.uri)
        told = server.session.told.get(params.text_document.uri)
        return report(told, params.previous_result_id)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def all_pulled(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        known = {previous.uri: previous.value for previous in params.previous_result_ids}
        return whole_report(await server.session.everything(), known)


def _tell(server: Server, uri: str, told: Told) -> None:
    if not server.pull:
        params = types.PublishDiagnosticsParams(uri, told.diagnostics, told.version)
        server.text_document_publish_diagnostics(params)
        return
    workspace = server.client_capabilities.workspace
    able = workspace and workspace.diagnostics and workspace.diagnostics.refresh_support
    if able and not server.asked:
        # Files that nobody has open may have changed too, of which the editor would not think to ask.
        server.asked = True
        asyncio.get_running_loop().call_later(TOGETHER, _refresh, server)


def _refresh(server: Server) -> None:
    server.asked = False
    server.workspace_diagnostic_refresh(None)


def _complain(server: Server, sentence: str) -> None:
    server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, sentence))


async def _ready(server: Server, action: types.CodeAction) -> types.CodeAction:
    """An action for an editor that never asks for its edits: what takes long is done when it is chosen."""
    data = action.data
    if isinstance(data, Mapping) and data.get("do") == "ignore":
        arguments = [data["uri"], data["fingerprint"]]
        action.command = types.Command(action.title, actions.IGNORE, arguments=arguments)
        return action
    return await _resolved(server, action)


async def _resolved(server: Server, action: types.CodeAction) -> types.CodeAction:
    if isinstance(action.data, Mapping) and action.edit is None:
        action.edit = await action_edit(server.session, action.data)
    return action


async def _watch(server: Server) -> None:
    """Ask the editor to tell of files that change outside of it, where it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
        wanted = types.Registration("smo-lint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([wanted]))
