"""The end of the page is missing.

A translation machine ran out of tokens, or an upload broke off: the page stops while its reference
goes on. Fires when the page breaks off inside a sentence, under a heading or in a code block, when a
good part of the reference is missing from the middle of a section on, or when half of it is. A few
sections that are missing at the end are `missing-section`: pages are often behind. A page that sends its
readers to the source for the rest is [abridged-edition](PG014).

Bad:

~~~~md en.md
# Guide

Read this first.

## Install

Run the installer.

## Configure

Open the file.

- Set the name
- Set the port

## Run

Start the server.

## Stop

Press the red button.
~~~~

~~~~md pl.md:5
# Poradnik

Przeczytaj to najpierw.

## Instalacja
~~~~

Good, only the last sections are missing:

~~~~md pl.md
# Poradnik

Przeczytaj to najpierw.

## Instalacja

Uruchom instalator.

## Konfiguracja

Otwórz plik.

- Ustaw nazwę
- Ustaw port

## Uruchomienie

Uruchom serwer.
~~~~

Bad:

~~~~md en.md
# Guide

Read this first, it takes a minute.

Install the server before you go on.

Start it.
~~~~

~~~~md pl.md:5
# Poradnik

Przeczytaj to najpierw, to minuta.

Zainstaluj serwer, zanim
~~~~

Good:

~~~~md pl.md
# Poradnik

Przeczytaj to najpierw, to minuta.

Zainstaluj serwer, zanim pójdziesz dalej.

Uruchom go.
~~~~

Bad:

~~~~md en.md
# Guide

```bash
start --now
```

Wait a minute.

Look at the screen.
~~~~

~~~~md pl.md:3
# Poradnik

```bash
start --now
~~~~

Good:

~~~~md pl.md
# Poradnik

```bash
start --now
```

Poczekaj minutę.

Spójrz na ekran.
~~~~

Bad, inside a box that is never closed:

~~~~md en.md
# Guide

Read this first.

:::note
It takes a minute.

It needs a server.
:::

## Install

Run the installer.
~~~~

~~~~md pl.md:6
# Poradnik

Przeczytaj to najpierw.

:::note
To zajmie minutę.
~~~~
"""

from collections.abc import Iterator

from smo_lint.languages import Language, language
from smo_lint.model import CONTAINERS, Edition, Node, Pair, Problem, Span, once
from smo_lint.partial import partial
from smo_lint.prose import letters, prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference

# Under this part of its usual length, a last paragraph is cut.
SHORT = 0.6
# Part of the paragraphs that must end in a mark before one that does not is strange.
USUAL = 0.8
_BOXES = ("admonition", "component")
# A link whose destination is cut off.
_CUT_LINK = regex(r"\]\([^()\s]*$")
_SILENT = ("document", "title", "comment", "esm", "definition", "rule")


@rule("PG004", guard=True)
def truncated_edition(pair: Pair, *, inside: float = 0.2, between: float = 0.5) -> Iterator[Problem]:
    """Report a target that stops early, from its last block on.

    inside   part of the source's letters that must be missing where the page stops inside a section
    between  the same where it stops at the end of a section
    """
    blocks, final = _blocks(pair.source), _final(pair.target)
    last = next((i for i in range(len(blocks) - 1, -1, -1) if pair.match(blocks[i])), -1)
    tail = blocks[last + 1 :]
    if last < 0 or final is None:
        return
    missing = sum(len(node.text) for node in tail) / (_letters(pair.source) or 1) if tail else 0
    if tail and final.kind == "code" and not final.closed and _closes(pair, final):
        where = "inside a code block"
    elif _breaks_off(pair, final, tail):
        where = "inside a sentence"
    elif tail and (box := _open_box(pair, final)):
        where = f"inside {'an' if box.kind == 'admonition' else 'a'} {box.kind}"
    elif not tail or pair.match(final) is None:
        return
    elif final.kind == "heading" and tail[0].kind != "heading":
        where = "under a heading"
    elif partial(pair):
        return
    elif missing >= (between if tail[0].kind == "heading" else inside) and _spans_sections(tail):
        where = "here"
    else:
        return
    end = len(pair.target.text.rstrip())
    first = final.span.start if where != "here" else pair.target.text.rfind("\n", 0, end) + 1
    place = Span(min(first, end), end)
    lost = tail[0] if tail else blocks[-1]
    rest = Span(lost.span.start, blocks[-1].span.end)
    message = f"the page stops {where}; {_missing(pair, tail or blocks[-1:])}"
    yield Problem(
        pair.target.at(place),
        message,
        (pair.source.at(rest, "what should follow"),),
        covers=Span(_opened(pair.target, final, min(final.span.start, end)), end),
    )


def _opened(edition: Edition, final: Node, start: int) -> int:
    """Where the outermost of the boxes begins that the page stops inside of: it cannot be closed."""
    boxes = [node for node in edition.ancestors(final) if node.kind in _BOXES and not node.closed]
    return min([start, *(node.span.start for node in boxes)])


def _open_box(pair: Pair, final: Node) -> Node | None:
    """The box around the last block that the source closes and the target does not, None without one."""
    for node in pair.target.ancestors(final):
        beside = pair.counterpart(node) if node.kind in _BOXES and not node.closed else None
        if beside is not None and beside.closed:
            return node
    return None


@once
def _blocks(edition: Edition) -> list[Node]:
    """The blocks that hold no others, in order."""
    return [node for node in edition.nodes if _holds_none(edition, node)]


def _final(edition: Edition) -> Node | None:
    """The last of these, None where there is none."""
    return next((node for node in reversed(edition.nodes) if _holds_none(edition, node)), None)


def _holds_none(edition: Edition, node: Node) -> bool:
    holder = edition.parent(node)
    inside = holder is not None and holder.kind in CONTAINERS
    return inside and node.kind not in CONTAINERS and node.kind not in _SILENT


@once
def _letters(edition: Edition) -> int:
    return sum(len(node.text) for node in _blocks(edition))


def _closes(pair: Pair, final: Node) -> bool:
    beside = pair.counterpart(final)
    return beside is None or beside.kind != "code" or beside.closed


def _breaks_off(pair: Pair, final: Node, tail: list[Node]) -> bool:
    """Whether the last paragraph ends in a word, and is cut short or followed by something in the source.

    Its counterpart must end in a mark; where it is too short to have one, nearly all others here must.
    """
    beside = pair.counterpart(final)
    own = prose(pair.target, final).text.rstrip() if final.kind == "paragraph" else ""
    if tail and own and _CUT_LINK.search(pair.target.slice(final.span)):
        return True
    tongue, other = language(pair.target.lang), language(pair.source.lang)
    coded = _ends_in_code(final)
    if not (own[-1:].isalpha() or coded) or not tongue.end_marks or not other.end_marks:
        return False
    if beside is not None and beside.kind == "paragraph":
        text = prose(pair.source, beside).text.rstrip()
        short = letters(own) < SHORT * letters(text) * tongue.length / other.length
        return text[-1:] in _marks(other) and (short or (bool(tail) and not coded))
    if coded:
        return False
    texts = [
        prose(pair.target, node).text.rstrip() for node in pair.target.find("paragraph") if node is not final
    ]
    ended = sum(text[-1:] in _marks(tongue) for text in texts)
    return bool(tail) and len(texts) > 2 and ended >= USUAL * len(texts)


def _ends_in_code(paragraph: Node) -> bool:
    last = paragraph.children[-1] if paragraph.children else None
    return last is not None and last.kind == "inline_code" and last.span.end == paragraph.inner.end


def _marks(tongue: Language) -> str:
    return tongue.stops + tongue.questions + tongue.exclaims + tongue.colons + ')]”»"'


def _spans_sections(tail: list[Node]) -> bool:
    return any(node.kind == "heading" for node in tail)


def _missing(pair: Pair, tail: list[Node]) -> str:
    headings = [node for node in tail if node.kind == "heading"]
    what = count(len(headings), "section") if headings else count(len(tail), "block")
    named = excerpt(pair.source, headings[-1] if headings else tail[-1])
    until = f", the last is {named}" if named and len(headings) > 1 else f": {named}" if named else ""
    lacking = "is" if what.startswith("1 ") else "are"
    return f"{what} of {reference(pair)} {lacking} missing{until}"
