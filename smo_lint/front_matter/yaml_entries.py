"""The keys of a YAML mapping with their places, read from parser events: nothing is constructed.

No recursion and no expansion: aliases and merge keys stay what is written, so that neither deep
nesting nor a bomb of aliases can hurt.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from smo_lint.model import Entry, Fault, Span
from smo_lint.regexes import regex

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 100
MAX_ENTRIES = 20_000

_BOOL = regex(r"true|True|TRUE|false|False|FALSE")
_NULL = regex(r"~|null|Null|NULL|")
_NUMBER = regex(r"[-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)")
_DATE = regex(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?")
_DASHES = regex(r"^[ \t]*(?:[-?:][ \t]+){100}", re.M)


class Contents(NamedTuple):
    """What stands between the fences.

    mapping  False where it is text or a list
    fault    why it does not parse, None where it does
    """

    entries: tuple[Entry, ...] = ()
    doubles: tuple[tuple[Entry, Entry], ...] = ()
    mapping: bool = True
    fault: Fault | None = None


def yaml_entries(text: str, body: Span) -> Contents:
    """Return the entries of the YAML that stands at `body` in the text; never raises."""
    source = text[slice(*body)]
    if too_deep(source):
        return Contents(fault=Fault("nested too deeply", body.start))
    walk = _Walk(source, body.start)
    try:
        for event in yaml.parse(source, Loader):
            walk.take(event)
    except yaml.MarkedYAMLError as error:
        return Contents(fault=_fault(error, source, body.start))
    except (yaml.YAMLError, ValueError) as error:  # control characters, lone surrogates, too much
        offset = getattr(error, "position", 0)
        return Contents(fault=Fault(str(error).split("\n")[0], body.start + min(offset, len(source))))
    return walk.contents()


def _fault(error: yaml.MarkedYAMLError, source: str, base: int) -> Fault:
    mark, reason = error.problem_mark or error.context_mark, error.problem or "not YAML"
    if mark and error.context_mark and mark.index >= len(source.rstrip()):
        # what was never closed is found where it began, not at the end
        mark = error.context_mark
        if "quoted" in (error.context or ""):
            reason = "unclosed quotation mark"
    return Fault(reason, base + (min(mark.index, len(source)) if mark else 0))


def too_deep(source: str) -> bool:
    """Tell whether brackets or list marks nest so deep that a parser could overflow its stack."""
    if source.count("[") + source.count("{") > MAX_DEPTH:
        depth = 0
        for char in re.findall(r"[\[\]{}]", source):
            depth += 1 if char in "[{" else -1
            if depth > MAX_DEPTH:
                return True
    return _DASHES.search(source) is not None


class _Frame:
    """A mapping or a list that is being read; `path` is None inside a key that is no scalar."""

    __slots__ = ("count", "key", "mapping", "path", "place", "seen")

    def __init__(self, path: tuple[str | int, ...] | None, place: int, *, mapping: bool) -> None:
        self.mapping, self.path, self.place = mapping, path, place
        self.key: tuple[str, Span] | None = None
        self.seen: dict[str, int] = {}
        self.count = 0


class _Walk:
    def __init__(self, source: str, base: int) -> None:
        self.source, self.base = source, base
        self.frames: list[_Frame] = []
        self.entries: list[Entry] = []
        self.doubles: list[tuple[int, int]] = []
        self.mapping: bool | None = None

    def contents(self) -> Contents:
        entries = tuple(self.entries)
        doubles = tuple((entries[a], entries[b]) for a, b in self.doubles)
        return Contents(entries, doubles, self.mapping is not False)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.value(event, event.value, _form(event))
        elif isinstance(event, yaml.AliasEvent):
            self.value(event, f"*{event.anchor}", "string")
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(event, mapping=True)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(event, mapping=False)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.close(event)

    def value(self, event: Any, scalar: str, form: str) -> int:
        """Take a value or a key; return the number of its entry, -1 where it makes none."""
        span = self.span(event.start_mark.index, event.end_mark.index)
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            if form == "list" or (form != "mapping" and scalar):
                self.mapping = False
            return -1
        if frame.mapping and frame.key is None:
            frame.key = (scalar, span)
            return -1
        key = frame.key or (frame.count, span)
        frame.key = None
        frame.count += 1
        if frame.path is None:
            return -1
        if len(self.entries) >= MAX_ENTRIES:
            raise ValueError("more keys than front matter can have")
        number = len(self.entries)
        self.entries.append(Entry((*frame.path, key[0]), key[1], span, scalar, form))
        if isinstance(key[0], str):
            if key[0] in frame.seen:
                self.doubles.append((frame.seen[key[0]], number))
            frame.seen.setdefault(key[0], number)
        return number

    def open(self, event: Any, *, mapping: bool) -> None:
        frame = self.frames[-1] if self.frames else None
        is_key = frame is not None and frame.mapping and frame.key is None
        number = self.value(event, "", "mapping" if mapping else "list")
        path: tuple[str | int, ...] | None = () if frame is None else None
        if number >= 0:
            path = self.entries[number].path
        self.frames.append(_Frame(None if is_key else path, number, mapping=mapping))

    def close(self, event: Any) -> None:
        frame = self.frames.pop()
        if frame.place >= 0:
            entry = self.entries[frame.place]
            span = self.span(entry.value.start - self.base, event.end_mark.index)
            key = entry.key if isinstance(entry.path[-1], str) else span
            self.entries[frame.place] = entry._replace(value=span, key=key)

    def span(self, start: int, end: int) -> Span:
        while end > start and self.source[end - 1].isspace():
            end -= 1
        return Span(self.base + start, self.base + end)


def _form(event: Any) -> str:
    return "string" if event.style in ("'", '"', "|", ">") or event.tag else plain_form(event.value)


def plain_form(value: str) -> str:
    """Return what an unquoted value looks like: "bool", "null", "number", "date" or "string"."""
    for form, pattern in (("null", _NULL), ("bool", _BOOL), ("number", _NUMBER), ("date", _DATE)):
        if pattern.fullmatch(value):
            return form
    return "string"
