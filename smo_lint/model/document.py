"""A document as it was parsed: nodes with spans, front matter, an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from smo_lint.model.frozen import frozen
from smo_lint.model.locale import NOWHERE, Locale
from smo_lint.model.site import ALONE, Site

# Kinds of node that stand on lines of their own. Those in CONTAINERS hold other blocks.
CONTAINERS = frozenset(
    ("document", "section", "list", "item", "quote", "table", "admonition", "component", "footnote")
)
BLOCKS = CONTAINERS | frozenset(
    ("heading", "paragraph", "row", "code", "html", "math", "rule", "shortcode", "include")
    + ("comment", "esm", "expression", "definition", "title")
)
# Kinds of node inside the text of a heading, paragraph, title or cell.
INLINES = frozenset(
    ("link", "image", "inline_code", "inline_math", "inline_shortcode", "inline_comment", "tag")
    + ("inline_expression", "footnote_ref", "strong", "emphasis", "strike", "break", "attributes")
    + ("wiki_link",)
)


class Span(NamedTuple):
    """Code points `start` (included) to `end` (not included) of a text as decoded, newlines as `\\n`."""

    start: int
    end: int


@frozen(eq=False, slots=True)
class Node:
    """A construct of a document; compared by identity, never changed.

    kind      one of BLOCKS, or of INLINES, or "cell"
    span      the whole construct, without white space around it and without a final newline
    inner     its content without markup: heading text, link text, body of a fence; else the span
    text      the content: what `inner` covers, freed from the prefixes of quotes and list items
    children  blocks of a container, cells of a row, inlines of anything that holds prose; in order
    name      what is not prose: language of a fence (first word of its info), keyword of an
              admonition, tag of a component, "bullet" or "number" of a list, label of a footnote,
              a reference link or a definition, "[ ]" or "[x]" of a task item, "hard" or "soft"
              of a break, name of a shortcode
    level     1 to 6 of a heading and of its section; first number of a numbered list; number of
              columns of a table; number of fence characters of fenced code (0 where indented)
    marker    what makes it what it is: the `#` run of a heading, the bullet or number of an item,
              the opening fence and the info of code, the `!!!` and the keyword of an admonition
    target    where the destination of a link, image or definition stands, without `<>` and title
    url       that destination, resolved: of a reference link, its definition's
    anchor    explicit id of a heading or section (`{#id}`, `<a id>`, `[](){#id}`), without `#`
    closed    False for a fence or a container that the end of the document had to close
    """

    kind: str
    span: Span
    inner: Span
    text: str = ""
    children: tuple[Node, ...] = ()
    name: str = ""
    level: int = 0
    marker: Span | None = None
    target: Span | None = None
    url: str = ""
    anchor: str = ""
    closed: bool = True

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, parents first, in the order of the document."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def find(self, *kinds: str) -> Iterator[Node]:
        """Yield the nodes of these kinds at or below this one, in the order of the document."""
        found = [self] if self.kind in kinds else []
        for child in self.children:
            if child.children:
                found += child.find(*kinds)
            elif child.kind in kinds:
                found.append(child)
        return iter(found)


class Entry(NamedTuple):
    """A key of front matter and what it holds.

    path    keys from the top, list positions as numbers: ("authors", 0, "name")
    key     span of the key (of the value, for an element of a list)
    value   span of the value as written, quotes included
    scalar  the value as a raw scalar, never converted (`no` stays "no"); "" for lists and mappings
    type    "string", "number", "bool", "null", "date", "list" or "mapping", by its form
    """

    path: tuple[str | int, ...]
    key: Span
    value: Span
    scalar: str
    type: str


class Fault(NamedTuple):
    """Why something could not be read, and where (code points of the text; 0 where unknown)."""

    reason: str
    offset: int = 0


@frozen(eq=False, slots=True)
class FrontMatter:
    """The metadata above a document.

    format   "yaml", "toml" or "json"
    span     the whole block, fences included; empty where it was expected and is missing
    body     what stands between the fences
    entries  every key, nested ones after their parents; empty where a fault was met
    faults   why it does not parse; the document below is parsed all the same
    doubles  (first, again): keys written twice
    """

    format: str
    span: Span
    body: Span
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubles: tuple[tuple[Entry, Entry], ...] = ()

    def get(self, *path: str | int) -> Entry | None:
        """Return the entry at this path, None where there is none."""
        return next((entry for entry in self.entries if entry.path == path), None)


@frozen(slots=True)
class Location:
    """A place in a file: path as given, span in its decoded text, and what is to be seen there."""

    path: str
    span: Span
    note: str = ""


@frozen(eq=False)
class Edition:
    """One language version of an article.

    path      as found, with `/`
    lang      BCP 47 tag; "" where unknown
    text      decoded, without byte order mark, newlines as `\\n`
    newline   what the file uses: "\\n", "\\r\\n" or "\\r" (the most frequent)
    bom       whether the file starts with a byte order mark
    meta      its front matter, None where it has none
    skeleton  the node of kind "document"; sections are nested by the levels of their headings
    fault     why the file could not be read, None where it was
    locale    what the corpus taught about the pages of this language
    site      every page of the project, for links
    memo      what was worked out about this edition already; belongs to those who fill it
    """

    path: str
    lang: str
    text: str
    skeleton: Node
    meta: FrontMatter | None = None
    newline: str = "\n"
    bom: bool = False
    fault: Fault | None = None
    locale: Locale = NOWHERE
    site: Site = field(default=ALONE, repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    def at(self, place: Node | Span, note: str = "") -> Location:
        """Return the location of a node or a span of this edition."""
        return Location(self.path, place.span if isinstance(place, Node) else place, note)

    def slice(self, span: Span) -> str:
        """Return the text that a span covers, prefixes of quotes and list items included."""
        return self.text[span.start : span.end]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, parents first, in the order of the document."""
        return tuple(self.skeleton.walk())

    @cached_property
    def _parents(self) -> dict[Node, Node]:
        return {child: node for node in self.nodes for child in node.children}

    @cached_property
    def _by_kind(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.kind, []).append(node)
        return found

    @cached_property
    def _outer(self) -> tuple[Node, ...]:
        """The blocks and cells, which are few among all nodes."""
        return tuple([node for node in self.nodes if node.kind not in INLINES])

    @cached_property
    def _found(self) -> dict[tuple[str, ...], Sequence[Node]]:
        return {}

    def find(self, *kinds: str) -> Iterator[Node]:
        """Yield the nodes of these kinds in the order of the document."""
        found = self._found.get(kinds)
        if found is None:
            present = [self._by_kind[kind] for kind in set(kinds) if kind in self._by_kind]
            if len(present) > 1:
                among = self._outer if INLINES.isdisjoint(kinds) else self.nodes
                present = [[node for node in among if node.kind in kinds]]
            found = self._found[kinds] = present[0] if present else ()
        return iter(found)

    def has(self, *kinds: str) -> bool:
        """Whether there is a node of one of these kinds anywhere."""
        return any(kind in self._by_kind for kind in kinds)

    def parent(self, node: Node) -> Node | None:
        """Return the node that holds this one, None for the document."""
        return self._parents.get(node)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Yield what holds this node, from the nearest to the document."""
        parents = self._parents
        parent = parents.get(node)
        while parent is not None:
            yield parent
            parent = parents.get(parent)

    def within(self, node: Node, kind: str) -> bool:
        """Whether something of this kind holds this node."""
        if kind not in self._by_kind:
            return False
        parents = self._parents
        above = parents.get(node)
        while above is not None and above.kind != kind:
            above = parents.get(above)
        return above is not None

    def block(self, node: Node) -> Node:
        """Return the aligned block that holds this node: itself, or for inlines the block around."""
        while node.kind not in BLOCKS:
            parent = self.parent(node)
            assert parent is not None, "the document is a block"
            node = parent
        return node
