"""The whole page stands inside one code fence.

Translation machines like to hand back a page as a code block: readers see its source, without
headings, links or lists. A page that is nothing but a code block in its reference too is left
alone, and so is a block of anything else than Markdown.

Bad:

~~~~md en.md
# Guide

Install it:

```bash
pip install it
```

Then run it.
~~~~

~~~~md pl.md:1
```markdown
# Poradnik

Zainstaluj:

```bash
pip install it
```

Potem uruchom.
```
~~~~

Good:

~~~~md pl.md
# Poradnik

Zainstaluj:

```bash
pip install it
```

Potem uruchom.
~~~~

Good, a page that begins with an example of Markdown:

~~~~md pl.md
```markdown
# Poradnik
```

Tak wygląda nagłówek.
~~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule

_MARKDOWN = ("markdown", "md", "mdx")
_LIKE_A_PAGE = regex(r"\s*(?:---\n|#{1,6} )")


@rule("PG003", guard=True)
def fenced_page(edition: Edition) -> Iterator[Problem]:
    """Report a fence that opens with the text of the page and closes with it."""
    blocks = edition.skeleton.children
    first = next(iter(blocks), None)
    if first is None or first.kind != "code" or not first.level or not _is_markdown(edition, first):
        return
    opening = _line(edition.text, first.span.start)
    closing = _closing(edition, blocks, opening)
    if closing is None:
        return
    edits = (Edit(opening, ""),) if closing == opening else (Edit(opening, ""), Edit(closing, ""))
    fix = Fix("Remove the fence", edits)
    yield Problem(edition.at(first.marker or opening), "the whole page stands inside a code fence", fix=fix)


def _is_markdown(edition: Edition, first: Node) -> bool:
    if first.name:
        return first.name.lower() in _MARKDOWN
    return _LIKE_A_PAGE.match(edition.text, first.inner.start) is not None


def _closing(edition: Edition, blocks: tuple[Node, ...], opening: Span) -> Span | None:
    """The line that closes the page's fence; the opening one again where nothing does, None where
    the page goes on after its first block.

    A code block inside the page closes the outer fence for the parser, so that the last fence of
    the page opens a block that is empty and never closed.
    """
    last = blocks[-1]
    if last.kind != "code":
        return None
    if len(blocks) == 1:
        return _line(edition.text, last.span.end - 1) if last.closed else opening
    bare = edition.slice(_line(edition.text, last.span.start)).strip()
    if last.closed or last.name or edition.slice(last.inner).strip() or bare.strip("`~"):
        return None
    return _line(edition.text, last.span.start)


def _line(text: str, offset: int) -> Span:
    """The line around an offset, with the newline after it."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, len(text) if end < 0 else end + 1)
