"""A block has bold words in the reference and none here.

What was to be seen first is no longer seen. A hint: some languages mark words by other means, so
quotation marks or a heading in their place count as well, and an edition that hardly keeps any bold
words is left alone. A block whose bold words are all inline code or a link is not looked at.

Bad:

~~~md en.md
**Never** do this on a live system.

Open **Settings** first.

Then press **OK**.
~~~

~~~md de.md:5
Tun Sie das **niemals** auf einem laufenden System.

Öffnen Sie zuerst die **Einstellungen**.

Danach drücken Sie OK.
~~~

Good:

~~~md de.md
Tun Sie das **niemals** auf einem laufenden System.

Öffnen Sie zuerst die „Einstellungen“.

Danach drücken Sie *OK*.
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import aligned, holding
from smo_lint.rules._quote import quote

_OTHER = regex(r"\*\*|</?(?:b|strong|em|i|mark)\b|[“”„«»「」『』《》\"]|__", re.IGNORECASE)


@rule("MK110", severity="hint")
def lost_emphasis(pair: Pair) -> Iterator[Problem]:
    kept, lost = 0, []
    for sources, targets in aligned(pair, holding(pair.source, "strong"), frozenset()):
        bold = [node for block in sources for node in block.find("strong") if _worded(node)]
        if not bold or sources[0].kind not in ("paragraph", "row"):
            continue
        if any(next(block.find("strong", "emphasis", "inline_code"), None) for block in targets):
            kept += 1
        elif not any(_OTHER.search(pair.target.slice(block.span)) for block in targets):
            lost.append((bold[0], targets[0]))
    if len(lost) > kept:
        return
    for source, block in lost:
        yield Problem(
            pair.target.at(block),
            f"nothing is bold here, but {quote(source.text)} in {pair.source.lang or 'the reference'}",
            related=(pair.source.at(source, "the bold words there"),),
            topic="bold",
        )


def _worded(node: Node) -> bool:
    return not any(child.kind in ("inline_code", "link", "image") for child in node.children)
