"""Two versions of one code block, compared line by line where no translation may change them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from smo_lint.regexes import regex
from smo_lint.rules.code._syntax import pieces, syntax

_WORDS, _GONE = "\1", "\0"
# The last letter that people who write code in Latin letters use.
LATIN = "\u024f"
_PROMPT = regex(r"[ \t]*(?:\([\w.-]+\)[ ]?)?(?:(?:[\w.@:~/\\-]+)?[$❯]|>>>|PS[^>\n]*>)[ ]+(?=\S)")
# A quotation: where it is nested, `>>>` is no prompt.
_QUOTED = regex(r"^[ \t]*>>?[ \t]", re.MULTILINE)
_AROUND_MARKS = regex(r" (?=[^\w\s])|(?<=[^\w\s]) ")
# What a parenthesis behind it belongs to; keywords take none.
_CALLED = regex(r"[\w)\]}\"'`\x00\x01](?<!\bawait)(?<!\breturn)(?<!\btypeof)(?<!\bin)(?<!\bof)(?<!\byield)$")
_IMPORT = regex(r"((?:import|export|from)\b[^{}]*\{)([\w,]+)(\}.*)")
# What a shell puts in the place of a command.
_TAKEN = regex(r"\$\(([^()\n]*)\)")
_QUOTES = regex(r"[\"'`]")
# What is no word of a language: options, variables, paths, dotted, snake_case and camelCase names.
# Bounded, and begun at the edge of a word alone, so that no line takes more than linear time.
_TECHNICAL = regex(
    r"(?<![\w-])--?[A-Za-z][\w-]*"
    r"|\$\{?\w+\}?"
    r"|(?<![\w./~@-])(?:~|\.{0,2})/(?!/)[\w./@-]{0,200}\w"
    r"|(?<![\w/@.-])[\w@][\w/@-]{0,80}[._@][\w./@:-]{0,200}\w"
    r"|(?<!\w)[A-Za-z]\w{0,80}[a-z][A-Z]\w*"
    r"|(?<!\w)(?:[A-Za-z_]{1,80}\d\w*|\d{1,80}[A-Za-z_]\w*)",
    re.ASCII,
)
# Options of package managers, and how they are written in short.
_MANAGER = regex(r"(?<![\w-])(?:c?npm|pnpm|yarn|bun)(?![\w-])")
_OPTION = regex(r"(?<= )--(save-dev|save|global)(?![\w=-])")
_IN_SHORT = {"save": "-S", "save-dev": "-D", "global": "-g"}
# What adds nothing to a type: `& {}`.
_NOTHING = regex(r"&\{\}")
# A line that is a comment in whatever language a block without one is.
_REMARK = regex(r"\s*(?://|/\*|<!--)")
# A line of a drawn tree, and what parts a name in it from a remark.
_BRANCH = regex(r"[ \t│|]*(?:[├└][─-]*[ \t]*|│[ \t]*$)")
_ASIDE = regex(r"(?<=\S)(?:[ ]{2,}|[ ]*\t[ \t]*)(?=\S)|(?<=\S)[ ]+(?:#|//|←|<-)[ ]")
# Lines of output this like each other are one line with a slip in it; others are two translations.
_SLIP = 0.75
# From so many lines with a branch on, code is a drawn tree.
SOME = 2


class Line(NamedTuple):
    """A line of code.

    kept    what must not change in it
    text    as it stands
    number  which line of the block it is, from 0
    exact   False for output and prose, of which only the technical words are kept
    """

    kept: str
    text: str
    number: int
    exact: bool


class Change(NamedTuple):
    """Lines of the source, and those of the target that stand in their place.

    place   the line of the target's block after which they stand, from 0; -1 for its top
    """

    source: tuple[Line, ...]
    target: tuple[Line, ...]
    place: int


@lru_cache(maxsize=1024)  # where editions vote, each sample is compared with many
def lines(language: str, code: str) -> tuple[Line, ...]:
    """Return the lines of code that have something which no translation may change."""
    exact = syntax(language).exact
    begun = [start[0] for line in code.split("\n") if (start := _PROMPT.match(line))]
    quoted = _QUOTED.search(code) is not None and all(">>>" in prompt for prompt in begun)
    prompted = bool(begun) and not quoted
    found = []
    whole = code.split("\n")
    for number, (text, masked, end) in enumerate(
        zip(whole, _masked(language, code).split("\n"), _named(whole), strict=True)
    ):
        prompt = None if quoted else _PROMPT.match(text)
        firm = bool(prompt) if prompted else exact
        if not firm and _REMARK.match(text):
            continue
        kept = _code(masked[prompt.end() if prompt else 0 : end]) if firm else _technical(text[:end])
        if kept.strip(_WORDS):
            found.append(Line(kept, text, number, firm))
    return tuple(found)


def _named(texts: Sequence[str]) -> list[int]:
    """Where what must be kept of each line ends: in a drawn tree before the remark behind a name, and at
    once in a line that only goes on with the remark above."""
    branches = [_BRANCH.match(text) for text in texts]
    if sum(branch is not None for branch in branches) < SOME:
        return [len(text) for text in texts]
    ends, column = [], 0
    for text, branch in zip(texts, branches, strict=True):
        name = branch.end() if branch else len(text) - len(text.lstrip())
        if branch is None and column and name >= column - 1:
            ends.append(0)
            continue
        aside = _ASIDE.search(text, name)
        ends.append(aside.start() if aside else len(text))
        column = aside.end() if aside else 0
    return ends


def changes(source: tuple[Line, ...], target: tuple[Line, ...], lang: str = "") -> Iterator[Change]:
    """Yield where the target's lines differ from the source's; other line breaks are no difference.

    lang   tag of the target's language, which may stand there instead of another one
    """
    from rapidfuzz.distance import Levenshtein

    if _flow(source) == _flow(target):
        return
    same = 0
    found = []
    for step in Levenshtein.opcodes(*_keys(source, target)):
        if step.tag == "equal":
            same += step.src_end - step.src_start
            continue
        theirs, ours = source[step.src_start : step.src_end], target[step.dest_start : step.dest_end]
        while theirs and ours and _flow(theirs[:1]) == _flow(ours[:1]):
            theirs, ours = theirs[1:], ours[1:]
        before = step.dest_end - len(ours)
        place = target[before - 1].number if before else -1
        if not but_for_tag(_flow(theirs), _flow(ours), lang):
            found.append(Change(theirs, ours, place))
    for change in found:
        if change.target and all(map(_worded, change.target)) and not any(map(_worded, change.source)):
            continue
        if all(line.exact for line in change.source + change.target) or _slipped(change, same):
            yield change


def _worded(line: Line) -> bool:
    """Whether a line says in letters beyond Latin what others write as code: `index: 选中的序号`."""
    return any(char > LATIN and char.isalpha() for char in (line.kept if line.exact else line.text))


def _keys(source: Sequence[Line], target: Sequence[Line]) -> tuple[list[str], list[str]]:
    """Return what lines are aligned by: themselves where both sides have them, else what is kept."""
    both = {line.text.strip() for line in source} & {line.text.strip() for line in target}
    theirs, ours = (
        [n.text.strip() if n.text.strip() in both else n.kept for n in s] for s in (source, target)
    )
    return theirs, ours


def _masked(language: str, code: str) -> str:
    """Return the code with comments blanked and words put as one mark, at the same offsets."""
    parts: list[str] = []
    at = 0
    for kind, start, end in pieces(language, code):
        piece = code[start:end]
        if kind == "words" and not any(map(str.isalpha, piece)):
            continue
        mark = _WORDS if kind == "words" else _GONE
        blank = "".join(c if c == "\n" else _GONE for c in piece[1:])
        parts += (code[at:start], "\n" if piece[0] == "\n" else mark, blank)
        at = end
    return "".join((*parts, code[at:]))


@lru_cache(maxsize=16_384)  # lines of code are the same in most editions
def _code(masked: str) -> str:
    kept = masked.replace(_GONE, "").strip()
    line = " ".join(kept.split())
    if _MANAGER.search(line):
        line = _OPTION.sub(lambda found: _IN_SHORT[found[1]], line)
    return _AROUND_MARKS.sub("", line)


def _technical(text: str) -> str:
    return " ".join(found.group().rstrip(".:") for found in _TECHNICAL.finditer(text))


@lru_cache(maxsize=1024)
def _flow(part: tuple[Line, ...]) -> str:
    """Return what is kept as one run: line breaks, closing commas, the kind of quotes and whether a shell's
    output is taken with `$(…)` or with backticks are style."""
    kept = (_names_in_order(line.kept) if line.exact else line.kept for line in part)
    whole = _bare("\n".join(_QUOTES.sub('"', _TAKEN.sub(r'"\1"', line)) for line in kept))
    return _NOTHING.sub("", re.sub(r"[\s;,\x01]+", "", whole))


def _names_in_order(line: str) -> str:
    """A line that imports or exports names, with them in one order."""
    found = _IMPORT.fullmatch(line)
    return found[1] + ",".join(sorted(found[2].split(","))) + found[3] if found else line


def _bare(code: str) -> str:
    """Code without the parentheses that only group: those that call nothing, around what has no comma."""
    out = list(code)
    opened: list[int] = []
    for at, char in enumerate(code):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            start = opened.pop()
            if not _CALLED.search(code, max(0, start - 12), start) and "," not in code[start:at]:
                out[start] = out[at] = " "
    return "".join(out)


def but_for_tag(theirs: str, ours: str, lang: str) -> bool:
    """Tell whether two runs are equal, a tag of the target's language `lang` matching any other tag."""
    if theirs == ours:
        return True
    base, _, rest = lang.partition("-")
    if len(base) < 2 or base not in ours:
        return False
    tags = "|".join(re.escape(base) + sep + rest for sep in ("-", "_", "") if rest) or base
    parts = re.split(rf"(?<![^\W_])(?:{tags}|{base})(?![^\W_])", ours, flags=re.IGNORECASE)
    return (
        re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]?[A-Za-z]{2,4})?".join(map(re.escape, parts)), theirs) is not None
    )


def _slipped(change: Change, same: int) -> bool:
    """Tell whether lines of output were damaged rather than translated."""
    from rapidfuzz.distance import Indel

    if not change.source or not change.target:
        return same >= len(change.source) + len(change.target)
    ours, theirs = ("\n".join(line.text for line in side) for side in (change.target, change.source))
    return Indel.normalized_similarity(ours, theirs) >= _SLIP
