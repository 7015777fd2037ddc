"""Issues for Azure Pipelines: a logging command for each finding."""

from __future__ import annotations

from typing import TextIO

from smo_lint.model import Finding
from smo_lint.reports import Report, shown

# There are no others: a hint is a warning that says so.
KINDS = {"error": "error", "warning": "warning", "hint": "warning"}
# As the agent decodes them; `]` ends the properties of a command, `;` each of them.
_DATA = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({";": "%3B", "]": "%5D"})


def render(report: Report, out: TextIO) -> None:
    """Write the commands, in the order of the findings."""
    for finding in report.findings:
        out.write(_command(report, finding) + "\n")


def _command(report: Report, finding: Finding) -> str:
    at = finding.problem.at
    place = report.place(at.path, at.span)
    properties = {
        "type": KINDS[finding.severity],
        "sourcepath": at.path,
        "linenumber": place.line,
        "columnnumber": place.column,
        "code": finding.code,
    }
    given = "".join(f"{name}={shown(str(value)).translate(_PROPERTY)};" for name, value in properties.items())
    hint = "hint: " if finding.severity == "hint" else ""
    return f"##vso[task.logissue {given}]{hint}{shown(finding.problem.message).translate(_DATA)}"
