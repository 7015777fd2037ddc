"""What a change of a source means to its translators, and what of a lagging pair is left to say."""

from __future__ import annotations

import pytest

from smo_lint.comparing import compare
from smo_lint.engine import lint_article
from smo_lint.lag import changes, parts
from smo_lint.markdown import parse
from smo_lint.model import Bundle, Commit, Finding, Member, Past
from smo_lint.options import Config

OLD = "---\ntitle: The guide\ndate: 2024-05-01\n---\n\n# Guide\n\nOpen the door.\n\n- one thing\n- two things\n\n| a | b |\n|---|---|\n| c | d |\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("door.", "door!", [], id="punctuation"),
        pytest.param("Open the", "open  the", [], id="case-and-space"),
        pytest.param("the door", "the\ndoor", [], id="wrapped"),
        pytest.param("the door", "[the door](/x)", [], id="link"),
        pytest.param("the door", "**the door**", [], id="emphasis"),
        pytest.param("Open", "Open `x`", [], id="inline-code"),
        pytest.param("- one thing\n- two things", "- two things\n- one thing", [], id="moved"),
        pytest.param("date: 2024-05-01", "date: 2024-05-02", [], id="date"),
        pytest.param("# Guide\n", "# Guide\n\n```sh\nrun\n```\n\n![](x.png)\n", [], id="code-and-image"),
        pytest.param("# Guide\n", "# Guide\n\n<!-- note to self -->\n", [], id="comment"),
        pytest.param(
            "# Guide\n", "# Guide\n\nEnglish | [Deutsch](de.md) | [Polski](pl.md)\n", [], id="languages"
        ),
        pytest.param(
            "# Guide\n", '# Guide\n\n<p>English | <a href="pl.md">Polski</a></p>\n', [], id="raw-languages"
        ),
        pytest.param(
            "# Guide\n",
            "# Guide\n\n[See also this](/x).\n\nSee [this](/x) one day.\n",
            [(None, "see this one day")],
            id="few-words",
        ),
        pytest.param("Open", "Close", [("open the door", "close the door")], id="word"),
        pytest.param("The guide", "The book", [("the guide", "the book")], id="title"),
        pytest.param("# Guide\n", "# Guide\n\nNew.\n", [(None, "new")], id="added"),
        pytest.param("- two things\n", "", [("two things", None)], id="removed"),
        pytest.param("| d |", "| e |", [("c d", "c e")], id="row"),
        pytest.param("# Guide\n", "# Guide\n\n<p>Raw text.</p>\n", [(None, "raw text")], id="html"),
    ],
)
def test_changes(before: str, after: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert before in OLD
    found = changes(parse(OLD), parse(OLD.replace(before, after)))
    assert [(c.before and c.before.words, c.after and c.after.words) for c in found] == expected


LONG = "Open the small wooden door in the garden before you start the old engine."


@pytest.mark.parametrize(
    ("after", "slight"),
    [
        pytest.param(LONG.replace("small", "little"), True, id="one-word"),
        pytest.param("Close the window.", False, id="rewritten"),
        pytest.param(LONG + " " + LONG, False, id="doubled"),
    ],
)
def test_a_slight_change(after: str, slight: bool) -> None:
    (change,) = changes(parse(LONG), parse(after))
    assert change.slight is slight


def test_parts() -> None:
    found = parts(parse("Above.\n\n# A\n\nText.\n\n## B\n\nMore.\n\n# C\n"))
    names = [part.section and next(part.section.find("heading")).text for part in found]
    assert names == [None, "A", "B", "C"]
    assert len({part.digest for part in found}) == 4
    assert [part.section for part in parts(parse(""))] == [None]


def test_a_part_does_not_depend_on_the_sections_inside() -> None:
    one, other = (parts(parse(f"# A\n\nText.\n\n## B\n\n{text}\n")) for text in ("One.", "Two."))
    assert [a.digest == b.digest for a, b in zip(one, other, strict=True)] == [True, True, False]


EN = "# A\n\nText `one`.\n\n## C\n\nText [three](/three), see `C`.\n\n## B\n\nText `two` at length.\n"
FORMER = "# A\n\nText `one`.\n\n## B\n\nText `two` at length.\n"
PL = "# Ą\n\nTekst `one`.\n\n## Be\n\nTekst `two` na długo.\n"


def lint(pl: str, past: Past | None) -> list[Finding]:
    bundle = Bundle("a", (Member("en.md", "en", ""), Member("pl.md", "pl", "", past)), "en")
    return lint_article({"en.md": EN, "pl.md": pl}, Config(select=("HD", "LK", "FR", "PG", "IG")), bundle)


SINCE = (Commit("f" * 40, "2024-05-01", "Add C"),)


@pytest.mark.parametrize(
    ("pl", "past", "expected"),
    [
        pytest.param(PL, None, ["HD104"], id="nothing-known"),
        pytest.param(PL, Past("1" * 40, text=FORMER, since=SINCE), ["FR101"], id="declared"),
        pytest.param(PL, Past("1" * 40), ["HD104"], id="declared-and-fresh"),
        pytest.param(PL, Past("1" * 40, declared=False, text=FORMER), ["FR101", "HD104"], id="undeclared"),
        pytest.param(
            PL.replace("## Be", "### Be"), Past("1" * 40, text=FORMER), ["FR101", "HD103"], id="own"
        ),
        pytest.param(
            f"<!-- smo-lint-ignore-file HD104 -->\n\n{PL}",
            Past("1" * 40, text=FORMER),
            ["FR101"],
            id="ignore",
        ),
    ],
)
def test_a_lag_accounts_for_what_comes_from_it(pl: str, past: Past | None, expected: list[str]) -> None:
    text = f"---\nsourceCommit: {'1' * 40}\n---\n\n{pl}" if past and past.declared else pl
    assert sorted(f.code for f in lint(text, past) if f.code != "FM002") == expected


def test_versions_that_differ_in_nothing_said_are_not_told_apart() -> None:
    past = Past("1" * 40, text=EN.replace("/three", "/3"))
    members = (Member("en.md", "en", ""), Member("pl.md", "pl", "", past))
    (pair,) = compare({"en.md": EN, "pl.md": PL}, Bundle("a", members, "en")).pairs
    assert (pair.past, pair.former) == (past, None)


def test_a_rule_about_articles_accounts_for_the_lag_too() -> None:
    new = "# Networks\n\nWe are on YouTube and on GitHub every day.\n\nFollow us on YouTube.\n\nYouTube is large.\n"
    old = new.replace("on YouTube and ", "")
    late = "# Sieci\n\nCodziennie jesteśmy na GitHubie.\n\nŚledź nas na YouTubie.\n\nYouTube jest duży.\n"
    texts = {
        "de.md": "# Netze\n\nWir sind jeden Tag auf YouTube und auf GitHub.\n\nFolgen Sie uns auf YouTube.\n\nYouTube ist groß.\n",
        "en.md": new,
        "es.md": "# Redes\n\nEstamos en YouTube y en GitHub cada día.\n\nSíguenos en YouTube.\n\nYouTube es grande.\n",
        "fi.md": "# Verkot\n\nOlemme joka päivä YouTubessa ja GitHubissa.\n\nSeuraa meitä YouTubessa.\n\nYouTube on suuri.\n",
        "pl.md": f"---\nsourceCommit: {'1' * 40}\n---\n\n{late}",
        "sv.md": "# Nät\n\nVi är på YouTube och på GitHub varje dag.\n\nFölj oss på YouTube.\n\nYouTube är stort.\n",
    }

    def told(past: Past | None) -> set[str]:
        members = (Member(path, path[:2], "", past if path == "pl.md" else None) for path in texts)
        found = lint_article(texts, Config(select=("TX107", "FR")), Bundle("a", tuple(members), "en"))
        return {finding.code for finding in found if finding.lang == "pl"}

    assert told(None) == {"TX107"}
    assert told(Past("1" * 40, text=old)) == {"FR101"}


def test_a_former_source_with_too_many_nodes_is_none() -> None:
    past = Past("1" * 40, text=FORMER + "- a\n" * 99)
    members = (Member("en.md", "en", ""), Member("pl.md", "pl", "", past))
    files, bundle = {"en.md": EN, "pl.md": PL}, Bundle("a", members, "en")
    formers = [compare(files, bundle, nodes=nodes).pairs[0].former for nodes in (1000, 100)]
    assert formers[0] is not None and formers[1] is None
