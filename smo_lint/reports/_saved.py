"""A report as a value that JSON can hold, and back: what formats need beside the findings themselves.

Of the files, the lines around the places that are told, no more: so offsets count in texts whose other
lines are empty, and lines and columns stay what they were.
"""

from __future__ import annotations

from typing import Any

from smo_lint.model import (
    SEVERITIES,
    Bundle,
    Edit,
    Finding,
    Fix,
    LoadError,
    Location,
    Member,
    Problem,
    Span,
)
from smo_lint.reports import Gone, Place, Report
from smo_lint.reports._frames import AROUND, LINES
from smo_lint.reports._parts import Part

# Raised where a reader of an older version would go wrong.
VERSION = 1
# What a frame shows above and below the first and the last line of a place.
_ABOVE, _BELOW = AROUND, LINES + AROUND
# More lines than a run over a large site could name: a number in a broken file is not believed.
_MOST_LINES = 20_000_000

Lines = dict[str, dict[int, str]]


def saved(report: Report) -> dict[str, Any]:
    """Return what `restored` needs beside the findings, as values of JSON."""
    return {
        "version": VERSION,
        "fail_on": report.fail_on,
        "hidden": list(report.hidden),
        "against": report.against,
        "repaired": [gone._asdict() for gone in report.gone],
        "articles": [
            {
                "key": bundle.key,
                "source": bundle.source,
                "editions": [{"path": member.path, "lang": member.lang} for member in bundle.members],
            }
            for bundle in report.bundles
        ],
        "files": {
            path: {str(number): lines[number] for number in sorted(lines)}
            for path, lines in sorted(_needed(report).items())
        },
    }


def _needed(report: Report) -> Lines:
    """Return path -> number of a line -> the line, for all lines that a format may show."""
    found: Lines = {}
    for finding in report.findings:
        problem = finding.problem
        for location in (problem.at, *problem.related):
            place = report.place(location.path, location.span)
            _keep(report, found, location.path, place.line - _ABOVE, place.line + _BELOW)
            _keep(report, found, location.path, place.end_line - _ABOVE, place.end_line + _BELOW)
        if problem.fix and problem.fix.edits:
            # Some formats offer all edits as one, with what stands between them.
            edits = [report.place(problem.at.path, edit.span) for edit in problem.fix.edits]
            first, last = min(place.line for place in edits), max(place.end_line for place in edits)
            _keep(report, found, problem.at.path, first, last)
    return found


def _keep(report: Report, found: Lines, path: str, first: int, last: int) -> None:
    lines = report.sheet(path).lines
    kept = found.setdefault(path, {})
    for number in range(max(1, first), min(len(lines), last) + 1):
        kept[number] = lines[number - 1]


def restored(value: object, *, terse: bool = False, tallied: bool = False) -> Report:
    """Return the report that a value of JSON holds; it knows no time. Raises LoadError with what is wrong.

    terse, tallied  as in Report
    """
    whole = Part(value, "")
    if not isinstance(value, dict) or "findings" not in value:
        raise LoadError("this is no JSON report of smo-lint")
    if "report" not in value:
        raise LoadError("it holds findings alone: write it anew with this version of smo-lint")
    more = whole.part("report")
    if (version := more.number("version")) != VERSION:
        raise LoadError(f"it is a report of version {version}, and this smo-lint reads version {VERSION}")
    lines = _lines(more.part("files"))
    reader = _Reader(lines)
    bundles = tuple(_bundle(part) for part in more.parts("articles"))
    return Report(
        tuple(reader.finding(part) for part in whole.parts("findings")),
        bundles,
        reader.text,
        whole.word("source", empty=True),
        None,
        terse=terse,
        tallied=tallied,
        fail_on=more.one_of("fail_on", (*SEVERITIES, "never")),
        hidden=tuple(more.words("hidden")),
        against=more.word("against"),
        gone=tuple(Gone(*map(part.word, Gone._fields)) for part in more.parts("repaired")),
    )


def _bundle(part: Part) -> Bundle:
    members = (Member(one.word("path"), one.word("lang"), "") for one in part.parts("editions"))
    return Bundle(part.word("key"), tuple(members), part.word("source"))


def _lines(files: Part) -> Lines:
    found: Lines = {}
    for path in files.table:
        part = files.part(path)
        numbers = {}
        for name in part.table:
            # The length is asked first: a number of a million digits is not even read.
            if not (name.isascii() and name.isdigit() and 0 < len(name) < 10 and int(name)):
                part.fail(name, "is no number of a line")
            numbers[int(name)] = part.word(name)
            if "\n" in numbers[int(name)]:
                part.fail(name, "must be one line")
        found[path] = numbers
    if sum(max(numbers, default=0) for numbers in found.values()) > _MOST_LINES:
        files.fail("", f"must name no more than {_MOST_LINES:,} lines")
    return found


class _Reader:
    """Findings from their description, with offsets in texts of which only some lines are known."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._texts: dict[str, tuple[str, list[int]]] = {}

    def text(self, path: str) -> str:
        return self._known(path)[0]

    def finding(self, part: Part) -> Finding:
        at = Location(part.word("path"), self._span(part), part.word("note"))
        related = tuple(
            Location(one.word("path"), self._span(one), one.word("message")) for one in part.parts("related")
        )
        fix = None if part.table.get("fix", "") is None else self._fix(part.part("fix"))
        problem = Problem(at, part.word("message"), related, fix, part.word("topic"))
        return Finding(
            part.word("code"),
            part.word("name"),
            part.one_of("severity", SEVERITIES),
            part.word("lang"),
            part.word("article"),
            problem,
            part.word("fingerprint"),
        )

    def _fix(self, part: Part) -> Fix:
        edits = tuple(Edit(self._span(one), one.word("text")) for one in part.parts("edits"))
        if not edits:
            part.fail("edits", "must not be empty")
        return Fix(part.word("title"), edits, part.flag("safe"))

    def _span(self, part: Part) -> Span:
        place = Place(*map(part.number, Place._fields))
        path = part.word("path")
        start = self._offset(part, path, place.line, place.column)
        end = self._offset(part, path, place.end_line, place.end_column)
        if end < start:
            part.fail("end_line", "must not come before the start")
        return Span(start, end)

    def _offset(self, part: Part, path: str, line: int, column: int) -> int:
        known = self._lines.get(path, {}).get(line)
        if known is None:
            part.fail("line", f"is {line}, of which nothing is known")
        if not 0 < column <= len(known) + 1:
            part.fail("column", f"is {column}, and line {line} is shorter")
        return self._known(path)[1][line - 1] + column - 1

    def _known(self, path: str) -> tuple[str, list[int]]:
        """Return the text of a file and the offsets at which its lines begin."""
        if path not in self._texts:
            numbers = self._lines.get(path, {})
            lines = [numbers.get(number, "") for number in range(1, max(numbers, default=0) + 1)]
            starts, at = [], 0
            for line in lines:
                starts.append(at)
                at += len(line) + 1
            self._texts[path] = "\n".join(lines), starts
        return self._texts[path]
