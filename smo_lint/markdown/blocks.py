"""mistune's blocks, corrected where they stray from CommonMark or GFM in ways that real pages show."""

from __future__ import annotations

import re
from re import Match
from typing import Any, ClassVar

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, PRE_TAGS, parse_link_href
from mistune.util import unikey

from smo_lint.markdown.destinations import decoded
from smo_lint.markdown.positions import State, TrackedBlocks
from smo_lint.markdown.quotes_and_lists import parse_list, quote
from smo_lint.regexes import regex

DEPTH = 24  # containers inside containers; deeper ones are text

_TAGS = "|".join((*BLOCK_TAGS, "search"))
_BLOCK_HTML = (
    r"^ {0,3}(?:</?(?i:" + _TAGS + r")(?=[ \t]|/?>|$)|<(?i:" + "|".join(PRE_TAGS) + r")(?=[ \t>]|$)"
    r"|<!--|<\?|<![A-Z]|<!\[CDATA\[)"
)
# As mistune has them, but for the memory: what could match in one way only remembers no other one.
_BLANK_LINES = r"(?:^[ \t\v\f]*+\n)++"
_THEMATIC_BREAK = r"^ {0,3}(?:(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+)$"
_SETEX_HEADING = r"^ {0,3}(?:[=-](?=[=-]))*+(?P<setext_1>[=-])[ \t]*+$"
_SELF_CLOSED = regex(HTML_ATTRIBUTES + r"[ \t]*/>[ \t]*(?:\n|$)")


class Blocks(TrackedBlocks):
    """The block parser: one for plain Markdown and one for MDX, shared by all documents."""

    SPECIFICATION: ClassVar[dict[str, str]] = {
        **BlockParser.SPECIFICATION,
        "block_html": _BLOCK_HTML,
        "blank_line": _BLANK_LINES,
        "thematic_break": _THEMATIC_BREAK,
        "setex_heading": _SETEX_HEADING,
    }
    BLANK_LINE = regex(_BLANK_LINES, re.M)
    CONTAINER_RULES: ClassVar[set[str]] = {"list", "block_quote"}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_nested_level=DEPTH, **options)
        self.containers = set(self.CONTAINER_RULES)  # rules that are off beyond the greatest depth
        self.shallow: list[str] = []

    def add(
        self, name: str, pattern: str, parse: Any, *, first: str = "", before: str | None, container: bool
    ) -> None:
        """Add a rule everywhere a block may stand.

        first  the characters that it may begin with, behind spaces; "" for any
        """
        self.register(name, pattern, parse, before=before)
        if first:
            self.first[name] = first
        for rules in (self.list_rules, self.block_quote_rules):
            self.insert_rule(rules, name, before=before)
        if container:
            self.containers.add(name)

    def nested_rules(self, state: State) -> list[str]:
        """Return the rules inside a container of this state."""
        if state.depth() < self.max_nested_level - 1:
            return self.list_rules
        if not self.shallow:
            self.shallow = [rule for rule in self.list_rules if rule not in self.containers]
        return self.shallow

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
        if state.src[stop - 1] == ">" and state.src[stop - len(href) - 2 : stop - 1] == "<" + href:
            stop -= 1
        state.env.setdefault("urls", {}).setdefault(unikey(m.group("reflink_1")), decoded(href))
        state.append_token(
            {
                "type": "definition",
                "label": m.group("reflink_1"),
                "target": state.exact(stop - len(href), stop),
                "url": decoded(href),
            }
        )
        return end

    def parse_block_quote(self, m: Match[str], state: BlockState) -> int:
        assert isinstance(state, State)
        found = quote(self, state)
        child = state.inside(m.start(), found.text, found.lazy)
        self.parse(child, self.nested_rules(state))
        span = state.span(m.start(), found.end)
        state.append_token({"type": "block_quote", "children": child.given(), "pos": span})
        return found.end

    def parse_list(self, m: Match[str], state: BlockState) -> int | None:  # type: ignore[override]
        assert isinstance(state, State)
        return parse_list(self, m, state, self.nested_rules(state))

    def parse_indent_code(self, m: Match[str], state: BlockState) -> int:
        return super().parse_indent_code(m, state) if m[0].split("\n", 1)[0].strip() else _blank(state)

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        # mistune takes a line of five spaces for code
        first = state.src[state.cursor]
        if (first != " " and first != "\t") or state.src[state.cursor : state.find_line_end()].isspace():
            return None
        return super()._parse_indent_code_fast(state)

    def parse_raw_html(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        start = m.start()
        end = super().parse_raw_html(m, state)
        if end is None and m.group(0).lstrip()[1:2].isalpha():
            # mistune takes `<Tag />` alone on its line for a paragraph
            if _SELF_CLOSED.match(state.src, m.end(), state.find_line_end()):
                blank = self.BLANK_LINE.search(state.src, state.cursor)
                end = blank.start() if blank else state.cursor_max
                state.append_token({"type": "block_html"})
        if end and state.tokens[-1]["type"] == "block_html":
            state.tokens[-1].update(text=state.src[start:end], seg=[start, end], state=state)
        return end


def _blank(state: BlockState) -> int:
    state.append_token({"type": "blank_line"})
    return state.find_line_end()
