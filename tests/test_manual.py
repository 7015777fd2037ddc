"""Every rule proves its own page: Bad is reported exactly there, Good is silent, fixing Bad gives Good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from smo_lint import fix
from smo_lint.engine import lint_article
from smo_lint.habits import NONE
from smo_lint.manual import Example, Page, page, readable
from smo_lint.model import Bundle, Edition, Fault, Finding, Past, Rule, Site
from smo_lint.outside.configuration.settings import of_text
from smo_lint.rules import rules

RULES = rules()
PAGES = {rule.code: page(rule) for rule in RULES}
FAMILIES = {
    "page": "PG",
    "front_matter": "FM",
    "headings": "HD",
    "links": "LK",
    "lists": "LS",
    "tables": "TB",
    "code": "CD",
    "markup": "MK",
    "text": "TX",
    "punctuation": "PN",
    "freshness": "FR",
    "consensus": "CS",
    "ignores": "IG",
}


class Unknown(Site):
    """A site that was not surveyed, as where no rule runs that says that it reads one."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"a rule with site=False asks for Site.{name}")


def examples(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}{example.number}")
        for rule in RULES
        for example in PAGES[rule.code].examples
        if example.kind == kind
    ]


def lint(rule: Rule, example: Example, files: Mapping[str, str | Fault]) -> list[Finding]:
    # What a comment silences, and what editions agree on, is only known when other rules have run.
    config, site = of_text(example.config), example.site()
    if rule.family not in ("ignores", "consensus"):
        config = replace(config, select=(rule.code,))
        site = site if rule.site else object.__new__(Unknown)
    members = tuple(member for member in example.members() if member.path in files)
    bundle = Bundle("example", members, example.source)
    found = lint_article(files, config, bundle, config.habits or NONE, site)
    faults = [finding for finding in found if finding.code.startswith("XX")]
    assert not faults, faults[0].problem.message
    return [finding for finding in found if finding.code == rule.code]


def places(findings: list[Finding], files: Mapping[str, str | Fault]) -> list[tuple[str, int]]:
    found = set()
    for finding in findings:
        text = files[finding.problem.at.path]
        before = "" if isinstance(text, Fault) else text[: finding.problem.at.span.start]
        found.add((finding.problem.at.path, before.count("\n") + 1))
    return sorted(found)


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_is_reported_exactly_there(rule: Rule, example: Example) -> None:
    files = dict(example.files)
    found = lint(rule, example, files)
    assert places(found, files) == sorted(set(example.expected))
    levels = {*of_text(example.config).severity.values()} or {example.severity or rule.severity}
    assert {finding.severity for finding in found} == levels


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_is_silent(rule: Rule, example: Example) -> None:
    found = lint(rule, example, dict(example.files))
    assert [(finding.problem.at.path, finding.problem.message) for finding in found] == []


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_fixing_bad_gives_good(rule: Rule, example: Example) -> None:
    files = {name: text for name, text in example.files if isinstance(text, str)}
    fixed = fix.settle(files, lambda texts: lint(rule, example, texts))
    if not fixed.applied:
        return
    good = PAGES[rule.code].repaired(example)
    assert good, "a Good must show the fixed file"
    assert fixed.files == dict(good.files)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page(rule: Rule) -> None:
    kinds = [example.kind for example in PAGES[rule.code].examples]
    assert kinds[:1] == ["bad"]
    assert "good" in kinds
    assert re.fullmatch(r"\S.{0,109}\.", PAGES[rule.code].summary), "one sentence on the first line"
    assert PAGES[rule.code].body, "a paragraph that says what it costs, what is compared, what is exempt"
    assert rule.code[:2] == FAMILIES[rule.family]
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    for example in PAGES[rule.code].examples:
        assert rule.subject is Edition or len(example.files) > 1, "its subject needs two files"


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def made(doc: str) -> Page:
    return page(Rule("XX999", "made", "made", Edition, "error", False, True, {}, doc, lambda edition: ()))


def test_a_page_is_read() -> None:
    read = made(
        "Summary.\n\nBody.\n\nBad:\n\n~~~md en.md\n# A\n~~~\n\n~~~~md pl.md:1,3\n~~~py\nx\n~~~\n~~~~\n\n"
        "Good, since it is quoted:\n\n~~~md pl.md\n# B\n~~~\n\nBad, without a source:\n\n~~~fault da.md:1\nno\n~~~\n"
    )
    first, good, second = read.examples
    assert (read.summary, read.body) == ("Summary.", "Body.")
    assert first == Example(
        "bad", 1, (("en.md", "# A\n"), ("pl.md", "~~~py\nx\n~~~\n")), (("pl.md", 1), ("pl.md", 3)), "en"
    )
    assert good == Example("good", 1, (("en.md", "# A\n"), ("pl.md", "# B\n")), (), "en")
    assert second == Example("bad", 2, (("da.md", Fault("no")),), (("da.md", 1),), "")
    assert read.repaired(first) is good
    assert read.repaired(second) is None


def test_a_configuration_is_no_edition() -> None:
    bad, good = made(
        "S.\n\nBad:\n\n~~~toml smo-lint.toml\nsource = 'de'\n~~~\n\n~~~md en.md\n~~~\n\n~~~md pl.md:1\n# A\n~~~\n\n"
        "Good:\n\n~~~md pl.md\n# B\n~~~\n"
    ).examples
    assert (bad.source, bad.config, [name for name, _ in bad.files]) == (
        "en",
        "source = 'de'\n",
        ["en.md", "pl.md"],
    )
    assert (good.source, good.config) == ("en", bad.config)


def test_a_file_at_a_revision_is_history() -> None:
    (bad,) = made(
        "S.\n\nBad:\n\n~~~md en.md\n# New\n~~~\n\n~~~md en.md@abc1234\n# Old\n~~~\n\n~~~md en.md@\n# Older\n~~~\n\n"
        "~~~md de.md:1\n# Neu\n~~~\n\n~~~md pl.md\n---\nsourceCommit: abc1234\n---\n~~~\n\n"
        "~~~md fr.md\n---\nsourceCommit: abc9999\n---\n~~~\n"
    ).examples
    assert [name for name, _ in bad.files] == ["en.md", "de.md", "pl.md", "fr.md"]
    assert bad.history == (("abc1234", "# Old\n"), ("", "# Older\n"))
    _, german, polish, french = (member.past for member in bad.members())
    assert german and (german.declared, german.text) == (False, "# Older\n")
    assert polish and (polish.declared, polish.text) == (True, "# Old\n")
    assert french == Past("")


def test_a_page_for_readers_names_the_files() -> None:
    doc = "S.\n\nBad:\n\n~~~~md pl.md:1,3\n~~~md en.md\n~~~\n~~~~\n\n~~~sh\nrun\n~~~"
    assert readable(doc) == (
        "S.\n\nBad:\n\n`pl.md`, reported in line 1, 3:\n\n~~~~md\n~~~md en.md\n~~~\n~~~~\n\n~~~sh\nrun\n~~~"
    )


@pytest.mark.parametrize(
    ("doc", "message"),
    [
        pytest.param("S.\n\nBad:\n\n~~~md en.md\n~~~", "bad 1 must say where", id="bad-without-line"),
        pytest.param("S.\n\nGood:\n\n~~~md en.md:1\n~~~", "good 1 must not say where", id="good-with-line"),
        pytest.param("S.\n\nBad:\n\n~~~md en.md:1\n", "not closed", id="open-fence"),
        pytest.param("S.\n\nBad:\n\n~~~md en.md:1\n~~~\n~~~md en.md\n~~~", "two files", id="same-file-twice"),
    ],
)
def test_a_page_that_does_not_hold_is_named(doc: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"XX999 made: .*{message}"):
        made(doc)
