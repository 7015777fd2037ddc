"""What an ignore comment says: a new one, or one more name in the comment that is there already."""

from __future__ import annotations

import re
from typing import NamedTuple

from smo_lint.add_ignore.places import Place, alike
from smo_lint.ignores import Ignore, ignores
from smo_lint.model import Edit, Edition, Span
from smo_lint.regexes import regex

# What would end a comment, or begin another one inside it.
UNFIT = ("-->", "<!--", "*/", "/*", "\n", "\r")
_REASON = regex(r"\s--\s++(|\S|\S.*?\S)(?=\s*+(?:-->|\*/\}|$))", re.DOTALL)


class Says(NamedTuple):
    """What the comments of an edition say beside their rules.

    tag     the language that they are limited to: a source's would else hold for every translation
    reason  "" for none
    """

    tag: str = ""
    reason: str = ""


def edit(edition: Edition, place: Place, codes: list[str], says: Says) -> Edit:
    """The edit that puts names of rules into the comment at a place, and the comment where there is none."""
    offset = place.offset
    kind = "ignore-file" if place.form == "page" else "ignore"
    for comment in ignores(edition):
        if comment.kind == kind and alike(comment, says.tag) and _stands(edition, comment, place):
            return _merged(edition, comment, codes, says)
    limit = f"[{says.tag}]" if says.tag else ""
    reason = says.reason.replace("|", "\\|") if place.form == "end" else says.reason
    words = f"smo-lint-{kind}{limit} {', '.join(codes)}" + (f" -- {reason}" if reason else "")
    if place.form == "key":
        return Edit(Span(offset, offset), f"{place.before}# {words}\n")
    comment_ = f"{{/* {words} */}}" if edition.path.lower().endswith(".mdx") else f"<!-- {words} -->"
    if place.form == "end":
        return Edit(Span(offset, offset), f" {comment_}")
    return Edit(Span(offset, offset), _line(edition, place, comment_))


def _stands(edition: Edition, comment: Ignore, place: Place) -> bool:
    """Whether a comment stands at a place already."""
    text, (start, end) = edition.text, comment.span
    if place.form in ("page", "end"):
        return place.offset == (start if place.form == "page" else end)
    alone = not text[text.rfind("\n", 0, start) + 1 : start].strip("> \t")
    return alone and end <= place.offset and not text[end : place.offset].strip("> \t\n")


def _line(edition: Edition, place: Place, comment: str) -> str:
    """A comment with a line of its own, between blank lines where these change nothing."""
    above, _, rest = edition.text[: place.offset].rpartition("\n")
    if rest:  # a last line without an end
        return f"\n\n{comment}"
    apart = not above.rpartition("\n")[2].strip("> \t")
    blank = f"{place.before.rstrip()}\n"
    before = "" if apart or place.listed else blank
    after = "" if place.offset == len(edition.text) or (place.listed and not apart) else blank
    return f"{before}{place.before}{comment}\n{after}"


def _merged(edition: Edition, comment: Ignore, codes: list[str], says: Says) -> Edit:
    known = [word.text for word in comment.words]
    end = comment.words[-1].span.end
    names = "".join(f", {code}" for code in codes if code not in known)
    given = _REASON.match(edition.text, end, comment.span.end)
    reason = given[1] if given else ""
    if says.reason and says.reason not in reason:
        reason = f"{reason}; {says.reason}" if reason else says.reason
    return Edit(Span(end, given.end() if given else end), names + (f" -- {reason}" if reason else ""))
