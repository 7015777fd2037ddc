"""Which rules may begin at a line, by its first character: most lines are text, and no rule need be tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from re import Pattern

from mistune.block_parser import BlockParser

# What the first character of a line says nothing of: the rule may stand behind spaces.
_SPACE = " \t\v\f"
_DIGITS = "0123456789"
# What mistune's own rules begin with, spaces apart.
FIRST = {
    "fenced_code": "`~",
    "indent_code": _SPACE,
    "atx_heading": "#",
    "setex_heading": "=-",
    "thematic_break": "-_*",
    "block_quote": ">",
    "list": "*+-" + _DIGITS,
    "ref_link": "[",
    "raw_html": "<",
    "block_html": "<",
    "blank_line": "\n" + _SPACE,
}


class Starts(dict[str, Pattern[str] | None]):
    """First character of a line -> what matches the rules that may begin there, None where none may.

    block  the parser that compiles them
    rules  in their order
    first  rule -> the characters that it begins with; any, where it is not named
    """

    def __init__(self, block: BlockParser, rules: Sequence[str], first: Mapping[str, str]) -> None:
        super().__init__()
        self.block, self.rules, self.first = block, rules, first

    def __missing__(self, char: str) -> Pattern[str] | None:
        seen = "0" if char.isdecimal() else char
        fitting = [rule for rule in self.rules if char in _SPACE or seen in self.first.get(rule, seen)]
        found = self[char] = self.block.compile_sc(fitting) if fitting else None
        return found
