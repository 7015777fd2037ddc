"""Which runs of `*`, `_` and `~~` make emphasis: the delimiter stack of CommonMark."""

from __future__ import annotations

import unicodedata
from functools import cache

Interval = tuple[int, int, str, int, int, str, tuple[int, int] | None, str]


class Run:
    """A run of one delimiter, of which `start` to `end` is not used up yet."""

    __slots__ = ("can_close", "can_open", "char", "end", "live", "size", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        before = _kind(text[start - 1]) if start else _WHITE
        after = _kind(text[end]) if end < len(text) else _WHITE
        left = after != _WHITE and (after != _MARK or before != _LETTER)
        right = before != _WHITE and (before != _MARK or after != _LETTER)
        self.char = text[start]
        self.start, self.end, self.size = start, end, end - start
        self.can_open = left and (self.char != "_" or not right or before == _MARK)
        self.can_close = right and (self.char != "_" or not left or after == _MARK)
        self.live = True


_LETTER, _WHITE, _MARK = 0, 1, 2


@cache
def _kind(char: str) -> int:
    # Combining marks count as letters, as the vowel signs of Hindi or Thai must.
    category = unicodedata.category(char)
    if char in "\t\n\f\r" or category == "Zs":
        return _WHITE
    return _MARK if category[0] in "PS" else _LETTER


def emphasis(runs: list[Run], found: list[Interval]) -> None:
    """Append the intervals of strong, emphasis and strike that these runs make.

    Source: CommonMark 0.31.2, appendix "process emphasis"; `~~` pairs in the same way.
    """
    bottom: dict[tuple[str, bool, int], int] = {}
    previous = list(range(-1, len(runs) - 1))  # the nearest run before that is not used up
    for i, closer in enumerate(runs):
        if not closer.can_close or not closer.live:
            continue
        while closer.start < closer.end:
            key = (closer.char, closer.can_open, closer.size % 3)
            low = bottom.get(key, -1)
            j = _opener(runs, previous, i, low)
            if j <= low:
                bottom[key] = i - 1
                closer.live = closer.can_open
                break
            _pair(runs[j], closer, found)
            k = previous[i]
            while k > j:
                runs[k].live = False
                k = previous[k]
            previous[i] = j if runs[j].live else previous[j]


def _opener(runs: list[Run], previous: list[int], i: int, low: int) -> int:
    closer = runs[i]
    j = previous[i]
    while j > low:
        run = runs[j]
        if run.live and run.char == closer.char and run.can_open and run.start < run.end:
            both = (run.can_close or closer.can_open) and run.char != "~"
            if not (both and (run.size + closer.size) % 3 == 0 and (run.size % 3 or closer.size % 3)):
                return j
        j = previous[j]
    return -1


def _pair(opener: Run, closer: Run, found: list[Interval]) -> None:
    width = 2 if opener.end - opener.start >= 2 and closer.end - closer.start >= 2 else 1
    kind = "strike" if closer.char == "~" else "strong" if width == 2 else "emphasis"
    start, end = opener.end - width, closer.start + width
    found.append((start, end, kind, opener.end, closer.start, "", None, ""))
    opener.end -= width
    closer.start += width
    opener.live = opener.start < opener.end
