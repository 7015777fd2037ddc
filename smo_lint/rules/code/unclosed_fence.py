"""A code fence is never closed.

Everything down to the end of the page, or of the list item or quote that holds it, is shown as code.
A Markdown reader closes the fence there by itself, so nothing fails and nobody is told. Reported on
the opening fence; silent where the source has an unclosed fence at the same place. Where another fence
above was left open, what looks like an opening fence is its end: look at the fences before it.

Bad:

~~~~md en.md
# Install

```sh
npm install
```

Then start it.
~~~~

~~~~md ja.md:3
# インストール

```sh
npm install

それから起動します。
~~~~

Good:

~~~~md ja.md
# インストール

```sh
npm install
```

それから起動します。
~~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Problem
from smo_lint.rules import rule


@rule("CD001")
def unclosed_fence(edition: Edition) -> Iterator[Problem]:
    for code in edition.find("code"):
        if code.level and not code.closed:
            fence = code.marker or code.span
            mark = edition.slice(fence)[: code.level]
            message = f"code fence {mark} is never closed: the rest is shown as code"
            yield Problem(edition.at(fence), message, covers=code.span)
