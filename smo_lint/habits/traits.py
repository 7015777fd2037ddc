"""What one page shows without being parsed: its keys, elements, addresses, and marks; and its blocks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from smo_lint import front_matter
from smo_lint.languages import language
from smo_lint.prose import letters
from smo_lint.regexes import regex

_BLANK = regex(r"\n[ \t]*\n")
# Both begin with a character of their own, which makes them fast to find.
_FENCE = regex(r"\n[ \t]*+(`{3,}+|~{3,}+)([^\n]*+)")
_CODE = regex(r"(`(?<!``)`*)(?!`)[^\n]*?[^`\n]\1(?!`)")
# What a component is called; of plain HTML only what does something.
_ELEMENT = regex(
    r"<([A-Z](?:[^\Wa-z]|\.)*+[a-z][\w.]*+|[a-z]++-[\w-]++|audio|canvas|details|embed|form|iframe|input|object|select|summary"
    r"|textarea|video)(?=[\s/>])"
)
_SHORTCODE = regex(r"\{\{[<%]\s*([\w.-]+)|\{%-?\s*(\w+)")
# Every form begins with a character of its own, which makes it fast to find; what must stand before that
# is looked back at.
_ADDRESS = regex(
    r"\]\(\s*<?((?:https?:/)?/[^\s()<>]+)|<(https?://[^\s<>]+)>"
    r"|\[(?:(?<=^\[)|(?<=^ \[)|(?<=^  \[)|(?<=^   \[))[^\]\n]+\]:\s*<?((?:https?:/)?/[^\s<>]+)"
    r"|h(?<!\wh)ref=[\"']((?:https?:/)?/[^\"'\s]+)|s(?<!\ws)rc=[\"']((?:https?:/)?/[^\"'\s]+)",
    re.MULTILINE,
)
# Letters of a block that can be known again.
TELLING = 12
_HIGH = ":;?!"


class Traits(NamedTuple):
    """What a page shows.

    keys       top key of its front matter -> value as written; None where there is no front matter
    elements   "<Card>" and "{{note}}"
    addresses  absolute URLs and paths from the root of the site, without fragments
    spaces     (marks, space before them) -> how often; for languages that may have one
    marks      (ASCII mark, whether it is the ASCII one) -> how often; for languages with other marks
    """

    keys: dict[str, str] | None
    elements: frozenset[str]
    addresses: frozenset[str]
    spaces: Counter[tuple[str, str]]
    marks: Counter[tuple[str, bool]]


def traits(text: str, lang: str) -> Traits:
    """Return what a page in a language shows; its newlines may be of any kind."""
    text = _plain(text)
    plain = without_code(text)
    return Traits(
        _top_keys(text),
        frozenset(_elements(plain)) if "<" in plain or "{" in plain else frozenset(),
        frozenset(_addresses(plain)),
        _spaces(plain, lang),
        _marks(plain, lang),
    )


def blocks(text: str) -> frozenset[str]:
    """Return the digests of what stands between blank lines and says something."""
    return frozenset(digest(block) for block in stretches(_plain(text)) if telling(block))


def _plain(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def stretches(text: str) -> list[str]:
    """Return what stands between blank lines."""
    return _BLANK.split(text)


def telling(block: str) -> bool:
    """Whether a block is more than markup: `///` and `---` stand on most pages and say nothing."""
    return letters(block[: 4 * TELLING]) >= TELLING or letters(block) >= TELLING


def digest(block: str) -> str:
    """Return what tells a block from others, whatever its white space."""
    return hashlib.blake2b(
        " ".join(block.split()).encode("utf-8", "surrogatepass"), digest_size=8
    ).hexdigest()


def without_code(text: str) -> str:
    """Return a text without the code in it."""
    if "```" in text or "~~~" in text:
        text = _without_fences(f"\n{text}")[1:]
    return _CODE.sub("\ufffc", text) if "`" in text else text


def _without_fences(text: str) -> str:
    """Return a text without fenced code; a fence that nothing closes opens none."""
    fences = list(_FENCE.finditer(text))
    closing = [0 if fence[2].strip("`~ \t") else len(fence[1]) for fence in fences]
    longest: list[dict[str, int]] = []  # of the closing fences from here on
    known = {"`": 0, "~": 0}
    for fence, length in zip(reversed(fences), reversed(closing), strict=True):
        char = fence[1][0]
        known = {**known, char: max(known[char], length)}
        longest.append(known)
    longest.reverse()
    parts: list[str] = []
    done, mark = 0, ""
    for number, fence in enumerate(fences):
        char = fence[1][0]
        if mark and char == mark[0] and closing[number] >= len(mark):
            parts.append("\n\ufffc")
            done, mark = fence.end(), ""
        elif not mark and number + 1 < len(fences) and longest[number + 1][char] >= len(fence[1]):
            parts.append(text[done : fence.start()])
            mark = fence[1]
    return "".join((*parts, text[done:]))


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
    for match in _ADDRESS.finditer(text):
        url = next(filter(None, match.groups()))
        if url := url.partition("#")[0]:
            yield url


def _spaces(text: str, lang: str) -> Counter[tuple[str, str]]:
    high = "".join(mark for mark in language(lang).space_before if mark in _HIGH)
    if not high:
        return Counter()
    # A colon may have another space than the rest: printers of French set it so.
    groups = {mark: ":" if mark == ":" else high.replace(":", "") for mark in high}
    found: Counter[tuple[str, str]] = Counter()
    for match in re.finditer(rf"[{re.escape(high)}](?=\s|$)", text):
        before = text[max(match.start() - 2, 0) : match.start()]
        space = before[-1:] if before.endswith((" ", "\u00a0", "\u202f")) else ""
        if before.removesuffix(space)[-1:].isalnum():
            found[groups[match[0]], space] += 1
    return found


def _marks(text: str, lang: str) -> Counter[tuple[str, bool]]:
    counts: Counter[tuple[str, bool]] = Counter()
    for foreign, right in map(tuple, language(lang).foreign):
        mark = re.escape(foreign)
        pattern = rf"{mark}(?<=[^\W\d_a-zA-Z]{mark})(?= ?[^\W\d_a-zA-Z])"
        counts[foreign, True] = sum(1 for _ in re.finditer(pattern, text))
        counts[foreign, False] = text.count(right)
    return counts
