"""Which beginning of a URL a language puts in the place of another: hosts, and folders of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from smo_lint.regexes import regex

# Share of the articles with such a URL in which it must have been replaced.
NEARLY_ALWAYS = 0.9
_ORIGIN = regex(r"https?://[^/?]+|")
_WORD = regex(r"[^\W_]+(?:[-_][^\W_]+)*")

Urls = frozenset[str]


def mapped(pairs: Iterable[tuple[str, str, Urls, Urls]], witnesses: int) -> tuple[tuple[str, str, str], ...]:
    """Return (tag, beginning in the source, what replaces it), sorted.

    pairs      tags and addresses of a source and of a translation, for each translation
    witnesses  articles that must have the replacement
    Beginnings that differ by the names of the two languages only are left out: they are evened out
    wherever URLs are compared.
    """
    pairs = list(pairs)
    seen = Counter((target, *both) for _, target, ours, theirs in pairs for both in _replaced(ours, theirs))
    enough = {
        (source, target, old, new)
        for source, target in {(source, target) for source, target, _, _ in pairs}
        for (lang, old, new), n in seen.items()
        if lang == target and n >= witnesses and not _localised(old, new, (source, target))
    }
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for _, target, old, new in sorted(enough):
        best[target, old] = max(best.get((target, old), (0, "")), (seen[target, old, new], new))
    return tuple(
        sorted(
            (target, old, new)
            for (target, old), (n, new) in best.items()
            if n >= NEARLY_ALWAYS * (n + _kept(pairs, target, old, new))
        )
    )


def _replaced(ours: Urls, theirs: Urls) -> frozenset[tuple[str, str]]:
    """The replacements that one translation shows: what goes before the path that two URLs share."""
    come = [_split(url) for url in sorted(theirs - ours)]
    found = set()
    for url in ours - theirs if come else ():
        origin, path = _split(url)
        shared, other = max(((_tail(path, there[1]), there) for there in come), key=lambda both: both[0])
        if shared and any(len(segment) > 2 for segment in path[-shared:]):
            old, new = _start(origin, path, shared), _start(*other, shared)
            if old != new and (old.startswith("http") == new.startswith("http")):
                found.add((old, new))
    return frozenset(found)


def _split(url: str) -> tuple[str, tuple[str, ...]]:
    match = _ORIGIN.match(url)
    origin = match[0] if match else ""
    return origin, tuple(segment for segment in url[len(origin) :].split("/") if segment)


def _tail(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many segments two paths share at their ends."""
    shared = 0
    for mine, yours in zip(reversed(one), reversed(other), strict=False):
        if mine != yours:
            break
        shared += 1
    return shared


def _start(origin: str, path: tuple[str, ...], shared: int) -> str:
    return "/".join((origin, *path[: len(path) - shared], ""))


def _localised(old: str, new: str, langs: tuple[str, str]) -> bool:
    own = {word for lang in langs for word in (lang.casefold(), lang.partition("-")[0].casefold())}

    def rest(start: str) -> list[str]:
        words: Iterator[str] = (word.casefold().replace("_", "-") for word in _WORD.findall(start))
        return [word for word in words if word not in own]

    return rest(old) == rest(new)


def _kept(pairs: Iterable[tuple[str, str, Urls, Urls]], lang: str, old: str, new: str) -> int:
    """In how many articles a translation keeps a URL that it should have replaced."""
    return sum(
        any(url.startswith(old) and not url.startswith(new) for url in ours & theirs)
        for _, target, ours, theirs in pairs
        if target == lang
    )
