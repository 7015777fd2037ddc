"""What frameworks add to Markdown: shortcodes, admonitions, containers, attributes, math, footnotes."""

from __future__ import annotations

import re
from re import Match

from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.containers import (
    ADMONITION,
    FENCED,
    FOOTNOTE,
    MYST,
    parse_admonition,
    parse_fenced,
    parse_footnote,
    parse_myst,
)
from smo_lint.markdown.in_html import IN_HTML, parse_in_html
from smo_lint.markdown.positions import State
from smo_lint.markdown.syntax import Addition, Syntax
from smo_lint.regexes import regex

# Quantifiers are possessive, and stop at the next opening: one that nothing closes must cost little.
_HUGO = (
    r"\{\{<[ \t\n]*+(?P<name>/?[ \t]*+[\w./-]*+)"
    r"(?:[^>\"`{]|\{(?!\{<)|\"[^\"]{0,2000}\"|`[^`]{0,2000}`|>(?!\}\})){0,2000}+>\}\}"
)
_HUGO_MARKDOWN = (
    r"\{\{%[ \t\n]*+(?P<name>/?[ \t]*+[\w./-]*+)"
    r"(?:[^%\"`{]|\{(?!\{%)|\"[^\"]{0,2000}\"|`[^`]{0,2000}`|%(?!\}\})){0,2000}+%\}\}"
)
_TAG = r"\{%-?[ \t\n]*+(?P<name>[\w./-]*+)(?:[^%{]|\{(?!%)|%(?!\})){0,2000}+%\}"
_VALUE = r"\{\{(?![<%])[ \t]*+(?P<name>[\w.-]*+)(?:[^{}]|\}(?!\})){0,2000}+\}\}"
_TEMPLATE_COMMENT = r"\{#(?![\w-]+[\s}])(?P<inner>(?:[^#{]|\{(?!#(?![\w-]+[\s}]))|#(?!\}))*+)#\}"
_LIQUID_COMMENT = (
    r"\{%-?[ ]*comment[ ]*-?%\}(?P<inner>(?:[^{]|(?!\{%-?[ ]*(?:end)?comment[ ]*-?%\})\{)*+)"
    r"\{%-?[ ]*endcomment[ ]*-?%\}"
)
_INCLUDE = r"\{\*(?P<inner>[^{}\n]*)\*\}"
_ATTRIBUTE = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))"
_ATTRIBUTES = r"\{:?[ ]*(?P<inner>" + _ATTRIBUTE + r"(?:[ ]+" + _ATTRIBUTE + r")*)[ ]*\}"
_MATH = r"\$\$(?P<inner>[^$]+)\$\$"
_DOLLAR = r"\$(?![\s\d])(?P<inner>(?:[^$\\\n`]|\\.)+?)(?<!\s)\$(?![0-9A-Za-z])"
JSX_COMMENT = r"\{/\*(?P<inner>(?:[^*{]|\{(?!/\*)|\*(?!/\}))*+)\*/\}"


def _added(kind: str, closer: str, *patterns: str) -> tuple[Addition, ...]:
    return tuple(Addition(re.compile(pattern), kind, closer) for pattern in patterns)


FOOTNOTE_MARK = _added("footnote_ref", "]", r"\[\^(?P<name>(?P<inner>[^\[\]\s]++))\](?!\()")
JSX_COMMENTS = _added("inline_comment", "*/}", JSX_COMMENT)
MATH = _added("inline_math", "$$", _MATH) + _added("inline_math", "$", _DOLLAR)
INLINES: dict[str, tuple[Addition, ...]] = {
    "{": _added("inline_shortcode", ">}}", _HUGO)
    + _added("inline_shortcode", "%}}", _HUGO_MARKDOWN)
    + _added("inline_comment", "%}", _LIQUID_COMMENT)
    + _added("inline_shortcode", "%}", _TAG)
    + _added("inline_shortcode", "}}", _VALUE)
    + _added("inline_comment", "#}", _TEMPLATE_COMMENT)
    + _added("inline_shortcode", "*}", _INCLUDE)
    + _added("attributes", "}", _ATTRIBUTES)
    + JSX_COMMENTS,
    "$": MATH,
    "[": FOOTNOTE_MARK
    + _added("wiki_link", "]]", r"\[\[(?P<inner>(?P<name>[^\[\]\n|#]++)[^\[\]\n]*+)\]\](?![(\[])"),
}


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_SHORTCODE = "|".join(map(_unnamed, (_HUGO, _HUGO_MARKDOWN, _TAG, _VALUE)))
# A template tag in a destination may hold spaces: [text]({{< ref "a b" >}}#x "title")
DESTINATION = regex(
    r"\((?=[^)\n]{0,300}\{)[ \t\n]*+((?:[^\s(){}]|"
    + _SHORTCODE
    + r"){1,1000}+)(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'))?[ \t\n]*\)"
)

# Blocks whose text is not looked into: (name of the rule, what it begins with, pattern of whole lines, kind)
_RAW = (
    ("liquid_comment", "{", r"^ {0,3}" + _unnamed(_LIQUID_COMMENT) + r"[ \t]*$", "comment"),
    ("shortcode", "{", r"^ {0,3}(?:(?:" + _SHORTCODE + r")[ \t]*){1,100}+$", "shortcode"),
    ("template_comment", "{", r"^ {0,3}" + _unnamed(_TEMPLATE_COMMENT) + r"[ \t]*$", "comment"),
    ("jsx_comment", "{", r"^ {0,3}" + _unnamed(JSX_COMMENT) + r"[ \t]*$", "comment"),
    ("include_call", "{", r"^ {0,3}" + _unnamed(_INCLUDE) + r"[ \t]*$", "include"),
    # mkdocstrings: the documentation of an object, options indented below
    ("object", ":", r"^ {0,3}:::[ ]+\w+(?:\.\w+)+[ \t]*(?:\n(?: {4}[^\n]*|[ \t]*(?=\n {4})))*$", "include"),
    ("snippet", "-", r"^ {0,3}-+8<-+[ \t]+\S[^\n]*$", "include"),
    (
        "include_mark",
        "<@",
        r"^ {0,3}(?:<!--[ ]?@include:[^\n]*?-->|@include[ (][^\n]*|<<<[ \t]*[@./\w][^\n]*)$",
        "include",
    ),
    (
        "math_block",
        "$",
        r"^ {0,3}\$\$(?:[^\n]*?\$\$[ \t]*$|[ \t]*\n(?:(?! {0,3}\$\$)[^\n]*\n)*? {0,3}\$\$[ \t]*$)",
        "math",
    ),
)


def add_dialects(blocks: Blocks) -> None:
    """Let the parser read every dialect's blocks: each rule stands before fenced code."""
    for name, first, pattern, kind in _RAW:
        add_raw(blocks, name, first, pattern, kind)
    for name, first, pattern, parse in (
        ("admonition", "!?", ADMONITION, parse_admonition),
        ("myst", "`~:", MYST, parse_myst),
        ("fenced_div", ":/", FENCED, parse_fenced),
        ("footnote", "[", FOOTNOTE, parse_footnote),
        ("in_html", "<", IN_HTML, parse_in_html),
    ):
        blocks.add(name, pattern, parse, first=first, before="fenced_code", container=True)


def add_raw(blocks: Blocks, name: str, first: str, pattern: str, kind: str) -> None:
    """Add a block that is matched as a whole; it does not interrupt a paragraph."""

    def parse(block: Blocks, m: Match[str], state: State) -> int | None:
        if end := state.append_paragraph():
            return end
        start, end = m.span()
        state.append_token({"type": kind, "raw": m[0].strip(), "local": (start, end), "state": state})
        return min(end + (not m[0].endswith("\n")), state.cursor_max)

    blocks.add(name, pattern, parse, first=first, before="fenced_code", container=False)


def syntax() -> Syntax:
    """Return the inlines of plain Markdown and of every dialect of it."""
    return Syntax(INLINES, DESTINATION)
