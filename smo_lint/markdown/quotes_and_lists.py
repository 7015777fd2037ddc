"""Block quotes and lists: which lines belong to them, and what those lines are without their prefix.

mistune finds the end of a quote or a list by parsing the block that comes after it, which turns the
order of the two round, and lets code and HTML in an item run on without indentation. Here a line
belongs to a container by its prefix, or because it continues a paragraph (CommonMark 0.31.2, 5.1, 5.2).
"""

from __future__ import annotations

import re
from re import Match
from typing import NamedTuple

from mistune.block_parser import BlockParser

from smo_lint.markdown.positions import State, Token
from smo_lint.regexes import regex

_FENCE = regex(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", re.M)
# Lines after which no paragraph is open: headings, breaks
_CLOSED = regex(r" {0,3}(?:#{1,6}(?:[ \t]|$)|(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$)", re.M)
# Lines that are no text unless a paragraph is open: a tag alone, a link definition, an empty item
_ALONE = regex(r" {0,3}</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*$", re.M)
_NO_TEXT = regex(
    r" {0,3}(?:\[[^\[\]]+\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    r"|(?:[-*+]|\d{1,9}[.)]))[ \t]*$",
    re.M,
)
_NESTED = regex(r"(?: {0,3}(?:>[ ]?|[-*+][ ](?=[ ]{0,3}\S)|\d{1,9}[.)][ ](?=[ ]{0,3}\S)))*+")
_BREAK = regex(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$", re.M)
_ITEM = regex(r"( {0,3})([-*+]|\d{1,9}[.)])(?=[ \t\n]|$)")
_INTERRUPT = ["thematic_break", "fenced_code", "atx_heading", "list", "block_html", "block_quote"]
_TAB = 4


class Container(NamedTuple):
    """The lines of a container without their prefix.

    text  one line for each line of the source
    lazy  where those begin in it that have no prefix
    end   local offset of the line after the container
    """

    text: str
    lazy: set[int]
    end: int


class _Tail:
    """What is open at the end of a container's lines: code, HTML, or a paragraph.

    The lines are looked at when it matters only, which is seldom: most containers end with a blank
    line or with the mark of another.
    """

    def __init__(self, block: BlockParser, lines: list[str]) -> None:
        self.interrupt = block.compile_sc(_INTERRUPT)
        self.html = block.specification["block_html"]
        self.lines, self.read = lines, 0
        self.fence = ""
        self.paragraph = False
        self.in_html = False

    def continues(self, state: State, pos: int, end: int) -> bool:
        """Tell whether the next line, which has no prefix, continues the paragraph that is open."""
        line = state.src[pos:end]
        if line.isspace() or not self.lines or self.lines[-1].isspace():
            return False
        hit = None if pos in state.lazy_line_starts else self.interrupt.match(state.src, pos)
        if hit and not (hit.lastgroup == "fenced_code" and not _FENCE.match(line)):
            return False
        for inside in self.lines[self.read :]:
            self._take(inside)
        self.read = len(self.lines) + 1  # a lazy line changes nothing
        return self.paragraph

    def _take(self, line: str) -> None:
        nested = _NESTED.match(line)
        body = line[nested.end() :] if nested else line
        mark = _FENCE.match(body)
        if self.fence:
            if mark and mark[1].startswith(self.fence) and not body.strip(" \t\n" + self.fence[0]):
                self.fence = ""
        elif not body.strip():
            self.paragraph = self.in_html = False
        elif mark and not self.in_html:
            self.fence, self.paragraph = mark[1], False
        elif self.in_html or re.match(self.html, body) or (not self.paragraph and _ALONE.match(body)):
            self.paragraph, self.in_html = False, "-->" not in body
        elif _CLOSED.match(body) or (not self.paragraph and _NO_TEXT.match(body)):
            self.paragraph = False
        elif self.paragraph or not body.startswith("    "):
            self.paragraph = True  # else indented code


def quote(block: BlockParser, state: State) -> Container:
    """Return the lines of the quote that starts at the cursor."""
    src, pos = state.src, state.cursor
    lines: list[str] = []
    lazy: set[int] = set()
    size = 0
    tail = _Tail(block, lines)
    while pos < state.cursor_max:
        end = state.find_line_end_at(pos)
        line = src[pos:end]
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if bare.startswith(">") and indent < _TAB and pos not in state.lazy_line_starts:
            part = _expanded(bare[1:], indent + 1)
            part = part.removeprefix(" ")
        elif tail.continues(state, pos, end):
            lazy.add(size)
            part = _expanded(line, 0)
        else:
            break
        lines.append(part)
        size += len(part)
        pos = end
    return Container("".join(lines), lazy, pos)


def parse_list(block: BlockParser, m: Match[str], state: State, rules: list[str]) -> int | None:
    """Append a list with its items; None where the line continues a paragraph."""
    bullet = m["list_2"]
    if not m["list_3"].strip() or (len(bullet) > 1 and int(bullet[:-1]) != 1):
        # an empty item, or one that does not begin at 1, does not interrupt a paragraph
        if end := state.append_paragraph():
            return end
    items: list[Token] = []
    pos = m.start()
    while pos not in state.lazy_line_starts and (mark := _sibling(state.src, pos, bullet)):
        found = _item(block, state, pos, mark)
        child = state.inside(pos, found.text, found.lazy)
        block.parse(child, rules)
        state.room.take(1)
        items.append(
            {
                "type": "item",
                "children": child.given(),
                "marker": state.exact(*mark.span(2)),
                "pos": state.span(pos, found.end),
            }
        )
        pos = found.end
    ordered = len(bullet) > 1
    state.append_token(
        {
            "type": "list",
            "children": items,
            "name": "number" if ordered else "bullet",
            "level": int(bullet[:-1]) if ordered else 0,
            "pos": (items[0]["pos"][0], items[-1]["pos"][1]),
        }
    )
    return pos


def _sibling(src: str, pos: int, bullet: str) -> Match[str] | None:
    """Return the match of an item of this list at pos: same bullet, or same mark after a number."""
    mark = _ITEM.match(src, pos)
    if not mark or mark[2][-1] != bullet[-1] or _BREAK.match(src, pos):
        return None
    return mark


def _item(block: BlockParser, state: State, pos: int, mark: Match[str]) -> Container:
    """Return the lines of the item whose mark was found at pos."""
    src = state.src
    end = state.find_line_end_at(pos)
    first = _expanded(src[mark.end() : end], mark.end() - pos)
    space = len(first) - len(first.lstrip(" "))
    empty = not first.strip()
    space = 1 if empty or space > _TAB else space
    width = mark.end() - pos + space
    lines = ["\n" if empty else first[space:]]
    lazy: set[int] = set()
    size = len(lines[0])
    kept = 1
    tail = _Tail(block, lines)
    pos = end
    while pos < state.cursor_max:
        end = state.find_line_end_at(pos)
        line = src[pos:end]
        if not line.strip():
            if empty and len(lines) == 1:
                break  # an item begins with one blank line at most
            part = "\n"
        else:
            expanded = _expanded(line, 0)
            if expanded.startswith(" " * width) and pos not in state.lazy_line_starts:
                part = expanded[width:]
            elif tail.continues(state, pos, end):
                lazy.add(size)
                part = expanded
            else:
                break
            kept = len(lines) + 1
        lines.append(part)
        size += len(part)
        pos = end
    while pos < state.cursor_max and src[pos : state.find_line_end_at(pos)].isspace():
        pos = state.find_line_end_at(pos)  # the next item may stand behind blank lines
    return Container("".join(lines[:kept]), lazy, pos)


def _expanded(line: str, column: int) -> str:
    """Return a line that begins at this column with the tabs before its text as spaces."""
    if "\t" not in line:
        return line
    bare = line.lstrip(" \t")
    start = column
    for char in line[: len(line) - len(bare)]:
        column += 1 if char == " " else _TAB - column % _TAB
    return " " * (column - start) + bare
