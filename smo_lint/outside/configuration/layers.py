"""Layers of configuration: presets, files and the command line, each above what it builds on."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import smo_lint
from smo_lint.model import Fault, Span
from smo_lint.model.frozen import frozen
from smo_lint.options import BY_KEY, Config
from smo_lint.outside.articles.discovery import from_here
from smo_lint.outside.articles.root import inside
from smo_lint.outside.configuration.mistakes import Mistake, Told, meant
from smo_lint.outside.configuration.places import Key, Place, nearest, places
from smo_lint.outside.load import read
from smo_lint.regexes import regex

Table = Mapping[str, Any]
_FOLDER = os.path.join(os.path.dirname(smo_lint.__file__), "presets")
PRESETS = tuple(sorted(name.removesuffix(".toml") for name in os.listdir(_FOLDER) if name.endswith(".toml")))
# Keys that are understood before the others.
_FIRST = ("extends", "plugins")
_AT = regex(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")


@frozen
class Document:
    """Where a table comes from.

    name    of the file as it is shown, or the flag
    folder  absolute path of what its paths are relative to
    text    of the file, "" where it is none
    above   key of the table in the document
    note    what is told beside its name
    """

    name: str
    folder: str
    text: str = ""
    above: Key = ()
    note: str = ""

    def told(self, mistake: Mistake) -> Told:
        """Return a mistake with its place."""
        if not self.text:
            return Told(mistake.message, self.name)
        return Told(mistake.message, self.name, self.text, self._span(mistake.key))

    def origin(self, key: Key) -> str:
        """Return where a value is given: a file and a line, or a flag."""
        from smo_lint.outside.configuration.rule_options import spellings

        written = next((k for k in spellings(key) if self.above + k in self._places), key)
        line = f":{self.text.count(chr(10), 0, self._span(written).start) + 1}" if self.text else ""
        return f"{self.name}{line}{self.note}"

    def _span(self, key: Key) -> Span:
        return nearest(self._places, self.above + key).key

    @cached_property
    def _places(self) -> dict[Key, Place]:
        """Asked for by those who are told where something stands, not by every run."""
        return places(self.text)


class Layer(NamedTuple):
    """What one origin says: key -> plain value."""

    values: Table
    document: Document


class Origin(NamedTuple):
    """Where a value comes from; as a string, as users are told it."""

    document: Document
    key: Key

    def __str__(self) -> str:
        return self.document.origin(self.key)


@dataclass
class Layers:
    """What was read, the lowest first; and what is wrong in it, or only doubtful.

    trusted  whether plugins may be loaded that are named here
    """

    found: list[Layer] = field(default_factory=list)
    wrong: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    trusted: bool = False

    def add_file(self, file: str, stack: tuple[str, ...] = (), note: str = "") -> tuple[Table, Document]:
        """Add a file (absolute path) above what it extends; return its table, and where that stands.

        stack  the files that led to it, the first one first
        """
        table, document = self._read(file, os.path.dirname(stack[0] if stack else file))
        document = replace(document, note=note)
        self.add(table, document, (*stack, file))
        return table, document

    def add(
        self, table: Table, document: Document, stack: tuple[str, ...] = (), *, loose: bool = False
    ) -> None:
        """Add a table above what it extends."""
        from smo_lint.outside.configuration.checks import (  # only now: this wants to know all rules
            checked,
            wrong_version,
        )

        version = table.get("required-version")
        if isinstance(version, str) and (wrong := wrong_version(version)):
            # What another version wrote is not judged by this one.
            self.wrong.append(document.told(Mistake(("required-version",), wrong)))
            return
        # First what brings rules: the rest may speak of them.
        values, mistakes = checked({key: table[key] for key in _FIRST if key in table}, loose=loose)
        for number, name in enumerate(values.get("extends", ())):
            self._extend(name, document, ("extends", str(number)), stack)
        for number, name in enumerate(values.get("plugins", ())):
            from smo_lint.outside.configuration.plugins import load

            if wrong := load(name, trusted=self.trusted):
                mistakes.append(Mistake(("plugins", str(number)), wrong))
        rest, more = checked({key: table[key] for key in table if key not in _FIRST}, loose=loose)
        values |= rest
        mistakes += more
        if "projects" in table and len(stack) != 1:
            mistakes.append(Mistake(("projects",), "“projects” stand in the first file of a run only"))
        self.wrong += (document.told(mistake) for mistake in mistakes if not mistake.mild)
        self.doubtful += (document.told(mistake) for mistake in mistakes if mistake.mild)
        for key in [key for key in values if BY_KEY[key].holds == "files"]:
            values[key] = _placed(values[key], document.folder)
            names = (values[key],) if isinstance(values[key], str) else values[key]
            if document.text and not all(inside(name, document.folder) for name in names):
                self.wrong.append(document.told(Mistake((key,), f"“{key}” leaves the repository")))
                del values[key]
        self.found.append(Layer(values, document))

    def _extend(self, name: str, document: Document, key: Key, stack: tuple[str, ...]) -> None:
        if name in PRESETS:
            text = read(os.path.join(_FOLDER, f"{name}.toml"))
            self.add(tomllib.loads(str(text)), Document(f"preset {name}", _FOLDER), stack=(*stack, name))
            return
        file = os.path.normpath(os.path.join(document.folder, name))
        wrong = ""
        if "://" in name:
            wrong = f"“{name}” is an address: nothing is fetched, name a file or a preset"
        elif file in stack:
            circle = (*stack[stack.index(file) :], file)
            wrong = f"“{name}” extends itself: {' → '.join(map(os.path.basename, circle))}"
        elif not os.path.lexists(file):
            wrong = f"“{name}” is no file and no preset ({', '.join(PRESETS)}){meant(name, PRESETS)}"
        if wrong:
            self.wrong.append(document.told(Mistake(key, wrong)))
        else:
            self.add_file(file, stack, " (extended)")

    def _read(self, file: str, home: str) -> tuple[Table, Document]:
        """Return our table of a file, {} where there is none; what is wrong with the file is noted.

        home  the folder whose repository it must be in
        """
        document = Document(shown_path(file), os.path.dirname(file))
        text = read(file) if inside(file, home) else Fault("leaves the repository: it is not read")
        if not isinstance(text, str):
            self.wrong.append(Told(text.reason, document.name))
            return {}, document
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        try:
            table: Table = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self.wrong.append(_broken(text, str(error), document.name))
            return {}, document
        above: Key = ()
        if os.path.basename(file) == "pyproject.toml":
            above = ("tool", "smo-lint")
            table = table.get("tool", {}).get("smo-lint", {})
        document = replace(document, text=text or "\n", above=above)
        if not isinstance(table, Mapping):
            self.wrong.append(document.told(Mistake((), "“tool.smo-lint” must be a table")))
            return {}, document
        return table, document


def merged(layers: Iterable[Layer]) -> tuple[dict[str, Any], dict[Key, list[Origin]]]:
    """Return fields of Config, and where each key, or key of a table, comes from: the lowest first.

    A key replaces what lower layers say, also what was added there; an `extend-` key adds to it.
    Of tables, each key replaces what lower layers say of it.
    """
    values: dict[str, Any] = {}
    origins: dict[Key, list[Origin]] = {}
    for layer in layers:
        for key in sorted(layer.values, key=lambda key: BY_KEY[key].adds):
            option, value = BY_KEY[key], layer.values[key]
            field_ = option.field or key
            if option.adds:
                values[field_] = (*values.get(field_, getattr(Config(), field_)), *value)
                plain = (field_.replace("_", "-"),)
                origins.setdefault(plain, []).append(Origin(layer.document, (key,)))
            elif isinstance(value, Mapping):
                values[field_] = _over(values.get(field_, {}), value)
                paths = ((key, *below) for below in _below(value))
                origins |= {path: [Origin(layer.document, path)] for path in paths}
            else:
                values[field_] = value
                origins[key,] = [Origin(layer.document, (key,))]
    return values, origins


def shown_path(file: str) -> str:
    """Return a path as users are told it: from the current folder where it lies below that."""
    return from_here(file)


def _over(lower: Table, higher: Table) -> dict[str, Any]:
    whole = dict(lower)
    for key, value in higher.items():
        below = whole.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        whole[key] = _over(below, value) if both and isinstance(below, Mapping) else value
    return whole


def _below(value: Any) -> Sequence[Key]:
    """Return the paths below a value that have origins of their own: one for each key of a table."""
    if not isinstance(value, Mapping):
        return [()]
    return [(key, *below) for key, inner in value.items() for below in _below(inner)]


def _placed(value: Any, folder: str) -> Any:
    if isinstance(value, str):
        return os.path.normpath(os.path.join(folder, value)) if value else ""
    return tuple(os.path.normpath(os.path.join(folder, name)) for name in value)


def _broken(text: str, error: str, name: str) -> Told:
    """Return what is wrong with a text that is no TOML, where the parser says so."""
    message = _AT.sub("", error)
    message = f"no TOML: {message[:1].lower()}{message[1:]}"
    match = _AT.search(error)
    if match is None or not match[1]:
        return Told(message, name, text, Span(max(0, len(text.rstrip()) - 1), len(text.rstrip())))
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    return Told(message, name, text, Span(offset, min(offset + 1, len(text))))
