"""Titles that are the name of a program: whose words stand in code or in an address as one."""

from __future__ import annotations

import re

from smo_lint.model import Edition, Node
from smo_lint.prose import prose
from smo_lint.regexes import regex

_WORD = regex(r"[^\W_]+")


def is_product(edition: Edition, heading: Node) -> bool:
    """Tell whether a page's title is what a package or a repository is called: “Page Server” where
    `page-server` is started, or fetched."""
    words = _WORD.findall(prose(edition, heading).text)
    if heading.level != 1 or len(words) < 2 or any(word[0].islower() for word in words):
        return False
    name = "[-_]?".join(map(re.escape, words))
    started = re.compile(rf"(?<![\w./@-])(?:@[\w-]{{1,50}}/)?{name}(?![\w/.-])", re.IGNORECASE)
    fetched = re.compile(rf"://(?:www\.)?git[^/\s]{{1,50}}/[^/\s]{{1,100}}/{name}(?![\w-])", re.IGNORECASE)
    codes = [node.text for node in edition.find("code", "inline_code")]
    urls = [node.url for node in edition.find("link", "image")]
    return any(map(started.search, codes)) or any(map(fetched.search, (*codes, *urls)))
