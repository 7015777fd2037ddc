"""Template tags of a pair: Hugo's `{{< >}}`, Liquid's and Jinja's `{% %}`, and what must stay in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smo_lint.model import Edition, Node, Pair, Span
from smo_lint.regexes import regex

_TAG = regex(r"\{\{[<%](?:(?!\{\{[<%])[\s\S])*?[>%]\}\}|\{%(?:(?!\{%)[\s\S])*?%\}")
_PART = regex(r"[\w.:-]+=(?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\s\"'>%]+)|\"[^\"]*\"|'[^']*'|`[^`]*`|[^\s\"'`]+")
_BETWEEN = regex(r"else|elsif|elif")
_CLOSING = regex(r"(?:end|/)([\w/.-]+)")
# What readers see: any value of these may be translated.
_TEXT = regex(
    r"title|alt|caption|label|text|description|desc|content|summary|name|header|heading|tooltip|lang"
    r"|attr"
)
# Tags that set something up, and those whose subject every language chooses for itself.
_SILENT = regex(
    r"assign|capture|comment|set|import|from|extends|block|macro|youtube|vimeo|bilibili|video|tweet"
)
# So many tags are looked at for one that another became: a page of thousands that all differ is no edition.
FEW = 300


class Tag(NamedTuple):
    """A template tag.

    name  its first word, a closing `/` or `end` included
    parts its arguments that no translation changes, without quotes
    """

    name: str
    parts: tuple[str, ...]
    span: Span
    node: Node

    @property
    def key(self) -> tuple[str, ...]:
        """What two tags have in common that are one."""
        return (self.name, *self.parts)


class Changes(NamedTuple):
    """Template tags of a pair that differ.

    changed  (source, target): tags that became others
    gone     tags of the source alone, where what is around them has a counterpart
    come     tags of the target alone, likewise
    """

    changed: tuple[tuple[Tag, Tag], ...]
    gone: tuple[Tag, ...]
    come: tuple[Tag, ...]


def tags(edition: Edition, nodes: Iterable[Node]) -> Iterator[Tag]:
    """Yield the template tags of blocks in the order of the text; values `{{ x }}` are none."""
    for block in nodes:
        for node in block.find("shortcode", "inline_shortcode"):
            for match in _TAG.finditer(edition.text, node.span.start, node.span.end):
                inner = match.group().strip("{}").strip("<>%").strip().strip("-").strip()
                name, *parts = _PART.findall(inner) or [""]
                if name == "/" and parts:
                    name, *parts = f"/{parts[0]}", *parts[1:]
                yield Tag(name, tuple(_fixed(parts)), Span(*match.span()), node)


def changed(pair: Pair) -> Changes:
    """Return the template tags that differ, without those that show nothing, and closing ones whose
    opening ones differ too."""
    if "shortcodes" not in pair.memo:
        source, target = _alone(pair)
        twins = []
        for tag in tuple(source):
            twin = next((other for other in target[:FEW] if _twins(pair, tag, other)), None)
            if twin is not None:
                target.remove(twin)
                source.remove(tag)
                if not (tag.name == twin.name and _silent(tag)):
                    twins.append((tag, twin))
        gone = tuple(tag for tag in source if not _silent(tag) and _expected(pair, pair.source, tag))
        come = tuple(tag for tag in target if not _silent(tag) and _expected(pair, pair.target, tag))
        pair.memo["shortcodes"] = Changes(tuple(twins), gone, come)
    found: Changes = pair.memo["shortcodes"]
    return found


def _alone(pair: Pair) -> tuple[list[Tag], list[Tag]]:
    """Return the tags that stand on one side only; closing ones where as many are opened on both sides."""
    source, target = (
        list(tags(edition, (edition.skeleton,))) if edition.has("shortcode", "inline_shortcode") else []
        for edition in (pair.source, pair.target)
    )
    opened = [Counter(tag.name for tag in side) for side in (source, target)]
    for beside in (True, False):  # equal tags in matched blocks first
        source, target = _without_equals(pair, source, target, beside=beside)

    def counts(tag: Tag) -> bool:
        closing = _CLOSING.fullmatch(tag.name)
        return not _BETWEEN.fullmatch(tag.name) and (
            closing is None or opened[0][closing[1]] == opened[1][closing[1]]
        )

    return list(filter(counts, source)), list(filter(counts, target))


def _without_equals(
    pair: Pair, source: Iterable[Tag], target: Sequence[Tag], *, beside: bool
) -> tuple[list[Tag], list[Tag]]:
    """Return the tags that no equal one on the other side stands for; `beside`: one in a matched block."""
    waiting: dict[tuple[tuple[str, ...], Node | None], list[int]] = {}
    for number, tag in reversed(list(enumerate(target))):
        waiting.setdefault((tag.key, pair.target.block(tag.node) if beside else None), []).append(number)
    left, taken = [], set()
    for tag in source:
        block = pair.counterpart(pair.source.block(tag.node)) if beside else None
        numbers = waiting.get((tag.key, block)) if block or not beside else None
        if numbers:
            taken.add(numbers.pop())
        else:
            left.append(tag)
    return left, [tag for number, tag in enumerate(target) if number not in taken]


def _silent(tag: Tag) -> bool:
    return _SILENT.fullmatch(_CLOSING.sub(r"\1", tag.name)) is not None


def _beside(pair: Pair, tag: Tag, other: Tag) -> bool:
    return pair.counterpart(pair.source.block(tag.node)) is pair.target.block(other.node)


def _twins(pair: Pair, tag: Tag, other: Tag) -> bool:
    from rapidfuzz.distance import Indel

    beside = _beside(pair, tag, other)
    if tag.name == other.name:
        return beside or tag.parts[:1] == other.parts[:1] != ()
    likeness = Indel.normalized_similarity(" ".join(tag.key), " ".join(other.key))
    return likeness > (0.4 if beside else 0.75)


def _expected(pair: Pair, edition: Edition, tag: Tag) -> bool:
    """Tell whether what is around a tag has a counterpart, so that only the tag is missing."""
    block = edition.block(tag.node)
    if tag.node.kind == "inline_shortcode" and block.kind != "shortcode":
        return pair.match(block) is not None
    around = edition.parent(block)
    return around is None or pair.match(around) is not None


def _fixed(parts: Iterable[str]) -> Iterator[str]:
    """Yield arguments without those that are words: named texts, quoted texts, titles at the end."""
    for index, part in enumerate(parts):
        key, equal, value = part.partition("=")
        bare = (value if equal else key).strip("\"'`")
        words = " " in bare or not bare.isascii()
        if equal:
            free = _TEXT.fullmatch(key.lower()) or words
            yield f"{key}=" if free else f"{key}={bare.strip('/')}"
        elif part[:1] in "\"'`":
            named = index == 0 or re.search(r"[\d/_#]|\.\w", bare)
            yield bare.strip("/") if named and not words else "…"
        elif index == 0 or re.search(r"[\d/._#]", bare):
            yield bare.strip("/")
