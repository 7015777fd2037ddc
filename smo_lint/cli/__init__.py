"""The command line: `smo-lint`, that is `smo-lint check`, and its views."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from smo_lint import __version__
from smo_lint.cli.baseline import baseline
from smo_lint.cli.check import check
from smo_lint.cli.config import config
from smo_lint.cli.init import init
from smo_lint.cli.listing import list_articles
from smo_lint.cli.pages import explain, list_rules
from smo_lint.cli.report import report
from smo_lint.cli.screen import say, tell
from smo_lint.cli.server import server
from smo_lint.cli.skeletons import show
from smo_lint.cli.stamp import stamp
from smo_lint.cli.status import status
from smo_lint.cli.upkeep import clean, completions, version
from smo_lint.model import SmoLintError

USAGE, INTERRUPTED = 2, 130
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Verbs(click.Group):
    """A group whose verb may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("-h", "--help", "--version")
        completing = ctx.resilient_parsing
        if (args[:1] and args[0] not in self.commands and args[0] not in own) or not (args or completing):
            if not completing:
                self._mistyped(args[:1])
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete to commands, and to what may follow where the verb is left out."""
        found = super().shell_complete(ctx, incomplete)
        command = self.get_command(ctx, "check")
        if command is None:
            return found
        with command.make_context("check", [], parent=ctx, resilient_parsing=True) as context:
            known = {item.value for item in found}
            more = command.shell_complete(context, incomplete)
            return [
                *found,
                *(item for item in more if item.value not in known),
                CompletionItem(incomplete, "file"),
            ]

    def _mistyped(self, words: Sequence[str]) -> None:
        from difflib import get_close_matches

        for word in words:
            near = get_close_matches(word, self.commands, n=1, cutoff=0.75)
            if near and word.isalpha() and not os.path.exists(word):
                raise click.UsageError(f"there is no command or path “{word}”, did you mean “{near[0]}”?")


@click.group(cls=_Verbs, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="smo-lint", message="%(prog)s %(version)s")
def group() -> None:
    """Keep the language versions of Markdown articles consistent.

    `smo-lint PATHS` is short for `smo-lint check PATHS`.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration, git or internal error,
    or no article found.
    """


_COMMANDS = (check, list_articles, show, explain, list_rules, init, stamp, baseline, report, status)
for _command in (*_COMMANDS, config, server, completions, clean, version):
    group.add_command(_command)


def _internal_error() -> int:
    from traceback import format_exc

    for line in format_exc().rstrip("\n").split("\n"):
        say(line)
    say("error: this is a mistake in smo-lint itself, please report it")
    return USAGE


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the user's mistakes are one line each."""
    if "_SMO_LINT_COMPLETE" in os.environ:
        import smo_lint.cli.shells  # noqa: F401 (makes a shell known that click does not know)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a caller has closed it: what is said goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # What the stream cannot encode is shown as an escape: a report never dies of a letter.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = group.main(args, prog_name="smo-lint", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Without this the interpreter complains when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1  # as click does where it is the one to notice
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except SystemExit as error:  # click is done: a shell has its candidates, or the pipe is broken
        return error.code if isinstance(error.code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SmoLintError as error:
        tell(error)
        return USAGE
    except Exception:  # noqa: BLE001 (the edge: whatever it is, it is told, and it is not a finding)
        return _internal_error()
    return code if isinstance(code, int) else 0
