"""The summary of a pull request: a table of articles and languages, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from smo_lint import __version__
from smo_lint.model import SEVERITIES, Bundle, Finding, Location
from smo_lint.reports import Report, counted
from smo_lint.reports._folds import folded
from smo_lint.reports._markdown import escaped, link
from smo_lint.reports._uris import relative, shown_at

# By this line a bot finds its comment again.
MARK = "<!-- smo-lint:summary -->"
# GitHub refuses longer comments; some room for what a bot adds.
LONGEST = 65_000
# Articles in the table: all, or the first of too many.
ALL, FIRST = 50, 20
SIGNS = {"error": "❌", "warning": "⚠️", "hint": "💡"}
# Translations that lag behind are counted apart: their remedy is another.
STALE, LAGS = "⏳", ("stale-edition", "stale-section")
# What is repaired is named up to here.
NAMED = 50


def render(report: Report, out: TextIO) -> None:
    """Write the summary, at most LONGEST characters, cut between rows."""
    head = "\n".join([MARK, f"## 🌐 Translation check: {_headline(report)}", ""])
    foot = "".join(f"\n{paragraph}\n" for paragraph in _foot(report))
    if report.findings:
        rows = _rows(report)
        head += "\n".join(["", _matrix(report), "| | Where | Problem |", "|---|---|---|", ""])
        body, told = _fitting(rows, LONGEST - len(head) - len(foot) - 100)
        left_out = len(report.findings) - told
        more = f"\n{counted(left_out, 'more problem')} not shown here.\n" if left_out else ""
        head += body + more
    out.write(head + foot)


def _headline(report: Report) -> str:
    whole = counted(len(report.bundles), "article")
    new = "new " if report.against else ""
    if not report.findings:
        return f"no {new}problems in {whole}"
    articles = len({finding.article for finding in report.findings})
    kinds = ", ".join(counted(report.severities[s], s) for s in SEVERITIES if report.severities[s])
    return f"{counted(len(report.findings), f'{new}problem')} in {articles} of {whole} ({kinds})"


def _fitting(rows: Iterable[tuple[str, int]], room: int) -> tuple[str, int]:
    """Return as many rows as fit, and how many things they tell."""
    text, told = "", 0
    for row, things in rows:
        if len(text) + len(row) > room:
            break
        text, told = text + row, told + things
    return text, told


def _matrix(report: Report) -> str:
    """Return the table of articles with findings × languages; at most half of what may be written."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for finding in report.findings:
        kind = STALE if finding.name in LAGS else SIGNS[finding.severity]
        counts.setdefault(finding.article, Counter())[finding.problem.at.path, kind] += 1
    bundles = [bundle for bundle in report.bundles if bundle.key in counts]
    top = bundles[:FIRST] if len(bundles) > ALL else bundles
    langs = sorted({member.lang for bundle in top for member in bundle.members})
    langs.sort(key=lambda lang: lang != report.source)
    head = f"| | {' | '.join(escaped(lang or '?') for lang in langs)} |\n|---|{':-:|' * len(langs)}\n"
    rows = (
        f"| {escaped(b.key)} | {' | '.join(_cell(b, lang, counts[b.key]) for lang in langs)} |\n" for b in top
    )
    body, told = _fitting(((row, 1) for row in rows), LONGEST // 2)
    rest = len(bundles) - told
    return (
        head
        + body
        + (f"\n{counted(rest, 'more article')} with problems not in this table.\n" if rest else "")
    )


def _cell(bundle: Bundle, lang: str, counts: Counter[tuple[str, str]]) -> str:
    paths = [member.path for member in bundle.members if member.lang == lang]
    if not paths:
        return "–"
    found = {kind: sum(counts[path, kind] for path in paths) for kind in (*SIGNS.values(), STALE)}
    said = " ".join(f"{kind} **{number}**" for kind, number in found.items() if number)
    if lang and lang == bundle.source:
        return f"source {said}".rstrip()
    return said or "✅"


def _rows(report: Report) -> Iterator[tuple[str, int]]:
    """Yield (a row of the table of problems, how many findings it tells), the most severe first."""
    groups: list[tuple[Finding, ...]] = []
    for _, findings in groupby(report.findings, key=lambda finding: finding.article):
        groups += folded(findings, report.source_paths)
    for group in sorted(groups, key=lambda group: SEVERITIES.index(group[0].severity)):
        yield _row(report, group), len(group)


def _row(report: Report, group: Sequence[Finding]) -> str:
    first = group[0]
    wrench = " 🔧" if any(report.remedy(finding) == "--fix" for finding in group) else ""
    where = "<br>".join(_where(report, finding.problem.at) for finding in group)
    there = "".join(
        f" ({_where(report, location, report.langs.get(location.path, ''))})"
        for location in first.problem.related[:1]
    )
    sign = f"{SIGNS[first.severity]} {escaped(first.code)}{wrench}"
    return f"| {sign} | {where} | {escaped(first.problem.message)}{there} |\n"


def _where(report: Report, location: Location, name: str = "") -> str:
    line = report.place(location.path, location.span).line
    return link(f"{name or location.path}:{line}", _address(location.path, line))


def _address(path: str, line: int) -> str:
    """Return where the service that runs us shows a line; "" elsewhere."""
    base = shown_at()
    return f"{base}{relative(path)}?plain=1#L{line}" if base and not path.startswith(("/", "../")) else ""


def _foot(report: Report) -> Iterator[str]:
    if report.findings:
        yield (
            " · ".join(f"{SIGNS[s]} {s}" for s in SEVERITIES)
            + f" · {STALE} stale · 🔧 safe fix · – no edition"
        )
    if safe := report.remedies["--fix"]:
        yield f"`smo-lint check --fix` repairs {safe} of {len(report.findings)}."
    if report.gone:
        yield _gone(report)
    elif report.hidden:
        yield escaped(" · ".join(report.hidden))
    if not report.terse:
        langs = {lang for lang in report.langs.values() if lang}
        size = (counted(len(report.langs), "edition"), counted(len(langs), "language"))
        against = (f"compared with {escaped(report.against)}",) if report.against else ()
        yield f"<sub>{' · '.join((f'smo-lint {__version__}', *size, *against, *report.timing))}</sub>"


def _gone(report: Report) -> str:
    """Return what is repaired, folded: it is good news, and needs no room."""
    titles = (f"{len(report.gone)} repaired", *report.hidden)
    rows = [
        f"- ✅ {escaped(gone.code)} {escaped(gone.article)}"
        + (f" ({escaped(gone.lang)})" if gone.lang else "")
        + f": {escaped(gone.message)}\n"
        for gone in report.gone[:NAMED]
    ]
    body, told = _fitting(((row, 1) for row in rows), LONGEST // 8)
    rest = len(report.gone) - told
    more = f"- and {rest} more\n" if rest else ""
    return f"<details><summary>{escaped(' · '.join(titles))}</summary>\n\n{body}{more}\n</details>"
