"""One code written in two ways that run alike: what stands around it, and a command's shorter names."""

from __future__ import annotations

from collections.abc import Sequence

from smo_lint.regexes import regex
from smo_lint.rules.code._compare import Change, Line

# A function that only gives a type to what a module exports: `export default defineConfig({ … })`.
_GIVEN = regex(r"((?:\bexport default|\bmodule\.exports ?=) ?)(\w+)(?=\()")
# The body of a function that is one value: `=> { return (…) }`.
_RETURNED = regex(r"=>\s*\{\s*return\b")
_IMPORTED = regex(r"import\b ?\{ ?(\w+) ?\}.*")
_BRACKETS = regex(r"[\s;,(){}]+")
_CLOSING = {")": "(", "}": "{", "]": "["}
_WORD = regex(r"[^\W\d_]+")


def alike(source: Sequence[Line], target: Sequence[Line], found: Sequence[Change]) -> bool:
    """Whether two codes are one but for what is around them, or for how commands call a thing in short."""
    return _one_inside(source, target) or all(map(_shortened, found))


def _one_inside(source: Sequence[Line], target: Sequence[Line]) -> bool:
    theirs, ours = ("\n".join(line.kept for line in side) for side in (source, target))
    given = {found[2] for code in (theirs, ours) for found in _GIVEN.finditer(code)}
    if not given and not _RETURNED.search(theirs + ours):
        return False
    same = _inside(source, given) == _inside(target, given)
    return same and _balanced(theirs) and _balanced(ours)


def _inside(lines: Sequence[Line], given: set[str]) -> str:
    """Code without what is around it, and without brackets: those are counted apart."""
    imports = (_IMPORTED.fullmatch(line.kept) for line in lines)
    kept = (line.kept for line, name in zip(lines, imports, strict=True) if not name or name[1] not in given)
    return _BRACKETS.sub("", _RETURNED.sub("=>", _GIVEN.sub(r"\1", "\n".join(kept))))


def _balanced(code: str) -> bool:
    opened: list[str] = []
    for mark in code:
        if mark in "([{":
            opened.append(mark)
        elif mark in _CLOSING and (not opened or opened.pop() != _CLOSING[mark]):
            return False
    return not opened


def _shortened(change: Change) -> bool:
    """Whether lines differ only in words of which one is the other in short: `get pods`, `get po`."""
    theirs, ours = (" ".join(line.kept for line in side) for side in (change.source, change.target))
    there, here = _WORD.findall(theirs), _WORD.findall(ours)
    if _WORD.sub("", theirs) != _WORD.sub("", ours) or len(there) != len(here):
        return False
    return all(
        one == other or _short(*sorted((one, other), key=len)) for one, other in zip(there, here, strict=True)
    )


def _short(short: str, long: str) -> bool:
    """Whether a word is made of the first letter of another and of at most half of its letters."""
    rest = iter(long)
    return 2 * len(short) <= len(long) and short[0] == long[0] and all(char in rest for char in short)
