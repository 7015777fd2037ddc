"""The metadata above a document, with the place of every key, broken metadata included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from smo_lint.model import Entry, Fault, FrontMatter, Span
from smo_lint.regexes import regex

if TYPE_CHECKING:
    from smo_lint.front_matter.yaml_entries import Contents

_FORMATS = {"---": "yaml", "+++": "toml"}
_OPENING = regex(r"\A(---|\+\+\+)[ \t]*\n")
_CLOSING = {
    "yaml": regex(r"^(?:---|\.\.\.)[ \t]*$", re.M),
    "toml": regex(r"^\+\+\+[ \t]*$", re.M),
}
# What people and translation machines make of `---`: white space before it, other dashes, more of them.
_DAMAGED = (
    r"(?:-[ \t]+-[ \t]+-[ \t-]*+|-{2}|-{4,8}|\\---|\*\*\*"
    r"|(?=-*[^-])[-\u2010-\u2015\u2212\u2500\uff0d]{1,8})[ \t]*"
)
_DAMAGED_OPENING = regex(r"\A[ \t\n\u3000]*(" + _DAMAGED + r"|---[ \t]*)\n")
_DAMAGED_CLOSING = regex(r"^[ \t\u3000]*" + _DAMAGED + r"$|^[ \t\u3000]+---[ \t]*$", re.M)
_KEY = regex(r"""["']?[^\W\d][\w.-]*(?:[ ][\w.-]+){0,2}["']?[ \t]*(?::(?=\s|$)|\uff1a|=)""")
_WIDE_COLON = regex(r"^[ \t]*[\w\"'-][\w \"'-]*?(\uff1a)", re.M)
_MORE = regex(r"[ \t]+\S|-[ \t]|[#\]}]")  # lines that can stand between keys
_UNSPACED = regex(r"""^[ \t]*["']?[A-Za-z_][\w-]*["']?(:)["'\w]""", re.M)


class _Block(NamedTuple):
    """Where front matter stands, and what is wrong with its fences."""

    format: str
    span: Span
    body: Span
    faults: tuple[Fault, ...] = ()


def read(text: str) -> FrontMatter | None:
    """Return the front matter of a text without byte order mark, newlines as `\\n`.

    YAML between `---` (or up to `...`), TOML between `+++`, or a JSON object. What clearly was meant
    as YAML front matter but has wrong fences or wrong contents is returned with faults. None where
    there is none: a page may well start with a thematic break.
    """
    match = _OPENING.match(text)
    if match:
        block = _fenced(text, match, _FORMATS[match[1]])
    elif text.startswith("{"):
        return _json(text)
    else:
        block = _badly_opened(text) or _unopened(text)
    if block is None:
        return None
    return _judged(text, block, _contents(text, block))


def _contents(text: str, block: _Block) -> Contents:
    """Many pages have no front matter, and what reads it is slow to import."""
    if block.format == "toml":
        from smo_lint.front_matter.toml_entries import toml_entries

        return toml_entries(text, block.body)
    from smo_lint.front_matter.yaml_entries import yaml_entries

    return yaml_entries(text, block.body)


def _judged(text: str, block: _Block, contents: Contents) -> FrontMatter | None:
    body = text[slice(*block.body)]
    faults = block.faults
    if contents.fault or not contents.mapping:
        if not faults and not _starts_with_key(body) and block.format == "yaml":
            return None  # prose between two thematic breaks
        faults += (_reason(text, block.body, contents.fault),)
    if faults:
        return FrontMatter(block.format, block.span, block.body, faults=faults)
    faults = tuple(_no_dates(contents.entries))
    return FrontMatter(block.format, block.span, block.body, contents.entries, faults, contents.doubles)


def _no_dates(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Yield the values that have the form of a date and are none: site generators stop at them.

    python-frontmatter says what a value becomes; it is given one plain scalar at a time, so that
    nothing in a hostile document can make it build large or deep values.
    """
    dates = [entry for entry in entries if entry.type == "date"]
    if not dates:
        return
    from frontmatter.default_handlers import YAMLHandler

    for entry in dates:
        try:
            YAMLHandler().load(f"date: {entry.scalar}")
        except ValueError as error:
            yield Fault(f"{entry.scalar} is no date: {error}", entry.value.start)


def _reason(text: str, body: Span, fault: Fault | None) -> Fault:
    wide = _WIDE_COLON.search(text, *body)
    if wide:
        return Fault("full-width colon \uff1a after a key instead of a colon and a space", wide.start(1))
    unspaced = _UNSPACED.search(text, *body)
    if unspaced and not fault:
        return Fault("no space after the colon of a key", unspaced.start(1))
    return fault or Fault("not a list of keys and values", body.start)


def _starts_with_key(body: str) -> bool:
    for line in body.split("\n", 20)[:20]:
        if line.strip() and not line.lstrip().startswith("#"):
            return _KEY.match(line.lstrip()) is not None or _UNSPACED.match(line) is not None
    return False


def _fenced(text: str, opening: re.Match[str], form: str) -> _Block | None:
    start = opening.end()
    close = _CLOSING[form].search(text, start)
    damaged = _DAMAGED_CLOSING.search(text, start, close.start() if close else len(text))
    if form == "yaml" and damaged and _only_keys(text[start : damaged.start()]):
        fault = Fault("the closing fence is not ---", damaged.start())
        return _Block(form, Span(0, damaged.end()), Span(start, damaged.start()), (fault,))
    if close:
        return _Block(form, Span(0, close.end()), Span(start, close.start()))
    return _unclosed(text, start, form)


def _unclosed(text: str, start: int, form: str) -> _Block | None:
    """Return the keys under a fence that nothing closes: they end where lines stop to look like it."""
    end = start
    for line in text[start:].split("\n"):
        if not (_KEY.match(line) or (end > start and _MORE.match(line) and not line.startswith("# "))):
            break
        end += len(line) + 1
    if end == start:
        return None
    end = min(end - 1, len(text))
    fault = Fault(f"not closed by {'+++' if form == 'toml' else '---'}", 0)
    return _Block(form, Span(0, end), Span(start, end), (fault,))


def _only_keys(body: str) -> bool:
    if not _KEY.match(body):  # the first key stands right under the fence
        return False
    lines = [line for line in body.split("\n") if line.strip()]
    return all(_KEY.match(line) or _MORE.match(line) for line in lines)


def _badly_opened(text: str) -> _Block | None:
    opening = _DAMAGED_OPENING.match(text)
    if not opening:
        return None
    start = opening.end()
    fence = opening[1].rstrip()
    close = _CLOSING["yaml"].search(text, start)
    damaged = _DAMAGED_CLOSING.search(text, start)
    if damaged and (not close or damaged.start() < close.start()):
        close = damaged
    if not close or not _only_keys(text[start : close.start()]):
        return None
    if fence != "---":
        fault = Fault("the opening fence is not ---", opening.start(1))
    elif "\n" in opening[0][:-1]:
        fault = Fault("blank line before the opening ---", 0)
    else:
        fault = Fault("white space before the opening ---", 0)
    return _Block("yaml", Span(opening.start(1), close.end()), Span(start, close.start()), (fault,))


def _unopened(text: str) -> _Block | None:
    """Return keys at the top that only a closing `---` follows: a heading, for Markdown."""
    if not _KEY.match(text):
        return None
    close = _CLOSING["yaml"].search(text)
    if not close or text[close.start() : close.end()].strip() != "---":
        return None
    body = text[: close.start()]
    if body.count("\n") < 2 or "\n\n" in body or not _only_keys(body):
        return None
    fault = Fault("the opening --- is missing", 0)
    return _Block("yaml", Span(0, close.end()), Span(0, close.start()), (fault,))


def _json(text: str) -> FrontMatter | None:
    """Return an object that begins the text and whose last brace stands at the start of a line."""
    end = text.find("\n}")
    if end < 0 or not re.match(r"\{\s*\"[^\"\n]*\"\s*:", text):
        return None
    span = body = Span(0, end + 2)
    from smo_lint.front_matter.yaml_entries import yaml_entries

    contents = yaml_entries(text, body)
    fault = contents.fault
    try:
        json.loads(text[: end + 2])
    except (ValueError, RecursionError) as error:
        fault = Fault(getattr(error, "msg", "nested too deeply"), getattr(error, "pos", 0))
    if fault:
        return FrontMatter("json", span, body, faults=(fault,))
    return FrontMatter("json", span, body, contents.entries, (), contents.doubles)
