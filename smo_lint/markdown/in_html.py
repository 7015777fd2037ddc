"""Markdown in a block of HTML whose tag asks for it: `<aside markdown="1">`, `<div markdown>`.

As kramdown and Python-Markdown (md_in_html) read it. What asks for nothing is HTML, and so is what
nothing closes.
"""

from __future__ import annotations

from re import Match

from mistune.helpers import BLOCK_TAGS

from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.closings import closing
from smo_lint.markdown.positions import State
from smo_lint.regexes import regex

_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++)"
_ATTRIBUTES = r"(?:\s++(?!markdown[\s=>])[A-Za-z_:@][\w:.@-]*+(?:\s*+=\s*+" + _VALUE + r")?)*+"
_MODE = r"\s*+=\s*+[\"']?(?P<mode>1|block|span)[\"']?"
IN_HTML = (
    r"^ {0,3}<(?P<asking>(?i:" + "|".join(BLOCK_TAGS) + r"))(?=" + _ATTRIBUTES + r"\s++markdown(?=[\s=>])"
    r"(?:" + _MODE.replace("?P<mode>", "?:") + r")?" + _ATTRIBUTES + r"\s*>)"
)
_TAG = regex(r"<[\w-]+" + _ATTRIBUTES + r"\s++markdown(?:" + _MODE + r")?" + _ATTRIBUTES + r"\s*>")
# Elements that hold text and no blocks.
_TEXT = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption", "legend", "summary"))


def parse_in_html(block: Blocks, m: Match[str], state: State) -> int | None:
    """Append what stands between two tags, as blocks or as the one text that it is."""
    at = m.start("asking") - 1
    tag = _TAG.match(state.src, at)
    found = closing(state, at)
    if not tag or not found:
        return block.parse_raw_html(m, state)
    last, end = found
    after = state.src[last:end].partition(">")[2]
    body = state.src[tag.end() : last]
    if after.strip() or not body.strip():
        return block.parse_raw_html(m, state)
    # Lines of a container end where those of its parent do: the closing tag becomes space.
    child = state.inside(tag.end(), body + " " * len(state.src[last:end].rstrip("\n")))
    if m["asking"].lower() in _TEXT or tag["mode"] == "span":
        child.tokens.append(
            {"type": "paragraph", "text": child.src, "seg": [0, len(child.src)], "state": child}
        )
    else:
        block.parse(child, _without_lone_tags(block.nested_rules(state)))
    state.append_token(
        {
            "type": "component",
            "name": m["asking"],
            "marker": state.exact(at, tag.end()),
            "children": child.tokens,
            "pos": state.span(at, end),
        }
    )
    return end


def _without_lone_tags(rules: list[str]) -> list[str]:
    """Return the rules with which `<img>` on a line of its own begins a paragraph, as it does there."""
    return ["block_html" if rule == "raw_html" else rule for rule in rules]
