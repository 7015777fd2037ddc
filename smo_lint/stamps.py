"""What a translation says about the text that it was made from: declarations, read and written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from smo_lint import front_matter
from smo_lint.fix import apply
from smo_lint.lag import Part
from smo_lint.model import Edit, Edition, Fault, Fix, FrontMatter, Span
from smo_lint.regexes import regex

# Our own key; and those by which other projects name the commit that was translated.
KEY = "smo-lint-stamp"
COMMITS = (("sourceCommit",), ("source_commit",), ("default_lang_commit",), ("l10n", "sourceCommit"))
# What stands in a stamp in the place of a revision where the text was in no commit.
NO_REVISION = "none"

_STAMP = regex(r"([0-9a-f]{7,64}|none)((?: [0-9a-f]{8})+)")
_COMMENT = regex(r"\s*(?:<!--|\{/\*)[ \t]*smo-lint stamp[ \t]+([0-9a-z ]+?)[ \t]*(?:-->|\*/\})")
_CO_OP = regex(
    r"^<!--\s*CO_OP_TRANSLATOR_METADATA:\s*\{[^{}]*?\"original_hash\"\s*:\s*\"(?P<hash>[^\"\n]*)\"", re.M
)
# A cheap question before front matter is read.
_HINTS = ("ommit", "smo-lint", "CO_OP_TRANSLATOR")


class Declared(NamedTuple):
    """What a translation says that it was made from.

    revision  a commit as written, abbreviated perhaps; "" where only digests tell
    digest    MD5 of the file that was translated, lower case; "" where it is not told
    parts     digests of its sections, as `lag.parts` makes them
    span      where that is said
    """

    span: Span
    revision: str = ""
    digest: str = ""
    parts: tuple[str, ...] = ()


def declared(edition: Edition) -> Declared | None:
    """Return what a translation says that it was made from, None where it does not. Kept in its memo."""
    if declared not in edition.memo:
        edition.memo[declared] = _declared(edition.text, edition.meta)
    found: Declared | None = edition.memo[declared]
    return found


def declared_in(text: str) -> Declared | None:
    """Return the same for a text as decoded; offsets count in it once its newlines are `\\n`."""
    if not any(hint in text for hint in _HINTS):
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _declared(text, front_matter.read(text))


def made_from(found: Declared, content: bytes) -> bool:
    """Whether a digest is that of the content of a file, whatever newlines it was stored with."""
    plain = content.replace(b"\r\n", b"\n")
    return any(
        hashlib.md5(form, usedforsecurity=False).hexdigest() == found.digest
        for form in (content, plain, plain.removeprefix(b"\xef\xbb\xbf"), plain.replace(b"\n", b"\r\n"))
    )


def stamped(text: str, path: str, revision: str, parts: Iterable[Part]) -> str | Fault:
    """Return the text of a translation with a stamp, or why it cannot have one.

    text      as decoded: its byte order mark and its newlines stay
    revision  the full id of a commit, "" where the source is in none as it is
    It stands in the front matter, else in a comment at the top; another one there is replaced.
    """
    stamp = " ".join((revision[:12] or NO_REVISION, *(part.digest for part in parts)))
    bare = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    meta = front_matter.read(bare)
    if meta and meta.faults:
        return Fault(f"its front matter does not parse: {meta.faults[0].reason}", meta.faults[0].offset)
    edit = _in_meta(meta, bare, stamp) if meta else _in_comment(bare, path, stamp)
    done = apply(text, [Fix("Stamp", (edit,))])[0]
    found = declared_in(done)
    if found is None or (found.revision or NO_REVISION, *found.parts) != tuple(stamp.split(" ")):
        return Fault("its front matter is of a form that cannot be added to")
    return done


def _declared(text: str, meta: FrontMatter | None) -> Declared | None:
    entry = meta.get(KEY) if meta else None
    if entry and (match := _STAMP.fullmatch(entry.scalar)):
        return _stamp(match, entry.value)
    if comment := _COMMENT.match(text, meta.span.end if meta else 0):
        if match := _STAMP.fullmatch(comment[1]):
            return _stamp(match, Span(*comment.span(1)))
    for path in COMMITS if meta else ():
        if meta and (entry := meta.get(*path)) and entry.scalar.strip():
            return Declared(entry.value, revision=entry.scalar.strip())
    if "CO_OP_TRANSLATOR" in text and (comment := _CO_OP.search(text)):
        return Declared(Span(*comment.span("hash")), digest=comment["hash"].lower())
    return None


def _stamp(match: re.Match[str], span: Span) -> Declared:
    revision = "" if match[1] == NO_REVISION else match[1]
    return Declared(span, revision=revision, parts=tuple(match[2].split()))


def _in_meta(meta: FrontMatter, text: str, stamp: str) -> Edit:
    if entry := meta.get(KEY):
        quote = text[entry.value.start] if text[entry.value.start] in "\"'" else ""
        return Edit(entry.value, f"{quote}{stamp}{quote}")
    start, end = meta.body
    if meta.format == "yaml":
        line = f"{KEY}: {stamp}\n"
        return Edit(Span(end, end), line if text[:end].endswith("\n") else f"\n{line}")
    if meta.format == "toml":  # below a table, the key would be the table's
        return Edit(Span(start, start), f'{KEY} = "{stamp}"\n')
    brace = text.index("{", start) + 1
    return Edit(Span(brace, brace), f'\n  "{KEY}": "{stamp}",')


def _in_comment(text: str, path: str, stamp: str) -> Edit:
    if found := _COMMENT.match(text):
        return Edit(Span(*found.span(1)), stamp)
    opening, closing = ("{/*", "*/}") if path.lower().endswith(".mdx") else ("<!--", "-->")
    return Edit(Span(0, 0), f"{opening} smo-lint stamp {stamp} {closing}\n\n")
