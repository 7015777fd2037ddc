"""No regular expression of the package takes more than linear time in practice, whatever a text holds.

Each is fed strings made from its own parse tree: what it repeats, repeated, behind what leads there and before
what must fail. A pattern that is searched for is tried at every place of them, as documents would make it.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as sre
import re._parser as parser
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import smo_lint
from smo_lint.outside.deadline import OutOfTime, deadline
from smo_lint.regexes import Regex, regex

PACKAGE = Path(smo_lint.__file__).parent
LENGTH = 100_000
# CPU seconds that the longest text may take, and how much more than half of it: generous, to be no test of
# the machine. What is quadratic takes ten seconds and more.
BOUND, GROWTH = 1.0, 3.0
# Letters of the first texts: what is exponential would never come to an end of longer ones.
SHORT = (26, 250)
ANCHORED = frozenset(("match", "fullmatch"))
FUNCTIONS = frozenset(("search", "match", "fullmatch", "sub", "split", "findall", "finditer"))
# What stands for the classes: letters, digits, spaces, and what Markdown is made of.
ALPHABET = "a A1 \t\n_-.,:;/\\'\"`~*#|<>[](){}!?=+&%$@^é語\u3000\ufffc"
ENDS = ("", "\n", "\x01", "a", " ", "!x", ">")


def modules() -> list[Any]:
    names = (info.name for info in pkgutil.walk_packages([str(PACKAGE)], "smo_lint."))
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def held(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Regex):
        yield value.compiled
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from held(item, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 5:
        for item in value:
            yield from held(item, depth + 1)


def used() -> dict[str, set[str]]:
    """Name of a pattern -> the methods that are called on it; before a private one stands its module."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found[f"{path if name.startswith('_') else ''}{name}"].add(node.attr)
                found[str(path)] |= {node.attr} & FUNCTIONS
    return found


def patterns() -> dict[tuple[str, int, bool], str]:
    """(pattern, flags, whether it is only tried where it is told to) -> where it stands."""
    found: dict[tuple[str, int, bool], str] = {}
    methods = used()
    for module in modules():
        for name, value in vars(module).items():
            called = methods[f"{module.__file__ if name.startswith('_') else ''}{name}"] & FUNCTIONS
            called = called or methods[str(module.__file__)]  # by another name, such as that of a loop
            anchored = bool(called) and called <= ANCHORED
            for pattern in held(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags, anchored), f"{module.__name__}.{name}")
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first, owner = node.args[0], node.func.value
            if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in FUNCTIONS:
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    found.setdefault((first.value, 0, node.func.attr in ANCHORED), where)
    return found


def accepted(op: Any, value: Any) -> list[str]:
    """The letters of ours that an item of a parse tree takes, up to one for each that behaves differently."""
    if op is sre.LITERAL:
        return [chr(value)]
    if op is sre.ANY:
        return ["a", " ", "`", "<"]
    text = "".join(chr(v) for o, v in value if o is sre.LITERAL) if op is sre.IN else ""
    letters = [c for c in text + ALPHABET if _takes(op, value, c)]
    return list(dict.fromkeys(letters)) or ["a"]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _takes(op: Any, value: Any, letter: str) -> bool:
    if op is sre.NOT_LITERAL:
        return ord(letter) != value
    negated = bool(value) and value[0][0] is sre.NEGATE
    for o, v in value:
        if (o is sre.LITERAL and v == ord(letter)) or (o is sre.RANGE and v[0] <= ord(letter) <= v[1]):
            return not negated
        if o is sre.CATEGORY and re.match(_CATEGORIES[v], letter):
            return not negated
    return negated


Tree = list[tuple[Any, Any]]


def samples(tree: Iterable[tuple[Any, Any]], turn: int, times: int = 1) -> str:
    """A text that a tree takes, or nearly; `turn` chooses among letters and branches."""
    return "".join(_sample(op, value, turn + place, times) for place, (op, value) in enumerate(tree))


def _sample(op: Any, value: Any, turn: int, times: int) -> str:
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
        letters = accepted(op, value)
        return letters[turn % len(letters)]
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, high, body = value
        count = low if turn % 3 == 0 else min(max(low, times), high)
        return samples(body, turn, times) * min(count, 50)
    if op is sre.SUBPATTERN:
        return samples(value[-1], turn, times)
    if op is sre.ATOMIC_GROUP:
        return samples(value, turn, times)
    if op is sre.BRANCH:
        return samples(value[1][turn % len(value[1])], turn, times)
    return ""


def repeats(tree: Iterable[tuple[Any, Any]], before: Tree) -> Iterator[tuple[Tree, Tree, int]]:
    """Yield (what leads to it, what is repeated, at most how often) of every repeat of a tree."""
    lead = list(before)
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] > 8:
                yield lead, list(value[2]), value[1]
            yield from repeats(value[2], lead)
        elif op is sre.SUBPATTERN:
            yield from repeats(value[-1], lead)
        elif op is sre.ATOMIC_GROUP:
            yield from repeats(value, lead)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, lead)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from repeats(value[1], lead)
        lead = [*lead, (op, value)]


def candidates(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """(beginning, what is repeated, end) of texts that a pattern may take long to refuse."""
    tree = list(parser.parse(pattern, flags & ~re.DEBUG))
    found: dict[tuple[str, str, str], None] = {}
    cores: dict[tuple[str, str], None] = {}
    for lead, body, _ in repeats(tree, []):
        for turn in range(6):
            core = samples(body, turn)
            cores.setdefault((samples(lead, 0), core))
            cores.setdefault((samples(lead, turn), core))
            cores.setdefault(("", samples(lead, turn) + core))  # a false start at every place
            cores.setdefault(("", samples(lead, 1) + core * 3))
        if len(body) == 1 and body[0][0] in (sre.IN, sre.ANY, sre.NOT_LITERAL, sre.LITERAL):
            for letter in accepted(*body[0])[:12]:
                cores.setdefault((samples(lead, 1), letter))
    for cut in range(1, len(tree) + 1):
        for turn in range(2):
            cores.setdefault(("", samples(tree[:cut], turn, 2)))
    for number, (start, core) in enumerate(key for key in cores if key[1]):
        for end in (ENDS[1], ENDS[2], ENDS[number % len(ENDS)]):
            found.setdefault((start, core, end))
    return list(islice(found, 40))


# Seconds by the clock; far more than any pattern of ours takes.
PATIENCE = 30


def cost(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """CPU seconds of going through a text once; infinite where it takes longer than anybody waits."""
    start = time.process_time()
    try:
        with deadline(PATIENCE):
            if anchored:
                pattern.match(text)
                pattern.fullmatch(text)
            else:
                for _ in pattern.finditer(text):
                    pass
    except OutOfTime:
        return float("inf")
    return time.process_time() - start


def worst(pattern: re.Pattern[str], anchored: bool) -> str:
    """What a pattern takes too long for, "" where there is nothing."""
    for start, core, end in candidates(pattern.pattern, pattern.flags):

        def text(length: int, start: str = start, core: str = core, end: str = end) -> str:
            return start + core * max(1, length // len(core)) + end

        if any(cost(pattern, text(length), anchored) > BOUND for length in SHORT):
            return f"more than {BOUND} s for {SHORT[-1]} letters: {start!r} {core!r}… {end!r}"
        if not _grows(pattern, text, anchored):
            continue
        took, half = (
            min(cost(pattern, text(n), anchored) for _ in range(2)) for n in (LENGTH // 4, LENGTH // 8)
        )
        if took > BOUND / 10 and took > GROWTH * half:
            return (
                f"{took:.2f} s for {LENGTH // 4} letters, {half:.2f} s for half: {start!r} {core!r}… {end!r}"
            )
        took = cost(pattern, text(LENGTH), anchored)
        if took > BOUND:
            return f"{took:.2f} s for {LENGTH} letters: {start!r} {core!r}… {end!r}"
    return ""


def _grows(pattern: re.Pattern[str], text: Callable[[int], str], anchored: bool) -> bool:
    """Whether a text of four times the length takes much more than four times as long, and long at all."""
    took = cost(pattern, text(8_000), anchored)
    if took < 0.005:  # what is quadratic and this fast takes less than a second for the longest
        return False
    return took > 7 * cost(pattern, text(2_000), anchored) or took > 0.06


SHARDS = 8


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_pattern_takes_long(shard: int) -> None:
    found = sorted(patterns().items(), key=lambda item: item[1])
    assert len(found) > 300
    slow = {
        where: (pattern, why)
        for (pattern, flags, anchored), where in found[shard::SHARDS]
        if (why := worst(re.compile(pattern, flags), anchored))
    }
    assert not slow


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"(a|a)*b", True),
        (r"\s+$", False),
        (r"<a.*?</a>", False),
    ],
)
def test_slow_patterns_are_noticed(pattern: str, anchored: bool) -> None:
    assert worst(re.compile(pattern), anchored)


def test_a_pattern_is_compiled_where_it_is_first_used() -> None:
    broken = regex("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("")
    letters = regex("[a-z]+", re.IGNORECASE)
    assert "compiled" not in vars(letters)
    for _ in range(2):
        assert [found[0] for found in letters.finditer("ab, CD")] == ["ab", "CD"]
        assert letters.fullmatch("ab,") is None
    assert letters.flags == re.compile("[a-z]+", re.IGNORECASE).flags
