"""Tables as GFM reads them, keeping the cells that are too many."""

from __future__ import annotations

from re import Match

from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.positions import State, Token
from smo_lint.regexes import regex

# The lookahead asks for a `|` in one of the two lines: `a` over `---` is a heading.
TABLE = (
    r"^ {0,3}(?=[^\s])(?=[^\n]*\|[^\n]*\n|[^\n]*\n[^\n]*\|)[^\n]*\n"
    r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
)
_BREAK = regex(r"\\.|\|")
_END = ["fenced_code", "atx_heading", "thematic_break", "block_quote", "list", "block_html", "blank_line"]


def add_tables(blocks: Blocks) -> None:
    """Let the parser read tables.

    They come last: where a rule matches and gives nothing, mistune makes text of the line.
    """
    blocks.add("gfm_table", TABLE, parse_table, before=None, container=False)


def parse_table(block: Blocks, m: Match[str], state: State) -> int | None:
    """Append a table token, or return None where the delimiter row does not fit the header."""
    src = state.src
    head_end = state.find_line_end_at(m.start())
    pos = state.find_line_end_at(head_end)
    columns = len(_cells(src, head_end, pos))
    if len(_cells(src, m.start(), head_end)) != columns:
        return None
    rows = [_row(state, m.start(), head_end, "head")]
    end_of_table = block.compile_sc([*_END, "indent_code"])
    while pos < state.cursor_max and not end_of_table.match(src, pos):
        end = state.find_line_end_at(pos)
        if not src[pos:end].strip():
            break
        rows.append(_row(state, pos, end, ""))
        pos = end
    span = state.span(m.start(), pos)
    state.append_token({"type": "table", "children": rows, "pos": span, "level": columns})
    return pos


def _row(state: State, start: int, end: int, name: str) -> Token:
    cells = [state.add_text("cell", a, b) for a, b in _cells(state.src, start, end)]
    state.room.take(len(cells) + 1)
    return {"type": "row", "name": name, "children": cells, "pos": state.span(start, end)}


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a line as trimmed local spans, empty ones included."""
    start, end = _trim(text, start, end)
    if start < end and text[start] == "|":
        start += 1
    cells = []
    at = start
    for m in _BREAK.finditer(text, start, end):
        if m.group() == "|":
            cells.append(_trim(text, at, m.start()))
            at = m.end()
    if at < end or not cells:
        cells.append(_trim(text, at, end))
    return cells


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
