"""Every type of the house: frozen values, standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

SEVERITIES = ("error", "warning", "hint")

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


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A construct of a document; compared by identity.

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
        return (node for node in self.walk() if node.kind in kinds)


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


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: path as given, span in its decoded text, and what is to be seen there."""

    path: str
    span: Span
    note: str = ""


@dataclass(frozen=True, eq=False)
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

    def find(self, *kinds: str) -> Iterator[Node]:
        """Yield the nodes of these kinds in the order of the document."""
        return (node for node in self.nodes if node.kind in kinds)

    def parent(self, node: Node) -> Node | None:
        """Return the node that holds this one, None for the document."""
        return self._parents.get(node)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Yield what holds this node, from the nearest to the document."""
        parent = self.parent(node)
        while parent is not None:
            yield parent
            parent = self.parent(parent)

    def block(self, node: Node) -> Node:
        """Return the aligned block that holds this node: itself, or for inlines the block around."""
        while node.kind not in BLOCKS:
            parent = self.parent(node)
            assert parent is not None, "the document is a block"
            node = parent
        return node


class Match(NamedTuple):
    """Blocks of a source and of a target that say the same.

    how  "kept" (in order), "moved" (at another place), "merged" (several sources, one target) or
         "split" (one source, several targets)
    """

    source: tuple[Node, ...]
    target: tuple[Node, ...]
    how: str = "kept"


@dataclass(frozen=True, eq=False)
class Pair:
    """An edition beside its reference, aligned.

    source   the reference: the source edition or, in consensus, another edition with a vote
    target   the edition that is judged
    matches  every aligned block, containers and sections included, in the order of the source,
             "moved" ones too
    rivals   for an unmatched block, those that could be the missing one as well
    """

    source: Edition
    target: Edition
    matches: tuple[Match, ...]
    rivals: Mapping[Node, tuple[Node, ...]] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def _of(self) -> dict[Node, Match]:
        return {node: match for match in self.matches for node in match.source + match.target}

    def matched(self, *kinds: str) -> Iterator[tuple[Node, Node]]:
        """Yield (source, target) of one kind both that correspond one to one, moved ones included."""
        for match in self.matches:
            if len(match.source) == len(match.target) == 1:
                source, target = match.source[0], match.target[0]
                if source.kind == target.kind and source.kind in kinds:
                    yield source, target

    def moved(self, *kinds: str) -> Iterator[tuple[Node, Node]]:
        """Yield (source, target) of one kind both that stand at different places."""
        for match in self.matches:
            if match.how == "moved" and match.source[0].kind == match.target[0].kind:
                if match.source[0].kind in kinds:
                    yield match.source[0], match.target[0]

    def match(self, node: Node) -> Match | None:
        """Return the match that a block of either edition takes part in, None where it has none."""
        return self._of.get(node)

    def counterpart(self, node: Node) -> Node | None:
        """Return the first block on the other side that a block corresponds to, None where none."""
        match = self._of.get(node)
        if match is None:
            return None
        return match.target[0] if node in match.source else match.source[0]

    def missing(self, *kinds: str) -> Iterator[Node]:
        """Yield the source's blocks of these kinds that the target lacks.

        A block inside something that is missing as a whole is not yielded: its parent is.
        """
        return self._alone(self.source, kinds)

    def extra(self, *kinds: str) -> Iterator[Node]:
        """Yield the target's blocks of these kinds that the source lacks, the outermost ones."""
        return self._alone(self.target, kinds)

    def prose(self) -> Iterator[tuple[tuple[Node, ...], tuple[Node, ...]]]:
        """Yield (sources, targets) of the matched blocks that hold inlines: headings, paragraphs,
        titles, rows, merged and split ones included; a lost heading beside its paragraph too."""
        for match in self.matches:
            if match.source[0].kind not in CONTAINERS and match.target[0].kind not in CONTAINERS:
                yield match.source, match.target

    def gap(self, node: Node) -> Location:
        """Return where in the target a missing block of the source should stand.

        That is the end of the last thing before it that has a counterpart, else the top of the
        target's text: an empty span at the end of a line.
        """
        return self.target.at(Span(*(2 * (self._gap_offset(node),))))

    def _gap_offset(self, node: Node) -> int:
        nodes = self.source.nodes
        before = [n for n in nodes if n.span.start < node.span.start and n in self._of]
        for earlier in reversed(before):
            match = self._of[earlier]
            last = match.target[-1]
            if match.how == "moved" or earlier.kind in ("document", "section"):
                continue
            if earlier.kind in CONTAINERS and earlier.span.end > node.span.start:
                continue
            return last.span.end
        return self.target.meta.span.end if self.target.meta else 0

    def _alone(self, edition: Edition, kinds: tuple[str, ...]) -> Iterator[Node]:
        whole = self._wholly_alone(edition)
        for node in edition.nodes:
            if node.kind in kinds and node in whole:
                parent = edition.parent(node)
                if parent is None or parent not in whole:
                    yield node

    def _wholly_alone(self, edition: Edition) -> frozenset[Node]:
        key = ("alone", edition is self.source)
        if key not in self.memo:
            alone: set[Node] = set()
            for node in reversed(edition.nodes):
                blocks = [child for child in node.children if child.kind in BLOCKS]
                if node.kind in BLOCKS and node not in self._of:
                    if all(child in alone for child in blocks):
                        alone.add(node)
            self.memo[key] = frozenset(alone)
        found: frozenset[Node] = self.memo[key]
        return found


@dataclass(frozen=True, eq=False)
class Article:
    """One text in all its languages.

    key       what the paths of its editions share: "guide/install.md"
    editions  in the order of their paths
    source    the source edition, None in consensus
    pairs     with a source: one for each translation; in consensus: each edition beside every
              other, the nearest reference first
    """

    key: str
    editions: tuple[Edition, ...]
    source: Edition | None
    pairs: tuple[Pair, ...]

    def pairs_of(self, edition: Edition) -> tuple[Pair, ...]:
        """Return the pairs in which this edition is judged (none for the source)."""
        return tuple(pair for pair in self.pairs if pair.target is edition)

    def counterparts(self, edition: Edition, node: Node) -> Iterator[tuple[Edition, Node]]:
        """Yield the block of each other edition that corresponds to a block of this one."""
        for pair in self.pairs:
            if pair.target is edition and (other := pair.counterpart(node)):
                yield pair.source, other
                if self.source is not None:
                    yield from self._siblings(other, edition)
            elif pair.source is edition and self.source is edition:
                if other := pair.counterpart(node):
                    yield pair.target, other

    def _siblings(self, node: Node, edition: Edition) -> Iterator[tuple[Edition, Node]]:
        for pair in self.pairs:
            if pair.target is not edition and (other := pair.counterpart(node)):
                yield pair.target, other


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what `span` covers by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of the file that a problem is reported in.

    title  imperative, without final stop: "Insert a space"
    edits  not overlapping, in any order
    safe   one right answer, meaning kept; others are applied on request only
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says; a rule cannot state its own code.

    at       where the cursor should go: in the file to edit
    message  one line, lower case, no final stop: what is there, then what it is compared with
    related  other places that explain it, most telling first
    fix      None where there is not one likely answer
    topic    what it is about in words that no language changes (a URL, a number, a key): tells
             apart problems of one rule at one place, in votes and in fingerprints
    """

    at: Location
    message: str
    related: tuple[Location, ...] = ()
    fix: Fix | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is reported: a problem, with the identity and the weight of its rule."""

    code: str
    name: str
    severity: str
    lang: str
    article: str
    problem: Problem
    fingerprint: str


Subject = type[Edition] | type[Pair] | type[Article]
Check = Callable[..., Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was declared.

    code      two letters for the family, three digits: never changes once released
    name      the name of its file, with hyphens
    family    the name of its folder
    subject   what one call is given
    severity  "error", "warning" or "hint"
    guard     True: where it fires, it silences every other rule of that edition
    default   False: runs only where it is selected by its code or name
    options   keyword-only parameters and their defaults
    doc       its page, in Markdown: the docstring of its module
    """

    code: str
    name: str
    family: str
    subject: Subject
    severity: str
    guard: bool
    default: bool
    options: Mapping[str, Any]
    doc: str
    check: Check


class Member(NamedTuple):
    """A file as a language version: why it was taken for one is told to the user."""

    path: str
    lang: str
    why: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one article, before they are read.

    key      what the paths share
    members  in the order of their paths
    source   tag of the source language, "" where the editions vote
    """

    key: str
    members: tuple[Member, ...]
    source: str = ""


class SmoLintError(Exception):
    """A mistake of the user's: printed as one line, exit code 2."""


class ConfigError(SmoLintError):
    """An option that does not exist or does not fit."""


class LoadError(SmoLintError):
    """A path that cannot be used."""
