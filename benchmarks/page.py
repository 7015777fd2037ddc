"""A page as lines of known kinds, and the kinds of damage that can be done to it.

The lines are read here anew, by far simpler means than the parser's: what is planted must not depend
on what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

FENCE = re.compile(r"^\s*(`{3,}|~{3,})(?P<info>[^`]*)$")
HEADING = re.compile(r"^(#{1,6})[ \t]+\S")
ITEM = re.compile(r"^(?P<indent>\s*)(?P<marker>[-*+]|\d{1,3}[.)])(?P<space>\s+)(?P<text>\S.*)$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
MARK = re.compile(
    r"^\s*(:{3,}|!!!|\?\?\?|///|\{[{%*]|</?[A-Za-z]|<!--|>|\[[^\]]+\]:|import |export |={3,}|-{3,}|\$\$)"
)
RAW = re.compile(r"\s*<(script|style)\b")
OPENER = re.compile(r"(\{\{[%<]|(?<!\{)\{%)(?!.*\{[%{])")
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
# Where text must not be damaged as if it were prose.
LITERAL = re.compile(
    r"`+[^`]*`+|!\[[^\]]*\](?:\([^)]*\))?|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|\{[^}]*\}+|https?://\S+|\$[^$]+\$|&\w+;|\[\^\w+\]|\[\w+\](?![(\[])"
)


class Change(NamedTuple):
    """Lines `start` (from 0, included) to `stop` of a page become `lines`.

    marks  the lines of the damaged page (from 1) on which a report is right; empty for the new
           lines, or for the two beside the gap
    """

    start: int
    stop: int
    lines: tuple[str, ...]
    marks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Page:
    """A document in lines; `source` is the edition that it translates, as a page."""

    lines: tuple[str, ...]
    source: Page | None = None

    @classmethod
    def read(cls, text: str, source: str | None = None) -> Page:
        """Return the page of a text whose newlines are `\\n`."""
        return cls(tuple(text.split("\n")), None if source is None else cls.read(source))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kind of each line: meta, fence, code, blank, heading, item, row, mark, text; or inside,
        where a template tag, comment or script goes on that an earlier line opened."""
        return tuple(_kinds(self.lines))

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The first line and the line after the last of every paragraph that stands on its own."""
        found, start = [], None
        for number, kind in enumerate((*self.kinds, "blank")):
            if kind == "text" and start is None and (number == 0 or self.kinds[number - 1] == "blank"):
                start = number
            elif kind != "text" and start is not None:
                if kind == "blank" and not self.lines[start].startswith(("    ", "\t")):
                    found.append((start, number))
                start = None
        return tuple(found)

    @cached_property
    def fences(self) -> tuple[tuple[int, int], ...]:
        """The opening line and the line after the closing one of every fence."""
        edges = [number for number, kind in enumerate(self.kinds) if kind == "fence"]
        return tuple((edges[i], edges[i + 1] + 1) for i in range(0, len(edges) - 1, 2))

    @cached_property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """The line and the level of every heading."""
        return tuple(
            (number, len(self.lines[number].split(" ", 1)[0].split("\t", 1)[0]))
            for number, kind in enumerate(self.kinds)
            if kind == "heading"
        )

    @cached_property
    def sections(self) -> tuple[tuple[int, int], ...]:
        """The heading line and the line after the last of every section below the first level."""
        found = []
        for index, (line, level) in enumerate(self.headings):
            later = (at for at, other in self.headings[index + 1 :] if other <= level)
            if level > 1:
                found.append((line, next(later, len(self.lines))))
        return tuple(found)

    @cached_property
    def meta_end(self) -> int:
        """The line after the front matter, 0 where there is none."""
        return self.kinds.count("meta")

    @cached_property
    def shapes(self) -> tuple[tuple[object, ...], ...]:
        """What stands below each heading, the text above the first one first: the kinds of its lines, one for
        neighbours of a kind, and how many links, images and pieces of code it has."""
        heads = [number for number, kind in enumerate(self.kinds) if kind == "heading"]
        edges = [self.meta_end, *heads, len(self.lines)]
        return tuple(self._shape(start, stop) for start, stop in pairwise(edges))

    def _shape(self, start: int, stop: int) -> tuple[object, ...]:
        kinds = tuple(kind for kind, _ in groupby(self.kinds[start:stop]) if kind != "blank")
        counted = tuple(self.kinds[start:stop].count(kind) for kind in ("item", "row", "mark"))
        lines = range(start, stop)
        plain = "\n".join(self.lines[n] for n in lines if self.kinds[n] != "code")
        heading = self.lines[start].split(" ")[0] if kinds[:1] == ("heading",) else ""
        return heading, kinds, counted, plain.count("]("), plain.count("`")

    def shape_at(self, line: int) -> tuple[int, tuple[object, ...]]:
        """Which of `shapes` a line belongs to, and what it is like."""
        place = sum(kind == "heading" for kind in self.kinds[: line + 1])
        return place, self.shapes[place]

    def of(self, *kinds: str) -> Iterator[tuple[int, str]]:
        """Yield number and text of the lines of these kinds."""
        return ((n, self.lines[n]) for n, kind in enumerate(self.kinds) if kind in kinds)

    def changed(self, change: Change) -> tuple[str, frozenset[int]]:
        """Return the damaged text, and the lines (from 1) on which a report is right."""
        text = "\n".join((*self.lines[: change.start], *change.lines, *self.lines[change.stop :]))
        if change.marks:
            return text, frozenset(change.marks)
        last = change.start + max(1, len(change.lines))
        return text, frozenset(range(change.start + (1 if change.lines else 0), last + 1))


class Kind(NamedTuple):
    """A kind of damage.

    name      what it is called in the table
    expected  prefixes of the codes that may report it
    beyond    True where nothing but the meaning of the words could tell; kept out of the total
    places    every way to do it to a page
    """

    name: str
    expected: tuple[str, ...]
    beyond: bool
    places: Callable[[Page], Iterator[Change]]


KINDS: list[Kind] = []


def kind(*expected: str, beyond: bool = False) -> Callable[[Callable[[Page], Iterator[Change]]], Kind]:
    """Declare a kind of damage, named like its function; `expected` as in Kind."""

    def declare(places: Callable[[Page], Iterator[Change]]) -> Kind:
        KINDS.append(Kind(places.__name__.replace("_", "-"), expected, beyond, places))
        return KINDS[-1]

    return declare


def swap(number: int, line: str) -> Change:
    """Return the change of one line."""
    return Change(number, number + 1, (line,))


def cut(start: int, stop: int) -> Change:
    """Return the change that drops lines."""
    return Change(start, stop, ())


def rewrite(
    page: Page, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]
) -> Iterator[Change]:
    """Yield a change for every match outside code in headings, items, rows and paragraphs.

    `replace` returns what stands there instead; None or the same leaves the place alone.
    """
    for number, line in page.of("heading", "item", "row", "text"):
        spans = [match.span() for match in CODE_SPAN.finditer(line)]
        for match in pattern.finditer(line):
            if not any(start <= match.start() < end for start, end in spans):
                text = replace(match)
                if text is not None and text != match.group():
                    yield swap(number, line[: match.start()] + text + line[match.end() :])


def reword(
    page: Page, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]
) -> Iterator[Change]:
    """Yield a change for every match in prose: paragraphs and items, outside anything literal."""
    for number, line in page.of("item", "text"):
        masked = LITERAL.sub(lambda match: "\ufffc" * len(match.group()), line)
        if item := ITEM.match(line):
            masked = "\ufffc" * item.start("text") + masked[item.start("text") :]
        for match in pattern.finditer(masked):
            text = replace(match)
            if text is not None and text != match.group() and "\ufffc" not in match.group():
                yield swap(number, line[: match.start()] + text + line[match.end() :])


def _kinds(lines: tuple[str, ...]) -> Iterator[str]:
    end = next((n for n, s in enumerate(lines[1:], 2) if s.rstrip() == "---"), 0)
    meta = end if lines[0].rstrip() == "---" else 0
    fence = template = ""
    for number, line in enumerate(lines):
        if number < meta:
            yield "meta"
            continue
        edge = FENCE.match(line)
        if fence:
            closes = (
                edge and edge[1][0] == fence[0] and len(edge[1]) >= len(fence) and not edge["info"].strip()
            )
            yield "fence" if closes else "code"
            fence = "" if closes else fence
        elif template:
            yield "inside"
            template = "" if template in line else template
        elif edge:
            fence = edge[1]
            yield "fence"
        else:
            yield _kind(line)
            template = _left_open(line)


def _left_open(line: str) -> str:
    """What ends the template tag, comment or script that a line leaves open, "" where it leaves none."""
    if "{% comment %}" in line and "{% endcomment %}" not in line:
        return "{% endcomment %}"
    if (raw := RAW.match(line)) and f"</{raw[1]}>" not in line:
        return f"</{raw[1]}>"
    last = OPENER.search(line)
    ends = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}
    return ends[last[1]] if last and ends[last[1]] not in line[last.end() :] else ""


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if HEADING.match(line):
        return "heading"
    if ROW.match(line):
        return "row"
    if MARK.match(line):
        return "mark"
    return "item" if ITEM.match(line) else "text"
