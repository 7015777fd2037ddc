"""Headings that met by place: the level and the section tell which belong together."""

from __future__ import annotations

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse

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

BANNERS = """\
# lamp-two

# Now with a dimmer

## Read this in [another language](b.md)

# Now with a dimmer

A lamp for the table, and for the wall.

## Use

Call `lamp.on()`.
"""
TITLE_ALONE = """\
# lamp

Lampa na stół i na ścianę.

## Użycie

Wywołaj `lamp.on()`.
"""
VERSIONS = """\
# Lamp

## Example lamp@3

```html
<lamp :on="true" @dimmed="wait">table</lamp>
<script>createLamp({ volts: 12 }).mount("#table")</script>
```

## Example lamp@1

```html
<lamp v-bind:on="true" v-on:dimmed="wait">table</lamp>
<script>new Lamp({ el: "#table", volts: 12 })</script>
```
"""
VERSIONS_TURNED = """\
# Lampa

## Przykład lamp@1

```html
<lamp v-bind:on="true" v-on:dimmed="wait">stół</lamp>
<script>new Lamp({ el: "#table", volts: 12 })</script>
```

## Przykład lamp@3

```html
<lamp :on="true" @dimmed="wait">stół</lamp>
<script>createLamp({ volts: 12 }).mount("#table")</script>
```
"""
WRAPPED = """\
# Lamp

## Show

See the [page](./show.html) that has them all.

## Parts

| Part | What |
|------|------|
| Bulb, Switch | light |
| Shade, Frame | form |

## Change it

### Other colours

Set the colours over:

```css
html.dark {
  --lamp-shade: #your-colour;
  --lamp-frame: #another-one;
}
```

## Browsers

- Chromium >= 80
"""
WRAPPED_MOVED = """\
# Lampa

## Zmiany

### Inne kolory

Zmień kolory:

```css
html.dark {
  --lamp-shade: #twój-kolor;
  --lamp-frame: #inny-kolor;
}
```

## Części

| Część | Co |
|-------|----|
| Bulb, Switch | światło |
| Shade, Frame | forma |

## Przeglądarki

- Chromium >= 80
"""
SHORTENED = """\
# Lamp

Put it into `lamp()`:

```ts
export default lamp({ volts: [12, 24], dimmed: "slowly" })
```

### All that it takes

```ts
export interface LampOptions {
  /** What it may be connected to */
  volts: number[]
  /**
   * What to do when it is dimmed
   * @param {Shade} shade - Shade that waits to be dimmed
   */
  dimmed(shade: Shade, name: string): Promise<string>
}
```
"""
LONGER = """\
# Lampa

Wstaw do `lamp()`:

```ts
export default lamp({ volts: [12, 24], dimmed: "slowly" })
```

Co przyjmuje:

```ts
export interface LampOptions {
  /** Do czego wolno podłączyć */
  volts: number[];
  /**
   * Co robić przy ściemnianiu
   * @param {Shade} shade klosz, który czeka
   */
  dimmed(shade: Shade, name: string): Promise<string>;
}
```

## Polecenia

```js
<input type="range" @change="turn" />
```
"""

CASES = [
    pytest.param(BANNERS, TITLE_ALONE, {"lamp-two": "lamp", "Use": "Użycie"}, id="the title above banners"),
    pytest.param(TITLE_ALONE, BANNERS, {"lamp": "lamp-two"}, id="the title above banners, turned"),
    pytest.param(
        VERSIONS,
        VERSIONS_TURNED,
        {"Example lamp@3": "Przykład lamp@3", "Example lamp@1": "Przykład lamp@1"},
        id="sections in another order that name each other's version",
    ),
    pytest.param(
        WRAPPED,
        WRAPPED_MOVED,
        {"Show": None, "Parts": "Części", "Change it": "Zmiany", "Other colours": "Inne kolory"},
        id="a section that moved to the place of one that is missing",
    ),
    pytest.param(
        SHORTENED, LONGER, {"All that it takes": None}, id="a heading whose code stands under another one"
    ),
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
