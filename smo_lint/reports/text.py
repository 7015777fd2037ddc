"""The report for people: findings by article, with the places in both files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

from smo_lint.model import SEVERITIES, Bundle, Finding, Location
from smo_lint.reports import Report, encodes, fitting, shown
from smo_lint.reports._folds import folded
from smo_lint.reports._rows import Row
from smo_lint.reports._uris import local

if TYPE_CHECKING:
    from smo_lint.reports._frames import View

# Two frames stand side by side from this width; a file or a pipe is as wide as most screens.
WIDE = 100
PLAIN = 100
# Further places that are listed below the frames.
MORE = 3
_HOW = {"--unsafe-fixes": "  (unsafe)", "--fix-source": "  (in the source edition: --fix-source)"}
STYLES = {"error": "bold red", "warning": "bold yellow", "hint": "bold cyan"}


def render(report: Report, out: TextIO) -> None:
    """Write the findings, article by article, and a summary."""
    if _coloured(report, out):
        _in_colour(report, out)
        return
    for rows in _parts(report, out, PLAIN, wide=False):
        out.writelines("".join(_written(row, out)).rstrip() + "\n" for row in rows)


def _coloured(report: Report, out: TextIO) -> bool:
    """Whether the report may have colours, or a screen's width: what knows of these imports slowly."""
    told = {"FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"} | ({"COLUMNS"} if report.findings else set())
    return bool(report.coloured) or out.isatty() or not told.isdisjoint(os.environ)


def _written(row: Row, out: TextIO) -> Iterator[str]:
    """Yield the parts of a row without their styles."""
    return (_with_link(fitting(text, out), style)[0] for text, style in row.parts)


def _in_colour(report: Report, out: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False, **_colours(report.coloured))
    fixed = console.is_terminal or "COLUMNS" in os.environ
    width = console.width if fixed else PLAIN

    def line_of(row: Row) -> Text:
        line = Text.assemble(*(_with_link(fitting(text, out), style) for text, style in row.parts))
        line.rstrip()
        return line

    def broken(row: Row) -> bool:
        # A terminal would break a long sentence inside of a word; frames and links are left to it.
        linked = any(" link " in style for _, style in row.parts)
        return console.is_terminal and row.width > width and not linked

    for part in _parts(report, out, width, wide=fixed and width >= WIDE):
        for breaks, rows in groupby(part, key=broken):
            if breaks:
                for row in rows:
                    line = line_of(row)
                    console.print(line, width=width - (row.width - line.cell_len), crop=False)
            else:  # one by one they take many times as long
                console.print(Text("\n").join(map(line_of, rows)), soft_wrap=True, crop=False)


def _parts(report: Report, out: TextIO, width: int, *, wide: bool) -> Iterator[list[Row]]:
    """Yield the rows of each article, and of what follows."""
    encoding = (getattr(out, "encoding", None) or "utf-8") if encodes(out) else "ascii"

    def show(text: str) -> str:
        return fitting(shown(text), out).encode(encoding, "backslashreplace").decode(encoding)

    bundles = {bundle.key: bundle for bundle in report.bundles}
    for key, findings in groupby(report.seen, key=lambda finding: finding.article):
        rows = [_heading(key, bundles.get(key)), Row(())]
        for finding, *others in folded(findings, _sources(bundles.get(key))):
            rows += _finding(report, finding, width, show, wide=wide)
            rows += [*_also(report, others), Row(())]
        yield rows
    if report.cut:
        yield [Row(((f"… {report.cut}", "bold"),)), Row(())]
    if report.tallied and report.findings:
        yield [*_tally(report), Row(())]
    if not report.terse:
        yield [*_summary(report)]


def _with_link(text: str, style: str) -> tuple[str, str]:
    """A part whose style has a link as a terminal wants it: rich would number the links at random."""
    plain, _, url = style.partition(" link ")
    return (f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\", plain) if url else (text, plain)


def _colours(wanted: bool | None) -> dict[str, Any]:
    if wanted is None:
        return {}
    return {"color_system": "standard", "no_color": False} if wanted else {"color_system": None}


def _heading(key: str, bundle: Bundle | None) -> Row:
    if bundle is None:
        return Row(((shown(key), "bold underline"),))
    langs = [m.lang + " (source)" * (m.lang == bundle.source) for m in bundle.members]
    votes = "" if bundle.source else "  (no source: the editions vote)"
    return Row(((shown(key), "bold underline"), ("   " + " · ".join(langs) + votes, "dim")))


def _finding(
    report: Report, finding: Finding, width: int, show: Callable[[str], str], *, wide: bool
) -> Iterator[Row]:
    problem, remedy = finding.problem, report.remedy(finding)
    style = STYLES.get(finding.severity, "")
    yield Row(
        (
            (finding.severity, style),
            (f"[{finding.code}] ", "bold"),
            (shown(problem.message), "bold"),
            ("  [*]" if remedy == "--fix" else "", "cyan"),
            (f"  {finding.name}", "dim"),
            (f" in {finding.lang}" if finding.lang else "", "dim"),
        )
    )
    related = [location for location in problem.related if _text_of(report, location)]
    if _text_of(report, problem.at):
        gap = any(location.path != problem.at.path for location in related)
        here = _view(report, problem.at, style, show, gap=gap)
        there = [_view(report, location, "bold green", show) for location in related[:1]]
        yield from _frames([here, *there], width, wide=wide)
    else:
        yield Row((("   ", ""), (shown(problem.at.path), _to(report, problem.at.path, "bold"))))
    yield from _more(report, related[1:])
    if problem.fix:
        how = _HOW.get(remedy, "")
        yield Row((("  = fix: ", "cyan"), (shown(problem.fix.title), ""), (how, "dim")))


def _sources(bundle: Bundle | None) -> frozenset[str]:
    members = bundle.members if bundle and bundle.source else ()
    return frozenset(member.path for member in members if bundle and member.lang == bundle.source)


def _also(report: Report, findings: Sequence[Finding]) -> Iterator[Row]:
    """The same difference in other languages: a line with them, and where."""
    if not findings:
        return
    langs = ", ".join(finding.lang for finding in findings)
    yield Row(((f"  = also in {langs}", "cyan"),))
    for finding in findings:
        at = finding.problem.at
        place = report.place(at.path, at.span)
        where = f"{shown(at.path)}:{place.line}:{place.column}"
        yield Row((("      ", ""), (where, _to(report, at.path))))


def _text_of(report: Report, location: Location) -> bool:
    return report.sheet(location.path).lines != [""]


def _to(report: Report, path: str, style: str = "") -> str:
    """A style that makes the path of a file a link to it."""
    from smo_lint.reports._frames import with_link

    return with_link(style, local(path) if report.linked else "")


def _view(
    report: Report, location: Location, style: str, show: Callable[[str], str], *, gap: bool = False
) -> View:
    from smo_lint.reports._frames import View

    sheet, link = report.sheet(location.path), local(location.path) if report.linked else ""
    return View(sheet, location.path, location.span, location.note, gap, style, show, link)


def _frames(views: list[View], width: int, *, wide: bool) -> Iterator[Row]:
    from smo_lint.reports._frames import beside, frame

    if len(views) == 2 and wide:
        half = (width - 3) // 2
        yield from beside(frame(views[0], half), frame(views[1], half), half)
        return
    for view in views:
        yield from frame(view, width)


def _more(report: Report, related: list[Location]) -> Iterator[Row]:
    for location in related[:MORE]:
        place = report.place(location.path, location.span)
        note = f"  {shown(location.note)}" if location.note else ""
        where = f"{shown(location.path)}:{place.line}:{place.column}"
        yield Row((("  = see: ", "cyan"), (where, _to(report, location.path)), (note, "dim")))
    if len(related) > MORE:
        yield Row(((f"  = and {len(related) - MORE} more", "cyan"),))


def _tally(report: Report) -> Iterator[Row]:
    """A line for each rule, the most frequent first, with the languages that it was found in."""
    counts = Counter((finding.code, finding.name) for finding in report.findings)
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        langs = Counter(f.lang for f in report.findings if f.code == code)
        ordered = sorted(langs.items(), key=lambda item: (-item[1], item[0]))
        by_lang = " ".join(f"{lang or '?'} {number}" for lang, number in ordered)
        yield Row(((f"{count:6}  ", "bold"), (f"{code} {name}", ""), (f"  {by_lang}", "dim")))


def _summary(report: Report) -> Iterator[Row]:
    articles = {finding.article for finding in report.findings}
    langs = {lang for lang in report.langs.values() if lang}
    whole = (_count(len(report.langs), "edition"), _count(len(langs), "language"), *report.timing)
    size = " · ".join((*whole, *report.hidden))
    if not report.findings:
        where = f" in {_count(len(report.bundles), 'article')} · {size}"
        yield Row((("No findings", "bold green"), (where, "")))
        return
    kinds = ", ".join(_count(report.severities[s], s) for s in SEVERITIES if report.severities[s])
    found = f"Found {_count(len(report.findings), 'finding')}"
    where = f" ({kinds}) in {len(articles)} of {_count(len(report.bundles), 'article')} · {size}"
    yield Row(((found, "bold"), (where, "")))
    yield from _remedies(report)


def _remedies(report: Report) -> Iterator[Row]:
    safe, unsafe, held = (report.remedies[o] for o in ("--fix", "--unsafe-fixes", "--fix-source"))
    if safe:
        more = f", {unsafe} more with --unsafe-fixes" if unsafe else ""
        yield Row(((f"[*] {safe} fixable with --fix{more}", "cyan"),))
    elif unsafe:
        yield Row(((f"{unsafe} fixable with --fix --unsafe-fixes", "cyan"),))
    if held:
        fixes = f"{held} fix{'es' * (held > 1)}"
        yield Row(((f"{fixes} for the source edition: --fix-source", "cyan"),))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
