"""Who is told off when editions vote: the odd one out, nobody in a tie."""

from __future__ import annotations

import pytest

from smo_lint.consensus import decide, one_text, pairs, witnessed
from smo_lint.engine import lint_article
from smo_lint.markdown import parse
from smo_lint.model import Bundle, Location, Member, Problem, Span
from smo_lint.options import Config

BODY = "# {0}\n\n{1} {1} {1}.\n\n## {2}\n\n{1} {2}.\n"
WORDS = {
    "da": ("Titel", "Noget dansk tekst", "Brug"),
    "de": ("Titel", "Etwas deutscher Text", "Nutzung"),
    "fi": ("Otsikko", "Hieman suomea tekstiä", "Käyttö"),
    "is": ("Titill", "Nokkur íslenskur texti", "Notkun"),
    "pl": ("Tytuł", "Trochę polskiego tekstu", "Użycie"),
}


def article(langs: str, **damaged: str) -> list[tuple[str, str]]:
    """(language, code) of the structural findings where some editions are replaced."""
    texts = {f"{lang}.md": damaged.get(lang, BODY.format(*WORDS[lang])) for lang in langs.split()}
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in texts))
    return [(f.lang, f.code) for f in lint_article(texts, Config(select=("HD1",)), bundle)]


DEEP = BODY.replace("## ", "### ")
SHORT = BODY[: BODY.index("##")]

CASES = [
    pytest.param("da de fi is pl", {"pl": DEEP.format(*WORDS["pl"])}, [("pl", "HD103")], id="one of five"),
    pytest.param(
        "da de fi is pl",
        {lang: DEEP.format(*WORDS[lang]) for lang in ("pl", "is")},
        [("is", "HD103"), ("pl", "HD103")],
        id="two of five",
    ),
    pytest.param(
        "da de fi is",
        {lang: DEEP.format(*WORDS[lang]) for lang in ("da", "is")},
        [],
        id="two of four are a tie",
    ),
    pytest.param("da de fi", {"fi": DEEP.format(*WORDS["fi"])}, [("fi", "HD103")], id="one of three"),
    pytest.param("da de", {"de": DEEP.format(*WORDS["de"])}, [], id="two alone never agree"),
    pytest.param(
        "da de fi is pl", {"fi": SHORT.format(*WORDS["fi"])}, [("fi", "HD104")], id="missing section"
    ),
    pytest.param(
        "da de fi is pl",
        {"fi": BODY.format(*WORDS["fi"]) + "\n## Lisää\n\nTämä on vain täällä.\n"},
        [("fi", "HD105")],
        id="extra section",
    ),
]


@pytest.mark.parametrize(("langs", "damaged", "expected"), CASES)
def test_the_odd_one_out(langs: str, damaged: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert article(langs, **damaged) == expected


def complaint(start: int, message: str, topic: str = "") -> Problem:
    return Problem(Location("a.md", Span(start, start)), message, topic=topic)


@pytest.mark.parametrize("langs", [["da", "fi", "is"], ["fi", "da", "is"]])
def test_the_first_language_speaks_whichever_is_nearest_and_the_others_are_named(langs: list[str]) -> None:
    ballots = [[complaint(3, f"level 3, but 2 in {lang}")] for lang in langs[:2]] + [[]]

    problems = decide(ballots, langs, 3)

    assert [p.message for p in problems] == ["level 3, but 2 in da (likewise fi)"]


def test_what_overlaps_is_witnessed_once() -> None:
    def left(start: int, end: int, lang: str) -> Problem:
        return Problem(Location("a.md", Span(start, end)), f"left in {lang}: {end - start}")

    ballots = [[left(0, 9, "da"), left(30, 40, "da")], [left(0, 20, "fi")], [left(15, 25, "is")]]

    found = witnessed(ballots, ["da", "fi", "is"])

    assert [p.message for p in found] == ["left in fi: 20", "left in da: 10"]
    assert [p.voices for p in found] == [("fi", "da", "is"), ("da",)]


def test_one_reference_that_says_a_thing_twice_has_one_vote() -> None:
    ballots = [[complaint(3, "a"), complaint(3, "b")], []]

    assert decide(ballots, ["da", "fi"], 3) == []


def test_topics_are_voted_on_apart() -> None:
    ballots = [[complaint(3, "a", "/x"), complaint(3, "b", "/y")], [complaint(3, "c", "/y")]]

    assert [p.topic for p in decide(ballots, ["da", "fi"], 3)] == ["/y"]


def test_each_edition_is_judged_beside_every_other_the_nearest_first() -> None:
    texts = {lang: BODY.format(*WORDS[lang]) for lang in ("da", "de", "fi")}
    texts["da"] = SHORT.format(*WORDS["da"])
    editions = [parse(text, f"{lang}.md", lang) for lang, text in texts.items()]

    known = [(p.target.lang, p.source.lang) for p in pairs(editions)]

    assert known == [("da", "de"), ("da", "fi"), ("de", "fi"), ("de", "da"), ("fi", "de"), ("fi", "da")]


OWN = {
    "da": "\n".join(f"- punkt {n}" for n in range(9)),
    "de": "\n\n".join(f"```sh\nrun --step {n}\n```" for n in range(9)),
    "fi": "\n\n".join(f"> Lainaus {n}." for n in range(9)),
}


def test_pages_that_each_language_writes_for_itself_are_no_versions_of_one_text() -> None:
    plain = {lang: BODY.format(*WORDS[lang]) for lang in ("da", "de", "fi")}
    own = {lang: f"{plain[lang]}\n## {WORDS[lang][0]} {lang}\n\n{text}\n" for lang, text in OWN.items()}
    short = plain | {"fi": SHORT.format(*WORDS["fi"])}

    read = [
        [parse(text, f"{lang}.md", lang) for lang, text in texts.items()] for texts in (plain, own, short)
    ]

    assert [one_text(pairs(editions)) for editions in read] == [True, False, True]


PAGE = "# {0}\n\n{1} und {2}.\n\nError: the server could not be reached from the outside\n"


def test_what_most_translations_keep_word_for_word_is_meant() -> None:
    texts = {f"{lang}.md": PAGE.format(*WORDS[lang]) for lang in ("da", "fi", "is", "pl")}
    texts["en.md"] = PAGE.format("Guide", "Some English text that says what to do", "how the server is used")
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in sorted(texts)), "en")
    assert lint_article(texts, Config(select=("TX101", "CS101")), bundle) == []


@pytest.mark.parametrize(("places", "kept"), [([9, 10, 10], 1), ([9, 10, 90], 0), ([9, 9, 9], 1)])
def test_references_may_see_one_thing_at_neighbouring_places(places: list[int], kept: int) -> None:
    ballots = [[Problem(Location("pl.md", Span(at, at)), "missing")] for at in places]

    def near(one: Span, other: Span) -> bool:
        return abs(one.start - other.start) < 5

    found = decide(ballots, ["da", "fi", "is"], 5, near)
    assert len(found) == kept


def codes(select: str, **texts: str) -> list[tuple[str, str]]:
    files = {f"{lang}.md": text for lang, text in texts.items()}
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in files))
    return [(f.lang, f.code) for f in lint_article(files, Config(select=(select,)), bundle)]


def test_code_whose_words_each_language_has_is_missed_by_all() -> None:
    page = "# {0}\n\n{1}.\n\n```yaml\ntitle: {2}\n```\n\n{1} {2}.\n"
    texts = {lang: page.format(*words) for lang, words in WORDS.items()}
    texts["fi"] = texts["fi"].replace("```yaml\ntitle: Käyttö\n```\n\n", "")
    assert codes("CD101", **texts) == [("fi", "CD101")]


def test_pages_of_front_matter_alone_vote() -> None:
    texts = dict.fromkeys(WORDS, "---\nlayout: home\n---\n")
    assert codes("FM", **texts | {"is": "---\nlayout: home-x\n---\n"}) == [("is", "FM006")]


def test_of_a_torn_id_references_need_not_know_what_it_was() -> None:
    page = "# {0}{{#title}}\n\n{1}.\n\n## {2} {{#use}}\n\n{1} {2}.\n"
    texts = {lang: page.format(*words) for lang, words in WORDS.items() if lang != "da"}
    texts["pl"] = texts["pl"].replace("{#use}", "{#use")
    texts["de"] = texts["de"].replace(" {#use}", "").replace("{#title}", "")
    assert ("pl", "HD108") in codes("HD108", **texts)


def test_two_readings_of_a_move_are_one() -> None:
    one, two, three = "## {0}\n\n`a1` {1}.\n\n", "## {2}\n\n`b2` {1} {1}, `c3`.\n\n", "## {1}\n\n`d4` {0}.\n"
    head = "# {0}\n\n"
    texts = {lang: (head + one + two + three).format(*words) for lang, words in WORDS.items()}
    texts["is"] = (head + two + one + three).format(*WORDS["is"])
    assert codes("HD1", **texts) == [("is", "HD106")]
