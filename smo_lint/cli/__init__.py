"""The command line: `smo-lint`, that is `smo-lint check`, and its views."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from smo_lint import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

USAGE, INTERRUPTED = 2, 130
# New objects until cycles are looked for. What a run makes mostly lives until its end.
PATIENCE = 200_000
# Each verb: where its command stands, and what the overview says. A command is imported when it is called:
# a hook must not wait for what it does not use.
VERBS = {
    "check": ("check", "Report where the editions of articles disagree (the default)."),
    "list": ("listing:list_articles", "Show articles, languages, and what is in no article."),
    "show": ("skeletons", "Show the skeletons of an article side by side."),
    "explain": ("pages", "Print the pages of rules."),
    "rules": ("pages:list_rules", "List the rules that are there."),
    "init": ("init", "Write the configuration that a project would need."),
    "stamp": ("stamp", "Write into translations what they were made from."),
    "config": ("config", "Show, list or explain options of a configuration."),
    "server": ("server", "Serve an editor by the Language Server Protocol."),
    "completions": ("upkeep", "Print what makes a shell complete commands, rules and languages."),
    "clean": ("upkeep", "Remove the cache, and what killed runs have left."),
    "version": ("upkeep", "Print the version."),
    "report": ("report", "Write the report of an earlier run in another format."),
    "status": ("status", "Show how complete the translations are."),
    "corpus": ("corpus", "Check collections of articles in Parquet, Arrow or JSONL."),
    "baseline": ("baseline", "Accept today's findings, so that only new ones count."),
}
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Verbs(click.Group):
    """A group whose verb may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("-h", "--help", "--version")
        completing = ctx.resilient_parsing
        if (args[:1] and args[0] not in VERBS and args[0] not in own) or not (args or completing):
            if not completing:
                self._mistyped(args[:1])
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete to commands, and to what may follow where the verb is left out."""
        from click.shell_completion import CompletionItem

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

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"smo_lint.cli.{module}"), name or cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb][1]) for verb in sorted(VERBS)])

    def _mistyped(self, words: Sequence[str]) -> None:
        from difflib import get_close_matches

        for word in words:
            near = get_close_matches(word, VERBS, n=1, cutoff=0.75)
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


def _told(error: BaseException) -> int:
    """Say why a command has ended; return the exit code for that."""
    from traceback import format_exc

    from smo_lint.cli.screen import say, tell
    from smo_lint.model import SmoLintError

    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        say("interrupted")
        return INTERRUPTED
    if isinstance(error, SmoLintError):
        tell(error)
        return USAGE
    for line in format_exc().rstrip("\n").split("\n"):
        say(line)
    say("error: this is a mistake in smo-lint itself, please report it")
    return USAGE


def _settle(stream: Any) -> None:
    """Make a stream take all that we write.

    What it cannot encode is shown as an escape: a report never dies of a letter. Windows gives pipes and
    files a code page and newlines of its own; what is read by programs is UTF-8 there as elsewhere.
    """
    if not hasattr(stream, "reconfigure"):
        return
    stream.reconfigure(errors="backslashreplace")
    if os.name == "nt" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the user's mistakes are one line each."""
    gc.set_threshold(PATIENCE, *gc.get_threshold()[1:])
    # What is there in the end goes with the process: nobody looks for garbage in it.
    atexit.register(gc.freeze)
    if "_SMO_LINT_COMPLETE" in os.environ:
        import smo_lint.cli.shells  # noqa: F401 (makes a shell known that click does not know)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a caller has closed it: what is said goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    try:
        for stream in (sys.stdout, sys.stderr):
            _settle(stream)  # which writes what a caller has left in it
        code = group.main(args, prog_name="smo-lint", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Without this the interpreter complains when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1  # as click does where it is the one to notice
    except SystemExit as error:  # click is done: a shell has its candidates, or the pipe is broken
        return error.code if isinstance(error.code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt, Exception) as error:  # noqa: BLE001 (the edge: all is told)
        return _told(error)
    return code if isinstance(code, int) else 0
