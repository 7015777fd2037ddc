"""MDX: components around Markdown, expressions, imports; no indented code and no HTML blocks."""

from __future__ import annotations

import re
from re import Match

from mistune.core import BlockState

from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.closings import ATTRIBUTES, BRACES, NAME, OPEN, closing
from smo_lint.markdown.containers import FENCED, FOOTNOTE, parse_fenced, parse_footnote
from smo_lint.markdown.dialects import FOOTNOTE_MARK, JSX_COMMENTS, MATH, add_raw
from smo_lint.markdown.positions import State, Token
from smo_lint.markdown.syntax import Addition, Syntax
from smo_lint.markdown.tables import add_tables
from smo_lint.regexes import regex

_TAG = r"</?(?P<name>" + NAME + r")?(?:" + ATTRIBUTES + r"/?|\s*)>"
_CLOSE = regex(r"</(?:" + NAME + r")?\s*>")
_LINE = r"^[ \t]*<(?:/?" + NAME + r"|/?>)"
_ESM = r"^(?:import|export)[ {*](?:[^\n]+\n?)+"
_EXPRESSION = r"^ {0,3}\{[^{}\n]*\}[ \t]*$"
_COMMENT = r"^ {0,3}\{/\*(?:[^*]|\*(?!/\}))*\*/\}[ \t]*$"
_HTML_RULES = {"indent_code", "raw_html", "block_html"}


class MdxBlocks(Blocks):
    """Block parser of MDX."""

    def __init__(self) -> None:
        rules = [rule for rule in self.DEFAULT_RULES if rule not in _HTML_RULES]
        super().__init__(block_quote_rules=list(rules), list_rules=list(rules))
        self.rules = rules
        self.specification["block_html"] = _LINE  # what interrupts a list item or a quote

    def parse_block_html(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        return parse_component(self, m, state)


def mdx_blocks() -> Blocks:
    """Return a parser for the blocks of MDX."""
    blocks = MdxBlocks()
    blocks.add("component", _LINE, parse_component, first="<", before="fenced_code", container=True)
    add_raw(blocks, "esm", "ie", _ESM, "esm")
    add_raw(blocks, "jsx_comment", "{", _COMMENT, "comment")
    add_raw(blocks, "expression", "{", _EXPRESSION, "expression")
    blocks.add("fenced_div", FENCED, parse_fenced, first=":/", before="fenced_code", container=True)
    blocks.add("footnote", FOOTNOTE, parse_footnote, first="[", before="fenced_code", container=True)
    add_tables(blocks)
    return blocks


def mdx_syntax() -> Syntax:
    """Return the inlines of MDX."""
    return Syntax(
        {
            "{": (*JSX_COMMENTS, Addition(re.compile(BRACES), "inline_expression", "}")),
            "<": (Addition(re.compile(_TAG), "tag", ">"),),
            "[": FOOTNOTE_MARK,
            "$": MATH,
        }
    )


def parse_component(block: Blocks, m: Match[str], state: State) -> int | None:
    """Append a component whose tags stand alone on their lines; anything else is text."""
    src = state.src
    at = src.index("<", m.start())
    tag = OPEN.match(src, at)
    if not tag:
        return _closing(state, at)
    line_end = state.find_line_end_at(tag.end())
    if src[tag.end() : line_end].strip():
        return state.append_paragraph()
    token: Token = {
        "type": "component",
        "name": tag["name"] or "",
        "marker": state.exact(at, tag.end()),
        "children": [],
    }
    if tag["close"]:
        state.append_token({**token, "pos": state.exact(at, tag.end())})
        return line_end
    last, end = closing(state, at) or (0, 0)
    body_end = src.rfind("\n", 0, last) + 1
    if end <= line_end or src[body_end:last].strip():
        state.append_token({**token, "pos": state.exact(at, tag.end()), "closed": False})
        return line_end
    child = state.inside(line_end, _dedented(src[line_end:body_end]))
    block.parse(child, block.nested_rules(state))
    state.append_token({**token, "children": child.given(), "pos": state.span(at, end)})
    return end


def _closing(state: State, at: int) -> int | None:
    """Append a closing tag that closes nothing."""
    close = _CLOSE.match(state.src, at)
    if not close:
        return state.append_paragraph()
    line_end = state.find_line_end_at(close.end())
    if state.src[close.end() : line_end].strip():
        return state.append_paragraph()
    state.append_token({"type": "block_html", "raw": close[0], "pos": state.exact(at, close.end())})
    return line_end


def _dedented(body: str) -> str:
    """Return the lines of a component, at most the first one's indentation taken from each.

    MDX has no indented code, so the depth at which a component stands means nothing.
    """
    lines = body.split("\n")
    first = next((line for line in lines if line.strip()), "")
    width = len(first) - len(first.lstrip(" \t"))
    return "\n".join(line[min(width, len(line) - len(line.lstrip(" \t"))) :] for line in lines)
