"""The end of the page is missing.

A translation machine ran out of tokens, or an upload broke off: the page stops while its reference
goes on. Fires when what is missing is a good part of the reference, and nothing of it stands
anywhere on the page; also when the page stops inside a code block that the reference closes. A
single section that is missing at the end is [missing-section](HD104): pages are often behind by one.

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

Good, only the last section is missing:

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
"""

from collections.abc import Iterator

from smo_lint.model import CONTAINERS, Edition, Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference

_SMALL = ("comment", "esm", "definition", "rule")


@rule("PG004", guard=True)
def truncated_edition(pair: Pair, *, share: float = 0.3, sections: int = 2) -> Iterator[Problem]:
    """Report a target that stops early.

    share     part of the reference's letters that must be missing at the end, 0 to 1
    sections  how many sections must be missing at the end, where the last text is complete
    """
    blocks = _blocks(pair.source)
    last = max((i for i, node in enumerate(blocks) if pair.match(node)), default=-1)
    tail = blocks[last + 1 :]
    cut = next((node for node in _blocks(pair.target)[-1:] if node.kind == "code" and not node.closed), None)
    if last < 0 or not tail:
        return
    if cut is not None and _closes(pair, cut):
        message = f"the page stops inside a code block; {_missing(pair, tail)}"
        yield Problem(pair.target.at(cut), message, (pair.source.at(tail[0], "what should follow"),))
        return
    if _is_cut(pair, tail, blocks, share, sections):
        end = len(pair.target.text.rstrip())
        final = _blocks(pair.target)[-1]
        place = Span(min(final.span.start, end), end)
        message = f"the page stops here; {_missing(pair, tail)}"
        yield Problem(pair.target.at(place), message, (pair.source.at(tail[0], "what should follow"),))


def _blocks(edition: Edition) -> list[Node]:
    """The blocks that hold no others, in order."""
    kinds = CONTAINERS | {"document", *_SMALL}
    return [
        node
        for node in edition.nodes
        if node.kind not in kinds and edition.block(node) is node and _holder(edition, node)
    ]


def _holder(edition: Edition, node: Node) -> bool:
    parent = edition.parent(node)
    return parent is None or parent.kind in CONTAINERS


def _closes(pair: Pair, cut: Node) -> bool:
    beside = pair.counterpart(cut)
    return beside is None or beside.kind != "code" or beside.closed


def _is_cut(pair: Pair, tail: list[Node], blocks: list[Node], share: float, sections: int) -> bool:
    missing = sum(len(node.text) for node in tail)
    whole = sum(len(node.text) for node in blocks) or 1
    headings = sum(node.kind == "heading" for node in tail)
    final = _blocks(pair.target)[-1:]
    complete = not final or pair.match(final[0]) is None or final[0].kind != "heading"
    if final and pair.match(final[0]) is None:
        return False
    return missing / whole >= share and (headings >= sections or not complete)


def _missing(pair: Pair, tail: list[Node]) -> str:
    headings = [node for node in tail if node.kind == "heading"]
    what = count(len(headings), "section") if headings else count(len(tail), "block")
    named = excerpt(pair.source, headings[-1] if headings else tail[-1])
    until = f", the last is {named}" if named and len(headings) > 1 else f": {named}" if named else ""
    lacking = "is" if what.startswith("1 ") else "are"
    return f"{what} of {reference(pair)} {lacking} missing{until}"
