"""Blocks of dialects that hold blocks: admonitions, fenced containers, directives, footnotes.

Each finds its lines, removes a prefix from them, and parses the rest: `State.inside` maps the lines
of a container to the lines they came from.
"""

from __future__ import annotations

import re
from re import Match

from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.positions import State, Token
from smo_lint.regexes import regex

# !!! note "Title"   !!!note   ??? tip   ???+ tip       (Python-Markdown, pymdownx.details)
ADMONITION = (
    r"^(?P<adm_lead> {0,3})(?P<adm_mark>!!!|\?\?\?\+?)"
    r"(?:[ ]+|(?=[a-z][^\n]*\n\s*[ ]{4}))(?P<adm_name>[\w-]+)(?:[ ]+[\w-]+)*"
    r"(?:[ ]+\"(?P<adm_title>[^\"\n]*)\")?[ \t]*$"
)
# :::note[Title] {attributes}   ::: tip Title     and     /// note | Title        (pymdownx.blocks)
FENCED = (
    r"^ {0,3}(?P<div_mark>:{3,}|/{3,}(?=[ ]*[\w-]+[ \t]*(?:\|[^\n]*)?$))[ ]*"
    r"(?P<div_name>[\w-]+|\{[^{}\n]*\})(?P<div_rest>[^\n]*)$"
)
_TITLE = regex(r"[ ]*+\|[ ]*+(?P<bar>[^\n]*+)|[ ]*+\[(?P<bracket>[^\]\n]*)\]|[ ]++(?P<plain>[^{\n]++)")
# ```{note} Title     (MyST, Quarto): the body of these is Markdown
_DIRECTIVES = (
    "note|tip|warning|caution|danger|important|hint|attention|error|seealso|admonition|dropdown|details"
    "|versionadded|versionchanged|deprecated|sidebar|topic|margin"
)
MYST = (
    r"^ {0,3}(?P<myst_mark>`{3,}|~{3,}|:{3,})\{(?P<myst_name>" + _DIRECTIVES + r")\}"
    r"(?P<myst_title>[^\n`]*)$"
)
# [^1]: text, with indented continuation
FOOTNOTE = r"^ {0,3}\[\^(?P<note_key>[^\]\s]+)\]:(?P<note_text>[^\n]*)$"
_FOOTNOTE = regex(FOOTNOTE)


def parse_admonition(block: Blocks, m: Match[str], state: State) -> int:
    """Append an admonition whose body is indented by four more than its mark."""
    prefix = m["adm_lead"] + "    "
    pos = body_at = min(m.end() + 1, state.cursor_max)
    end, lines, kept = pos, [], 0
    while pos < state.cursor_max:
        stop = state.find_line_end_at(pos)
        line = state.src[pos:stop]
        if line.strip():
            if not line.startswith(prefix):
                break
            lines.append(line[len(prefix) :])
            kept, end = len(lines), stop
        else:
            lines.append("\n")
        pos = stop
    token: Token = {
        "type": "admonition",
        "name": m["adm_name"],
        "marker": state.exact(m.start("adm_mark"), m.end("adm_name")),
    }
    title = m.span("adm_title") if m["adm_title"] else None
    return _append(block, state, token, m.start(), end, body_at, "".join(lines[:kept]), title)


def parse_fenced(block: Blocks, m: Match[str], state: State) -> int:
    """Append a container between `:::` or `///`, other ones of the same mark nested in it."""
    mark = m["div_mark"]
    body_at = min(m.end() + 1, state.cursor_max)
    body_end, end, closed = _matching_close(state, mark, body_at)
    title = None
    if t := _TITLE.match(m["div_rest"]):
        assert t.lastgroup
        a, b = t.span(t.lastgroup)
        at = m.start("div_rest")
        title = (at + a, at + a + len(m["div_rest"][a:b].rstrip()))
    token: Token = {
        "type": "admonition",
        "name": m["div_name"].strip("{}. ").split(" ")[0],
        "marker": state.exact(m.start("div_mark"), m.end("div_name")),
        "closed": closed,
    }
    return _append(block, state, token, m.start(), end, body_at, state.src[body_at:body_end], title)


def _matching_close(state: State, mark: str, pos: int) -> tuple[int, int, bool]:
    """Return where the body ends, where the container ends, and whether a mark closes it."""
    marks = rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}"
    boxes = rf"(?P<closer>{marks}[ \t]*$)|(?P<opener>{marks}[ ]*[{{\w])"
    lines = re.compile(rf"^(?:[ \t]*(?P<fence>`{{3,}}|~{{3,}})|{boxes})[^\n]*", re.MULTILINE)
    fence, depth = "", 0
    for line in lines.finditer(state.src, pos, state.cursor_max):
        if fence:
            if line["fence"] and line["fence"].startswith(fence) and not line[0].strip().strip(fence[0]):
                fence = ""
        elif line["fence"]:
            fence = line["fence"]
        elif line["closer"] is None:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return line.start(), min(line.end() + 1, state.cursor_max), True
    return state.cursor_max, state.cursor_max, False


def parse_myst(block: Blocks, m: Match[str], state: State) -> int:
    """Append a directive whose body is Markdown."""
    mark = m["myst_mark"]
    body_at = min(m.end() + 1, state.cursor_max)
    close = re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*$", re.M).search(state.src, body_at)
    body_end = close.start() if close else state.cursor_max
    end = min(close.end() + 1, state.cursor_max) if close else state.cursor_max
    token: Token = {
        "type": "admonition",
        "name": m["myst_name"],
        "marker": state.exact(m.start("myst_mark"), m.end("myst_name") + 1),
        "closed": close is not None,
    }
    a, b = m.span("myst_title")
    title = (b - len(state.src[a:b].lstrip()), a + len(state.src[a:b].rstrip()))
    body = state.src[body_at:body_end]
    return _append(block, state, token, m.start(), end, body_at, body, title)


def parse_footnote(block: Blocks, m: Match[str], state: State) -> int:
    """Append a footnote: its first line, lazy lines, and what is indented under it."""
    lines = [m["note_text"].lstrip(" \t") + "\n"]
    pos = end = min(m.end() + 1, state.cursor_max)
    kept, blank = 1, False
    interrupt = block.compile_sc(["fenced_code", "atx_heading", "list", "block_quote", "ref_link"])
    while pos < state.cursor_max:
        stop = state.find_line_end_at(pos)
        line = state.src[pos:stop]
        if not line.strip():
            lines.append("\n")
            blank = True
        elif line.startswith(("    ", "\t")):
            lines.append(line[4:] if line[0] == " " else line[1:])
            kept, end, blank = len(lines), stop, False
        elif blank or interrupt.match(state.src, pos) or _FOOTNOTE.match(line):
            break
        else:
            lines.append(line)
            kept, end = len(lines), stop
        pos = stop
    token: Token = {
        "type": "footnote",
        "name": m["note_key"],
        "marker": state.exact(m.start("note_key") - 2, m.end("note_key") + 2),
    }
    return _append(block, state, token, m.start(), end, m.start(), "".join(lines[:kept]), None)


def _append(
    block: Blocks,
    state: State,
    token: Token,
    start: int,
    end: int,
    body_at: int,
    body: str,
    title: tuple[int, int] | None,
) -> int:
    child = state.inside(body_at, body)
    block.parse(child, block.nested_rules(state))
    children = child.given()
    if title and title[1] > title[0]:
        children = [state.add_text("title", *title), *children]
    state.append_token({**token, "children": children, "pos": state.span(start, end)})
    return end
