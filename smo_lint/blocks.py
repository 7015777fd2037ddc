"""mistune's blocks, corrected where they stray from CommonMark or GFM in ways that real pages show."""

from __future__ import annotations

import re
from re import Match
from typing import Any, ClassVar

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, PRE_TAGS, parse_link_href
from mistune.util import expand_leading_tab, expand_tab

from smo_lint.positions import State, TrackedBlocks

DEPTH = 60  # containers inside containers; deeper ones are text

_TAGS = "|".join((*BLOCK_TAGS, "search"))
_BLOCK_HTML = (
    r"^ {0,3}(?:</?(?:" + _TAGS + r")(?=[ \t]|/?>|$)|<(?:" + "|".join(PRE_TAGS) + r")(?=[ \t>]|$)"
    r"|<!--|<\?|<![A-Z]|<!\[CDATA\[)"
)
_SELF_CLOSED = re.compile(HTML_ATTRIBUTES + r"[ \t]*/>[ \t]*(?:\n|$)")
_MARKERS = re.compile(r"(?: {0,3}(?:>[ ]?|[-*+][ ](?=[ ]{0,3}\S)|\d{1,9}[.)][ ](?=[ ]{0,3}\S)))*")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", re.M)
_NO_LAZY = re.compile(
    r" {0,3}(?:#{1,6}(?:[ \t]|$)|(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$)", re.M
)
_INTERRUPT = ["thematic_break", "fenced_code", "atx_heading", "list", "block_html", "block_quote"]


class Blocks(TrackedBlocks):
    """The block parser: one for plain Markdown and one for MDX, shared by all documents."""

    SPECIFICATION: ClassVar[dict[str, str]] = {**BlockParser.SPECIFICATION, "block_html": _BLOCK_HTML}
    CONTAINER_RULES: ClassVar[set[str]] = {"list", "block_quote"}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_nested_level=DEPTH, **options)
        self.containers = set(self.CONTAINER_RULES)  # rules that are off beyond the greatest depth

    def add(self, name: str, pattern: str, parse: Any, *, before: str | None, container: bool) -> None:
        """Add a rule everywhere a block may stand."""
        self.register(name, pattern, parse, before=before)
        for rules in (self.list_rules, self.block_quote_rules):
            self.insert_rule(rules, name, before=before)
        if container:
            self.containers.add(name)

    def nested_rules(self, state: State) -> list[str]:
        """Return the rules inside a container of this state."""
        if state.depth() < self.max_nested_level - 1:
            return self.list_rules
        return [rule for rule in self.list_rules if rule not in self.containers]

    def parse_fenced_code(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        fence, info = m.group("fenced_2"), m.group("fenced_3")
        if fence[0] == "`" and "`" in info:
            return None
        src = state.src
        body_at = min(m.end() + 1, state.cursor_max)
        closing = rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*(?:\n|$)"
        close = re.compile(closing, re.M).search(src, body_at)
        body_end = close.start() if close else state.cursor_max
        code = src[body_at:body_end]
        if m.group("fenced_1") and code:
            code = re.sub(rf"^ {{0,{len(m.group('fenced_1'))}}}", "", code, flags=re.M)
        state.append_token(
            {
                "type": "block_code",
                "raw": code.removesuffix("\n"),
                "info": info.strip(),
                "level": len(fence),
                "marker": state.span(m.start("fenced_2"), m.end()),
                "inner": state.exact(body_at, body_end - (src[body_at:body_end].endswith("\n"))),
                "closed": close is not None,
            }
        )
        return close.end() if close else state.cursor_max

    def parse_ref_link(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        last = state.last_token()
        end = super().parse_ref_link(m, state)
        if not end or (last and last["type"] == "paragraph"):
            return end
        href, stop = parse_link_href(state.src, m.end(), block=True)
        assert href is not None and stop is not None
        # parse_link_href eats the `>` of `<destination>`; an empty one is `<>`
        angle = state.src[stop - 1] == ">" and state.src[stop - len(href) - 2 : stop - 1] == "<" + href
        stop -= angle
        state.append_token(
            {
                "type": "definition",
                "label": m.group("reflink_1"),
                "target": state.exact(stop - len(href), stop),
                "url": href,
            }
        )
        return end

    def parse_block_quote(self, m: Match[str], state: BlockState) -> int:
        assert isinstance(state, State)
        start = m.start()
        text, lazy = self._quote_text(state)
        saved, state.quote_at = state.quote_at, start
        child = state.child_state(text, lazy)
        state.quote_at = saved
        self.parse(child, self.nested_rules(state))
        span = state.span(start, state.cursor)
        state.append_token({"type": "block_quote", "children": child.tokens, "pos": span})
        return state.cursor

    def _quote_text(self, state: State) -> tuple[str, set[int]]:
        """Move the cursor behind the quote; return its text and where its lazy lines start.

        mistune's own version misses headings and `<div>` as ends of a quote, and parses the
        interrupting block before the quote, which turns the order of the two round.
        """
        src, pos, stop = state.src, state.cursor, state.cursor_max
        lines: list[str] = []
        lazy: set[int] = set()
        size, fence, open_paragraph = 0, "", False
        interrupt = self.compile_sc(_INTERRUPT)
        while pos < stop:
            end = state.find_line_end_at(pos)
            line = src[pos:end]
            bare = line.lstrip(" ")
            if bare.startswith(">") and len(line) - len(bare) < 4:
                part = expand_leading_tab(bare[1:], 3).removeprefix(" ")
                fence, open_paragraph = _after_line(part, fence, open_paragraph)
            else:
                if not open_paragraph or not line.strip():
                    break
                hit = interrupt.match(src, pos)
                if hit and not (hit.lastgroup == "fenced_code" and not _FENCE.match(line)):
                    break
                lazy.add(size)
                part = expand_leading_tab(line, 3)
            lines.append(part)
            size += len(part)
            pos = end
        state.cursor = pos
        return expand_tab("".join(lines)), lazy

    def parse_raw_html(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        end = super().parse_raw_html(m, state)
        if end is None and m.group(0).lstrip()[1:2].isalpha():
            # mistune takes `<Tag />` alone on its line for a paragraph
            if _SELF_CLOSED.match(state.src, m.end(), state.find_line_end()):
                blank = self.BLANK_LINE.search(state.src, state.cursor)
                end = blank.start() if blank else state.cursor_max
                state.append_token({"type": "block_html", "raw": state.get_text(end)})
        return end


def _after_line(line: str, fence: str, open_paragraph: bool) -> tuple[str, bool]:
    """Return the fence that is open after a line of a quote, and whether a paragraph is."""
    marks = _MARKERS.match(line)
    body = line[marks.end() :] if marks else line
    mark = _FENCE.match(body)
    if fence:
        closes = mark and mark.group(1).startswith(fence) and not body.strip(" \t\n" + fence[0])
        return ("" if closes else fence), False
    if mark:
        return mark.group(1), False
    if not body.strip() or _NO_LAZY.match(body):
        return "", False
    if not open_paragraph and body.startswith("    "):
        return "", False  # indented code
    return "", True
