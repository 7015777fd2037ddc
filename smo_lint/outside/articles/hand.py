"""Files that are named together and follow no layout: one article, if anything says that they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from smo_lint.model import Bundle, Member
from smo_lint.outside.articles.facts import Facts
from smo_lint.outside.articles.slots import WORD, readings, stem, tagged
from smo_lint.outside.articles.tongue import by_text
from smo_lint.regexes import regex

# Two texts are taken for one where they share this much of what translation leaves alone, and
# where there is at least this much of it to share.
SHARED, ENOUGH = 0.4, 4

_LITERAL = regex(
    r"\]\(\s*<?([^)\s>]+)|`([^`\n]+)`|^[ \t]*+([-\w]++)[ \t]*+:(?=\s)|\b(\d[\d.,]*\d)\b", re.MULTILINE
)


def by_hand(paths: Sequence[str], look: Callable[[str], Facts], source: str = "") -> Bundle:
    """Return the article that these files are; `source`: tag of its source, where one is known.

    The language of each is told by its name, else its front matter, else its text, else it is
    called by what tells its name from the others'.
    """
    members = [_member(path, look(path)) for path in sorted(paths)]
    told = Counter(member.lang for member in members)
    names = _names(sorted(paths))
    members = [
        member
        if member.lang and told[member.lang] == 1
        else Member(member.path, names[member.path], "named by hand; nothing tells its language")
        for member in members
    ]
    return Bundle(_key([member.path for member in members]), tuple(members), source)


def alike(texts: Sequence[str]) -> bool:
    """Whether texts hold the same links, code and numbers, so that they may be one article."""
    literals = [Counter(match.group(match.lastindex or 0) for match in _LITERAL.finditer(t)) for t in texts]
    first = max(literals, key=lambda found: found.total(), default=Counter[str]())
    return bool(literals) and all(
        found.total() >= ENOUGH and (found & first).total() >= SHARED * first.total() for found in literals
    )


def _member(path: str, fact: Facts) -> Member:
    for reading in reversed([*readings(path)]):
        if reading.grade >= WORD:
            return Member(path, reading.tag, f"named by hand; “{reading.token}” in its path")
    tag, grade = tagged(stem(path).rpartition("/")[2])
    if grade >= WORD:
        return Member(path, tag, "named by hand; its name is that of a language")
    if fact.lang:
        return Member(path, fact.lang, f"named by hand; its front matter says {fact.lang}")
    tag = by_text(fact.text)
    return Member(path, tag, f"named by hand; its text reads as {tag}")


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Call each file by its stem, or by its whole path where stems repeat."""
    stems = {path: stem(path).rpartition("/")[2] for path in paths}
    count = Counter(stems.values())
    return {path: stems[path] if count[stems[path]] == 1 else stem(path) for path in paths}


def _key(paths: Sequence[str]) -> str:
    folders = {path.rpartition("/")[0] for path in paths}
    names = [path.rpartition("/")[2] for path in paths]
    lead = names[0]
    while not all(name.startswith(lead) for name in names):
        lead = lead[:-1]
    tail = names[0][len(lead) :]
    while not all(name[len(lead) :].endswith(tail) for name in names):
        tail = tail[1:]
    above = f"{folders.pop()}/" if len(folders) == 1 else ""
    return f"{above if above != '/' else ''}{lead}*{tail}"
