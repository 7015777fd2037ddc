"""Where the keys of a TOML document stand: the standard library reads values only."""

from __future__ import annotations

import re

_KEY = re.compile(
    r"""[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*="""
)
_HEADER = re.compile(r"[ \t]*\[\[?([^\]\n]+)\]\]?")
_PART = re.compile(r"""[\w-]+|"[^"\n]*"|'[^'\n]*'""")
# Whatever may hide a bracket or a line that looks like a key.
_TOKEN = re.compile(
    r'"""(?:\\.|.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]', re.DOTALL
)


def places(text: str) -> dict[tuple[str, ...], int]:
    """Return key path -> line (from 1) of every table and key of a valid TOML document.

    A key of an inline table has the line of the key that holds it, and is absent.
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    offset = 0
    while offset < len(text):
        line = text.count("\n", 0, offset) + 1
        if header := _HEADER.match(text, offset):
            table = _parts(header.group(1))
            found.setdefault(table, line)
            offset = _next_line(text, header.end())
        elif key := _KEY.match(text, offset):
            found.setdefault(table + _parts(key.group(1)), line)
            offset = _after_value(text, key.end())
        else:
            offset = _next_line(text, offset)
    return found


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def _next_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _after_value(text: str, offset: int) -> int:
    """Return where the line after a value begins: brackets and long strings run over lines."""
    depth = 0
    for token in _TOKEN.finditer(text, offset):
        char = token.group()
        if char in ("[", "{"):
            depth += 1
        elif char in ("]", "}"):
            depth -= 1
        elif char == "\n" and depth <= 0:
            return token.end()
    return len(text)
