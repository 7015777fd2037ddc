"""What translations declare, and how a stamp is written."""

from __future__ import annotations

import pytest

from smo_lint import front_matter
from smo_lint.lag import Part
from smo_lint.markdown import parse
from smo_lint.model import Fault
from smo_lint.stamps import declared, declared_in, stamped

REVISION = "0123456789abcdef0123456789abcdef01234567"
PARTS = (Part(None, "aaaaaaaa"), Part(None, "bbbbbbbb"))
STAMP = "0123456789ab aaaaaaaa bbbbbbbb"
OTHER = "none cccccccc"
CO_OP = '<!--\nCO_OP_TRANSLATOR_METADATA:\n{\n  "original_hash": "0CC175B9C0F1B6A831C399E269772661",\n  "language_code": "pl"\n}\n-->\n# A\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\nsourceCommit: abc1234\n---\n", ("abc1234", "", ()), id="sourceCommit"),
        pytest.param("---\nsource_commit: 'abc1234'\n---\n", ("abc1234", "", ()), id="source_commit"),
        pytest.param(
            "---\ndefault_lang_commit: abc1234 # ok\n---\n", ("abc1234", "", ()), id="default_lang_commit"
        ),
        pytest.param("---\nl10n:\n  sourceCommit: abc1234\n---\n", ("abc1234", "", ()), id="l10n"),
        pytest.param("+++\nsourceCommit = 'abc1234'\n+++\n", ("abc1234", "", ()), id="toml"),
        pytest.param(
            "---\r\nsourceCommit: 1234567\r\n---\r\n", ("1234567", "", ()), id="a-number-is-a-name-too"
        ),
        pytest.param(
            f"---\nsmo-lint-stamp: {STAMP}\n---\n", ("0123456789ab", "", ("aaaaaaaa", "bbbbbbbb")), id="stamp"
        ),
        pytest.param(f"---\nsmo-lint-stamp: {OTHER}\n---\n", ("", "", ("cccccccc",)), id="no-revision"),
        pytest.param(
            f"---\nsourceCommit: abc1234\nsmo-lint-stamp: {OTHER}\n---\n",
            ("", "", ("cccccccc",)),
            id="the-stamp-first",
        ),
        pytest.param(f"<!-- smo-lint stamp {OTHER} -->\n# A\n", ("", "", ("cccccccc",)), id="comment"),
        pytest.param(
            f"{{/* smo-lint stamp {OTHER} */}}\n# A\n", ("", "", ("cccccccc",)), id="comment-of-mdx"
        ),
        pytest.param(
            f"---\ntitle: a\n---\n<!-- smo-lint stamp {OTHER} -->\n", ("", "", ("cccccccc",)), id="below"
        ),
        pytest.param(CO_OP, ("", "0cc175b9c0f1b6a831c399e269772661", ()), id="co-op"),
        pytest.param("---\nsourceCommit:\n---\n", None, id="empty"),
        pytest.param("---\nsmo-lint-stamp: yes\n---\n", None, id="not-a-stamp"),
        pytest.param(f"# A\n\n<!-- smo-lint stamp {OTHER} -->\n", None, id="not-at-the-top"),
        pytest.param("sourceCommit: abc1234\n", None, id="prose"),
        pytest.param(f"```\n {CO_OP}```\n", None, id="quoted"),
    ],
)
def test_declared(text: str, expected: tuple[str, str, tuple[str, ...]] | None) -> None:
    edition = parse(text)
    found = declared(edition)
    assert found == declared_in(text)
    assert (found and (found.revision, found.digest, found.parts)) == expected
    if found:
        said = edition.slice(found.span).strip("'").lower()
        assert said == (found.digest or said) and said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "---\ntitle: a\n---\n# A\n", f"---\ntitle: a\nsmo-lint-stamp: {STAMP}\n---\n# A\n", id="yaml"
        ),
        pytest.param(
            "---\na: |\n  b\n---\n", f"---\na: |\n  b\nsmo-lint-stamp: {STAMP}\n---\n", id="after-a-block"
        ),
        pytest.param(
            f"---\nsmo-lint-stamp: {OTHER} # c\nb: c\n---\n",
            f"---\nsmo-lint-stamp: {STAMP} # c\nb: c\n---\n",
            id="again",
        ),
        pytest.param(
            f"---\nsmo-lint-stamp: '{OTHER}'\n---\n", f"---\nsmo-lint-stamp: '{STAMP}'\n---\n", id="quoted"
        ),
        pytest.param(
            "+++\na = 1\n[b]\nc = 1\n+++\n",
            f'+++\nsmo-lint-stamp = "{STAMP}"\na = 1\n[b]\nc = 1\n+++\n',
            id="toml",
        ),
        pytest.param(
            '{\n  "a": "b"\n}\n# A\n', f'{{\n  "smo-lint-stamp": "{STAMP}",\n  "a": "b"\n}}\n# A\n', id="json"
        ),
        pytest.param("# A\n", f"<!-- smo-lint stamp {STAMP} -->\n\n# A\n", id="comment"),
        pytest.param(
            f"<!-- smo-lint stamp {OTHER} -->\n# A\n",
            f"<!-- smo-lint stamp {STAMP} -->\n# A\n",
            id="comment-again",
        ),
        pytest.param("", f"<!-- smo-lint stamp {STAMP} -->\n\n", id="empty"),
        pytest.param(
            "\ufeff---\r\na: b\r\n---\r\n# A",
            f"\ufeff---\r\na: b\r\nsmo-lint-stamp: {STAMP}\r\n---\r\n# A",
            id="bytes",
        ),
        pytest.param(
            "\ufeff# A\r\nb\r\n",
            f"\ufeff<!-- smo-lint stamp {STAMP} -->\r\n\r\n# A\r\nb\r\n",
            id="mark-and-newlines",
        ),
    ],
)
def test_stamped(before: str, after: str) -> None:
    assert stamped(before, "a.md", REVISION, PARTS) == after
    assert stamped(after, "a.md", REVISION, PARTS) == after


def test_mdx_has_comments_of_its_own() -> None:
    assert stamped("# A\n", "a.mdx", "", PARTS[:1]) == "{/* smo-lint stamp none aaaaaaaa */}\n\n# A\n"


@pytest.mark.parametrize(
    "text", ["---\na: 'b\n---\n# A\n", "---\n{a: b}\n---\n# A\n"], ids=["broken", "in-braces"]
)
def test_front_matter_that_cannot_take_a_stamp_is_left_alone(text: str) -> None:
    assert front_matter.read(text) is not None
    assert isinstance(stamped(text, "a.md", REVISION, PARTS), Fault)
