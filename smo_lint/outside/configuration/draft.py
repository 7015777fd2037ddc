"""The configuration that a project would need, as text: TOML from a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from smo_lint.habits import Habits, digest, stretches
from smo_lint.model import Bundle, ConfigError, Fault
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import Discovery
from smo_lint.outside.configuration.pinned import habits_tables, string
from smo_lint.regexes import regex

# Code points of a block that are shown behind its digest.
SHOWN = 50
_HEADER = regex(r"[ \t]*\[\[?([^\]\n]++)\]\]?[ \t]*(?:#.*)?")
_TOKEN = regex(r'"""(?:\\.|[^\\"]|"(?!""))*+(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)', re.DOTALL)


def draft(
    discovery: Discovery, source: str, config: Config, habits: Habits, notes: Mapping[str, str], above: str
) -> str:
    """Return a whole configuration.

    source  tag, "none" where the editions vote, "" where it is to be detected in each article
    config  what was configured by hand already, and is kept
    notes   digest of a block -> how it begins
    above   what stands before the names of tables: "" or "tool.smo-lint."
    """
    langs = sorted({member.lang for bundle in discovery.every for member in bundle.members})
    lines = [f"[{above.rstrip('.')}]"] if above else []
    if source == "none":
        lines.append("# There is no source language: the editions vote.")
    elif not source:
        lines.append("# Articles have different source languages, which are detected.")
    lines += [f"source = {string(source)}"] if source else []
    lines.append("# Only these languages are looked at; without this line, every one that is found.")
    lines.append(f"# languages = {_list(langs)}")
    if config.layout:
        lines.append(f"layout = {_list(config.layout)}")
    if config.exclude:
        lines.append(f"exclude = {_list(config.exclude)}")
    return "\n".join(lines) + "\n\n" + learnt(habits, notes, above)


def learnt(habits: Habits, notes: Mapping[str, str], above: str) -> str:
    """Return the tables that pin habits, with a word about them."""
    return (
        "# What all articles of the project have in common, so that a run over some of them knows it too.\n"
        "# Learn it anew with `smo-lint init --force`.\n" + habits_tables(habits, above, notes)
    )


def renewed(text: str, tables: str, above: str) -> str:
    """Return a configuration with its tables of habits replaced.

    Raises ConfigError where the habits are written in a way that is not a table of their own.
    """
    import tomllib

    kept: list[str] = []
    dropping = False
    # Long strings may hold lines that look like headers.
    hidden = {n for m in _TOKEN.finditer(text) for n in _lines(text, m.start(), m.end())}
    for number, line in enumerate(text.split("\n")):
        header = _HEADER.fullmatch(line.rstrip("\r"))
        if header and number not in hidden:
            name = "".join(header[1].split()).replace('"', "")
            dropping = name == f"{above}habits" or name.startswith(f"{above}habits.")
            if dropping:
                while kept and kept[-1].startswith("#"):
                    kept.pop()
        if not dropping:
            kept.append(line)
    rest = "\n".join(kept).rstrip("\n")
    new = f"{rest}\n\n{tables}" if rest else tables
    try:
        tomllib.loads(new)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the habits in it cannot be replaced: {error}") from None
    return new


def notes_of(bundles: Iterable[Bundle], texts: Mapping[str, str | Fault], habits: Habits) -> dict[str, str]:
    """Return digest -> how the block begins, of every block that belongs to a locale."""
    wanted = {mark for _, mark in habits.boilerplate}
    notes: dict[str, str] = {}
    for member in (member for bundle in bundles for member in bundle.members):
        text = texts[member.path]
        if len(notes) == len(wanted):
            break
        for block in (
            stretches(text.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(text, str) else ()
        ):
            if (mark := digest(block)) in wanted:
                notes.setdefault(mark, " ".join(block.split())[:SHOWN])
    return notes


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(string, words))}]"


def _lines(text: str, start: int, end: int) -> range:
    return range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1)
