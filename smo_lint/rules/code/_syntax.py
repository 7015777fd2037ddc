"""What a person may translate inside code: comments, text in strings, text between tags.

A language is a row of the table: how its comments begin, what its strings look like, whether text
stands between its tags. Nothing here parses a language; it only tells words from code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_DOUBLE = r'"(?:[^"\\\n]|\\.)*"'
_SINGLE = r"'(?:[^'\\\n]|\\.)*'"
_LONG = r'"""[\s\S]*?"""' + r"|'''[\s\S]*?'''"
_TICKED = r"`(?:[^`\\]|\\[\s\S])*`"
_SQL = r"'(?:[^']|'')*'"

_SLASHES = r"(?<![:\w])//[^\n]*"
_BLOCK = r"/\*[\s\S]*?\*/"
_HASH = r"#[^\n]*"
_SPACED_HASH = r"(?<!\S)#[^\n]*"
_DASHES = r"(?<!\S)--[^\n]*"
_SEMICOLON = r";[^\n]*"
_PERCENT = r"(?<!\\)%[^\n]*"
_TAGGED = r"<!--[\s\S]*?-->"
_TEMPLATE = r"\{#[\s\S]*?#\}"

# Text between a tag's end and the next tag or expression; `=>` and `->` end no tag.
_BETWEEN = (
    r"(?<=[^=\-\s]>)(?![;,)\]&|])(?=[^<>{}]*+[<{])[^<>{}]++"
    r"|(?<=\})(?!\s*/[/*])(?=[^<>{}()=;]*+[<{])[^<>{}()=;]++"
)
_LEADING = r"^[ \t]*#*[ \t]*[^\W\d_][^<>{}()=;:\[\]\n\"']*+(?=<|\{\{|$)"
# What stands behind a key: `title: Welcome`, `title = Welcome`.
_VALUE = r"(?<=: )[^\s\"'{\[&*|>#][^\n]*?(?=[ \t]*(?:\s#|$))|(?<=- )[^\W\d_][^\n:\"']*$"
_ASSIGNED = r"(?<==)[ \t]*[^\s\"'][^\n]*$"
_BRACED = r"\{[\w-]++(?: [\w-]++)++\}"
_PLACEHOLDER = r"<[^<>\n|&=]++>"


class Syntax(NamedTuple):
    """How a language is read: patterns of what may be translated, tried in this order.

    comments  left out when code is compared
    words     strings, text between tags, values: only their being there is compared
    keys      what looks like words and is code
    exact     False where the words of a line are language rather than code: output, diagrams
    """

    comments: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    exact: bool = True


_C = Syntax((_BLOCK, _SLASHES), (_DOUBLE, _SINGLE))
# JavaScript takes `<!--` for the beginning of a comment, too, which ends with the line.
_SCRIPT = Syntax((_BLOCK, _SLASHES, _TAGGED, r"<!--[^\n]*"), (_DOUBLE, _SINGLE, _TICKED, _BETWEEN))
_PYTHON = Syntax((_HASH,), (_LONG, _DOUBLE, _SINGLE))
_SHELL = Syntax((_SPACED_HASH, r"(?m:^[ \t]*//[^\n]*)"), (_DOUBLE, _SINGLE, _PLACEHOLDER, _BRACED))
_MARKUP = Syntax((_TAGGED, _TEMPLATE, _BLOCK, _SLASHES), (_DOUBLE, _SINGLE, _TICKED, _BETWEEN, _LEADING))
_KEYS = Syntax((_SPACED_HASH,), (_DOUBLE, _SINGLE, _VALUE, _PLACEHOLDER))
_SETTINGS = Syntax((_SPACED_HASH, r"(?m:^[ \t]*;[^\n]*)"), (_LONG, _DOUBLE, _SINGLE, _ASSIGNED))
_LOOSE = Syntax(exact=False)

_TABLE: tuple[tuple[str, Syntax], ...] = (
    ("c cpp c++ cxx h hpp cc cs csharp java kotlin kt scala swift objc rust rs php dart groovy", _C),
    ("gradle proto protobuf hcl zig v solidity sol glsl wgsl css json5 jsonc", _C),
    ("less scss stylus", _C),
    ("go golang", Syntax(_C.comments, (_DOUBLE, _SINGLE, _TICKED))),
    ("js javascript mjs cjs jsx ts typescript mts cts tsx", _SCRIPT),
    ("html xml svg vue vue-html js-vue svelte astro ejs swig njk nunjucks jinja jinja2 twig liquid", _MARKUP),
    ("handlebars hbs erb xhtml wxml", _MARKUP),
    ("python py python3 pycon ipython gdscript starlark bazel", _PYTHON),
    ("ruby rb perl pl r julia jl elixir ex exs crystal nim tcl", _PYTHON),
    ("bash sh shell zsh fish console shellsession shell-session sh-session terminal", _SHELL),
    ("powershell ps1 ps pwsh cmd bat batch command", _SHELL),
    ("dockerfile docker makefile make cmake nginx apache awk", Syntax((_SPACED_HASH,), (_DOUBLE, _SINGLE))),
    ("yaml yml", _KEYS),
    ("toml ini conf cfg properties env dotenv editorconfig", _SETTINGS),
    ("json", Syntax((_BLOCK, _SLASHES), (_DOUBLE, _SINGLE), (f"(?:{_DOUBLE}|{_SINGLE})" + r"(?=\s*:)",))),
    (
        "sql mysql postgresql postgres plsql sqlite graphql gql",
        Syntax((_DASHES, _BLOCK, _SPACED_HASH), (_SQL, _DOUBLE)),
    ),
    ("lua haskell hs elm ada vhdl", Syntax((_DASHES,), (_DOUBLE, _SINGLE))),
    ("lisp elisp clojure clj scheme racket asm nasm", Syntax((_SEMICOLON,), (_DOUBLE,))),
    ("tex latex matlab octave erlang erl prolog", Syntax((_PERCENT,), (_DOUBLE,))),
)


@cache
def syntax(language: str) -> Syntax:
    """Return how a code language is read; a language that no row names is read as plain output."""
    word = language.lower()
    return next((found for names, found in _TABLE if word in names.split()), _LOOSE)


class Piece(NamedTuple):
    """A part of code that may be translated: "comment" or "words", code points of the code."""

    kind: str
    start: int
    end: int


def pieces(language: str, code: str) -> Iterator[Piece]:
    """Yield the comments and words of code in the order they stand."""
    scanner = _scanner(syntax(language))
    if scanner is None:
        return
    for match in scanner.finditer(code):
        if match.lastgroup and match.lastgroup != "keys":
            yield Piece(match.lastgroup, *match.span())


@cache
def _scanner(rules: Syntax) -> re.Pattern[str] | None:
    groups = (("keys", rules.keys), ("words", rules.words), ("comment", rules.comments))
    parts = [f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in groups if patterns]
    return re.compile("|".join(parts), re.MULTILINE) if parts else None
