"""What the whole page knows: articles, editions, rules and findings, in columns.

Columns are lists of one length: they take less room than an object for each row, and numbers stand
for what is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from smo_lint import __version__
from smo_lint.languages import language
from smo_lint.manual import Page, page
from smo_lint.model import SEVERITIES, Bundle, Fault, Member, Rule
from smo_lint.reports import Report, shown
from smo_lint.reports._uris import relative, shown_at
from smo_lint.rules import rules


def overview(report: Report, detailed: Collection[int]) -> dict[str, Any]:
    """Return what every screen starts from.

    detailed  numbers of the articles whose skeletons are in the page
    """
    languages = _languages(report)
    return {
        "version": __version__,
        "source": report.source,
        "files": shown_at(),
        "hidden": [shown(word) for word in (*_against(report), *report.hidden)],
        "severities": SEVERITIES,
        "languages": languages,
        "rtl": [tag for tag in languages if language(tag).rtl],
        "articles": [
            {
                "key": shown(bundle.key),
                "source": languages.index(bundle.source) if bundle.source in languages else -1,
                "detailed": number in detailed,
            }
            for number, bundle in enumerate(report.bundles)
        ],
        "editions": _editions(report.bundles, languages),
        "rules": [_rule(code, report) for code in _codes(report)],
        "findings": _findings(report),
    }


def _against(report: Report) -> tuple[str, ...]:
    gone = (f"{len(report.gone)} repaired",) if report.gone else ()
    return (f"compared with {report.against}", *gone) if report.against else ()


def numbers(report: Report) -> dict[str, int]:
    """Return path -> the number of its edition, as it stands in the columns of editions."""
    members = (member for bundle in report.bundles for member in bundle.members)
    return {member.path: number for number, member in enumerate(members)}


def _languages(report: Report) -> list[str]:
    """The source first, then by their tags; "" for files whose language is not known."""
    tags = sorted({member.lang for bundle in report.bundles for member in bundle.members})
    return sorted(tags, key=lambda tag: (tag != report.source, not tag))


def _editions(bundles: Iterable[Bundle], languages: list[str]) -> dict[str, list[Any]]:
    places = {tag: number for number, tag in enumerate(languages)}
    rows = [
        (number, places[m.lang], shown(m.path), relative(m.path), *_past(m))
        for number, bundle in enumerate(bundles)
        for m in bundle.members
    ]
    return _columns(("article", "language", "path", "uri", "behind", "since"), rows)


def _past(member: Member) -> tuple[int | None, str]:
    """How many commits of the source a translation has not followed, and since when; None: unknown."""
    if member.past is None or not member.past.revision:
        return None, ""
    since = member.past.since
    return len(since), since[-1].day if since else ""


def _codes(report: Report) -> list[str]:
    return sorted({finding.code for finding in report.findings})


def _rule(code: str, report: Report) -> dict[str, Any]:
    known: Rule | None = next((rule for rule in rules() if rule.code == code), None)
    if known is None:
        name = next(finding.name for finding in report.findings if finding.code == code)
        return {"code": code, "name": name, "family": "internal", "summary": "", "body": "", "examples": []}
    about = _page(known)
    return {
        "code": code,
        "name": known.name,
        "family": known.family.replace("_", " "),
        "summary": about.summary,
        "body": about.body,
        "examples": [
            {
                "kind": example.kind,
                "files": [
                    {
                        "name": name,
                        "text": text.reason if isinstance(text, Fault) else text,
                        "lines": [line for file, line in example.expected if file == name],
                    }
                    for name, text in example.files
                ],
            }
            for example in about.examples[:2]
        ],
    }


def _page(rule: Rule) -> Page:
    try:
        return page(rule)
    except ValueError:  # the page of a plug-in's rule need not be as ours are
        summary, _, rest = rule.doc.partition("\n")
        return Page(summary, rest.strip(), ())


def _findings(report: Report) -> dict[str, list[Any]]:
    codes = {code: number for number, code in enumerate(_codes(report))}
    paths = numbers(report)
    rows = []
    for finding in report.findings:
        problem = finding.problem
        place = report.place(problem.at.path, problem.at.span)
        related = [
            [paths[there.path], report.place(there.path, there.span).line, shown(there.note)]
            for there in problem.related
            if there.path in paths
        ]
        rows.append(
            (
                codes[finding.code],
                SEVERITIES.index(finding.severity),
                paths[problem.at.path],
                place.line,
                place.column,
                shown(problem.message),
                [shown(problem.fix.title), problem.fix.safe] if problem.fix else 0,
                related,
                problem.voices,
                finding.fingerprint,
            )
        )
    names = ("rule", "severity", "edition", "line", "column", "message", "fix", "related", "voices")
    return _columns((*names, "fingerprint"), rows)


def _columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}
