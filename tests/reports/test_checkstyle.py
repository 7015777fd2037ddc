"""Checkstyle, read by an XML parser that knows nothing of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any


def test_files_and_errors(case: Any, rendered: Any) -> None:
    one, other = case(), case(path="docs/de/a.md", lang="de", severity="hint", message='“<a & "b">”')
    said = rendered("checkstyle", one.report(one.finding(), other.finding(), one.finding()))
    root = ET.fromstring(said.encode())
    assert root.tag == "checkstyle"
    assert [(file.get("name"), len(file)) for file in root] == [("docs/ja/a.md", 2), ("docs/de/a.md", 1)]
    assert root[0][0].attrib == {
        "line": "3",
        "column": "9",
        "severity": "error",
        "message": one.message,
        "source": "smo-lint.LK103",
    }
    assert (root[1][0].get("severity"), root[1][0].get("message")) == ("info", '“<a & "b">”')


def test_no_findings(case: Any, rendered: Any) -> None:
    assert len(ET.fromstring(rendered("checkstyle", case().report()).encode())) == 0
