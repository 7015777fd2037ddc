"""Asterisks that were to make words bold are shown as asterisks.

`** bold **` is no emphasis in Markdown, nor is `**「x」**の`: behind a punctuation mark the closing
asterisks only close before a space or another mark (CommonMark, "right-flanking"), which scripts
without spaces run into all the time. Reported in text alone, never in code or formulas, and not where
the source has the same. Pages that show a dialect without such flanks, Python-Markdown or kramdown (`!!!`,
`///`, `{: …}`, `markdown="1"`), are spared the second kind.

The fix takes the blanks out, or puts the mark that stands at the edge outside.

Bad:

~~~md en.md
- **Agents**, which follow instructions

**Note:** read the docs.

The **diagram** shows it.

**Tell them** in public.
~~~

~~~md ja.md:1,3,5,7
- ** エージェント **、指示に従うもの

**注意：**資料を読んでください。

これは**「図」**の説明です。

**公の場で伝える **。
~~~

Good:

~~~md ja.md
- **エージェント**、指示に従うもの

**注意**：資料を読んでください。

これは「**図**」の説明です。

**公の場で伝える**。
~~~

Bad:

~~~md en.md
**Tell them** in public.
~~~

~~~md ja.md:1
* 公の場で伝える * *。
~~~

Good:

~~~md ja.md
2 ** 8 は `** x **` ではなく、\\*\\* でもない。

**注意：** 資料を読んでください。
~~~

Bad, a number:

~~~md en.md
It serves **300,000 users** a day.
~~~

~~~md es.md:1
Atiende a **300 000 usuarios al día.
~~~

Good:

~~~md es.md
Atiende a **300 000 usuarios** al día.
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.markdown import parse
from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import wholes
from smo_lint.rules._quote import quote

_RUN = regex(r"(?<!\*)\*\*(?!\*)|(?<![*\d] )(?<![*\w])\* \*(?!\*| [*\d])")
_STAR = regex(r"\*")
_LENIENT = regex(
    r"^ {0,3}(?:!!!|\?\?\?|///)|\{:|markdown=\"?(?:1|block|span)\"?|\{ ?[#.][\w-]+ ?\}[ \t]*$"
    r"|^\{[*!]|^-+8<-+",
    re.MULTILINE,
)
_PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    '"': '"',
    "«": "»",
    "《": "》",
    "【": "】",
    "‘": "’",
}
_MARKS = "：。，、！？；:.,!?;…"
# More marks than this in one block are a drawing.
_MOST = 100


@rule("MK109")
def unrendered_emphasis(edition: Edition) -> Iterator[Problem]:
    lenient = None
    for block in wholes(edition, _STAR):
        for first, last, words in _paired(edition, block):
            if lenient is None:
                lenient = _LENIENT.search(edition.text) is not None
            if last is None:
                meant = _lone(edition, first)
            else:
                inner = edition.text[first.end : last.start]
                meant = not words or (lenient and inner == inner.strip() and last.end - last.start == 2)
            if meant:
                continue
            place = Span(first.start, (last or first).end)
            near = quote(
                edition.slice(place) if last else edition.text[max(first.start - 12, 0) : first.end + 12]
            )
            yield Problem(
                edition.at(place),
                f"{near} is not bold: its asterisks are shown",
                fix=_fix(edition, block, first, last) if last else None,
            )


def _marks(edition: Edition, block: Node) -> Iterator[tuple[Span, Span]]:
    """Yield where marks stand in the text of a block: in the file, and in what `prose` gives."""
    text = prose(edition, block)
    if "*" not in text.text:
        return
    for run in _RUN.finditer(text.text):
        place = text.span(*run.span())
        if edition.slice(place) == run.group():  # else escaped
            yield place, Span(*run.span())


def _paired(edition: Edition, block: Node) -> Iterator[tuple[Span, Span | None, bool]]:
    """Yield (opening, closing or None, whether there are words between them)."""
    marks = list(_marks(edition, block))
    if len(marks) > _MOST:
        return
    text = prose(edition, block).text
    for index in range(0, len(marks), 2):
        first, before = marks[index]
        if index + 1 == len(marks):
            yield first, None, True
        else:
            last, after = marks[index + 1]
            yield first, last, any(map(str.isalnum, text[before.end : after.start]))


def _lone(edition: Edition, mark: Span) -> bool:
    """Tell whether a single mark may be meant: a power, a footnote, a wildcard."""
    before, after = edition.text[: mark.start][-2:], edition.text[mark.end : mark.end + 2]
    if mark.end - mark.start > 2:
        return not before.strip().isalpha()
    if before[-1:] == " " and (after[:1].isdigit() or after[:1] == "\\"):
        return False  # a power stands without space, or with one on both sides
    return not (before[-1:].isalpha() or after[:1].isalpha() or before[-1:] in _MARKS)


def _fix(edition: Edition, block: Node, first: Span, last: Span) -> Fix | None:
    inner = edition.text[first.end : last.start]
    words = inner.strip()
    before, after = edition.text[first.start - 1 : first.start], edition.text[last.end : last.end + 1]
    left = " " if inner[:1] == " " and before.isalnum() and before.isascii() else ""
    right = " " if inner[-1:] == " " and after.isalnum() and after.isascii() else ""
    bold = f"{left}**{words}**{right}"
    if words == inner and last.end - last.start == 2:
        if _PAIRS.get(words[0]) == words[-1]:
            bold = f"{words[0]}**{words[1:-1]}**{words[-1]}"
        elif words[-1] in _MARKS:
            bold = f"**{words.rstrip(_MARKS)}**{words[len(words.rstrip(_MARKS)) :]}"
    if not _renders(edition, block, Span(first.start, last.end), bold):
        return None
    return Fix("Make it bold", (Edit(Span(first.start, last.end), bold),))


def _renders(edition: Edition, block: Node, place: Span, bold: str) -> bool:
    """Tell whether the words are bold once they are written so."""
    start = edition.text.rfind("\n", 0, block.span.start) + 1
    whole = edition.text[start : place.start] + bold + edition.text[place.end : block.span.end]
    again = parse(whole.lstrip(" >"), edition.path, edition.lang)
    words = bold.partition("**")[2].rpartition("**")[0]
    return any(node.text == words or again.slice(node.inner) == words for node in again.find("strong"))
