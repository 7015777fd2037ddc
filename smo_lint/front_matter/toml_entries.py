"""The keys of TOML with their places: tomllib says whether it is TOML, a scanner says where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator

from smo_lint.front_matter.yaml_entries import MAX_ENTRIES, Contents, plain_form, too_deep
from smo_lint.model import Entry, Fault, Span
from smo_lint.regexes import regex

_BLANK = regex(r"(?:\s|#[^\n]*)*")
_SEPARATORS = regex(r"(?:[\s,]|#[^\n]*)*")
_WORD = r"(?:[\w-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_KEY = regex(rf"{_WORD}(?:[ \t]*\.[ \t]*{_WORD})*")
_WORDS = regex(_WORD)
_TABLE = regex(rf"\[(\[?)[ \t]*({_KEY.pattern})[ \t]*\]\]?")
_STRING = regex(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.S)
_PLAIN = regex(r"[^,\]\}#\n]+")
_WHERE = regex(r"\(at line (\d+), column (\d+)\)")

Path = tuple[str | int, ...]


def toml_entries(text: str, body: Span) -> Contents:
    """Return the entries of the TOML that stands at `body` in the text; never raises."""
    source = text[slice(*body)]
    if too_deep(source) or source.count(".") > MAX_ENTRIES:
        return Contents(fault=Fault("nested too deeply", body.start))
    try:
        tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Contents(fault=_fault(error, source, body.start))
    entries = tuple(_document(source, body.start))
    return Contents(entries)


def _fault(error: Exception, source: str, base: int) -> Fault:
    message = str(error)
    where = _WHERE.search(message)
    offset = len(source)
    if where:
        lines = source.split("\n")
        offset = sum(len(line) + 1 for line in lines[: int(where[1]) - 1]) + int(where[2]) - 1
    reason = message[: where.start()].strip() if where else message.removesuffix(" (at end of document)")
    return Fault(reason[:1].lower() + reason[1:], base + min(offset, len(source)))


def _document(source: str, base: int) -> Iterator[Entry]:
    pos = 0
    table: Path = ()
    tables: dict[Path, int] = {}
    while (pos := _after(_BLANK, source, pos)) < len(source):
        header = _TABLE.match(source, pos)
        if header:
            table = _path(header[2], tables)
            if header[1]:
                number = tables[table] = tables.get(table, -1) + 1
                table = (*table, number)
            span = Span(base + header.start(2), base + header.end(2))
            yield Entry(table, span, span, "", "mapping")
            pos = header.end()
            continue
        pos = yield from _pair(source, pos, base, table)


def _path(words: str, tables: dict[Path, int]) -> Path:
    """Return the path of a table, the latest element of each list of tables on the way."""
    path: Path = ()
    found = _words(words)
    for i, word in enumerate(found):
        path = (*path, word)
        if path in tables and i < len(found) - 1:
            path = (*path, tables[path])
    return path


def _words(key: str) -> list[str]:
    return [tomllib.loads(f"x={m[0]}")["x"] if m[0][0] in "\"'" else m[0] for m in _WORDS.finditer(key)]


def _after(pattern: re.Pattern[str], source: str, pos: int) -> int:
    m = pattern.match(source, pos)
    return m.end() if m else pos


def _pair(source: str, pos: int, base: int, table: Path) -> Generator[Entry, None, int]:
    """Yield the entries of `key = value` at pos and return where it ends."""
    key = _KEY.match(source, pos)
    if not key:
        return len(source)
    pos = source.index("=", key.end()) + 1
    while source[pos] in " \t":
        pos += 1
    span = Span(base + key.start(), base + key.end())
    return (yield from _value(source, pos, base, (*table, *_words(key[0])), span))


def _value(source: str, pos: int, base: int, path: Path, key: Span | None) -> Generator[Entry, None, int]:
    """Yield a value at pos and all in it, and return where it ends; key None for elements of lists."""
    if source[pos] in "[{":
        form = "list" if source[pos] == "[" else "mapping"
        inside = list(_elements(source, pos, base, path))
        end = inside.pop()
        assert isinstance(end, int)
        value = Span(base + pos, base + end)
        yield Entry(path, key or value, value, "", form)
        yield from (entry for entry in inside if isinstance(entry, Entry))
        return end
    m = _STRING.match(source, pos)
    if m:
        form, scalar = "string", tomllib.loads(f"x={m[0]}")["x"]
        end = m.end()
    else:
        m = _PLAIN.match(source, pos)
        scalar = m[0].rstrip() if m else ""
        form = plain_form(scalar)
        end = pos + max(len(scalar), 1)
    value = Span(base + pos, base + end)
    yield Entry(path, key or value, value, scalar, form)
    return end


def _elements(source: str, pos: int, base: int, path: Path) -> Iterator[Entry | int]:
    """Yield the entries of the list or inline table at pos, then where it ends."""
    closer = "]" if source[pos] == "[" else "}"
    pos = _after(_SEPARATORS, source, pos + 1)
    count = 0
    while pos < len(source) and source[pos] != closer:
        if closer == "]":
            pos = yield from _value(source, pos, base, (*path, count), None)
        else:
            pos = yield from _pair(source, pos, base, path)
        count += 1
        pos = _after(_SEPARATORS, source, pos)
    yield pos + 1
