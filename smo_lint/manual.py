"""A rule's docstring read as what it is: its page and its tests."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import ALONE, Bundle, Commit, Fault, Member, Past, Rule, Site
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex
from smo_lint.site import survey
from smo_lint.stamps import declared_in

_LABEL = regex(r"(Bad|Good)\b([^\n]*):")
_FENCE = regex(r"(~{3,}|`{3,})[ ]*(\w+)[ ]+([^\s:]+)(?::(\d+(?:,\d+)*))?[ ]*")
_PLAIN_FENCE = regex(r"(~{3,}|`{3,})[^`]*")
# What a label says when an example is to be judged by votes: "Bad, without a source:".
_VOTES = "without a source"
# What it says where the problem weighs less than the rule's others: "Bad, a warning, …:".
_WEAK = regex(r", a (warning|hint)\b")
# The file of an example that is its configuration.
CONFIG = "smo-lint.toml"


@frozen(slots=True)
class Example:
    """One Bad or Good of a page.

    kind      "bad" or "good"
    number    from 1, among those of its kind
    files     (name, text) in the order of the page, inherited ones included; the stem of the name, or its
              folder, is the language, the first file is the source. Of files in folders, those called as
              the first one are the article, the others are pages beside it. A fence `~~~fault NAME`
              is a file that could not be read, its text is the reason
    expected  (name, line) where the rule must report, lines from 1; empty for a good one
    source    language tag of the source, "" where the label says "without a source"
    history   (revision, text): what a fence `~~~md NAME@REVISION` shows is the source at that revision,
              `~~~md NAME@` the source when its translations were last changed; not inherited
    config    the text of a fence `~~~toml smo-lint.toml`: the configuration that the example is judged
              by; a Good inherits it
    severity  "warning" or "hint" where the label says that it weighs that much, else empty: as the rule
    """

    kind: str
    number: int
    files: tuple[tuple[str, str | Fault], ...]
    expected: tuple[tuple[str, int], ...] = ()
    source: str = ""
    history: tuple[tuple[str, str], ...] = ()
    config: str = ""
    severity: str = ""

    def members(self) -> tuple[Member, ...]:
        """Return its files as members of a bundle, with what is known of their past."""
        return tuple(
            Member(name, language(name), "an example", self._past(text) if isinstance(text, str) else None)
            for name, text in self.files
            if _article(name) == _article(self.files[0][0])
        )

    def site(self) -> Site:
        """Return the site that its files are: none where they lie in no folders."""
        articles: dict[str, list[Member]] = {}
        for name, _ in self.files:
            if "/" in name:
                articles.setdefault(_article(name), []).append(Member(name, language(name), "an example"))
        bundles = [Bundle(key, tuple(m), self.source) for key, m in articles.items() if len(m) > 1]
        alone = [member for members in articles.values() for member in members if len(members) == 1]
        return survey(bundles, alone, dict(self.files), self.source, witnesses=1) if bundles else ALONE

    def _past(self, text: str) -> Past | None:
        told = declared_in(text)
        if not self.history or (told and not told.revision):
            return None
        revision = told.revision if told else ""
        known = dict(self.history)
        if revision not in known:
            return Past("") if told else None
        since = (Commit("0" * 40, "2024-05-01", "Change the guide"),)
        return Past(revision, declared=told is not None, text=known[revision], since=since)


@frozen(slots=True)
class Page:
    """What a rule says about itself.

    summary   its first line
    body      the paragraphs between the summary and the first example, in Markdown
    examples  in the order of the page
    """

    summary: str
    body: str
    examples: tuple[Example, ...]

    def repaired(self, bad: Example) -> Example | None:
        """Return the first Good that stands after this Bad and before the next, None where none does."""
        rest = self.examples[self.examples.index(bad) + 1 :]
        return rest[0] if rest and rest[0].kind == "good" else None


def page(rule: Rule) -> Page:
    """Return the page of a rule.

    Raises ValueError, naming the rule, for a page that does not say what its examples are.
    """
    summary, _, rest = rule.doc.partition("\n")
    lines = rest.split("\n")
    starts = list(_labels(lines))
    body = lines[: starts[0][0]] if starts else lines
    examples: list[Example] = []
    for (first, kind, label), (last, *_) in zip(starts, [*starts[1:], (len(lines), "", "")], strict=True):
        try:
            examples.append(_example(kind, label, lines[first + 1 : last], examples))
        except ValueError as error:
            raise ValueError(f"{rule.code} {rule.name}: {error}") from None
    return Page(summary, "\n".join(body).strip("\n"), tuple(examples))


def readable(doc: str) -> str:
    """Return a page for readers: names of files and lines of reports stand above the fences."""
    lines: list[str] = []
    fence = ""
    for line in doc.split("\n"):
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif match := _FENCE.fullmatch(line):
            fence = match[1]
            where = f", reported in line {match[4].replace(',', ', ')}" if match[4] else ""
            lines += (f"`{match[3]}`{where}:", "")
            line = f"{fence}{match[2]}"
        elif match := _PLAIN_FENCE.fullmatch(line):
            fence = match[1]
        lines.append(line)
    return "\n".join(lines)


def language(name: str) -> str:
    """Return the language of an example's file: of "pt-BR.md" and "pt-BR/guide.md" it is "pt-BR"."""
    return name.partition("/")[0] if "/" in name else name.rpartition(".")[0]


def _article(name: str) -> str:
    """What the names of an article's files share: of "pt-BR/guide.md" it is "guide.md"."""
    return name.partition("/")[2]


def _labels(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield (index of the line, kind, what else the label says) of labels that a file follows."""
    fence = ""
    for index, line in enumerate(lines):
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif match := _LABEL.fullmatch(line):
            after = next((text for text in lines[index + 1 :] if text), "")
            if _FENCE.fullmatch(after):
                yield index, match[1].lower(), match[2]
        elif match := _PLAIN_FENCE.fullmatch(line):
            fence = match[1]


def _example(kind: str, label: str, lines: list[str], earlier: list[Example]) -> Example:
    bads = [example for example in earlier if example.kind == "bad"]
    number = 1 + sum(example.kind == kind for example in earlier)
    inherited = dict(bads[-1].files) if kind == "good" and bads else {}
    files: dict[str, str | Fault] = {}
    expected: list[tuple[str, int]] = []
    history: list[tuple[str, str]] = []
    config = bads[-1].config if kind == "good" and bads else ""
    for name, places, content in _files(lines):
        if "@" in name and isinstance(content, str):
            history.append((name.partition("@")[2], content))
            continue
        if name == CONFIG and isinstance(content, str):
            config = content
            continue
        if name in files:
            raise ValueError(f"{kind} {number} has two files {name}")
        files[name] = content
        expected += ((name, int(place)) for place in places.split(",") if place)
    if (kind == "bad") != bool(expected):
        raise ValueError(f"{kind} {number} must{'' if kind == 'bad' else ' not'} say where it is reported")
    whole = inherited | files
    source = "" if _VOTES in label else language(next(iter(whole)))
    weak = _WEAK.match(label)
    level = weak[1] if weak else ""
    return Example(kind, number, tuple(whole.items()), tuple(expected), source, tuple(history), config, level)


def _files(lines: list[str]) -> Iterator[tuple[str, str, str | Fault]]:
    """Yield (name, lines as written, content) of the fences that are files."""
    rest = iter(lines)
    for line in rest:
        if match := _FENCE.fullmatch(line):
            inside = []
            for content in rest:
                if _closes(content, match[1]):
                    break
                inside.append(content + "\n")
            else:
                raise ValueError(f"the fence of {match[3]} is not closed")
            text = "".join(inside)
            yield match[3], match[4] or "", Fault(text.strip()) if match[2] == "fault" else text


def _closes(line: str, fence: str) -> bool:
    bare = line.rstrip()
    return bare.startswith(fence) and not bare.strip(fence[0])
