"""From paths to claims: which article a file belongs to, in which language, and why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from smo_lint.model import ConfigError
from smo_lint.model.frozen import frozen
from smo_lint.outside.articles.evidence import Found, Reads, believed
from smo_lint.outside.articles.slots import RARE, WORD, readings, stem, tagged

# A tree of translations is given a source tree that holds this share of its names, and this many.
MOST, MANY = 0.5, 3


@frozen
class Claim:
    """A file that wants to be an edition.

    home   what the editions of one article share: the path of the one that names no language
    lang   BCP 47 tag, "" where the path names none
    place  the layout that the language was found by, "" where none was
    shown  the path with `*` for its language
    """

    path: str
    home: str
    lang: str
    why: str
    place: str = ""
    shown: str = ""


def claims(
    paths: Sequence[str],
    layout: Sequence[str] = (),
    declared: Collection[str] = (),
    default: str = "",
    reads: Reads = lambda path: "",
) -> list[Claim]:
    """Return one claim for each path, in their order.

    layout  patterns such as "docs/{lang}/{path}"; where given, nothing else is looked for
    reads   path -> tag of the language that its text reads as, "" in doubt
    Raises ConfigError for a pattern that names nothing.
    """
    if layout:
        patterns = [compiled(pattern) for pattern in layout]
        patterns += [compiled(_bare(pattern)) for pattern in layout if _bare(pattern) != pattern]
        return [_by_pattern(path, patterns, declared) for path in paths]
    found = believed(paths, declared, default, reads)
    moved = _moved(found, [stem(path) for path in paths if path not in found], default)
    return [_by_evidence(path, found.get(path), moved) for path in paths]


def _by_evidence(path: str, found: Found | None, moved: Mapping[str, str]) -> Claim:
    if found is None:
        return Claim(path, stem(path), "", _why_not(path))
    reading = found.reading
    shown = reading.place.replace("{lang}", "*")
    if not reading.file:
        shown += reading.name
    shown += path[len(stem(path)) :]
    home = moved.get(found.home, found.home)
    return Claim(path, home, reading.tag, found.why, reading.place, shown)


def _why_not(path: str) -> str:
    words = [reading for reading in readings(path) if reading.grade >= WORD]
    if not words:
        return "no language in its path, and no translation beside it"
    return f"“{words[0].token}” may name a language in {words[0].place}, but nothing there is in another one"


def _moved(found: Mapping[str, Found], bare: Iterable[str], default: str) -> dict[str, str]:
    """Return home -> home for translations whose source tree has another name or depth.

    A tree that has no source beside it, nor one in the default language, gets the tree of files
    without a language that shares most of its names.
    """
    trees: dict[str, dict[str, str]] = defaultdict(dict)
    done: set[str] = set()
    for entry in found.values():
        tree, name = _tree(entry)
        trees[tree][name] = entry.home
        if not entry.lone or entry.reading.tag == default:
            done.add(tree)
    wanted = {tree: names for tree, names in trees.items() if tree not in done and len(names) >= MANY}
    if not wanted:
        return {}
    ends: dict[str, list[str]] = defaultdict(list)
    for base in bare:
        ends[base.rpartition("/")[2]].append(base)
    moved: dict[str, str] = {}
    for names in wanted.values():
        moved.update(_found_tree(names, ends) or _found_branches(names, ends))
    return moved


def _found_tree(names: Mapping[str, str], ends: Mapping[str, Sequence[str]]) -> dict[str, str]:
    votes = Counter(above for name in names for above in _above(name, ends))
    above, share = max(votes.items(), key=lambda vote: (vote[1], -len(vote[0]), vote[0]), default=("", 0))
    if share < max(MANY, MOST * len(names)):
        return {}
    return {home: above + name for name, home in names.items()}


def _found_branches(names: Mapping[str, str], ends: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Look for each folder of a tree on its own: the source may not have it, or call it otherwise."""
    branches: dict[str, dict[str, str]] = defaultdict(dict)
    for name, home in names.items():
        branch, slash, rest = name.partition("/")
        if slash:
            branches[branch][rest] = home
    return {k: v for branch in branches.values() for k, v in _found_tree(branch, ends).items()}


def _tree(found: Found) -> tuple[str, str]:
    """Return what holds a translation, and its name there; every plugin of Docusaurus is its own tree."""
    reading = found.reading
    plugin = re.match(r"docusaurus-plugin-[^/]+/(?:current/|version-[^/]+/)?", reading.name)
    cut = plugin.end() if plugin and not reading.file else 0
    place = reading.before if reading.file else reading.place
    return place + reading.name[:cut], reading.name[cut:]


def _above(name: str, ends: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for base in ends.get(name.rpartition("/")[2], ()):
        if base == name or base.endswith(f"/{name}"):
            yield base[: len(base) - len(name)]


Pattern = tuple[str, re.Pattern[str]]


def compiled(pattern: str) -> Pattern:
    """Return a pattern of paths as a regular expression. Raises ConfigError for one without {path}."""
    parts = re.split(r"\{(\w+)\}", pattern)
    if "path" not in parts[1::2] or len(set(parts[1::2])) < len(parts[1::2]):
        raise ConfigError(f"layout “{pattern}” must hold {{path}}, and every name once")
    forms = {"lang": r"(?P<lang>[^/.]+?)", "path": r"(?P<path>.+?)"}
    regex = "".join(
        forms.get(part, rf"(?P<{part}>[^/]+?)") if index % 2 else re.escape(part)
        for index, part in enumerate(parts)
    )
    ending = "" if re.search(r"\.\w+$", pattern) else r"(?:\.\w+)?"
    return pattern, re.compile(regex + ending, re.DOTALL)


def _bare(pattern: str) -> str:
    """Return the pattern of the edition that names no language."""
    return re.sub(r"\{lang\}/|[._-]\{lang\}", "", pattern, count=1)


def _by_pattern(path: str, patterns: Iterable[Pattern], declared: Collection[str]) -> Claim:
    for pattern, regex in patterns:
        match = regex.fullmatch(path)
        if match is None:
            continue
        values = match.groupdict()
        token = values.pop("lang", "")
        tag, grade = tagged(token)
        if token and (not tag or (grade == RARE and len(token) > 2 and tag not in declared)):
            continue
        home = "/".join([*(v for k, v in sorted(values.items()) if k != "path"), stem(values["path"])])
        if not token:
            return Claim(path, home, "", f"layout {pattern}, and no translation of it")
        start, end = match.span("lang")
        shown = f"{path[:start]}*{path[end:]}"
        return Claim(path, home, tag, f"“{token}” by layout {pattern}", pattern, shown)
    return Claim(path, f"\0{path}", "", "no layout of the configuration fits its path")
