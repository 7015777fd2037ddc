"""One pass over the inside of a block: which intervals of it are links, code, tags, emphasis…"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from mistune.util import unikey

from smo_lint.markdown.destinations import Target, labelled, parenthesised
from smo_lint.markdown.emphasis import Interval, Run, emphasis
from smo_lint.markdown.syntax import Syntax
from smo_lint.markdown.tags import TAG, TAG_NAME
from smo_lint.regexes import regex

ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = regex(r"`+")
_BREAK = regex(r"\n[ \t\r\f]*")
_RUNS = {c: regex(re.escape(c) + "+") for c in "*_~"}
_AUTOLINK = regex(
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
_URL = regex(r"https?://[^\s<]*[^\s<?!.,:*_~'\";\]]")
_URL_TAIL = "?!.,:*_~'\";]"


class Scan:
    """One pass over one text.

    urls  normalised label -> destination, of the document's link definitions
    """

    def __init__(self, syntax: Syntax, text: str, urls: Mapping[str, str]) -> None:
        self.syntax, self.text, self.urls = syntax, text, urls
        self.found: list[Interval] = []
        self.runs: list[Run] = []
        self.brackets: list[int] = []  # where each that is open begins, twice that; one more of an image
        self.before: list[int] = []  # how many runs stand before each
        self.links_below = 0  # brackets under this one hold a link: they can be images only
        self.ticks: dict[int, list[int]] | None = None
        self.next: dict[str, int] = {}  # where each closer was seen last

    def intervals(self, first: re.Match[str]) -> list[Interval]:
        """Return them; `first` is the first character of the text that may begin one."""
        text, syntax, search = self.text, self.syntax, first.re.search
        m: re.Match[str] | None = first
        while m:
            pos = m.start()
            char = text[pos]
            end = self.added(char, pos) if char in syntax.extra else 0
            m = search(text, end or _READ.get(char, Scan.bare_url)(self, pos))
        if self.runs:
            emphasis(self.runs, self.found)
        return self.found

    def added(self, char: str, pos: int) -> int:
        for pattern, kind, closer in self.syntax.extra[char]:
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
        end = pos + 1
        while text.startswith("`", end):
            end += 1
        width = end - pos
        close = text.find("`", end)
        if close < 0:
            return end
        if width > 1 or text.startswith("`", close + 1):  # else the next one closes it
            close = self.closing(width, pos)
            if close < 0:
                return end
        inner = text[end:close]
        pad = inner[0] in " \n" and inner[-1] in " \n" and not inner.isspace()
        self.found.append((pos, close + width, "inline_code", end + pad, close - pad, "", None, ""))
        return close + width

    def closing(self, width: int, pos: int) -> int:
        """Return where the next run of as many backticks begins, -1 where none does."""
        if self.ticks is None:
            self.ticks = {}
            for m in _TICKS.finditer(self.text, pos):
                self.ticks.setdefault(m.end() - m.start(), []).append(m.start())
        closers = self.ticks.get(width, [])
        i = bisect_right(closers, pos)
        return closers[i] if i < len(closers) else -1

    def delimiter(self, pos: int) -> int:
        m = _RUNS[self.text[pos]].match(self.text, pos)
        assert m
        if self.text[pos] != "~" or m.end() - pos == 2:
            run = Run(self.text, pos, m.end())
            if run.can_open or run.can_close:  # none inside a word like snake_case
                self.runs.append(run)
        return m.end()

    def angle(self, pos: int) -> int:
        text = self.text
        if text.startswith(("<!", "<?"), pos):
            return self.raw(pos)
        m = TAG.match(text, pos) if self.ahead(">", pos) else None
        if m:
            name = TAG_NAME.match(text, pos)
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
        while (text[end - 1] == ")" and text.count(")", pos, end) > text.count("(", pos, end)) or (
            text[end - 1] in _URL_TAIL
        ):
            end -= 1
        self.autolink(pos, end, 0)
        return end

    def open(self, pos: int, image: int = 0) -> int:
        if self.ahead("]", pos):
            self.brackets.append(2 * pos + image)
            self.before.append(len(self.runs))
        return pos + 1 + image

    def open_image(self, pos: int) -> int:
        if not self.text.startswith("[", pos + 1):
            return pos + 1
        return self.open(pos, 1)

    def close(self, pos: int) -> int:
        if not self.brackets:
            return pos + 1
        (start, image), at = divmod(self.brackets.pop(), 2), self.before.pop()
        content, kind = (start + 2, "image") if image else (start + 1, "link")
        inactive = kind == "link" and len(self.brackets) < self.links_below
        self.links_below = min(self.links_below, len(self.brackets))
        found = None if inactive else self.target(content, pos)
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

    def target(self, content: int, pos: int) -> Target | None:
        found = parenthesised(self.text, pos + 1, self.syntax.destination)
        return found or labelled(self.text, content, pos, self.urls)

    def drop_autolinks(self, content: int) -> None:
        """Take back the bare URLs inside the text of a link: links do not nest."""
        found = self.found
        for i in range(len(found) - 1, -1, -1):
            if found[i][1] <= content:
                break
            if found[i][5] == "auto" and found[i][2] == "link":
                del found[i]


_READ = {
    "\\": Scan.backslash,
    "`": Scan.code,
    "*": Scan.delimiter,
    "_": Scan.delimiter,
    "~": Scan.delimiter,
    "[": Scan.open,
    "]": Scan.close,
    "!": Scan.open_image,
    "<": Scan.angle,
    "\n": Scan.newline,
}
