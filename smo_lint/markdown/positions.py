"""mistune's block pass with the one thing it forgets: where in the document each token stands."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Callable
from re import Match
from typing import Any

from mistune.block_parser import BlockParser
from mistune.core import BlockState

from smo_lint.markdown.room import NODES, Room
from smo_lint.markdown.starts import FIRST, Starts

Token = dict[str, Any]
Shift = int | Callable[[int], int]

SPACE = " \t\n\r\f\v"
_BLANK: Token = {"type": "blank_line"}


class State(BlockState):
    """A text that is being cut into blocks, and the way from its offsets to the document's.

    The text of a container is its parent's lines without a prefix, leading tabs expanded. So each
    of its lines *ends* where a line of the parent ends: one shift for each line (`deltas`, for the
    lines that begin at `starts`) leads back to the document, or a single one (`delta`) where there
    is only one line.
    """

    def __init__(self, parent: State | None = None, nodes: int = NODES) -> None:
        super().__init__(parent)
        self.room: Room = parent.room if parent else Room(nodes)
        self.delta = 0
        self.starts: list[int] = []
        self.deltas: list[int] = []
        self.closings: dict[int, tuple[int, int]] | None = None  # of the components in it, once looked for

    def absolute(self, pos: int) -> int:
        """Return the offset in the document of an offset in this text."""
        if not self.starts:
            return pos + self.delta
        return pos + self.deltas[bisect_right(self.starts, pos) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `src[start:end]` stands in the document, white space at its ends apart."""
        src = self.src
        while start < end and src[start] in SPACE:
            start += 1
        while end > start and src[end - 1] in SPACE:
            end -= 1
        return self.exact(start, end)

    def exact(self, start: int, end: int) -> tuple[int, int]:
        """Return where `src[start:end]` stands in the document."""
        if not self.starts:
            return start + self.delta, end + self.delta
        if end > start:
            return self.absolute(start), self.absolute(end - 1) + 1
        start = self.absolute(start)
        return start, start

    def inside(self, pos: int, text: str, lazy: set[int] | None = None) -> State:
        """Return the state of a container whose k-th line ends as the k-th line of `src` from pos.

        lazy  offsets in its text of the lines that only continue a paragraph
        """
        child = State(self)
        child.process(text)
        child.align(self, pos)
        if lazy:
            child.lazy_line_starts = lazy
        return child

    def align(self, parent: State, line: int) -> None:
        """Map each line of this text to the lines of its parent from offset `line` on."""
        src, above = self.src, parent.src
        pos, size = 0, len(src)
        starts, deltas = [], []
        while pos < size:
            end = src.find("\n", pos)
            end = size if end < 0 else end
            line_end = above.find("\n", line)
            line_end = len(above) if line_end < 0 else line_end
            starts.append(pos)
            deltas.append(parent.absolute(line_end) - end)
            pos, line = end + 1, line_end + 1
        if len(starts) > 1:
            self.starts, self.deltas = starts, deltas
        else:
            self.delta = deltas[0] if deltas else parent.absolute(min(line, len(above)))

    def given(self) -> list[Token]:
        """Return the tokens, and keep none: a token and its state that hold each other are never freed."""
        tokens, self.tokens = self.tokens, []
        return tokens

    def add_paragraph(self, text: str) -> None:
        start = self.cursor
        end = start + len(text)
        last = self.tokens[-1] if self.tokens else None
        if last and last["type"] == "paragraph":
            last["text"] += text
            _extend(last["seg"], start, end)
        else:
            self.tokens.append({"type": "paragraph", "text": text, "seg": [start, end], "state": self})

    def append_paragraph(self) -> int | None:
        last = self.tokens[-1] if self.tokens else None
        if last is None or last["type"] != "paragraph":
            return None
        start = self.cursor
        end = self.find_line_end()
        last["text"] += self.src[start:end]
        _extend(last["seg"], start, end)
        return end

    def add_text(self, kind: str, start: int, end: int) -> Token:
        """Return a token that holds the inlines of `src[start:end]`."""
        return {
            "type": kind,
            "text": self.src[start:end],
            "seg": [start, end],
            "state": self,
            "pos": self.exact(start, end),
        }


def _extend(seg: list[int], start: int, end: int) -> None:
    if seg[-1] == start:
        seg[-1] = end
    else:  # a rule without a token of its own took lines out of the middle
        seg += (start, end)


class TrackedBlocks(BlockParser):
    """The block parser that gives each token `pos`, its span in the document."""

    state_cls = State

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.first = dict(FIRST)
        self._starts: dict[tuple[tuple[str, ...], bool], Starts] = {}

    def starts(self, rules: list[str], bars: bool) -> Starts:
        """Return which of these rules may begin at a line; tables need bars in the text."""
        key = tuple(rules), bars
        known = self._starts.get(key)
        if known is None:
            kept = [rule for rule in rules if bars or rule != "gfm_table"]
            known = self._starts[key] = Starts(self, kept, self.first)
        return known

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Cut a text into blocks, as mistune does, with no rule tried where it cannot begin."""
        assert isinstance(state, State)
        rules = self.rules if rules is None else rules
        src, stop, tokens, room = state.src, state.cursor_max, state.tokens, state.room
        starts = self.starts(rules, "|" in src)
        indented = "indent_code" in rules
        while (pos := state.cursor) < stop:
            if len(tokens) > room.left:
                room.holds(len(tokens))
            char = src[pos]
            if char == "\n":  # as most blocks are followed by one
                if not tokens or tokens[-1] is not _BLANK:
                    tokens.append(_BLANK)
                state.cursor = pos + 1
                continue
            if indented and char in " \t" and (end := self._parse_indent_code_fast(state)) is not None:
                state.cursor = end
                continue
            start = starts[char]
            m = start.match(src, pos) if start else None
            if m and (end := self.parse_method(m, state)):
                state.cursor = end
                continue
            end = src.find("\n", pos) + 1 or stop
            while not m and end < stop:
                start = starts[src[end]]
                if start and start.match(src, end):
                    break
                end = src.find("\n", end) + 1 or stop
            state.add_paragraph(src[pos:end])
            state.cursor = end
        room.take(len(tokens) - tokens.count(_BLANK))

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        rule = m.lastgroup
        assert rule
        tokens = state.tokens
        if rule == "blank_line":
            tokens.append(_BLANK)
            return m.end()
        count = len(tokens)
        start = m.start()
        end: int | None = self._methods[rule](m, state)
        if not end:
            return end
        for token in tokens[count:]:
            if "pos" not in token and token["type"] != "paragraph":
                token["pos"] = state.span(start, end)
        if rule == "atx_heading":
            _place_heading(tokens[-1], m, state)
        elif rule == "setex_heading" and tokens[-1]["type"] == "heading":
            tokens[-1]["pos"] = state.span(tokens[-1]["seg"][0], end)
        return end

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        # the only block that mistune reads without parse_method
        assert isinstance(state, State)
        end = super()._parse_indent_code_fast(state)
        if end is not None:
            token = state.tokens[-1]
            if token["type"] == "block_code" and "pos" not in token:
                token["pos"] = state.span(state.cursor, end)
        return end


def _place_heading(token: Token, m: Match[str], state: State) -> None:
    text = m.group("atx_2")
    # What mistune strips: a no-break space belongs to the text.
    lead = len(text) - len(text.lstrip(string.whitespace)) if token["text"] else 0
    at = m.start("atx_2") + lead
    token["seg"] = [at, at + len(token["text"])]
    token["state"] = state
    token["marker"] = state.exact(*m.span("atx_1"))


def text_shift(seg: list[int], lead: int, state: State) -> Shift:
    """Return the way from a block's own text to the document: a number to add, or a function.

    seg   local offsets [start, end, start, end …] of the source that the text was joined from
    lead  characters of that source before the text begins
    """
    if len(seg) > 2:
        return _pieces_shift(seg, lead, state)
    shift = seg[0] + lead
    if not state.starts:
        return shift + state.delta
    starts, deltas = state.starts, state.deltas
    first = bisect_right(starts, seg[0]) - 1
    if first == bisect_right(starts, max(seg[0], seg[1] - 1)) - 1:
        return shift + deltas[first]

    def absolute(pos: int) -> int:
        pos += shift
        return pos + deltas[bisect_right(starts, pos) - 1]

    return absolute


def _pieces_shift(seg: list[int], lead: int, state: State) -> Shift:
    begins, shifts, at = [], [], -lead
    for i in range(0, len(seg), 2):
        begins.append(at)
        shifts.append(seg[i] - at)
        at += seg[i + 1] - seg[i]
    return lambda pos: state.absolute(pos + shifts[bisect_right(begins, pos) - 1])
