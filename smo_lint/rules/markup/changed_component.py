"""A component or element of the reference was renamed, lost, or has another fixed attribute.

A translated component name builds nothing, a lost wrapper takes its box or its button away. Compared
are components (`<Card>`, `<Tabs.Item>`, `<my-player src="…">`) and the elements that do something
(`<details>`, `<iframe>`, `<video>`, …); plain text elements come and go with the grammar. The tags of a
page count as a whole, so that one which stands elsewhere is not missing. Of attributes, those that
readers see (`alt`, `title`, `label`, `placeholder`, `aria-…`) and addresses are not looked at.

Bad:

~~~md en.md
# Guide

### Components in headers <ComponentInHeader />

<Steps level="2">

Do it.

</Steps>
~~~

~~~md pt.md:3,5
# Guia

### Componentes em cabeçalhos <ComponenteNoCabeçalho />

<Steps level="3">

Faça.

</Steps>
~~~

Good:

~~~md pt.md
# Guia

### Componentes em cabeçalhos <ComponentInHeader />

<Steps level="2">

Faça.

</Steps>
~~~

Bad:

~~~md en.md
<Preview>
<img class="wide" src="a.png" alt="An image">
</Preview>

Some text with <kbd>Enter</kbd>.
~~~

~~~md pt.md:1
<img class="wide" src="a.png" alt="Uma imagem">

Algum texto com Enter.
~~~

Good:

~~~md pt.md
<Preview>
<img class="wide" src="a.png" alt="Uma imagem">
</Preview>

Algum texto com <strong>Enter</strong>.
~~~

Good, a component that only the source has, everywhere (learnt from the other articles, or pinned):

~~~toml smo-lint.toml
[habits.elements]
en = ["<Newsletter>"]
~~~

~~~md en.md
# Guide

<Newsletter list="all" />
~~~

~~~md pt.md
# Guia
~~~

Bad, an element of HTML:

~~~md en.md
<details>
<summary>More</summary>

Text.

</details>
~~~

~~~md ru.md:2
<details>
<summaryos>Ещё</summaryos>

Текст.

</details>
~~~

Good:

~~~md ru.md
<details>
<summary>Ещё</summary>

Текст.

</details>
~~~

Bad, a name that HTML does not have:

~~~md en.md
This is <strong>important</strong> and <code>so</code> on.
~~~

~~~md es.md:1
Esto es <strongo>importante</strongo> y <code>así</code>.
~~~

Bad, where the source has no element:

~~~md en.md
This is important, and <name> is a name.
~~~

~~~md es.md:1
Esto es <fuerte>importante</fuerte>, y <nombre> es un nombre.
~~~

Good, other elements:

~~~md es.md
Esto es <b>importante</b> y <kbd>así</kbd>.
~~~
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, Span, once
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules.markup._elements import invented, misnamed
from smo_lint.rules.markup._tags import Tag, alike, component, strange, tags

_WORKING = regex(r"audio|canvas|details|embed|form|iframe|input|object|select|summary|textarea|video")
_FREE = regex(
    r"alt|title|label|placeholder|text|description|desc|content|summary|name|caption|header|heading|lang"
    r"|dir|href|src|srcset|to|link|url|style|class|classname|id|key|default-value|value|tooltip|message"
)

_FOREIGN = regex(r"<([^\W\d_][\w.]*+)[^<>]*/>")
# Of a component that is gone more often than this, only the first place is told.
_MANY = 3


@rule("MK107", severity="warning")
def changed_component(pair: Pair) -> Iterator[Problem]:
    yield from _unknown(pair)
    theirs, ours = _openings(pair.source), _openings(pair.target)
    if not theirs:
        return
    yield from _names(pair, theirs, ours)
    yield from _closings(pair, theirs, ours)
    yield from _attributes(pair, theirs, ours)


def _unknown(pair: Pair) -> Iterator[Problem]:
    """Yield elements whose names HTML does not have, nor the source."""
    known: set[Tag] = set()
    for tag, twin in misnamed(pair):
        said = f"HTML has no <{twin.name}>, but it is <{tag.name}> in {pair.source.lang or 'the reference'}"
        related = (pair.source.at(tag.span, "the tag there"),)
        yield Problem(pair.target.at(twin.named), said, related, _fix(tag, twin), twin.name)
        known.add(twin)
    for tag in invented(pair):
        if tag not in known:
            yield Problem(pair.target.at(tag.named), f"HTML has no <{tag.name}>", topic=tag.name)


def _closings(pair: Pair, theirs: list[Tag], ours: list[Tag]) -> Iterator[Problem]:
    """Yield components that the source closes as often as it opens them, and the target does not."""
    closed = [Counter(tag.name for tag in tags(e) if tag.form == "close") for e in (pair.source, pair.target)]
    opened = [Counter(tag.name for tag in side if tag.form == "open") for side in (theirs, ours)]
    for name, number in (closed[0] - closed[1]).items():
        if opened[0][name] == opened[1][name] == closed[0][name] >= number:
            last = [tag for tag in ours if tag.name == name and tag.form == "open"][-1]
            said = f"<{name}> is closed in {pair.source.lang or 'the reference'} and not here"
            yield Problem(pair.target.at(last.span), said, topic=name)


def _names(pair: Pair, theirs: list[Tag], ours: list[Tag]) -> Iterator[Problem]:
    """Yield tags that were renamed, and of those that are gone, the first of each name."""
    gone, come = _surplus(theirs, ours), _surplus(ours, theirs)
    unknown = strange(pair, {tag.name for tag in ours})
    there = pair.source.lang or "the reference"
    seen: set[str] = set()
    for tag in _unplaced(pair, theirs, gone):
        if f"<{tag.name}>" in pair.source.locale.elements:
            continue
        related = (pair.source.at(tag.span, "the tag there"),)
        block = pair.source.block(tag.node)
        beside = pair.counterpart(block)
        twin = _renamed(pair, tag, beside, [other for other in ours if come[other.name] > 0])
        twin = twin or next((t for t in unknown.get(beside, ()) if alike(tag, t)), None)
        if twin is not None:
            come[twin.name] -= 1
            said = f"<{twin.name}>, but <{tag.name}> in {there}"
            yield Problem(pair.target.at(twin.named), said, related, _fix(tag, twin), tag.name)
            continue
        spelt = _misspelt(pair, beside) if beside else None
        if spelt is not None:
            said = f"<{pair.target.slice(spelt)}> is no tag, but <{tag.name}> in {there}"
            fix = Fix(f"Write <{tag.name}>", (Edit(spelt, tag.name),), safe=False)
            yield Problem(pair.target.at(spelt), said, related, fix, tag.name)
            continue
        if tag.name in seen or (beside is None and pair.match(pair.source.parent(block) or block) is None):
            continue
        many = gone[tag.name] > _MANY
        if many:
            seen.add(tag.name)
        more = f", and {gone[tag.name] - 1} more of them" if many else ""
        place = pair.target.at(beside) if beside else pair.gap(block)
        yield Problem(place, f"<{tag.name}> of {there} is missing here{more}", related, topic=tag.name)


@once
def _openings(edition: Edition) -> list[Tag]:
    return [
        tag
        for tag in tags(edition)
        if tag.form != "close" and (component(tag) or _WORKING.fullmatch(tag.name))
    ]


def _surplus(some: list[Tag], others: list[Tag]) -> Counter[str]:
    return Counter(tag.name for tag in some) - Counter(tag.name for tag in others)


def _unplaced(pair: Pair, theirs: list[Tag], gone: Counter[str]) -> Iterator[Tag]:
    """Yield as many tags of each name as are gone: those first whose block does not have them."""
    if not gone:
        return
    here = {(other.name, pair.target.block(other.node)) for other in tags(pair.target)}
    for name, number in gone.items():
        named = [tag for tag in theirs if tag.name == name]
        named.sort(key=lambda tag: (tag.name, pair.counterpart(pair.source.block(tag.node))) in here)
        yield from named[:number]


def _renamed(pair: Pair, tag: Tag, beside: Node | None, others: list[Tag]) -> Tag | None:
    for other in others:
        if component(other) != component(tag):
            continue
        if pair.target.block(other.node) is beside:
            return other
        if beside is None and alike(tag, other):
            return other
    return None


def _misspelt(pair: Pair, beside: Node) -> Span | None:
    """The name of what looks like a tag and is none, because its name has letters beyond ASCII."""
    for match in _FOREIGN.finditer(pair.target.text, *beside.span):
        if not match[1].isascii():
            return Span(*match.span(1))
    return None


def _fix(tag: Tag, twin: Tag) -> Fix | None:
    """Write the name; an opening tag has another half elsewhere, which would have to follow."""
    if twin.form != "alone":
        return None
    return Fix(f"Write <{tag.name}>", (Edit(twin.named, tag.name),), safe=False)


def _attributes(pair: Pair, theirs: list[Tag], ours: list[Tag]) -> Iterator[Problem]:
    """Yield where tags that correspond for certain have another attribute."""
    for tag, twin in _twins(pair, theirs, ours):
        here, there = dict(_fixed(twin)), dict(_fixed(tag))
        for name, value in there.items():
            if here.get(name, value) != value:
                said = f"{name}={here[name]}, but {name}={value} in {pair.source.lang or 'the reference'}"
                related = (pair.source.at(tag.span, "the tag there"),)
                fix = _value(pair, twin, here[name], value)
                yield Problem(pair.target.at(twin.span), said, related, fix, f"{tag.name} {name}")


def _twins(pair: Pair, theirs: list[Tag], ours: list[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Yield components that are the only ones of their name in aligned blocks, or on both pages."""
    homes: tuple[dict[tuple[str, Node | None], list[Tag]], ...] = (defaultdict(list), defaultdict(list))
    for side, edition, found in zip(homes, (pair.source, pair.target), (theirs, ours), strict=True):
        for tag in filter(component, found):
            side[tag.name, edition.block(tag.node)].append(tag)
            side[tag.name, None].append(tag)
    for (name, home), same in homes[0].items():
        if home is None or len(same) != 1:
            continue
        beside = pair.counterpart(home)
        twins = homes[1].get((name, beside), [])
        if len(twins) == 1 and (beside is not None or len(homes[0][name, None]) == 1):
            yield same[0], twins[0]


def _fixed(tag: Tag) -> Iterator[tuple[str, str]]:
    for name, value in tag.attributes:
        bare = name.lower().lstrip(":@")
        if value and not _FREE.fullmatch(bare) and not bare.startswith("aria-") and value.isascii():
            if " " not in value.strip("\"' "):
                yield name, value


def _value(pair: Pair, tag: Tag, old: str, new: str) -> Fix | None:
    written = pair.target.slice(tag.span)
    if written.count(old) != 1:
        return None
    return Fix(f"Write {new}", (Edit(tag.span, written.replace(old, new)),), safe=False)
