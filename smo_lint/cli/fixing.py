"""What `check` changes in files: which findings are repaired or ignored, and what is said of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.flags import Verb, flag
from smo_lint.cli.screen import say
from smo_lint.model import Finding, LoadError

if TYPE_CHECKING:
    from smo_lint.cli.repairs import Changes, Repair
    from smo_lint.cli.run import Run


def _reason(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if not value:
        return value
    from smo_lint.add_ignore import UNFIT

    found = next((mark for mark in UNFIT if mark in value), None)
    if found:
        raise click.BadParameter(f"a reason cannot hold {found!r}: it stands in a comment", ctx, param)
    return value


FIXING = (
    flag("Fixing", "--fix", is_flag=True, help="Repair what has one right answer; not in the source."),
    flag("Fixing", "--unsafe-fixes", is_flag=True, help="With it: also what is only likely right."),
    flag("Fixing", "--fix-source", is_flag=True, help="With it: also the source edition."),
    flag("Fixing", "--fix-only", is_flag=True, help="Repair; neither report nor fail for the rest."),
    flag("Fixing", "--show-fixes", is_flag=True, help="List what was repaired, by file and rule."),
    flag(
        "Fixing",
        "--add-ignore",
        metavar="[=REASON]",
        callback=_reason,
        help="Write ignore comments: what is found is meant.",
    ),
    flag("Fixing", "--diff", is_flag=True, help="Print what these would change; change nothing."),
)


class FixingCommand(Verb):
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


def changes(
    run: Run, found: list[Finding], given: Mapping[str, Any], told: Callable[[Finding], bool]
) -> Changes:
    """Return what is to be changed.

    found  all findings of the run
    told   which of them are spoken of at all: neither of another language nor hidden
    """
    from smo_lint.cli.repairs import ignored, repaired

    if given["add_ignore"] is not None:
        return ignored(run, found, told, given["add_ignore"])
    kept = frozenset() if given["fix_source"] else run.sources

    def wanted(finding: Finding) -> bool:
        fix = finding.problem.fix
        right = fix is not None and (fix.safe or given["unsafe_fixes"])
        return right and finding.problem.at.path not in kept and told(finding)

    return repaired(run, found, wanted)


def written(repairs: Iterable[Repair], run: Run, given: Mapping[str, Any]) -> dict[str, str]:
    """Write the files that are changed, and return the texts of those that could be written.

    What could not is said and passed over. The text on the standard input goes to the standard output.
    """
    from smo_lint.cli.prepare import member_path
    from smo_lint.outside.articles.discovery import own_place
    from smo_lint.outside.load import write

    buffer = member_path(given["stdin_filename"]) if given["stdin_filename"] else ""
    done: list[Repair] = []
    try:
        for repair in repairs:
            try:
                if repair.path != buffer:
                    write(own_place(run.discovery, repair.path), repair.after, was=repair.before)
                done.append(repair)
            except LoadError as error:
                say(f"error: {error}")
    finally:  # whoever interrupts this wants to know how far it came
        if done:
            _tell("ignored" if given["add_ignore"] is not None else "fixed", done, given)
    texts = {repair.path: repair.after for repair in done}
    if buffer:
        text = texts.get(buffer, run.task.read(buffer))
        sys.stdout.buffer.write(text.encode() if isinstance(text, str) else b"")
    return texts


def show_diff(repairs: Sequence[Repair], given: Mapping[str, Any]) -> None:
    """Print what would be changed."""
    from smo_lint.reports import shown

    for repair in repairs:
        for line in repair.diff().split("\n")[:-1]:
            # A terminal must not obey a document; a patch must hold it byte for byte.
            click.echo(shown(line) if sys.stdout.isatty() else line)
    _tell("would ignore" if given["add_ignore"] is not None else "would fix", repairs, given)


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
