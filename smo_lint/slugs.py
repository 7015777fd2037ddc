"""Ids that site generators make of headings: every algorithm there is, in one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from smo_lint.regexes import regex

_LINK = regex(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
# Tags, templates and attributes; in code they are text.
_TAG = regex(r"(`[^`]*`)|<[^<>]*>|\{\{.*?\}\}|\{[:#%.][^{}\n]*\}")
_NUMBER = regex(r"(?:[-_]|(?<!\d))\d++$")


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Return the text of a heading as a generator sees it: without links, tags and emphasis."""
    text = _LINK.sub(r"\1", heading)
    return unescape(_TAG.sub(_code, text)).replace("`", "").replace("*", "").strip()


def _code(tag: re.Match[str]) -> str:
    return tag[1] or ""


def github(text: str) -> str:
    """GitHub, Docusaurus, Astro, Hugo and most others: letters, digits, `_` and `-`, spaces to hyphens."""
    kept = "".join(c for c in text.lower() if c.isalnum() or c in " -_" or unicodedata.category(c)[0] == "M")
    return kept.replace(" ", "-")


def python_markdown(text: str) -> str:
    """Python-Markdown: ASCII only, runs of spaces and hyphens to one hyphen."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def unicode_markdown(text: str) -> str:
    """The same for all letters, as MkDocs themes are often configured."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def kramdown(text: str) -> str:
    """Jekyll: from the first letter on."""
    return github(re.sub(r"^[\W\d_]+", "", text))


def hexo(text: str) -> str:
    """Hexo: accents dropped, every run of punctuation to one hyphen, capitals kept."""
    return _hyphened("".join(map(_bare, text)))


def vitepress(text: str) -> str:
    """VitePress: the same in lower case, without the marks of any script, not beginning with a digit."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    # Browsers show kana and Hangul put together again, and so are they written in links.
    return re.sub(r"^(\d)", r"_\1", _hyphened(unicodedata.normalize("NFC", text)).lower())


def _bare(letter: str) -> str:
    """A Latin letter without its accent; of other scripts, marks make other letters."""
    first = unicodedata.normalize("NFKD", letter)[:1]
    return first if first.isascii() else letter


def _hyphened(text: str) -> str:
    return re.sub(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'“”‘’<>,.?/]+", "-", text).strip("-")


def markdown_it(text: str) -> str:
    """markdown-it-anchor by itself: lower case, white space to hyphens, punctuation kept."""
    return re.sub(r"\s+", "-", text.strip().lower())


ALGORITHMS: tuple[Callable[[str], str], ...] = (
    github,
    unicode_markdown,
    python_markdown,
    kramdown,
    vitepress,
    hexo,
    markdown_it,
)
BY_NAME: Mapping[str, Callable[[str], str]] = {make.__name__: make for make in ALGORITHMS}
# Those that tell the second heading of one text apart with `_1`; the others do it with `-1`.
_UNDERSCORED = frozenset((python_markdown, unicode_markdown))


def numbered(make: Callable[[str], str], headings: Iterable[str]) -> Iterator[str]:
    """Yield the id of each heading of a page, doubles numbered as its generator does it.

    headings  their texts as generators see them, in order
    """
    mark = "_" if make in _UNDERSCORED else "-"
    # What has no letter for it gets a mere number: `_1`, `_2`.
    seen = {"": 1} if mark == "_" else {}
    for heading in headings:
        slug = make(heading)
        times = seen.get(slug, 0)
        seen[slug] = times + 1
        yield f"{slug}{mark}{times}" if times else slug


def essences(text: str) -> Iterator[str]:
    """Yield what is left of a heading or a fragment whatever the algorithm: letters and digits.

    With and without accents, with all scripts and with ASCII alone, with and without a final number.
    """
    bare = letters_of(text)
    ascii_only = bare.encode("ascii", "ignore").decode()
    for essence in (bare, ascii_only):
        if essence:
            yield essence
            yield essence.lstrip("0123456789") or essence


def variants(heading: str) -> set[str]:
    """Return the essences under which a heading may be known."""
    return {*essences(heading), *essences(heading.replace("&", "and"))}


@lru_cache(maxsize=4096)
def letters_of(text: str) -> str:
    """Return all that algorithms agree about: letters and digits of all scripts."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())


def without_number(fragment: str) -> str:
    """Return a fragment without what may tell it from another of the same text."""
    return _NUMBER.sub("", fragment)


def no_heading(fragment: str) -> bool:
    """Whether a fragment is not meant for a heading: a footnote, a line, the top, a state of the page."""
    if (
        not fragment
        or fragment == "top"
        or not re.match(r"[^\W_]|_\d.*[^\W\d_]", fragment)
        or "=" in fragment
    ):
        return True
    return fragment.startswith(("fn:", "fnref", "user-content-"))
