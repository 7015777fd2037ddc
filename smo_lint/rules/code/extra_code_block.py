"""A code block has no counterpart in the reference.

Left over from an older version of the text, or the two halves of a block that a fence in the wrong
place cut in two. A block whose code the reference has in its text as inline code is fine.

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
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote


@rule("CD102", severity="warning")
def extra_code_block(pair: Pair) -> Iterator[Problem]:
    for code in pair.extra("code"):
        text = " ".join(code.text.split())
        if text and text in {" ".join(span.text.split()) for span in pair.source.find("inline_code")}:
            continue
        first = next((line for line in code.text.split("\n") if line.strip()), "")
        shown = f"code block {quote(first)}" if code.level else f"{quote(first)}, code by its indentation,"
        yield Problem(
            pair.target.at(code),
            f"{shown} is not in {pair.source.lang or 'the reference'}",
            topic=text[:80],
        )
