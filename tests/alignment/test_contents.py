"""Entries of a list of contents: the headings that they lead to tell which correspond."""

from __future__ import annotations

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse

ENGLISH = """\
- [Two lamps](#two-lamps)
- [One wheel](#one-wheel)
- [The lid](#the-lid)
- [A rule](#a-rule)

## Two lamps

```sh
lamp --on --both
```

## One wheel

```sh
wheel --turn=left
```

## The lid

```sh
lid --close-now
```

## A rule

```sh
rules | grep first
```
"""
KOREAN = """\
- [전등 둘](#전등-둘)
- [새 부품](#새-부품)
- [바퀴 하나](#바퀴-하나)
- [규칙](#규칙)

## 전등 둘

```sh
lamp --on --both
```

## 새 부품

아직 아무것도 없지만 곧 생길 것이다. 그때까지 기다려 주십시오.

## 바퀴 하나

```sh
wheel --turn=left
```

## 규칙

```sh
rules | grep first
```
"""


def met(one: str, other: str) -> dict[str, str]:
    """The words of the entries that correspond."""
    known = pair(parse(one, "en.md", "en"), parse(other, "ko.md", "ko"))
    entries = [(a, b) for a, b in known.matched("paragraph") if known.source.within(a, "item")]
    return {next(a.find("link")).text: next(b.find("link")).text for a, b in entries}


def test_entries_go_by_the_headings_that_they_lead_to() -> None:
    assert met(ENGLISH, KOREAN) == {
        "Two lamps": "전등 둘",
        "One wheel": "바퀴 하나",
        "A rule": "규칙",
    }


def test_without_headings_entries_go_by_their_places() -> None:
    one, other = (text.partition("\n\n")[0] + "\n" for text in (ENGLISH, KOREAN))
    assert list(met(one, other).values()) == ["전등 둘", "새 부품", "바퀴 하나", "규칙"]


def test_two_entries_for_one_heading_tell_nothing() -> None:
    twice = ENGLISH.replace("(#the-lid)", "(#one-wheel)")
    assert met(twice, twice.replace("[The lid]", "[Deckel]"))["The lid"] == "Deckel"
