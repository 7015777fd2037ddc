"""Where an unused ignore comment is taken out, the blocks around it stay what they are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from smo_lint.engine import lint_article
from smo_lint.fix import settle
from smo_lint.model import Bundle, Fault, Finding, Member
from smo_lint.options import Config


def repaired(text: str) -> str:
    def unused(texts: Mapping[str, str | Fault]) -> list[Finding]:
        bundle = Bundle("a", (Member("en.md", "en", ""),), "en")
        return [finding for finding in lint_article(texts, Config(), bundle) if finding.code == "IG001"]

    fixed = settle({"en.md": text}, unused).files["en.md"]
    assert isinstance(fixed, str)
    return fixed


C = "<!-- smo-lint-ignore HD103 -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"A.\n\n{C}\n\nB.\n", "A.\n\nB.\n", id="between-blank-lines"),
        pytest.param(f"A.\n\n{C}\nB.\n", "A.\n\nB.\n", id="right-above-its-block"),
        pytest.param(f"A.\n{C}\nB.\n", "A.\n\nB.\n", id="it-kept-two-paragraphs-apart"),
        pytest.param(f"{C}\n\nA.\n", "A.\n", id="first"),
        pytest.param(f"A.\n\n{C}\n", "A.\n\n", id="last"),
        pytest.param(f"A.\n\n{C}", "A.\n\n", id="last-without-newline"),
        pytest.param(f"A word {C} more.\n", "A word more.\n", id="inline"),
        pytest.param(f"> A.\n>\n> {C}\n> B.\n", "> A.\n>\n>\n> B.\n", id="quote"),
        pytest.param(f"- a\n\n  {C}\n\n  b\n", "- a\n\n  b\n", id="item"),
        pytest.param("A.\n\n<!-- smo-lint-ignore HD103, HD104 -->\n\nB.\n", "A.\n\nB.\n", id="both-words"),
        pytest.param(
            "<!-- smo-lint-ignore-start HD103 -->\n\nA.\n\n<!-- smo-lint-ignore-end HD103 -->\n\nB.\n",
            "A.\n\nB.\n",
            id="region",
        ),
        pytest.param("{/* smo-lint-ignore HD103 */}\n\nA.\n", "A.\n", id="mdx"),
        pytest.param(
            "---\na: 1 # smo-lint-ignore HD103\nb: 2\n---\n\nA.\n", "---\na: 1\nb: 2\n---\n\nA.\n", id="key"
        ),
        pytest.param(
            "---\n# smo-lint-ignore HD103\na: 1\n---\n\nA.\n", "---\na: 1\n---\n\nA.\n", id="line-above-a-key"
        ),
        pytest.param("<!-- smo-lint-ignore HD193 -->\n\nA.\n", None, id="an-unknown-rule-is-not-removed"),
        pytest.param(f"```\n{C}\n```\n", None, id="a-quotation-stays"),
    ],
)
def test_removal(text: str, expected: str | None) -> None:
    assert repaired(text) == (text if expected is None else expected)
