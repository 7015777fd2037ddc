"""Headings that met by place: the level and the section tell which belong together."""

from __future__ import annotations

import pytest

from smo_lint.markdown import parse
from smo_lint.pairing import pair

EMPTY_ABOVE = """\
# Lamp

Read `first`.

## Examples

### Usual use

<code src="./demo.tsx" />

## Options

Open `config.toml`.
"""
ONE_ABOVE = """\
# Lampa

Przeczytaj `first`.

## Przykłady

<code src="./demo.tsx" />

## Opcje

Otwórz `config.toml`.
"""
SECTION = """\
# Lamp

## Use

```js
use("lamp", { all: true, colour: "red" });
```

## Configuration

```js
// {root}/config/config.lamp.js
exports.lamp = {
  colours: ["red", "green", "blue"],
};
```

see [config/lamp.js](config/lamp.js) for more.

## License

[MIT](LICENSE)
"""
SECTION_ADDED = """\
# Lampa

## Użycie

```js
use("lamp", { all: true });
```

## Po co to jest

- Opisz, po co jest ta wtyczka i co robi, jak najdokładniej.
- Opisz, jak się jej używa, najlepiej na całym przykładzie.

## Wszystkie ustawienia

Wszystkie opisuje [config/lamp.js](config/lamp.js).

## Licencja

[MIT](LICENSE)
"""
LAST_LOST = """\
# Lamp

Read `first`.

## Take part

Look at the [issues](https://example.org/issues-of-lamp) first, please, whatever you have in mind.

Then read the [rules](https://example.org/rules-of-lamp) that all of us keep to.

## Programme

Until version 3.2 the `lamp` told [us](https://example.org/telling) what it did.

```js
lamp.track(false);
```

## People

| Who | What |
|-----|------|
| Ada | code |
| Bob | text |

Made by [this programme](https://example.org/people-of-lamp), at `Sat Jul 27`.
"""
MOVED_BEHIND = """\
# Lampa

Przeczytaj `first`.

## Program

Do wersji 3.2 `lamp` mówił [nam](https://example.org/telling), co robi.

```js
lamp.track(false);
```

## Jak pomóc

Najpierw zajrzyj do [zgłoszeń](https://example.org/issues-of-lamp), cokolwiek masz na myśli.

Potem przeczytaj [zasady](https://example.org/rules-of-lamp), których wszyscy się trzymamy.

Można też podświetlić `css {}` w tekście.
"""

CASES = [
    pytest.param(EMPTY_ABOVE, ONE_ABOVE, {"Examples": "Przykłady", "Usual use": None}, id="one level"),
    pytest.param(ONE_ABOVE, EMPTY_ABOVE, {"Przykłady": "Examples"}, id="one level, turned"),
    pytest.param(
        SECTION,
        SECTION_ADDED,
        {"Use": "Użycie", "Configuration": "Wszystkie ustawienia"},
        id="the section that holds the text",
    ),
    pytest.param(
        SECTION_ADDED,
        SECTION,
        {"Po co to jest": None, "Wszystkie ustawienia": "Configuration"},
        id="the section that holds the text, turned",
    ),
    pytest.param(
        LAST_LOST,
        MOVED_BEHIND,
        {"Take part": "Jak pomóc", "Programme": "Program", "People": None},
        id="a section that moved behind another",
    ),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_headings_meet_those_of_their_place(
    source: str, target: str, expected: dict[str, str | None]
) -> None:
    known = pair(parse(source, "a.md", "en"), parse(target, "b.md", "pl"))
    met = {node.text: known.counterpart(node) for node in known.source.find("heading")}

    assert {title: other and other.text for title, other in met.items() if title in expected} == expected
