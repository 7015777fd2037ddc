"""The blocks of an edition that hold no blocks, each with what translation does not change."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from functools import lru_cache

from smo_lint import earlier
from smo_lint.model import BLOCKS, Edition, Node
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex

# Never aligned: they carry no content that an edition must have.
SILENT = frozenset(("comment", "definition"))
_HELD = BLOCKS - SILENT
# What never holds a block.
_PLAIN = frozenset(("paragraph", "heading", "row", "title", "code"))
# What holds something that translation leaves alone.
_HARD = ("link", "image", "inline_code", "inline_math", "footnote_ref")
# The next number, or word in Latin letters with a capital, and what stands before it: words in small
# letters, as most are, are stepped over. Empty at the end of a text.
_NAME = regex(
    r"[^A-Za-z\d]*+(?:[a-z][a-z0-9]*+(?:[._-][a-z0-9]++)*+(?![A-Z]|[._-][A-Z])[^A-Za-z\d]*+)*+"
    r"(\d+|[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*)?"
)
_EMOJI = regex("[\u2600-\u27bf\U0001f300-\U0001faff]")
# A numbered item that lacks the space: "1.Open it".
_UNSPACED = regex(r"\d{1,2}[.)][^\W\d_a-z]")
_TAG = regex(r"<[^<>]*>")
# A fence that a block of code shows, with something in braces.
_FENCE = regex(r"(?:`{3,}+|~{3,}+)[^\n{]*+\{")
# A remark in code, by the marks of most languages.
_REMARK = regex(r"/\*(?:[^*]|\*(?!/))*+|<!--(?:[^-]|-(?!->))*+|(?<!\S)(?://|#)\s[^\n]*")
# A name or keyword in code.
_TOKEN = regex(r"[A-Za-z_$][\w$-]{3,}", re.ASCII)
# The end of a file's name that may be a language; the file of a folder says nothing without it.
_MARKED = regex(r"(?<!^readme)(?<!^index)[._-]([a-z]{2})(?:[-_]?[a-z]{2,4})?(?=\.[a-z]+$)")
_NONE: frozenset[str] = frozenset()
# A segment of a destination that may be a language: "en", "zh-cn".
_LANGUAGE = regex(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


@frozen(eq=False, slots=True)
class Unit:
    """A block that holds no blocks, as the alignment sees it.

    around  kinds of the containers around it, from the outside in, sections apart
    size    characters that are not markup
    hard    what must survive: destinations, images, code, ids
    soft    names, numbers, emoji, and places of the page, which may be translated with their headings
    lasting all that translation leaves alone: both, or the whole of a block of code and its tokens
    tokens  the names and keywords of a block of code, without those of its remarks
    key     equal only where two blocks surely correspond; None where nothing is that sure
    place   where it begins, as a share of the document
    picture whether it is an image and nothing else
    lead    letters of the bold words that it begins with, 0 where it begins otherwise
    opens   whether it leads on to what follows, with a colon
    marked  of code: whether its fence, or the one that it shows, says more in braces: which lines stand out
    """

    node: Node
    around: tuple[str, ...]
    size: int
    hard: frozenset[str]
    soft: frozenset[str]
    lasting: frozenset[str]
    tokens: frozenset[str]
    key: Hashable
    place: float
    picture: bool = False
    lead: int = 0
    opens: bool = False
    marked: bool = False

    def fragments(self) -> list[str]:
        """The places of the page that it links to, each with its `#`."""
        return [word for word in self.soft if word.startswith("#")] if "#" in self.hard else []

    def like(self, other: Unit) -> bool:
        """Whether the two have one shape: kind, level and surroundings."""
        one, two = self.node, other.node
        return (one.kind, one.level * (one.kind == "heading"), self.around) == (
            two.kind,
            two.level * (two.kind == "heading"),
            other.around,
        )

    def joins(self, other: Unit) -> bool:
        """Whether the two could be one block in another edition."""
        return self.node.kind == other.node.kind == "paragraph" and self.around == other.around


def units(edition: Edition) -> list[Unit]:
    """Return the blocks of an edition that hold no blocks, in the order of the document."""
    known: list[Unit] | None = edition.memo.get("units")
    if known is None:
        total = max(1, len(edition.text))
        again = earlier.Earlier in edition.memo
        base = edition.lang.partition("-")[0]
        known = edition.memo["units"] = [
            (again and _unit_again(edition, node, around, total)) or _unit(edition, node, around, total, base)
            for node, around in _leaves(edition.skeleton)
        ]
        edition.memo["unit"] = {unit.node: unit for unit in known}
    return known


def _unit_again(edition: Edition, node: Node, around: tuple[str, ...], total: int) -> Unit | None:
    """What was made of a block before an edit elsewhere, at the place that it has now."""
    unit: Unit | None = (earlier.known(edition, "unit", node) or (None,))[0]
    if unit is None or unit.around != around:
        return None
    place = node.span.start / total
    words = unit.hard, unit.soft, unit.lasting, unit.tokens
    rest = unit.picture, unit.lead, unit.opens, unit.marked
    return Unit(node, around, unit.size, *words, unit.key, place, *rest)


def _leaves(document: Node) -> Iterable[tuple[Node, tuple[str, ...]]]:
    stack: list[tuple[Node, tuple[str, ...]]] = [(document, ())]
    while stack:
        node, around = stack.pop()
        held = () if node.kind in _PLAIN else [child for child in node.children if child.kind in _HELD]
        if held:
            inner = around if node.kind in ("document", "section") else (*around, node.kind)
            stack += [(child, inner) for child in reversed(held)]
        elif node.kind == "paragraph" and "item" not in around and _UNSPACED.match(node.text):
            yield node, (*around, "list", "item")  # that is what it was meant to be
        elif node.kind != "document":
            yield node, around


def _code(edition: Edition, node: Node, around: tuple[str, ...], total: int) -> Unit:
    body = node.text.strip()
    # Marked, so that a word of the text is none of them.
    tokens = frozenset([f"\0{token}" for token in _TOKEN.findall(_REMARK.sub("", body))])
    info = edition.slice(node.marker) if node.marker else ""
    return Unit(
        node=node,
        around=around,
        size=max(1, len(body)),
        hard=_NONE,
        soft=_NONE,
        lasting=tokens | {body},
        tokens=tokens,
        key=("code", body),
        place=node.span.start / total,
        marked="{" in info or _FENCE.match(body) is not None,
    )


def _unit(edition: Edition, node: Node, around: tuple[str, ...], total: int, base: str) -> Unit:
    if node.kind == "code":
        return _code(edition, node, around, total)
    hard: set[str] = set()
    fragments: set[str] = set()
    markup = 0
    text = " ".join([cell.text for cell in node.children]) if node.kind == "row" else node.text
    told = text
    for inline in node.find(*_HARD) if node.children else ():
        if word := lasting(inline, base):
            # A fragment may be translated with its heading: what lasts is that there is one.
            (fragments if word[0] == "#" and inline.url else hard).add(word)
            markup += len(inline.url)
    for fragment in fragments:
        told = told.replace(fragment, "")
    if node.anchor:
        hard.add("#" + node.anchor)
    names = {*_NAME.findall(told), *fragments}
    if not text.isascii():
        names.update(_EMOJI.findall(text))
    if "!" in text or "！" in text:
        names.add("!")
    if node.kind == "row":  # what a row is about stands in its first cell
        names.update(cell.text.strip() for cell in node.children[:1])
    names.discard("")
    soft = frozenset(names - hard if hard else names) or _NONE
    key = _key(node, text, frozenset(hard | fragments) if fragments else frozenset(hard) or _NONE)
    if fragments:
        hard.add("#")
    fixed = frozenset(hard) or _NONE
    picture = bool(node.children) and _is_picture(node, text)
    size = max(1, len(text) - markup)
    words = (fixed, soft, (soft | fixed) if soft and fixed else soft or fixed, _NONE)
    place, lead = node.span.start / total, _lead(node) if node.children else 0
    return Unit(node, around, size, *words, key, place, picture, lead, _opens(text))


def _is_picture(node: Node, text: str) -> bool:
    if node.kind == "html":
        return any(node.find("image")) and not any(map(str.isalnum, _TAG.sub("", text)))
    first = node.children[0]
    return first.kind == "image" and first.span == node.inner


def _opens(text: str) -> bool:
    return text.rstrip().endswith((":", "："))


def _lead(node: Node) -> int:
    first = node.children[0]
    bold = first.kind == "strong" and first.span.start == node.inner.start
    return len(first.text.strip()) if bold else 0


def lasting(inline: Node, base: str = "") -> str:
    """Return what of an inline survives translation: code, the end of a destination; "" for others.

    base  the edition's language without its script and region
    """
    if inline.kind in ("link", "image") and inline.url:
        return _tail(inline.url, base)
    return inline.text if inline.kind in ("inline_code", "inline_math", "footnote_ref") else ""


def lines(unit: Unit) -> list[tuple[int, frozenset[str]]]:
    """Return the lines of a paragraph as they are broken: characters that are not markup, and names."""
    urls = [inline.url for inline in unit.node.find("link", "image") if inline.url]
    found = []
    for line in unit.node.text.split("\n"):
        markup = sum(len(url) for url in urls if url in line)
        found.append((max(1, len(line) - markup), frozenset(_NAME.findall(line)) - {""}))
    return found


def _key(node: Node, text: str, hard: frozenset[str]) -> Hashable:
    """What is equal only where two blocks surely correspond, None where nothing is that sure."""
    if node.kind in ("html", "math", "shortcode", "include", "esm", "component"):
        text = text.strip()
        return (node.kind, text) if len(text) > 3 else None
    if node.kind == "heading":
        text = text.strip()
        # Translations often keep as an explicit id what a generator makes of the source's heading.
        return "#", node.anchor or re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
    if hard and (len(hard) > 1 or len(next(iter(hard))) > 4):
        return node.kind, hard
    return None


@lru_cache(maxsize=20_000)
def _tail(url: str, base: str) -> str:
    """The last segment of a destination that is no language, without the edition's own at its end: what
    locales and depths leave alone."""
    path = url.split("#")[0].split("?")[0].rstrip("/")
    head, _, last = path.rpartition("/")
    if head and _LANGUAGE.fullmatch(last):
        last = head.rpartition("/")[2]
    last = last.lower()
    if (mark := _MARKED.search(last)) and mark[1] == base:
        last = last[: mark.start()] + last[mark.end() :]
    return last or url
