"""What a second look at an alignment mends: lists that slipped by one, paragraphs that met by chance, moved items."""

from __future__ import annotations

import re

from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.pairing import apart, pair
from smo_lint.alignment.refine import refined
from smo_lint.alignment.units import units
from smo_lint.markdown import parse
from smo_lint.model import Pair


def beside(source: str, target: str) -> Pair:
    return pair(parse(source, "a.md", "en"), parse(target, "b.md", "pl"))


def met(known: Pair) -> list[tuple[str, str]]:
    """The matched paragraphs by their first words, with a mark where one moved."""
    found = []
    for match in known.matches:
        if match.source[0].kind == "paragraph":
            ours, theirs = (re.findall(r"\w+", side[0].text)[0] for side in match[:2])
            found.append((ours, theirs + " (moved)" * (match.how == "moved")))
    return found


WRITE = """\
# Write

- Improve the manual, [as Ann did for the old library](https://example.org/ann)
- Collect examples that show how it is used
- Begin a newsletter, or pick the best of the list, [as Cid did](https://example.org/cid)
- Tutorials are welcome, [as Bob knows](https://example.org/bob)
- Translate what there is, [as Dee did for the course on boxes](https://example.org/dee)
"""
PISZ = """\
# Pisz

- Popraw podręcznik
- Zbierz przykłady, które pokazują użycie
- Zacznij biuletyn albo wybierz to, co najlepsze
- Samouczki są mile widziane, [jak wie Jan](https://example.com/jan)
- Przetłumacz to, co jest
"""


def test_lists_of_as_many_items_line_up() -> None:
    editions = parse(WRITE, "a.md", "en"), parse(PISZ, "b.md", "pl")
    likeness = Likeness(*map(units, editions))
    straight = [(n, n) for n in range(6)]
    assert refined([(0, 0), (2, 1), (3, 2), (4, 3)], editions, likeness) == straight
    assert refined(straight, editions, likeness) == straight


def test_lists_that_both_have_items_alone_line_up_from_the_first_on() -> None:
    editions = parse(WRITE + "- And rest\n", "a.md", "en"), parse(PISZ, "b.md", "pl")
    likeness = Likeness(*map(units, editions))
    assert refined([(0, 0), (3, 1), (4, 2), (5, 3), (6, 4)], editions, likeness) == [(n, n) for n in range(6)]


def test_what_two_items_share_keeps_them_together() -> None:
    source = parse(WRITE, "a.md", "en")
    moved = parse(PISZ.replace("biuletyn", "[biuletyn](https://example.org/bob)"), "b.md", "pl")
    likeness = Likeness(units(source), units(moved))
    steps = [(0, 0), (2, 1), (4, 3), (5, 5)]
    assert refined(steps, (source, moved), likeness) == [(0, 0), (2, 1), (3, 2), (4, 3), (5, 5)]


def test_paragraphs_that_keep_nothing_of_each_other_stand_alone() -> None:
    long = "Strong is what is open because nothing stands in its way, so that it spreads and grows. " * 5
    terms = "It is free, see [these terms](https://example.org/terms), which is [no price](#price) at all."
    known = beside(
        f"# A\n\nRead `one` first of all, before you go on.\n\n{long}\n\n{terms}\n\n## Why\n",
        "# A\n\nPrzeczytaj `one` przede wszystkim, zanim pójdziesz dalej.\n\nJest otwarte.\n\nWyobraź sobie przyjęcie.\n\n"
        "Ktoś inny idzie do restauracji, płaci za kawałek ciasta i nie dostaje przepisu.\n\n## Dlaczego\n",
    )
    assert met(known) == [("Read", "Przeczytaj")]


def test_an_item_that_moved_was_not_merged_into_its_neighbour() -> None:
    known = beside(
        "# C\n\n- [Bars](https://bars.example.org/en)\n- [Maps of the whole world](https://maps.example.org/en)\n",
        "# C\n\n- [Mapy](https://maps.example.org/pl)\n- [Słupki](https://bars.example.org/pl)\n",
    )
    assert sorted(ours for ours, _ in met(known)) == ["Bars", "Maps"]
    assert sum("(moved)" in theirs for _, theirs in met(known)) == 1


def test_the_bold_words_tell_which_item_is_lost() -> None:
    source = (
        "- **Test it!** Run it with what is there, and write new tests where they are needed.\n"
        "- **Review everything that was generated.** Read it line by line, and more than once.\n"
        "- **Keep to the style.** Others want to read it too, so use what is used elsewhere.\n"
    )
    target = (
        "- **Przetestuj!** Uruchom to z tym, co jest, a gdzie trzeba, napisz też nowe testy do tego.\n"
        "- **Zachowaj styl.** Inni też chcą to czytać, więc używaj tego, czego używa się gdzie indziej.\n"
    )
    assert met(beside(source, target)) == [("Test", "Przetestuj"), ("Keep", "Zachowaj")]


def _page(words: str, kept: int, own: str, times: int) -> str:
    ours = [f"{words} `code{n}` {words}, {words}." for n in range(kept)]
    return "# T\n\n" + "\n\n".join([*(own.format(n) for n in range(times)), *ours])


def test_a_page_with_as_much_of_its_own_is_a_text_of_its_own() -> None:
    quote, code = "> Words of people, by the {}th of them.", "```\nrun {}\n```"
    assert apart(beside(_page("word", 20, quote, 10), _page("słowo", 20, code, 40)))
    assert not apart(beside(_page("word", 30, quote, 0), _page("słowo", 30, code, 40)))
    assert not apart(beside(_page("word", 30, quote, 0), _page("słowo", 25, code, 0)))


PLAN = """\
## Begin with `start`

Call [the start](start.md) and wait for a while until it is there.

Then look at `state`, which says how far it is, and at [the log](log.md).

That may take a minute or two.

## Stop with `stop`

Call [the stop](stop.md) and wait until all of it is gone.

## Look at `list`

Read what it says, and `names` too.
"""
PLAN_PL = """\
## Zakończ przez `stop`

Wywołaj [stop](stop.md) i czekaj, aż wszystko zniknie.

## Spójrz na `list`

Przeczytaj, co tam jest, a także `names`.

## Zacznij od `start`

Wywołaj [start](start.md) i czekaj chwilę, aż to będzie.

Potem spójrz na `state`, który mówi, jak daleko to jest, i na [dziennik](log.md).
"""


def test_a_section_that_moved_may_have_lost_a_block() -> None:
    known = beside(PLAN, PLAN_PL)
    moved = [(one.text[:5], two.text[:5]) for one, two in known.moved("heading", "paragraph")]
    assert moved == [("Begin", "Zaczn"), ("Call ", "Wywoł"), ("Then ", "Potem")]
    assert [node.text[:8] for node in known.missing("paragraph")] == ["That may"]


HOOKS = """\
# Before

## Example: add a `card` to each page

```js
before(page) {
  page.card = make(page.picture)
}
```

The picture is made at once.

# After

## Example: add a `link` to each page

```js
after(page) {
  page.link = base + page.path  // leads home
}
```
"""
HOOKS_PL = """\
# Przed

## Przykład: dodaj `link` do każdej strony

```js
after(page) {
  page.link = base + page.path  // do domu
}
```

# Po
"""


def test_a_section_does_not_meet_another_by_place_where_its_like_stands_elsewhere() -> None:
    editions = parse(HOOKS, "a.md", "en"), parse(HOOKS_PL, "b.md", "pl")
    by_place = [(0, 0), (1, 1), (2, 2), (4, 3)]
    assert refined(by_place, editions, Likeness(*map(units, editions))) == [(0, 0), (4, 3)]


def test_an_item_that_became_a_paragraph_as_its_neighbour_did_was_not_lost() -> None:
    source = "# A\n\n- Show a long hint of many words while the pointer rests upon it.\n- Stand for `title`.\n\n# B\n"
    target = "# A\n\nPokaż podpowiedź.\n\nZastąp `title`.\n\n# B\n"
    assert met(beside(source, target)) == [("Show", "Pokaż"), ("Stand", "Zastąp")]


def test_one_word_of_many_blocks_anchors_none_of_them() -> None:
    source = "`run` adds tags to [a page](page.md).\n\nCall `run` or `go`, as `run` may fail.\n\nHere `run` is ours.\n"
    target = "`run` dodaje znaczniki do strony.\n\nIdź przez `go`.\n"
    keys = Likeness(units(parse(source, "a.md", "en")), units(parse(target, "b.md", "pl"))).keys
    assert [key is None for side in keys for key in side] == [False, False, True, True, True]


LIMITS = """\
It is switched off by default.

**Limits:**
1. The lamp must stand in one room only;
2. The old wick goes at once (**Immediately**), before a new one comes, so that no two of them burn.

# Move
"""
GRANICE = """\
Domyślnie jest wyłączone.

Granice:

Lampa musi stać w jednym pokoju;

Stary knot idzie precz natychmiast (Immediately), zanim pojawi się nowy.

# Ruch
"""


def test_items_that_became_paragraphs_line_up_with_what_leads_to_them() -> None:
    editions = parse(LIMITS, "a.md", "en"), parse(GRANICE, "b.md", "pl")
    slipped = [(0, 0), (1, 2), (3, 3), (4, 4)]
    assert refined(slipped, editions, Likeness(*map(units, editions))) == [(n, n) for n in range(5)]


def test_a_heading_meets_the_only_one_of_its_level_in_its_place() -> None:
    source = "## Start `a`\n\nOne.\n\n## Renew\n\nSee [how to renew it](./renew.md).\n\n## End `b`\n\nTwo.\n"
    target = (
        "## Początek `a`\n\nJeden.\n\n## Odnowa\n\n### Klucz\n\n- Weź go.\n- Idź.\n\n"
        "### Zamek\n\nOtwórz go jak zwykle.\n\n## Koniec `b`\n\nDwa.\n"
    )
    known = beside(source, target)
    heads = [(m.source[0].text, m.target[0].text) for m in known.matches if m.source[0].kind == "heading"]
    assert heads == [("Start `a`", "Początek `a`"), ("Renew", "Odnowa"), ("End `b`", "Koniec `b`")]


def test_what_leads_somewhere_does_not_meet_a_line_below_headings_that_only_one_has() -> None:
    source = (
        "# Guide\n\n## Upgrade\n\nFollow the [steps](./steps.md) to upgrade it.\n\n## Details\n\nSee `all`.\n"
    )
    parts = "".join(f"### Część {n}\n\nTo jest część, która mówi, co robić.\n\n" for n in range(3))
    known = beside(source, f"# Poradnik\n\n## Aktualizacja\n\n{parts}## Szczegóły\n\nZobacz `all`.\n")
    assert met(known) == [("See", "Zobacz")]


QUOTED = """Here is what they say.

<aside markdown="1">
<img src="/{picture}.png" alt="">
{said}
<p markdown="1">
— Ann, [how to ask](https://example.org/ask)
</p>
</aside>

There is more of it below, in the words of others.
"""


def test_what_stands_alone_in_a_component_meets_its_like() -> None:
    said = "Nobody did this work without the help of all of you, and few had tried before. " * 3
    source = parse(QUOTED.format(picture="ann", said=said))
    target = parse(QUOTED.format(picture="bob", said=f"<p>\n{said}\n</p>"))
    picture = next(target.find("image"))
    beside = pair(source, target).counterpart(target.block(picture))
    assert beside is not None and "ann.png" in beside.text
