"""What `check` changes in files: which findings are repaired or ignored, and what is said of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.configured import Command, given_options
from smo_lint.cli.screen import say
from smo_lint.model import Finding, LoadError

if TYPE_CHECKING:
    from smo_lint.cli.repairs import Repair
    from smo_lint.cli.run import Run


def _reason(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from smo_lint.add_ignore import UNFIT

    found = next((mark for mark in UNFIT if mark in (value or "")), None)
    if found:
        raise click.BadParameter(f"a reason cannot hold {found!r}: it stands in a comment", ctx, param)
    return value


_OPTIONS = (
    click.option("--fix", is_flag=True, help="Repair what has one right answer; not in the source edition."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix: also what is only likely right."),
    click.option("--fix-source", is_flag=True, help="With --fix: also the source edition."),
    click.option("--fix-only", is_flag=True, help="Repair, and neither report nor fail for what is left."),
    click.option("--fixable", multiple=True, metavar="RULE,…", help="Repair these only.  [default: ALL]"),
    click.option("--unfixable", multiple=True, metavar="RULE,…", help="Report these, and leave them."),
    click.option("--show-fixes", is_flag=True, help="List what was repaired, by file and rule."),
    click.option(
        "--add-ignore",
        metavar="[=REASON]",
        callback=_reason,
        help="Write ignore comments: what is found now is meant.",
    ),
    click.option("--diff", is_flag=True, help="Print what these would change; change nothing."),
)


def fixing_options(command: Command) -> Command:
    """Give a command the options that say what is changed."""
    return given_options(command, _OPTIONS)


class FixingCommand(click.Command):
    """A command where `--add-ignore` may have a value behind `=`, and takes no path for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        head = ["--add-ignore=" if word == "--add-ignore" else word for word in args[:end]]
        return super().parse_args(ctx, head + args[end:])


def agreed(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options with what they imply. Raises UsageError where they contradict each other."""
    fix = given["fix"] or given["fix_only"]
    if fix and given["add_ignore"] is not None:
        raise click.UsageError("--add-ignore keeps what --fix repairs: fix first, then ignore what is left")
    return {**given, "fix": fix}


def asked(given: Mapping[str, Any]) -> bool:
    """Return whether files are to be changed, or to be shown as they would be."""
    return bool(given["fix"] or given["diff"] or given["add_ignore"] is not None)


class Done(NamedTuple):
    """What became of the files: path -> new text, and whether one could not be written."""

    texts: dict[str, str]
    failed: bool = False


def repairs(
    run: Run, findings: Sequence[Finding], given: Mapping[str, Any], told: Callable[[Finding], bool]
) -> Iterator[Repair]:
    """Yield what is to be changed.

    told  which findings are spoken of at all: neither of another language nor hidden
    """
    from smo_lint.cli.repairs import ignored, repaired

    if given["add_ignore"] is not None:
        return ignored(run, findings, told, given["add_ignore"])
    kept = frozenset() if given["fix_source"] else run.sources

    def wanted(finding: Finding) -> bool:
        fix = finding.problem.fix
        right = fix is not None and (fix.safe or given["unsafe_fixes"])
        return right and finding.problem.at.path not in kept and told(finding)

    return repaired(run, findings, wanted)


def written(found: Iterable[Repair], run: Run, findings: Iterable[Finding], given: Mapping[str, Any]) -> Done:
    """Write the files that are changed; what could not be written is said and passed over.

    The text on the standard input goes to the standard output. Raises Stopped, with those findings
    of whose articles nothing was changed.
    """
    from smo_lint.cli.run import Stopped, member_path
    from smo_lint.outside.load import write

    buffer = member_path(given["stdin_filename"]) if given["stdin_filename"] else ""
    done: list[Repair] = []
    failed = False
    try:
        for repair in found:
            try:
                if repair.path != buffer:
                    write(repair.path, repair.after, was=repair.before)
                done.append(repair)
            except LoadError as error:
                say(f"error: {error}")
                failed = True
    except KeyboardInterrupt:
        touched = {finding.article for repair in done for finding in repair.findings}
        raise Stopped([finding for finding in findings if finding.article not in touched]) from None
    finally:
        if done:
            _tell("ignored" if given["add_ignore"] is not None else "fixed", done, given)
    texts = {repair.path: repair.after for repair in done}
    if buffer:
        text = texts.get(buffer, run.task.read(buffer))
        sys.stdout.buffer.write(text.encode() if isinstance(text, str) else b"")
    return Done(texts, failed)


def show_diff(found: Iterable[Repair], given: Mapping[str, Any]) -> bool:
    """Print what would be changed; return whether there is anything."""
    from smo_lint.reports import shown

    done = list(found)
    for repair in done:
        for line in repair.diff().split("\n")[:-1]:
            # A terminal must not obey a document; a patch must hold it byte for byte.
            click.echo(shown(line) if sys.stdout.isatty() else line)
    _tell("would ignore" if given["add_ignore"] is not None else "would fix", done, given)
    return bool(done)


def _tell(verb: str, done: Sequence[Repair], given: Mapping[str, Any]) -> None:
    from smo_lint.reports import counted

    count = sum(len(repair.findings) for repair in done)
    lines = _listed(done) if given["show_fixes"] else ()
    say(f"{verb} {counted(count, 'finding')} in {counted(len(done), 'file')}{':' * bool(lines)}", *lines)


def _listed(done: Iterable[Repair]) -> Collection[str]:
    lines: list[str] = []
    for repair in done:
        rules = Counter((finding.code, finding.name) for finding in repair.findings)
        lines.append(f"- {repair.path}:")
        ordered = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
        lines += (f"    {count} × {code} ({name})" for (code, name), count in ordered)
    return lines
