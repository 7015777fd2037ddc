"""Which of the words that could name a language do, by what the rest of the files shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from smo_lint.outside.articles.slots import (
    COMMON,
    CONTAINERS,
    EXTENSIONS,
    RARE,
    SURE,
    WORD,
    Reading,
    homes,
    readings,
    stem,
)


class Found(NamedTuple):
    """The reading of a path that is believed.

    home  path of the article without language and extension, where such an edition stands or would
    lone  False where an edition without a language stands there
    """

    reading: Reading
    home: str
    lone: bool
    why: str


Tokens = dict[str, list[Reading]]
# Path -> tag of the language that its text reads as, "" in doubt.
Reads = Callable[[str], str]


def believed(
    paths: Iterable[str],
    declared: Collection[str] = (),
    default: str = "",
    reads: Reads = lambda path: "",
) -> dict[str, Found]:
    """Return what is believed of each path that names a language; others are absent.

    declared  tags that the user named: believed without evidence
    default   tag of files that name none
    reads     asked of files whose name leaves a doubt
    """
    paths = list(paths)
    stems = {stem(path): path for path in paths}
    read = {path: list(readings(path)) for path in paths}
    folders: dict[str, Tokens] = defaultdict(lambda: defaultdict(list))
    files: dict[str, Tokens] = defaultdict(lambda: defaultdict(list))
    for found in read.values():
        for reading in found:
            (files if reading.file else folders)[reading.place][reading.token].append(reading)
    rooted = _Homes(stems)
    why: dict[tuple[str, str], str] = {}
    for place, tokens in folders.items():
        why.update(((place, token), reason) for token, reason in _of_folders(tokens, rooted, declared))
    tags = {folders[place][token][0].tag for place, token in why}
    tags |= {
        r.tag for peers in files.values() if len(peers) > 1 for (r, *_) in peers.values() if r.grade == SURE
    }
    for place, tokens in files.items():
        of = _of_stems if place.endswith("/{lang}") else _of_files
        context = _Context(rooted, {*tags, *declared}, default, stems, reads)
        why.update(((place, token), reason) for token, reason in of(tokens, context))
    chosen: dict[str, Found] = {}
    for path, found in read.items():
        best = next((r for r in found if (r.place, r.token) in why), None)
        if best is not None:
            chosen[path] = Found(best, *rooted.of(best), why[best.place, best.token])
    return chosen


class _Homes:
    """Where editions without a language stand, looked up once for each article."""

    def __init__(self, stems: Collection[str]) -> None:
        self._stems = stems
        self._folded = {s.lower(): s for s in sorted(stems) if s.rpartition("/")[2].lower() in COMMON}
        self._known: dict[tuple[str, str], tuple[str, bool]] = {}

    def of(self, reading: Reading) -> tuple[str, bool]:
        """Return (home, whether nothing stands there)."""
        key = (reading.before, reading.name)
        if key not in self._known:
            places = list(homes(*key))
            there = next((place for place in places if place in self._stems), None)
            if there is None and reading.name.rpartition("/")[2].lower() in COMMON:
                # People write readme.md beside README.de.md.
                there = next((self._folded[p.lower()] for p in places if p.lower() in self._folded), None)
            self._known[key] = (there or places[0], there is None)
        return self._known[key]


class _Context(NamedTuple):
    rooted: _Homes
    tags: Collection[str]
    default: str
    stems: Mapping[str, str]
    reads: Reads

    def reading(self, reading: Reading) -> str:
        """Return the base tag of the language that a file reads as which is named by this ending."""
        return self._base(reading.place.replace("{lang}", reading.token))

    def bare(self, reading: Reading) -> str:
        """Return the same of the file without the ending, "" where there is none."""
        home, lone = self.rooted.of(reading)
        return "" if lone else self._base(home)

    def _base(self, known: str) -> str:
        path = self.stems.get(known)
        return _base(self.reads(path)) if path else ""


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _of_folders(tokens: Tokens, rooted: _Homes, declared: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (token, why) of the folders at one place that are languages."""
    names = {token: {r.name for r in found} for token, found in tokens.items()}
    bare = {token: {r.name for r in found if not rooted.of(r)[1]} for token, found in tokens.items()}
    grade = {token: found[0].grade for token, found in tokens.items()}
    tag = {token: found[0].tag for token, found in tokens.items()}
    attached = next(iter(tokens.values()))[0].before[-1:] not in ("/", "")
    seeds = {token for token in tokens if tag[token] in declared}
    for level in (SURE, WORD):
        if not seeds:
            seeds = {t for t in tokens if grade[t] == level and _seed(t, names, bare, grade, attached)}
    if not seeds:
        return
    pool = set().union(*(names[token] for token in seeds))
    joined = set(seeds)
    for token in tokens.keys() - seeds:
        if _joins(grade[token], len(seeds), names[token] & pool | bare[token], names[token]):
            joined.add(token)
    for token in joined:
        yield token, _why_folder(token, tokens[token][0], joined, names, bare)


def _seed(
    token: str,
    names: Mapping[str, set[str]],
    bare: Mapping[str, set[str]],
    grade: Mapping[str, int],
    attached: bool,
) -> bool:
    mine, own = names[token], bare[token]
    peers = set().union(*(names[t] for t in names if t != token and grade[t] == grade[token]))
    words = set().union(*(names[t] for t in names if grade[t] == WORD)) if grade[token] == SURE else set()
    shared = mine & peers | _telling(mine & words)
    if grade[token] == WORD:
        return (len(_telling(shared)) > 1 and 2 * len(shared) >= len(mine)) or (
            bool(_telling(own)) and 2 * len(own) >= len(mine)
        )
    if attached:
        return bool(_telling(shared | own)) and 3 * len(shared | own) >= len(mine)
    return bool(shared) or 2 * len(own) >= len(mine) or (bool(_telling(own)) and 5 * len(own) >= len(mine))


def _joins(grade: int, seeds: int, shared: set[str], mine: set[str]) -> bool:
    """Whether a folder belongs to those that are languages already."""
    telling = len(_telling(shared))
    if grade == SURE:
        return bool(shared) or seeds > 1
    if grade == WORD:
        return (telling > 0 and 3 * len(shared) >= len(mine)) or (seeds > 1 and 2 * len(shared) >= len(mine))
    return (telling > 1 and 3 * len(shared) >= len(mine)) or (telling > 0 and 2 * len(shared) >= len(mine))


def _telling(names: set[str]) -> set[str]:
    return {name for name in names if name.lower() not in COMMON}


def _why_folder(
    token: str,
    reading: Reading,
    joined: set[str],
    names: Mapping[str, set[str]],
    bare: Mapping[str, set[str]],
) -> str:
    where = f"“{token}” in {reading.place}{{path}}"
    siblings = sum(1 for other in joined if other != token and names[other] & names[token])
    if siblings:
        return f"{where}: {siblings} sibling folder{'s share' if siblings > 1 else ' shares'} file names"
    if bare[token]:
        return f"{where}: {len(bare[token])} of its {len(names[token])} files stand without it too"
    return f"{where}: its siblings are languages" if len(joined) > 1 else f"{where}: declared"


def _of_files(tokens: Tokens, context: _Context) -> Iterator[tuple[str, str]]:
    """Yield (token, why) of the endings of one name that are languages."""
    for token, (reading, *_) in tokens.items():
        others = [found[0] for other, found in tokens.items() if found[0].tag != reading.tag]
        sure = sum(1 for other in others if other.grade == SURE)
        words = sum(1 for other in others if other.grade == WORD)
        root = not context.rooted.of(reading)[1]
        if _ends(reading, sure, words, root, context):
            siblings = len(others) + root
            plural = "s have" if siblings > 1 else " has"
            yield token, f"“{token}” in {{path}}{reading.file}{{lang}}: {siblings} sibling{plural} its name"


def _ends(reading: Reading, sure: int, words: int, root: bool, context: _Context) -> bool:
    told = reading.tag in context.tags
    if reading.grade == SURE:
        return root or sure + words > 0
    usual = reading.name.lower() in COMMON
    if reading.grade == WORD:
        dotted = reading.file == "."
        if sure or (dotted and words):
            return True
        if root and (told or usual or (dotted and reading.token.lower() not in EXTENSIONS)):
            return True
        # What a name leaves open the text tells: guide_cn.md reads as Chinese, guide.md does not.
        return (root or words > 0) and context.reading(reading) == _base(reading.tag) != context.bare(reading)
    assert reading.grade == RARE
    if sure > (0 if reading.file == "." and reading.tag != reading.token else 1) or (root and told):
        # README_GUI.md is about a window, in the language of README.md.
        return (
            not root
            or context.reading(reading) in ("", _base(reading.tag))
            or (context.reading(reading) != context.bare(reading))
        )
    return False


def _of_stems(tokens: Tokens, context: _Context) -> Iterator[tuple[str, str]]:
    """Yield (token, why) of files that are named by a language alone: `readme/de.md`, `post/en.md`."""
    first = next(iter(tokens.values()))[0]
    folder = first.before.rstrip("/").rpartition("/")[2].lower()
    grades = Counter(found[0].grade for found in tokens.values())
    if folder not in CONTAINERS and folder not in ("readme", "readmes"):
        inside = [s for s in context.stems if s.rpartition("/")[0] + "/" == first.before]
        whole = len(inside) == sum(map(len, tokens.values()))
        if not whole or all(_base(found[0].tag) != _base(context.default) for found in tokens.values()):
            return
    for token, found in tokens.items():
        if grades[SURE] > (found[0].grade == SURE) or found[0].tag in context.tags:
            yield token, f"“{token}” in {first.place}: {len(tokens) - 1} siblings are named so"
