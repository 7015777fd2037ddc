"""What a run has found, and the formats that can show it: one format, one file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, TextIO

from smo_lint.model import Bundle, Finding, Span
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex

Render = Callable[["Report", TextIO], None]

# What a terminal would obey instead of show: controls, directions that reach beyond their word,
# line separators, halves of surrogate pairs (from names of files); and what the log of a CI service
# obeys: `##vso[…]` anywhere, `::error …::` at the beginning of a line.
_UNSHOWN = regex(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
    r"|\#(?=\#(?:vso|teamcity)?\[)|(?<!\S):(?=:[A-Za-z].*::)",
    re.DOTALL,
)


# What our own sentences and frames consist of, for streams that know no more than ASCII.
_DRAWN = "╭│╰─┆…·“”‘’‹›→–—×"
_ASCII = str.maketrans(_DRAWN + "\u2068\u2069", ",|`-:~-\"\"''<>>--x  ")


class Place(NamedTuple):
    """Lines and columns from 1, columns in code points; the end is the first column not covered."""

    line: int
    column: int
    end_line: int
    end_column: int


class Sheet:
    """A text and its lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Where the last span began, and in which line: most often the next one stands behind it.
        self._last = 0, 1

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self._text.split("\n")

    def place(self, span: Span) -> Place:
        """Return where a span stands; offsets behind the text are its end."""
        line = self._line(span.start)
        self._last = span.start, line
        end_line = self._line(span.end)
        return Place(line, self._column(span.start), end_line, self._column(span.end))

    def _line(self, offset: int) -> int:
        before, line = self._last if self._last[0] <= offset else (0, 1)
        return line + self._text.count("\n", before, offset)

    def _column(self, offset: int) -> int:
        return min(offset, len(self._text)) - self._text.rfind("\n", 0, offset)


class Gone(NamedTuple):
    """What was found before and is found no more: repaired, or taken away."""

    code: str
    article: str
    lang: str
    message: str


@frozen(eq=False)
class Report:
    """Everything that a format may tell.

    findings  in the order of articles, files and places
    bundles   every article that was judged, those without findings too
    text      path -> the text that offsets count in: normalised, without byte order mark; "" for
              a file that cannot be read
    source    the source language of the run, "" where editions vote
    elapsed   seconds, None where they were not counted
    terse     findings only, no summary
    tallied   with a table of rules and languages
    fail_on   the least severity that fails the run, "never" for none
    hidden    what was found and does not count: "3 hidden by the baseline"
    fix_source  whether fixes may change the source edition
    linked    whether paths are links that a terminal opens
    against   what the findings are newer than: "the baseline", "main at 77ab010"; "" where all count
    gone      what there was then and is not there now
    coloured  whether a format for people is in colours; None as the stream and the environment have it
    limit     how many findings formats for people show; None for all. Programs are told all
    nodes     how many a page may have that a format parses; None for the usual limit
    """

    findings: tuple[Finding, ...]
    bundles: tuple[Bundle, ...]
    text: Callable[[str], str]
    source: str = ""
    elapsed: float | None = 0.0
    terse: bool = False
    tallied: bool = False
    fail_on: str = "error"
    hidden: tuple[str, ...] = ()
    fix_source: bool = False
    linked: bool = False
    against: str = ""
    gone: tuple[Gone, ...] = ()
    coloured: bool | None = None
    limit: int | None = None
    nodes: int | None = None
    _sheets: dict[str, Sheet] = field(default_factory=dict, repr=False)

    @property
    def timing(self) -> tuple[str, ...]:
        """How long it took: ("0.52 s",), nothing where that is not known."""
        return () if self.elapsed is None else (f"{self.elapsed:.2f} s",)

    def sheet(self, path: str) -> Sheet:
        """Return the lines of a file."""
        if path not in self._sheets:
            self._sheets[path] = Sheet(self.text(path))
        return self._sheets[path]

    def place(self, path: str, span: Span) -> Place:
        """Return where a span of a file stands."""
        return self.sheet(path).place(span)

    @property
    def seen(self) -> tuple[Finding, ...]:
        """The findings that formats for people show."""
        return self.findings[: self.limit]

    @property
    def cut(self) -> str:
        """How many findings they do not show, and which flag wants it so; "" where all are shown."""
        left = len(self.findings) - len(self.seen)
        return f"{counted(left, 'more finding')}: --max-output {self.limit}" if left else ""

    @cached_property
    def langs(self) -> dict[str, str]:
        """The language of every file."""
        return {member.path: member.lang for bundle in self.bundles for member in bundle.members}

    @cached_property
    def source_paths(self) -> frozenset[str]:
        """The files that others were compared with; none of articles whose editions vote."""
        known = [(bundle.source, member) for bundle in self.bundles for member in bundle.members]
        return frozenset(member.path for source, member in known if source and member.lang == source)

    @cached_property
    def severities(self) -> Counter[str]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)

    def remedy(self, finding: Finding) -> str:
        """Return the option that applies the fix of a finding, "" where there is no fix."""
        fix = finding.problem.fix
        if fix is None:
            return ""
        if not self.fix_source and finding.problem.at.path in self.source_paths:
            return "--fix-source"
        return "--fix" if fix.safe else "--unsafe-fixes"

    @cached_property
    def remedies(self) -> Counter[str]:
        """How many findings each of these options repairs."""
        return Counter(filter(None, map(self.remedy, self.findings)))


def formats() -> tuple[str, ...]:
    """Return the names of the formats, in the order of the alphabet."""
    return tuple(sorted(file.name for file in iter_modules(__path__) if not file.name.startswith("_")))


def renderer(name: str) -> Render:
    """Return the function that writes a report in a format; its module is imported only now."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render


def shown(text: str) -> str:
    r"""Return a text as it can be shown: a tab is four spaces, other controls are escapes such as \x1b.

    What the log of a CI service would take for a command gets an escape, too: \x23#vso[…].
    """
    return _UNSHOWN.sub(_escape, text)


def encodes(out: TextIO) -> bool:
    """Return whether a stream can show the signs that frames are made of."""
    try:
        _DRAWN.encode(getattr(out, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def fitting(text: str, out: TextIO) -> str:
    """Return a text with ASCII for those signs where the stream cannot show them."""
    return text if encodes(out) else text.translate(_ASCII)


def counted(number: int, noun: str) -> str:
    """Return "1 finding", "2 findings"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _escape(match: re.Match[str]) -> str:
    if match[0] == "\t":
        return "    "
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
