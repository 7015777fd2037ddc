"""`smo-lint server`: for editors."""

from __future__ import annotations

import sys

import click

from smo_lint.cli.flags import Verb
from smo_lint.model import SmoLintError


@click.command(cls=Verb, short_help="Serve an editor by the Language Server Protocol.")
@click.option("--stdio", is_flag=True, expose_value=False, help="Speak by the standard streams, as always.")
def server() -> int:
    """Serve an editor by the Language Server Protocol: findings while articles are written.

    Editors start this themselves; see docs/editors.md.
    """
    try:
        from smo_lint.server.serving import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise SmoLintError("the server needs pygls: pip install “smo-lint[lsp]”") from None
    if sys.stdin.isatty():
        raise SmoLintError("this speaks to an editor, which starts it itself: see docs/editors.md")
    serve()
    return 0
