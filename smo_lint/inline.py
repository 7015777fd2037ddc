"""The inside of a block: links, images, code, tags, emphasis and whatever a dialect adds, as nodes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from re import Pattern
from typing import NamedTuple

from mistune.helpers import parse_link_href, parse_link_title
from mistune.util import unescape, unikey

from smo_lint.emphasis import Interval, Run, emphasis
from smo_lint.model import Node, Span
from smo_lint.positions import Shift

ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SPACE = " \r\n\t\f"
_TICKS = re.compile(r"`+")
_BREAK = re.compile(r"\n[ \t\r\f]*")
_RUNS = {c: re.compile(re.escape(c) + "+") for c in "*_~"}
_TAG_NAME = re.compile(r"</?([A-Za-z][\w.:-]*)")
TAG = re.compile(
    r"""<[A-Za-z][A-Za-z0-9-]*
        (?:\s+[A-Za-z_:@#][\w.:@-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>
      | </[A-Za-z][A-Za-z0-9-]*\s*>""",
    re.X | re.A,
)
_AUTOLINK = re.compile(
    r"""<(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*
      | [a-zA-Z0-9.!\#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?
        (?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>""",
    re.X,
)
# opening -> (what closes it, kind)
_RAW = (
    ("<!-->", "", "inline_comment"),
    ("<!--->", "", "inline_comment"),
    ("<!--", "-->", "inline_comment"),
    ("<![CDATA[", "]]>", "tag"),
    ("<!", ">", "tag"),
    ("<?", "?>", "tag"),
)
_URL = re.compile(r"https?://[^\s<]*[^\s<?!.,:*_~'\";)\]]")
# (destination "title"): the common form of what follows a link's text, in one match
_DESTINATION = re.compile(
    r"""\([ \t]*([^\s()<>\\\x00-\x1f\x7f]+)(?:[ \t]+("[^"\\\n]*"|'[^'\\\n]*'))?[ \t]*\)"""
)
_LABEL = re.compile(r"(?:[^\\\[\]]|\\.){0,999}", re.S)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Addition(NamedTuple):
    """An inline that a dialect adds.

    pattern  matched at its first character; groups `inner` and `name` where it has them
    kind     of the node
    closer   a string that every match ends with: looked for once, so that thousands of openings
             that are never closed cost nothing
    """

    pattern: Pattern[str]
    kind: str
    closer: str


class Bracket(NamedTuple):
    start: int
    content: int
    kind: str
    runs: int


class Scanner:
    """Finds the inlines of a text; one for plain Markdown and one for MDX, shared by all documents.

    extra        first character -> what dialects add there, tried before CommonMark
    destination  how a destination of a dialect looks, from `(` to `)`, group 1 the destination
    """

    def __init__(
        self, extra: Mapping[str, Sequence[Addition]], destination: Pattern[str] | None = None
    ) -> None:
        self.extra = extra
        self.destination = destination
        chars = "".join(re.escape(c) for c in sorted(set("\\`*_[]!<\n~") | set(extra)))
        self.special = re.compile(f"[{chars}]")
        self.special_or_url = re.compile(f"[{chars}]|https?://")

    def nodes(self, text: str, urls: Mapping[str, str], shift: Shift) -> tuple[Node, ...]:
        """Return the inlines of a text.

        urls   normalised label -> destination, of the document's link definitions
        shift  the way from offsets in the text to offsets in the document
        """
        found = _Scan(self, text, urls).run()
        if not found:
            return ()
        if len(found) > 1:
            found.sort(key=_innermost_first)
        at = shift.__add__ if isinstance(shift, int) else shift
        done: list[Node] = []
        starts: list[int] = []
        for interval in found:
            start, end, kind, c0, c1, name, target, url = interval
            i = len(starts)
            while i and starts[i - 1] >= start:
                i -= 1
            children = () if kind == "image" else tuple(done[i:])
            del done[i:], starts[i:]
            starts.append(start)
            done.append(
                Node(
                    kind,
                    Span(at(start), at(end - 1) + 1),
                    Span(at(c0), at(c1 - 1) + 1 if c1 > c0 else at(c0)),
                    text[c0:c1],
                    children,
                    name,
                    target=Span(at(target[0]), at(target[1] - 1) + 1) if target else None,
                    url=url,
                )
            )
        return tuple(done)


def _innermost_first(interval: Interval) -> tuple[int, int]:
    return interval[1], -interval[0]


class _Scan:
    """One pass over one text."""

    def __init__(self, scanner: Scanner, text: str, urls: Mapping[str, str]) -> None:
        self.scanner, self.text, self.urls = scanner, text, urls
        self.found: list[Interval] = []
        self.runs: list[Run] = []
        self.brackets: list[Bracket] = []
        self.links_below = 0  # brackets under this one hold a link: they can be images only
        self.ticks: dict[int, list[int]] | None = None
        self.next: dict[str, int] = {}  # where each closer was seen last

    def run(self) -> list[Interval]:
        text, scanner = self.text, self.scanner
        search = (scanner.special_or_url if "://" in text else scanner.special).search
        m = search(text)
        while m:
            pos = m.start()
            char = text[pos]
            end = self.added(char, pos) if char in scanner.extra else 0
            m = search(text, end or _READ.get(char, _Scan.bare_url)(self, pos))
        if self.runs:
            emphasis(self.runs, self.found)
        return self.found

    def added(self, char: str, pos: int) -> int:
        for pattern, kind, closer in self.scanner.extra[char]:
            if not self.ahead(closer, pos):
                continue
            m = pattern.match(self.text, pos)
            if m:
                groups = pattern.groupindex
                inner = m.span("inner") if "inner" in groups else m.span()
                name = m["name"] or "" if "name" in groups else ""
                if kind == "wiki_link" and unikey(m["inner"]) in self.urls:
                    continue  # brackets around a reference link
                self.found.append((pos, m.end(), kind, *inner, name, None, ""))
                return m.end()
        return 0

    def ahead(self, closer: str, pos: int) -> bool:
        """Tell whether a closer stands at or after pos: one search for the whole text."""
        at = self.next.get(closer, -2)
        if at != -1 and at < pos:
            at = self.next[closer] = self.text.find(closer, pos)
        return at != -1

    def newline(self, pos: int) -> int:
        text = self.text
        start = pos
        while start and text[start - 1] == " ":
            start -= 1
        m = _BREAK.match(text, pos)
        assert m
        self.leaf(start, m.end(), "break", "hard" if pos - start > 1 else "soft")
        return m.end()

    def leaf(self, start: int, end: int, kind: str, name: str = "") -> None:
        self.found.append((start, end, kind, start, end, name, None, ""))

    def backslash(self, pos: int) -> int:
        after = self.text[pos + 1 : pos + 2]
        if after != "\n":
            return pos + (2 if after in ESCAPABLE else 1)
        m = _BREAK.match(self.text, pos + 1)
        assert m
        self.leaf(pos, m.end(), "break", "hard")
        return m.end()

    def code(self, pos: int) -> int:
        text = self.text
        if self.ticks is None:
            self.ticks = {}
            for m in _TICKS.finditer(text, pos):
                self.ticks.setdefault(m.end() - m.start(), []).append(m.start())
        end = pos
        while text.startswith("`", end):
            end += 1
        width = end - pos
        closers = self.ticks.get(width, [])
        i = bisect_right(closers, pos)
        if i == len(closers):
            return end
        close = closers[i]
        inner = text[end:close]
        pad = inner[0] in " \n" and inner[-1] in " \n" and not inner.isspace()
        self.found.append(
            (pos, close + width, "inline_code", end + pad, close - pad, "", None, "")
        )
        return close + width

    def delimiter(self, pos: int) -> int:
        m = _RUNS[self.text[pos]].match(self.text, pos)
        assert m
        if self.text[pos] != "~" or m.end() - pos == 2:
            self.runs.append(Run(self.text, pos, m.end()))
        return m.end()

    def angle(self, pos: int) -> int:
        text = self.text
        if text.startswith(("<!", "<?"), pos):
            return self.raw(pos)
        m = TAG.match(text, pos) if self.ahead(">", pos) else None
        if m:
            name = _TAG_NAME.match(text, pos)
            self.leaf(pos, m.end(), "tag", name[1] if name else "")
            return m.end()
        m = _AUTOLINK.match(text, pos)
        if not m:
            return pos + 1
        self.autolink(pos, m.end(), 1)
        return m.end()

    def raw(self, pos: int) -> int:
        for opening, closer, kind in _RAW:
            if self.text.startswith(opening, pos):
                start = pos + len(opening)
                if closer and not self.ahead(closer, start):
                    return pos + 1
                inner_end = self.text.find(closer, start) if closer else start
                end = inner_end + len(closer)
                if kind == "tag":
                    start, inner_end = pos, end
                self.found.append((pos, end, kind, start, inner_end, "", None, ""))
                return end
        return pos + 1

    def autolink(self, start: int, end: int, mark: int) -> None:
        inner = (start + mark, end - mark)
        self.found.append((start, end, "link", *inner, "auto", inner, self.text[slice(*inner)]))

    def bare_url(self, pos: int) -> int:
        text = self.text
        m = _URL.match(text, pos) if text[pos] == "h" else None
        if not m or (pos and text[pos - 1].isalnum() and text[pos - 1].isascii()):
            return pos + 1
        end = m.end()
        if self.brackets and (cut := text.find("]", pos, end)) >= 0:
            end = cut
        while text[end - 1] == ")" and text.count(")", pos, end) > text.count("(", pos, end):
            end -= 1
        self.autolink(pos, end, 0)
        return end

    def open(self, pos: int) -> int:
        self.brackets.append(Bracket(pos, pos + 1, "link", len(self.runs)))
        return pos + 1

    def open_image(self, pos: int) -> int:
        if not self.text.startswith("[", pos + 1):
            return pos + 1
        self.brackets.append(Bracket(pos, pos + 2, "image", len(self.runs)))
        return pos + 2

    def close(self, pos: int) -> int:
        if not self.brackets:
            return pos + 1
        start, content, kind, at = self.brackets.pop()
        inactive = kind == "link" and len(self.brackets) < self.links_below
        self.links_below = min(self.links_below, len(self.brackets))
        found = None if inactive else self.inline_target(pos + 1) or self.reference(content, pos)
        if not found:
            return pos + 1
        end, target, name, url = found
        inner = self.runs[at:]
        del self.runs[at:]
        emphasis(inner, self.found)
        if kind == "link":
            self.drop_autolinks(content)
            self.links_below = len(self.brackets)
        self.found.append((start, end, kind, content, pos, name, target, url))
        return end

    def inline_target(self, pos: int) -> tuple[int, tuple[int, int], str, str] | None:
        text = self.text
        if not text.startswith("(", pos):
            return None
        m = _DESTINATION.match(text, pos)
        if not m and self.scanner.destination:
            m = self.scanner.destination.match(text, pos)
        if m:
            return m.end(), m.span(1), "", decoded(m[1])
        href, stop = parse_link_href(text, pos + 1)
        if href is None or stop is None:
            return None
        _, title_end = parse_link_title(text, stop, len(text))
        end = title_end or stop
        while end < len(text) and text[end] in _SPACE:
            end += 1
        if not text.startswith(")", end):
            return None
        if text[stop - 1] == ">" and stop - len(href) - 2 > pos and text[stop - len(href) - 2] == "<":
            stop -= 1
        return end + 1, (stop - len(href), stop), "", decoded(href)

    def reference(self, content: int, pos: int) -> tuple[int, None, str, str] | None:
        text, urls = self.text, self.urls
        if not urls:
            return None
        end = pos + 1
        span = (content, pos)
        if text.startswith("[", end):
            m = _LABEL.match(text, end + 1)
            if m and text.startswith("]", m.end()):
                end = m.end() + 1
                if m.end() > m.start():
                    span = m.span()
        if span[1] - span[0] > 999 or not _LABEL.fullmatch(text, *span):
            return None
        label = text[slice(*span)]
        key = unikey(label)
        return (end, None, label, urls[key]) if key in urls else None

    def drop_autolinks(self, content: int) -> None:
        """Take back the bare URLs inside the text of a link: links do not nest."""
        found = self.found
        for i in range(len(found) - 1, -1, -1):
            if found[i][1] <= content:
                break
            if found[i][5] == "auto" and found[i][2] == "link":
                del found[i]


_READ = {
    "\\": _Scan.backslash,
    "`": _Scan.code,
    "*": _Scan.delimiter,
    "_": _Scan.delimiter,
    "~": _Scan.delimiter,
    "[": _Scan.open,
    "]": _Scan.close,
    "!": _Scan.open_image,
    "<": _Scan.angle,
    "\n": _Scan.newline,
}


def decoded(text: str) -> str:
    """Return a destination or text with its backslash escapes and entities resolved."""
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return unescape(text)
