"""A code block has no counterpart in the reference.

Left over from an older version of the text, perhaps. A part of a block that the reference has in one is no
extra one, nor is a block that says the lines of several. A block whose code the reference has in its text as
inline code is fine, and so is text that is indented inside of an HTML element: whether that is code,
generators disagree. With remarks beside such code, it is a hint.

Bad:

~~~~md en.md
Install it:

```sh
pip install pelican
```
~~~~

~~~~md de.md:7
Installieren:

```sh
pip install pelican
```

```sh
pelican-quickstart
```
~~~~

Good:

~~~~md de.md
Installieren:

```sh
pip install pelican
```
~~~~

Good, one block of the reference in two:

~~~~md en.md
Get it and light it:

```sh
# the tools
pip install lamp
# light it
lamp --on
```
~~~~

~~~~md de.md
Holen:

```sh
pip install lamp
```

Anzünden:

```sh
lamp --on
```
~~~~

Bad, a hint, what the reference says in its text:

~~~~md en.md
Do not use `app get`. Set it once with `app config
--always`, or call `app take`.
~~~~

~~~~md de.md:3
Rufen Sie nicht `app get` auf, sondern stellen Sie es ein:

```sh
# oder: app take
app config --always
```
~~~~

Good, text inside of an element:

~~~~md en.md
<label>
  Is it open?
</label>
~~~~

~~~~md de.md
<label>

    Ist es offen?

</label>
~~~~
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.markup._tags import tags

# What a line begins with that is a remark.
_REMARKS = ("# ", "//", "-- ", "<!--", "/*", "; ")


@rule("CD102", severity="warning")
def extra_code_block(pair: Pair) -> Iterator[Problem]:
    for code in pair.extra("code"):
        text = " ".join(code.text.split())
        spans = {" ".join(span.text.split()) for span in pair.source.find("inline_code")}
        if text and text in spans:
            continue
        if not code.level and _inside_an_element(pair.target, code):
            continue
        first = next((line for line in code.text.split("\n") if line.strip()), "")
        shown = f"code block {quote(first)}" if code.level else f"{quote(first)}, code by its indentation,"
        yield Problem(
            pair.target.at(code),
            f"{shown} is not in {pair.source.lang or 'the reference'}",
            topic=text[:80],
            severity="hint" if set(_said(code.text)) <= spans else "",
        )


def _said(code: str) -> Iterator[str]:
    """Yield the lines of code that are no remarks; all of them where every line is."""
    lines = [" ".join(line.split()) for line in code.split("\n") if line.strip()]
    yield from [line for line in lines if not line.startswith(_REMARKS)] or lines


def _inside_an_element(edition: Edition, code: Node) -> bool:
    """Whether a tag that was opened before a block is closed after it."""
    before = [tag for tag in tags(edition) if tag.span.end <= code.span.start]
    opened = Counter(tag.name for tag in before if tag.form == "open")
    closed = Counter(tag.name for tag in before if tag.form == "close")
    after = {tag.name for tag in tags(edition) if tag.span.start >= code.span.end and tag.form == "close"}
    return any(name in after for name in opened - closed)
