"""Ignore comments that are written: where they stand in each construct, what they say, and that they work."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_lint.add_ignore import add_ignores, shape
from smo_lint.engine import lint_article
from smo_lint.fix import Settled
from smo_lint.markdown import parse
from smo_lint.model import Bundle, Fault, Finding, Member
from smo_lint.options import Config


def ignored(
    target: str, source: str, *, reason: str = "", suffix: str = ".md", select: tuple[str, ...] = ("default",)
) -> Settled:
    """The article with comments for everything that is found in it; the second edition is German."""
    paths = f"en{suffix}", f"de{suffix}"
    files: dict[str, str | Fault] = dict(zip(paths, (source, target), strict=True))
    bundle = Bundle("a", (Member(paths[0], "en", ""), Member(paths[1], "de", "")), "en")

    def told(texts: Mapping[str, str | Fault]) -> list[Finding]:
        return lint_article(texts, Config(select=select), bundle)

    langs = {paths[0]: "en", paths[1]: "de"}
    settled = add_ignores(files, langs, paths[0], reason, told(files), told)
    assert not [finding for finding in told(settled.files) if not finding.code.startswith("IG")]
    for path in paths:
        before, after = files[path], settled.files[path]
        assert isinstance(before, str)
        assert isinstance(after, str)
        assert shape(parse(after, path, "en")) == shape(parse(before, path, "en"))
    return settled


EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n"
ITEMS = "- one with `run`\n- two\n"
TABLE = "| a | b |\n|---|---|\n| c | `run` |\n"


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        pytest.param(
            "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n",
            EN,
            "# Anleitung\n\n<!-- smo-lint-ignore HD103 -->\n\n### Einrichten\n\nLies [das](/start) zuerst.\n",
            id="heading",
        ),
        pytest.param(
            "# Anleitung\n\n## Einrichten\n\nLies [das](/stop) zuerst.\n",
            EN,
            "# Anleitung\n\n## Einrichten\n\n<!-- smo-lint-ignore LK103 -->\n\nLies [das](/stop) zuerst.\n",
            id="paragraph",
        ),
        pytest.param(
            "# Anleitung\n### Einrichten\nLies [das](/start) zuerst.\n",
            "# Guide\n## Install\nRead [this](/start) first.\n",
            "# Anleitung\n\n<!-- smo-lint-ignore HD103 -->\n\n### Einrichten\nLies [das](/start) zuerst.\n",
            id="no-blank-lines",
        ),
        pytest.param(
            "- eins mit `ran`\n- zwei\n",
            ITEMS,
            "- eins mit `ran` <!-- smo-lint-ignore CD105 -->\n- zwei\n",
            id="item-of-a-tight-list",
        ),
        pytest.param(
            "- eins\n\n  Text mit `ran`\n- zwei\n",
            "- one\n\n  Text with `run`\n- two\n",
            "- eins\n\n  <!-- smo-lint-ignore CD105 -->\n\n  Text mit `ran`\n- zwei\n",
            id="second-paragraph-of-an-item",
        ),
        pytest.param(
            "- eins\n  ```py\n  run\n  ```\n- zwei\n",
            "- one\n  ```sh\n  run\n  ```\n- two\n",
            "- eins\n  <!-- smo-lint-ignore CD104 -->\n  ```py\n  run\n  ```\n- zwei\n",
            id="code-in-an-item",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| c | `ran` |\n",
            TABLE,
            "| a | b |\n|---|---|\n| c | `ran` <!-- smo-lint-ignore CD105 --> |\n",
            id="row",
        ),
        pytest.param(
            "> Text mit `ran`\n> darin.\n",
            "> Text with `run`\n> in it.\n",
            "> <!-- smo-lint-ignore CD105 -->\n>\n> Text mit `ran`\n> darin.\n",
            id="quote",
        ),
        pytest.param(
            "---\nweight: 2\nlang: de\n---\n\n# Anleitung\n",
            "---\nweight: 1\nlang: en\n---\n\n# Guide\n",
            "---\n# smo-lint-ignore FM006\nweight: 2\nlang: de\n---\n\n# Anleitung\n",
            id="front-matter",
        ),
        pytest.param(
            "+++\nweight = 2\n+++\n\n# Anleitung\n",
            "+++\nweight = 1\n+++\n\n# Guide\n",
            "+++\n# smo-lint-ignore FM006\nweight = 2\n+++\n\n# Anleitung\n",
            id="front-matter-in-toml",
        ),
        pytest.param(
            '{\n  "weight": 2\n}\n\n# Anleitung\n',
            '{\n  "weight": 1\n}\n\n# Guide\n',
            '{\n  "weight": 2\n}\n\n<!-- smo-lint-ignore-file FM006 -->\n\n# Anleitung\n',
            id="front-matter-in-json",
        ),
        pytest.param(
            "# Anleitung\n\nText.\n\n## Ende\n\nMehr Text.\n",
            "# Guide\n\nText.\n\n## Linux\n\nOnly [there](/l).\n\n## End\n\nMore text.\n",
            "# Anleitung\n\nText.\n\n<!-- smo-lint-ignore HD104 -->\n\n## Ende\n\nMehr Text.\n",
            id="missing-section",
        ),
        pytest.param(
            "# Anleitung\n\n## Ende\n\nMehr Text",
            "# Guide\n\n## End\n\nMore text.\n\n## Linux\n\nOnly [there](/l).\n",
            "# Anleitung\n\n## Ende\n\nMehr Text\n\n<!-- smo-lint-ignore HD104 -->",
            id="missing-at-the-end-without-newline",
        ),
        pytest.param(
            "\ufeff# Anleitung\r\n\r\n### Einrichten\r\n\r\nLies [das](/start) zuerst.\r\n",
            EN,
            "\ufeff# Anleitung\r\n\r\n<!-- smo-lint-ignore HD103 -->\r\n\r\n### Einrichten\r\n\r\n"
            "Lies [das](/start) zuerst.\r\n",
            id="mark-and-newlines",
        ),
        pytest.param(
            "# Anleitung\n\n<!-- smo-lint-ignore HD103 -- tief -->\n\n### Einrichten\n\n"
            "<!-- smo-lint-ignore CD105 -->\n\nLies [das](/stop) mit `ran` zuerst.\n",
            "# Guide\n\n## Install\n\nRead [this](/start) with `run` first.\n",
            "# Anleitung\n\n<!-- smo-lint-ignore HD103 -- tief -->\n\n### Einrichten\n\n"
            "<!-- smo-lint-ignore CD105, LK103 -->\n\nLies [das](/stop) mit `ran` zuerst.\n",
            id="one-more-name",
        ),
    ],
)
def test_where_a_comment_stands(target: str, source: str, expected: str) -> None:
    select = ("HD103", "HD104", "LK103", "CD104", "CD105", "FM006")
    settled = ignored(target, source, select=select)
    assert settled.files == {"en.md": source, "de.md": expected}
    again = ignored(expected, source, select=select)
    assert (again.files["de.md"], again.applied) == (expected, ())


def test_every_place_of_what_is_told_as_one() -> None:
    lines = [f"- **L{number}**{{}}: wie es ist" for number in range(12)]
    source = "".join(f"{line.format('')}\n" for line in lines)
    settled = ignored("".join(f"{line.format(' ')}\n" for line in lines), source, select=("PN003",))
    expected = "".join(f"{line.format(' ')} <!-- smo-lint-ignore PN003 -->\n" for line in lines)
    assert settled.files["de.md"] == expected


def test_several_names_and_a_reason() -> None:
    target = (
        EN.replace("## Install", "### Install").replace("/start", "/stop").replace("# Guide", "# Anleitung")
    )
    settled = ignored(target, EN, reason="because", select=("HD103", "LK103"))
    after = settled.files["de.md"]
    assert "<!-- smo-lint-ignore HD103 -- because -->\n\n### Install" in str(after)
    assert "<!-- smo-lint-ignore LK103 -- because -->\n\nRead" in str(after)
    assert [finding.code for finding in settled.applied] == ["HD103", "LK103"]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", "HD103, LK103 -- old -->"),
        ("new", "HD103, LK103 -- old; new -->"),
        ("old", "HD103, LK103 -- old -->"),
    ],
)
def test_a_reason_that_is_there_stays(reason: str, expected: str) -> None:
    source = "# Guide\n\n## [Install](/start)\n\nText.\n"
    target = "# Anleitung\n\n<!-- smo-lint-ignore HD103 -- old -->\n\n### [Einrichten](/stop)\n\nText.\n"
    assert expected in str(ignored(target, source, reason=reason, select=("HD103", "LK103")).files["de.md"])


def test_a_bar_does_not_end_a_cell() -> None:
    settled = ignored(TABLE.replace("run", "ran"), TABLE, reason="a | b", select=("CD105",))
    assert "<!-- smo-lint-ignore CD105 -- a \\| b --> |" in str(settled.files["de.md"])


def test_mdx_has_comments_of_its_own() -> None:
    target = "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n\n- eins mit `ran`\n"
    settled = ignored(target, EN + "\n- one with `run`\n", suffix=".mdx", select=("HD103", "CD105"))
    assert "{/* smo-lint-ignore HD103 */}\n\n### Einrichten" in str(settled.files["de.mdx"])
    assert "`ran` {/* smo-lint-ignore CD105 */}\n" in str(settled.files["de.mdx"])


def test_what_the_source_says_is_of_itself() -> None:
    settled = ignored("#Anleitung\n\nText.\n", "#Guide\n\nText.\n", select=("HD001",))
    assert str(settled.files["en.md"]).startswith("<!-- smo-lint-ignore[en] HD001 -->\n\n#Guide")


def test_comments_for_other_languages_are_let_be() -> None:
    source = "<!-- smo-lint-ignore[fr] HD001 -->\n\n#Guide\n\nText.\n"
    after = str(ignored("# Anleitung\n\nText.\n", source, select=("HD001",)).files["en.md"])
    assert after.startswith(
        "<!-- smo-lint-ignore[fr] HD001 -->\n\n<!-- smo-lint-ignore[en] HD001 -->\n\n#Guide"
    )


def test_unused_comments_are_not_answered_by_comments() -> None:
    target = "# Anleitung\n\n<!-- smo-lint-ignore HD103 -->\n\n## Einrichten\n\nLies [das](/start) zuerst.\n"
    assert ignored(target, EN).files["de.md"] == target


BLOCKS = (
    "#Kopf", "### Kopf", "Text  , mit `ran` und [Wort](/stop) .", "- eins `ran`\n- zwei\n  - drei ,x",
    "> Zitat `ran` .\n> mehr", "| a | `ran` |\n|---|---|\n| c , | d |", "```py\nrun\n```", "1. eins\n\n   zwei `ran` ,",
    "!!! note\n    Text `ran` .", "::: tip\nText `ran` .\n:::", "    code", "[a]: /b", "<div>\n\nText `ran` .\n\n</div>",
    "***", "Text  ,", "- ```py\n  x\n  ```\n- y `ran`",
)  # fmt: skip


@settings(max_examples=int(os.environ.get("SMO_LINT_EXAMPLES", "12")))
@given(st.lists(st.sampled_from(BLOCKS), max_size=7), st.sampled_from((".md", ".mdx")), st.booleans())
def test_any_page_falls_silent_and_keeps_its_shape(blocks: list[str], suffix: str, ended: bool) -> None:
    target = "# Anleitung\n\n" + "\n\n".join(blocks) + "\n" * ended
    source = "# Guide\n\nText with `run` and [word](/start).\n\n- one `run`\n- two\n  - three\n\n## End\n\nThe `end`.\n"
    ignored(target, source, suffix=suffix, reason="on | purpose")
