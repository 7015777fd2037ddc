"""Ignore comments: what each form covers, in a translation and in a source; what it leaves alone."""

from __future__ import annotations

import pytest

from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Member
from smo_lint.options import Config

RULES = ("HD103", "HD104", "CD103", "CD104", "FM006", "LK101", "IG001", "IG002")

SOURCE = """\
---
weight: 1
---

# Guide

## Install

Read [this](/a) and `one`.

```sh
run
```

## Use

Read [that](/b) and `two`.

## Linux

Words of Linux, [more](/linux), `three`.

## End

Last words of `four`.
"""
DAMAGED = """\
---
weight: 2
---

# Poradnik

### Instalacja

Czytaj to i `one`.

```python
run
```

## Użycie

Czytaj tamto i `two`.

## Koniec

Ostatnie słowa `four`.
"""
ALL = {"FM006", "HD103", "LK101 this", "CD104", "LK101 that", "HD104"}


def found(
    target: str, source: str = SOURCE, *, select: tuple[str, ...] = RULES, langs: str = "pl"
) -> set[str]:
    """Codes of the findings; LK101 with the link's text, since there are two; the others' languages."""
    files = {"en.md": source, **{f"{lang}.md": target for lang in langs.split()}}
    members = tuple(Member(path, path[:-3], "") for path in files)
    findings = lint_article(files, Config(select=select), Bundle("guide", members, "en"))
    names = set()
    for finding in findings:
        link = "this" if finding.problem.topic == "/a" else "that"
        name = f"{finding.code} {link}" if finding.code == "LK101" else finding.code
        names.add(name if finding.lang in ("pl", "en") else f"{name} {finding.lang}")
    return names


def test_the_damage_is_found() -> None:
    assert found(DAMAGED) == ALL


def before(line: str, comment: str, text: str) -> str:
    assert line in text
    return text.replace(line, f"{comment}{line}", 1)


def comment(says: str, gap: str = "\n\n") -> str:
    return f"<!-- smo-lint-{says} -->{gap}"


@pytest.mark.parametrize(
    ("target", "silenced"),
    [
        pytest.param(
            before("### Inst", comment("ignore HD103 -- on purpose"), DAMAGED), {"HD103"}, id="next-block"
        ),
        pytest.param(
            before("### Inst", comment("ignore HD103", "\n"), DAMAGED), {"HD103"}, id="no-blank-line"
        ),
        pytest.param(before("### Inst", comment("ignore HD"), DAMAGED), {"HD103"}, id="prefix"),
        pytest.param(
            before("### Inst", comment("ignore changed-heading-level"), DAMAGED), {"HD103"}, id="name"
        ),
        pytest.param(before("### Inst", comment("ignore headings"), DAMAGED), {"HD103"}, id="family"),
        pytest.param(
            before("### Inst", comment("ignore ALL"), DAMAGED), {"HD103", "LK101 this", "CD104"}, id="section"
        ),
        pytest.param(
            before("### Inst", comment("ignore HD103, LK101 CD104 -- three"), DAMAGED),
            {"HD103", "LK101 this", "CD104"},
            id="several",
        ),
        pytest.param(before("Czytaj to", comment("ignore LK101"), DAMAGED), {"LK101 this"}, id="paragraph"),
        pytest.param(
            DAMAGED.replace("Czytaj to", "Czytaj <!-- smo-lint-ignore LK101 --> to"),
            {"LK101 this"},
            id="inside-its-block",
        ),
        pytest.param(before("```python", comment("ignore CD104", "\n"), DAMAGED), {"CD104"}, id="code"),
        pytest.param(
            before("```python", comment("ignore CD"), DAMAGED), {"CD104"}, id="code-after-blank-line"
        ),
        pytest.param(
            before("```python", comment("ignore CD103") + comment("ignore CD104"), DAMAGED),
            {"CD104", "-IG001"},
            id="two-comments",
        ),
        pytest.param(
            before("Czytaj to", comment("ignore-start LK101"), DAMAGED) + comment("ignore-end LK101"),
            {"LK101 this", "LK101 that"},
            id="region",
        ),
        pytest.param(
            before(
                "## Użycie",
                comment("ignore-end LK101"),
                before("Czytaj to", comment("ignore-start LK101"), DAMAGED),
            ),
            {"LK101 this"},
            id="region-that-ends",
        ),
        pytest.param(
            before("Czytaj to", comment("ignore-start LK101"), DAMAGED) + comment("ignore-end"),
            {"LK101 this", "LK101 that"},
            id="region-that-ends-without-names",
        ),
        pytest.param(
            DAMAGED + comment("ignore-file LK, HD103"), {"LK101 this", "LK101 that", "HD103"}, id="file"
        ),
        pytest.param(
            before("### Inst", "{/* smo-lint-ignore HD103 -- in MDX */}\n\n", DAMAGED),
            {"HD103"},
            id="mdx-form",
        ),
        pytest.param(
            DAMAGED.replace("weight: 2", "weight: 2  # smo-lint-ignore FM006"),
            {"FM006"},
            id="front-matter-line",
        ),
        pytest.param(
            DAMAGED.replace("weight: 2", "# smo-lint-ignore FM006 -- own order\nweight: 2"),
            {"FM006"},
            id="front-matter-line-above",
        ),
        pytest.param(
            DAMAGED.replace("weight: 2", "# smo-lint-ignore-file HD103\nweight: 2"),
            {"HD103"},
            id="file-in-yaml",
        ),
        pytest.param(
            before("## Koniec", comment("ignore HD104"), DAMAGED), {"HD104"}, id="where-it-is-missing"
        ),
        pytest.param(
            before("## Koniec", comment("ignore CD103") + comment("ignore HD104"), DAMAGED),
            {"HD104", "-IG001"},
            id="where-it-is-missing-behind-another",
        ),
        pytest.param(
            before("### Inst", comment("ignore[pl] HD103"), DAMAGED), {"HD103"}, id="its-own-language"
        ),
    ],
)
def test_in_a_translation(target: str, silenced: set[str]) -> None:
    extra = {name[1:] for name in silenced if name.startswith("-")}
    assert found(target) == ALL - silenced | extra


@pytest.mark.parametrize(
    ("source", "silenced"),
    [
        pytest.param(before("## Inst", comment("ignore HD103"), SOURCE), {"HD103"}, id="counterpart"),
        pytest.param(before("## Inst", comment("ignore[pl] HD103"), SOURCE), {"HD103"}, id="language"),
        pytest.param(before("## Inst", comment("ignore[ja,pl] HD103"), SOURCE), {"HD103"}, id="languages"),
        pytest.param(
            before("Read [this]", comment("ignore LK101"), SOURCE), {"LK101 this"}, id="what-is-missing"
        ),
        pytest.param(before("```sh", comment("ignore CD104"), SOURCE), {"CD104"}, id="code"),
        pytest.param(before("## Linux", comment("ignore HD104"), SOURCE), {"HD104"}, id="missing-section"),
        pytest.param(
            SOURCE.replace("weight: 1", "weight: 1 # smo-lint-ignore FM006"), {"FM006"}, id="front-matter"
        ),
        pytest.param(SOURCE + comment("ignore-file LK101"), {"LK101 this", "LK101 that"}, id="file"),
        pytest.param(
            before("Read [this]", comment("ignore-start LK101"), SOURCE) + comment("ignore-end LK101"),
            {"LK101 this", "LK101 that"},
            id="region",
        ),
    ],
)
def test_in_a_source(source: str, silenced: set[str]) -> None:
    assert found(DAMAGED, source) == ALL - silenced


def test_a_source_can_speak_of_one_language_only() -> None:
    source = before("## Inst", comment("ignore[ja] HD103"), SOURCE)
    assert found(DAMAGED, source, select=("HD103",), langs="ja pl") == {"HD103"}


def test_a_language_holds_for_its_regions() -> None:
    source = before("## Inst", comment("ignore[zh] HD103"), SOURCE)
    assert found(DAMAGED, source, select=("HD103",), langs="zh-Hans pl") == {"HD103"}


@pytest.mark.parametrize(
    ("target", "reported"),
    [
        pytest.param(before("## Użycie", comment("ignore HD103"), DAMAGED), {"IG001"}, id="another-block"),
        pytest.param(before("### Inst", comment("ignore LK104"), DAMAGED), set(), id="rule-that-did-not-run"),
        pytest.param(before("### Inst", comment("ignore HD193"), DAMAGED), {"IG002"}, id="unknown-rule"),
        pytest.param(before("### Inst", comment("ignore"), DAMAGED), {"IG002"}, id="no-rule"),
        pytest.param(before("### Inst", comment("disable HD103"), DAMAGED), {"IG002"}, id="another-verb"),
        pytest.param(before("## Koniec", comment("ignore-end TX101"), DAMAGED), {"IG002"}, id="end-alone"),
        pytest.param(before("## Użycie", comment("ignore[ja] HD103"), DAMAGED), set(), id="absent-language"),
        pytest.param(
            DAMAGED.replace("to i", "`<!-- smo-lint-ignore HD103 -->`."), set(), id="quoted-in-inline-code"
        ),
    ],
)
def test_what_silences_nothing(target: str, reported: set[str]) -> None:
    assert found(target) == ALL | reported


def test_a_quotation_in_code_silences_nothing() -> None:
    quoted = f"run\n{comment('ignore ALL')}"
    assert found(DAMAGED.replace("run\n", quoted), SOURCE.replace("run\n", quoted)) == ALL


def test_a_region_that_is_never_ended_goes_to_the_end_and_is_reported() -> None:
    target = before("Czytaj to", comment("ignore-start LK101"), DAMAGED)
    assert found(target) == ALL - {"LK101 this", "LK101 that"} | {"IG002"}


def test_findings_about_comments_can_be_silenced() -> None:
    target = before("## Użycie", comment("ignore HD103"), DAMAGED) + comment("ignore-file IG001")
    assert found(target) == ALL


def test_many_comments_are_read_in_linear_time() -> None:
    target = comment("ignore HD103") * 3000 + "<!-- smo-lint-ignore " * 3000
    assert "IG001" in found(target, select=("HD103", "IG001"))
