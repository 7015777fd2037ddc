"""An HTML tag is not closed, is closed without being opened, or is no tag at all.

`<details>` without its end swallows the rest of the page, `< br/>` and `</ em>` are shown as they
stand, `<abbros title="…">` means nothing, and in MDX the build stops. Elements that close by themselves
(`<br>`, `<p>`, `<li>`, cells) are left alone, as are unknown names without attributes, for `<name>` is
often a word for the reader to replace.

Bad:

~~~md en.md
Press <kbd>Enter</kbd> to go on.<br/>

<details>
<summary>More</summary>

Text.

</details>
~~~

~~~md id.md:1,1,3
Tekan <kbd>Enter< /kbd> untuk lanjut.< br/>

<details>
<summary>Lagi</summary>

Teks.
~~~

Good:

~~~md id.md
Tekan <kbd>Enter</kbd> untuk lanjut.<br>

<p>Tulis <name> dan &lt; br/>: 1 < b > 0.

<details>
<summary>Lagi</summary>

Teks.

</details>
~~~

Good, a template among the attributes:

~~~md en.md
<div>
  <a {{% button primary %}} href="/start/">Start</a>
</div>
~~~

~~~md id.md
<div>
  <a {{% button primary %}} href="/start/">Mulai</a>
</div>
~~~

Bad, a script that swallows the page:

~~~md en.md
<script>
let a = 1
</script>

# Start

<script>
let b = 2
</script>
~~~

~~~md ko.md:1
<script>
let a = 1

# 시작

<script>
let b = 2
</script>
~~~

Good:

~~~md ko.md
<script>
let a = 1
</script>

# 시작

<script>
let b = 2
</script>
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Problem, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import wholes
from smo_lint.rules.markup._elements import HTML, unknown
from smo_lint.rules.markup._tags import Tag, tags

_PAIRED = regex(
    r"a|abbr|article|aside|audio|b|big|blockquote|button|caption|center|cite|code|del|details|dfn|div|dl"
    r"|em|fieldset|figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|header|i|iframe|ins|kbd|label"
    r"|main|mark|nav|ol|pre|q|s|samp|section|select|small|span|strong|sub|summary|sup|table|tt|u|ul|var"
    r"|video"
)
_MALFORMED = regex(
    r"<[ \t]+/[ \t]*([a-z][a-z0-9]*)[ \t]*>|</[ \t]+([a-z][a-z0-9]*)[ \t]*>"
    r"|<[ \t]+([a-z][a-z0-9]*)[ \t]*/>|<[ \t]+(br|hr)[ \t]*>",
    re.IGNORECASE,
)
_RAW = regex(r"<(script|style)\b[^<>]*>", re.IGNORECASE)


@rule("MK108")
def unbalanced_tag(edition: Edition) -> Iterator[Problem]:
    broken = set()
    for place, name in _malformed(edition):
        broken.add(name)
        yield Problem(edition.at(place), f"“{edition.slice(place)}” is no tag: a blank stands behind the “<”")
    for place, name in _swallowing(edition):
        yield Problem(edition.at(place), f"<{name}> is never closed", topic=name)
    for tag in _unmatched(tags(edition)):
        if tag.name.lower() in broken:
            continue
        said = f"<{tag.name}> is never closed" if tag.form == "open" else f"</{tag.name}> closes nothing"
        yield Problem(edition.at(tag.span), said, topic=tag.name.lower(), covers=tag.span)
    closed = {tag.name for tag in tags(edition) if tag.form == "close"}
    for tag in tags(edition):
        if tag.form == "open" and tag.attributes and tag.name in closed and unknown(tag.name):
            said = f"<{tag.name}> is no element of HTML"
            yield Problem(edition.at(tag.span), said, topic=tag.name, covers=tag.span)


def _swallowing(edition: Edition) -> Iterator[tuple[Span, str]]:
    """Yield the tags of raw elements that go on to the end of another one: that is another one's."""
    for block in edition.find("html"):
        first = _RAW.match(edition.text, *block.span)
        if first and re.compile(rf"^[ \t]*<{first[1]}\b|^#+ ", re.M).search(
            edition.text, first.end(), block.span.end
        ):
            yield Span(*first.span()), first[1].lower()


def _malformed(edition: Edition) -> Iterator[tuple[Span, str]]:
    for block in (*wholes(edition, _MALFORMED), *edition.find("html")):
        if block.kind == "html":
            found = [(Span(*m.span()), m) for m in _MALFORMED.finditer(edition.text, *block.span)]
        else:
            text = prose(edition, block)
            found = [(text.span(*m.span()), m) for m in _MALFORMED.finditer(text.text)]
        for place, match in found:
            name = next(filter(None, match.groups())).lower()
            written = edition.slice(place).startswith("<")  # else an entity or an escape
            if written and name in HTML:
                yield place, name


def _unmatched(found: tuple[Tag, ...]) -> Iterator[Tag]:
    """Yield tags of paired elements without their other half, in the order of the text."""
    opened: dict[str, list[Tag]] = {}
    lone = []
    for tag in found:
        name = tag.name.lower()
        if not _PAIRED.fullmatch(name) or tag.form == "alone" or tag.name != name:
            continue
        if tag.form == "open":
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            opened[name].pop()
        else:
            lone.append(tag)
    yield from sorted([*lone, *(tag for left in opened.values() for tag in left)], key=lambda tag: tag.span)
