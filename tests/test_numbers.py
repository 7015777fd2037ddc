from __future__ import annotations

import pytest

from smo_lint.languages import language
from smo_lint.numbers import differences, numbers

EQUAL = {
    "grouped by a point": ("en", "1,000,000 stars", "de", "1.000.000 Sterne"),
    "grouped by a space": ("en", "1,500 users", "fr", "1\u202f500 utilisateurs"),
    "grouped by a plain space": ("en", "12,345 users", "pl", "12 345 użytkowników"),
    "grouped by an apostrophe": ("en", "1,500,000", "de-CH", "1’500’000"),
    "grouped by lakhs": ("en", "1,234,567", "hi", "12,34,567"),
    "grouped by a wide comma": ("en", "40,000 projects", "zh", "40，000個專案"),
    "not grouped": ("en", "40,000 projects", "es", "40000 proyectos"),
    "decimal comma": ("en", "2.5 GB", "fr", "2,5 Go"),
    "grouped and decimal": ("en", "1,234.56", "de", "1.234,56"),
    "trailing zero": ("en", "57.60", "af", "57,6"),
    "persian digits": ("en", "40,000 in 2024", "fa", "۴۰٬۰۰۰ در ۲۰۲۴"),
    "full-width digits": ("ja", "２０２３年", "en", "in 2023"),
    "devanagari digits": ("en", "in 2023", "ne", "२०२३ मा"),
    "myriads": ("en", "144 million users", "ko", "1억 4400만 명"),
    "one myriad": ("en", "15,000 stars", "zh", "1.5万颗星"),
    "thousands as a word": ("en", "40,000 people", "ru", "40 тыс. человек"),
    "k": ("en", "35k stars", "de", "35.000 Sterne"),
    "percent first": ("en", "50%", "tr", "%50"),
    "small integers are words": ("en", "2 of 12 steps", "de", "zwei von zwölf Schritten"),
    "one of a kind": ("en", "one step", "ja", "1つの手順"),
    "ordinal": ("en", "the 21st century", "pl", "XXI wiek"),
    "date": ("en", "26 August 2023", "de", "26.08.2023"),
    "range": ("en", "in 2011/2012", "de", "2011–12"),
    "time": ("en", "at 10:30", "fi", "klo 10.30"),
    "order": ("en", "3.10 and 3.11", "de", "3.11 und 3.10"),
    "version": ("en", "since 1.2.34", "de", "seit 1.2.34"),
    "buddhist year": ("en", "in 2016", "th", "ปี 2559"),
    "names": ("en", "OAuth2 and HTTP/2, x86 and 501(c)(3)", "de", "nichts davon"),
}

DIFFERENT = {
    "another number": ("en", "about 45 seconds", "de", "etwa 54 Sekunden", ["45"], ["54"]),
    "three zeros less": ("en", "40,000 people", "fa", "۴۰ نفر", ["40,000"], ["۴۰"]),
    "gone": ("en", "in 2017, again", "zh", "再次", ["2017"], []),
    "new": ("en", "again", "de", "2017 wieder", [], ["2017"]),
    "once for twice": ("en", "404 and 404", "de", "404", ["404"], []),
    "version": ("en", "since 1.2.34", "de", "seit 1.2.43", ["1.2.34"], ["1.2.43"]),
    "issue": ("en", "see #2002", "cs", "viz #2022", ["2002"], ["2022"]),
    "in a cell": ("zh", "number\n256", "en", "number\n520", ["256"], ["520"]),
    "decimal against grouped": ("en", "2.50", "de", "250", ["2.50"], ["250"]),
}


@pytest.mark.parametrize(("first", "one", "second", "two"), EQUAL.values(), ids=EQUAL)
def test_equal(first: str, one: str, second: str, two: str) -> None:
    found = numbers(one, language(first)), numbers(two, language(second))
    assert differences(*found) == ([], [])
    assert differences(*reversed(found)) == ([], [])


@pytest.mark.parametrize(
    ("first", "one", "second", "two", "lost", "added"), DIFFERENT.values(), ids=DIFFERENT
)
def test_different(first: str, one: str, second: str, two: str, lost: list[str], added: list[str]) -> None:
    found = differences(numbers(one, language(first)), numbers(two, language(second)))
    assert [[number.shown for number in side] for side in found] == [lost, added]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("from 1,000 to 2.5", [(5, 10), (14, 17)]),
        ("1억 4400만 명", [(0, 8)]),
        ("۴۰٬۰۰۰", [(0, 6)]),
        ("no number", []),
    ],
)
def test_spans(text: str, spans: list[tuple[int, int]]) -> None:
    assert [number.span for number in numbers(text, language("en"))] == spans
