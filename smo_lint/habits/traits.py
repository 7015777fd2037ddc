"""What one page shows without being parsed: its blocks, keys, elements, addresses, and marks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smo_lint import front_matter
from smo_lint.languages import language
from smo_lint.prose import letters

_BLANK = re.compile(r"\n[ \t]*\n")
_CODE = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[^\n]*\n(?:.*?\n)?[ \t]*\1[`~]*[ \t]*$|(?<!`)(`+)(?!`)[^\n]*?[^`\n]\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
# What a component is called; of plain HTML only what does something.
_ELEMENT = re.compile(
    r"<([A-Z][\w.]*[a-z][\w.]*|[a-z]+-[\w-]+|audio|canvas|details|embed|form|iframe|input|object|select|summary"
    r"|textarea|video)(?=[\s/>])"
)
_SHORTCODE = re.compile(r"\{\{[<%]\s*([\w.-]+)|\{%-?\s*(\w+)")
# By how they begin, so that each is looked for at few places: links, definitions, attributes.
_LINK = re.compile(r"\]\(\s*<?((?:https?:/)?/[^\s()<>]+)|<(https?://[^\s<>]+)>")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?((?:https?:/)?/[^\s<>]+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"\b(?:href|src)=[\"']((?:https?:/)?/[^\"'\s]+)")
# Letters of a block that can be known again.
TELLING = 12
# Of most blocks so much tells it.
_START = 40
_HIGH = ":;?!"


class Traits(NamedTuple):
    """What a page shows.

    blocks     digests of what stands between blank lines
    keys       top key of its front matter -> value as written; None where there is no front matter
    elements   "<Card>" and "{{note}}"
    addresses  absolute URLs and paths from the root of the site, without fragments
    spaces     (marks, space before them) -> how often; for languages that may have one
    marks      (ASCII mark, whether it is the ASCII one) -> how often; for languages with other marks
    """

    blocks: frozenset[str]
    keys: dict[str, str] | None
    elements: frozenset[str]
    addresses: frozenset[str]
    spaces: Counter[tuple[str, str]]
    marks: Counter[tuple[str, bool]]


def traits(text: str, lang: str) -> Traits:
    """Return what a page in a language shows; its newlines may be of any kind."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = without_code(text)
    return Traits(
        frozenset(digest(block) for block in stretches(text) if telling(block)),
        _top_keys(text),
        frozenset(_elements(plain)) if "<" in plain or "{" in plain else frozenset(),
        frozenset(_addresses(plain)),
        _spaces(plain, lang),
        _marks(plain, lang),
    )


def stretches(text: str) -> list[str]:
    """Return what stands between blank lines."""
    return _BLANK.split(text)


def telling(block: str) -> bool:
    """Whether a block is more than markup: `///` and `---` stand on most pages and say nothing."""
    return letters(block[:_START]) >= TELLING or letters(block) >= TELLING


def digest(block: str) -> str:
    """Return what tells a block from others, whatever its white space."""
    return hashlib.blake2b(" ".join(block.split()).encode(), digest_size=8).hexdigest()


def without_code(text: str) -> str:
    """Return a text without the code in it."""
    return _CODE.sub("\ufffc", text) if "`" in text or "~~~" in text else text


def _top_keys(text: str) -> dict[str, str] | None:
    meta = front_matter.read(text)
    if meta is None:
        return None
    top = (entry for entry in meta.entries if len(entry.path) == 1)
    return {str(e.path[0]): e.scalar or text[e.value.start : e.value.end] for e in top}


def _elements(text: str) -> Iterator[str]:
    for match in _ELEMENT.finditer(text):
        yield f"<{match[1]}>"
    for match in _SHORTCODE.finditer(text):
        yield "{{" + (match[1] or match[2]) + "}}"


def _addresses(text: str) -> Iterator[str]:
    found = [*_LINK.finditer(text)]
    found += _DEFINITION.finditer(text) if "]:" in text else ()
    found += _ATTRIBUTE.finditer(text) if "href=" in text or "src=" in text else ()
    for match in found:
        url = next(filter(None, match.groups()))
        if url := url.partition("#")[0]:
            yield url


def _spaces(text: str, lang: str) -> Counter[tuple[str, str]]:
    high = "".join(mark for mark in language(lang).space_before if mark in _HIGH)
    if not high:
        return Counter()
    # A colon may have another space than the rest: printers of French set it so.
    groups = {mark: ":" if mark == ":" else high.replace(":", "") for mark in high}
    found: Iterable[re.Match[str]] = re.finditer(
        rf"(?<=[^\W_])([ \u00a0\u202f]?)([{re.escape(high)}])(?=\s|$)", text
    )
    return Counter((groups[match[2]], match[1]) for match in found)


def _marks(text: str, lang: str) -> Counter[tuple[str, bool]]:
    counts: Counter[tuple[str, bool]] = Counter()
    for foreign, right in map(tuple, language(lang).foreign):
        pattern = rf"(?<=[^\W\d_a-zA-Z]){re.escape(foreign)}(?= ?[^\W\d_a-zA-Z])"
        counts[foreign, True] = sum(1 for _ in re.finditer(pattern, text))
        counts[foreign, False] = text.count(right)
    return counts
