"""Habits in a configuration: the table `habits` read, and written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from smo_lint.languages import normalise
from smo_lint.model import Habits
from smo_lint.outside.configuration.mistakes import Mistake, meant, shown
from smo_lint.regexes import regex

# key -> (field of Habits, what a language's entry is, what the comment says)
SHAPES = {
    "boilerplate": ("boilerplate", "strings", "blocks that most pages of a language carry, by their digests"),
    "keys": ("keys", "strings", "keys of front matter that only this language has"),
    "elements": ("elements", "strings", "components and shortcodes that only this language has"),
    "marks": ("marks", "strings", "ASCII marks that these pages write although the language has its own"),
    "kept": ("kept", "strings", "keys of front matter that this language leaves in the source's"),
    "addresses": ("addresses", "table", "what replaces the beginning of a URL of the source"),
    "spaces": ("spaces", "table", "the space before marks"),
    "lengths": ("lengths", "number", "letters that say what one letter of the first language says"),
}
PROTECTED = "protected-keys"
_NAMES = {"strings": "a list of strings", "table": "a table of strings", "number": "a number above 0"}
_BARE = regex(r"[A-Za-z0-9_-]+")


def read_habits(value: Any) -> tuple[Habits, list[Mistake]]:
    """Return the habits that a table of a configuration pins, and what is wrong with it."""
    if not isinstance(value, dict):
        return Habits(), [Mistake(("habits",), f"“habits” must be a table, not {shown(value)}")]
    mistakes = list(_wrong(value))
    if mistakes:
        return Habits(), mistakes
    fields: dict[str, Any] = {"protected_keys": tuple(sorted(value.get(PROTECTED, ())))}
    for key, (field, _, _) in SHAPES.items():
        entries = tuple(sorted(_entries(value.get(key, {}))))
        fields[field] = frozenset(entries) if field == "boilerplate" else entries
    return Habits(**fields), []


def habits_tables(habits: Habits, above: str, notes: Mapping[str, str]) -> str:
    """Return the tables that pin habits, as TOML.

    above  what stands before "habits" in their names, such as "tool.smo-lint."
    notes  text of an entry -> what is said behind it
    """
    lines = [f"[{above}habits]", f"{PROTECTED} = {_strings(habits.protected_keys)}"]
    for key, (field, kind, comment) in SHAPES.items():
        held: dict[str, list[tuple[Any, ...]]] = {}
        for tag, *rest in sorted(getattr(habits, field)):
            held.setdefault(tag, []).append(tuple(rest))
        if not held:
            continue
        lines += ("", f"# {comment}")
        if kind == "table":
            for tag, entries in held.items():
                lines.append(f"[{above}habits.{key}.{_key(tag)}]")
                lines += (f"{_key(name)} = {string(text)}" for name, text in entries)
        else:
            lines.append(f"[{above}habits.{key}]")
            for tag, entries in held.items():
                lines += _of_language(tag, [entry[0] for entry in entries], notes)
    return "\n".join(lines) + "\n"


def string(text: str) -> str:
    """Return a text as a TOML string; what cannot be seen is escaped."""
    seen = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escaped(char) for char in seen)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _of_language(tag: str, entries: list[Any], notes: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(entries[0], str):
        yield f"{_key(tag)} = {entries[0]}"
    elif not any(entry in notes for entry in entries):
        yield f"{_key(tag)} = {_strings(entries)}"
    else:
        yield f"{_key(tag)} = ["
        for entry in entries:
            note = "".join(char if char.isprintable() else " " for char in notes.get(entry, ""))
            yield f"    {string(entry)},  # {note}".rstrip(" #")
        yield "]"


def _strings(texts: Any) -> str:
    return f"[{', '.join(map(string, texts))}]"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else string(name)


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for tag, value in table.items():
        if isinstance(value, dict):
            yield from ((tag, name, text) for name, text in value.items())
        elif isinstance(value, list):
            yield from ((tag, text) for text in value)
        else:
            yield tag, float(value)


def _wrong(table: Mapping[str, Any]) -> Iterator[Mistake]:
    for key, value in table.items():
        here = ("habits", key)
        if key == PROTECTED:
            if not _fits("strings", value):
                yield Mistake(here, f"“{key}” must be a list of strings, not {shown(value)}")
        elif key not in SHAPES:
            yield Mistake(here, f"unknown habit “{key}”{meant(key, (PROTECTED, *SHAPES))}")
        elif not isinstance(value, dict):
            yield Mistake(here, f"“{key}” must be a table of languages, not {shown(value)}")
        else:
            for tag, held in value.items():
                kind = SHAPES[key][1]
                if not normalise(tag):
                    yield Mistake((*here, tag), f"“{tag}” is no language tag")
                elif not _fits(kind, held):
                    yield Mistake((*here, tag), f"“{tag}” must be {_NAMES[kind]}, not {shown(held)}")


def _fits(kind: str, value: Any) -> bool:
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "table":
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
