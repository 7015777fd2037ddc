"""Reference links whose label nothing defines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Node
from smo_lint.regexes import regex
from smo_lint.rules.links._raw import STRUCK, URL, matches

_USE = regex(r"(?<![\]\w\\!])\[([^\[\]]+)\]\[((?=[^\]]*[^\W\d_])[^\[\]]*|)\](?![\[(])")
_BROKEN = regex(rf"^[ ]{{0,3}}\[(?!\^)([^\[\]\n]+)\]([ \t]*[:：])[ \t]*<?{URL}", re.MULTILINE)
# What a generator resolves: a name with dots or colons, or code.
_SYMBOL = regex(r"[\w`]+(?:[.:][\w`]+)+|[^`\n]*`.*")


def key(label: str) -> str:
    """Return a label as definitions are looked up."""
    return " ".join(label.casefold().split())


def broken(edition: Edition) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield definitions whose colon is not right behind the bracket: group 1 the label, 2 the colon.

    With each comes what makes the match's offsets those of the file.
    """
    return matches(edition, _BROKEN)


def incomplete(edition: Edition) -> bool:
    """Whether another file is put into the page, which may hold definitions; `{* … *}` puts in code."""
    return any(_includes(node) for node in edition.find("include", "shortcode", "inline_shortcode"))


def _includes(node: Node) -> bool:
    return "include" in node.name or (node.kind == "include" and not node.text.startswith("{*"))


def undefined(edition: Edition) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield uses of labels without a definition, where there are definitions: group 1 the text, 2 the label.

    With each comes what makes the match's offsets those of the file.
    """
    known = {key(node.name) for node in edition.find("definition")}
    if not known:
        return
    known |= {key(found[1]) for _, found in broken(edition)}
    for base, found in matches(edition, _USE):
        label = found[2] or found[1]
        if not (key(label) in known or _SYMBOL.fullmatch(label) or STRUCK in label):
            yield base, found
