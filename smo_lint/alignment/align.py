"""Two sequences to their best order-keeping match; knows nothing of text.

A caller gives sizes and a score for two positions: above 0 they may belong together, the more the
surer; at or below 0 they rather stand alone. Anchors cut the problem into small segments; in each,
equal shapes cost one score a position, and dynamic programming runs only where shapes differ,
in a band with a bounded number of cells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

Score = Callable[[int, int], float]
Steps = list[tuple[int, int]]

# The usual bond of two neighbours.
BOND = 0.15
# A segment whose positions all score this much, pair by pair, is not searched for a better match.
PLAIN = 0.45
# A difference in score below which two positions cannot be told apart.
TELLING = 0.2
# Cells of one segment that dynamic programming may fill.
MAX_CELLS = 200_000


def align(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    score: Score,
    bonds: Sequence[float] = (),
    worth: Sequence[float] = (),
) -> Steps:
    """Return (i, j) of the positions that belong together, both rising.

    first, second  for each position a key that is equal only where the contents surely correspond,
                   or None; keys that occur once on both sides, in the same order, are anchors
    bonds          for each position of `first`, what its match gains when the next position and
                   its partner's next are matched too: gaps stay together; BOND for all by default
    worth          what each position of `first` counts where anchors contradict each other; 1 by default
    """
    bonds = bonds or [BOND] * len(first)
    steps: Steps = []
    i = j = 0
    for a, b in [*_anchors(first, second, worth), (len(first), len(second))]:
        steps += _segment(i, a, j, b, score, bonds)
        if a < len(first):
            steps.append((a, b))
        i, j = a + 1, b + 1
    return steps


def rivals(steps: Steps, sizes: tuple[int, int], score: Score) -> Iterator[tuple[int, int, int]]:
    """Yield (side, alone, other): an unmatched position and one that could be it as well.

    side is 0 for the first sequence. The other is a matched neighbour whose partner fits the
    unmatched position almost as well, so that nothing tells which of the two is alone.
    """
    for side in (0, 1):
        partner = {step[side]: step[1 - side] for step in steps}
        for alone in range(sizes[side]):
            if alone in partner:
                continue
            for way in (-1, 1):
                here, there = alone, alone + way
                while there in partner:
                    mate = partner[there]
                    now = score(there, mate) if side == 0 else score(mate, there)
                    then = score(here, mate) if side == 0 else score(mate, here)
                    if then < now - TELLING:
                        break
                    yield side, alone, there
                    here, there = there, there + way


def _anchors(first: Sequence[Hashable], second: Sequence[Hashable], worth: Sequence[float]) -> Steps:
    once_first = _once(first)
    once_second = _once(second)
    shared = [(i, once_second[key]) for key, i in once_first.items() if key in once_second]
    return rising(sorted(shared), worth)


def _once(keys: Sequence[Hashable]) -> dict[Hashable, int]:
    count = Counter(keys)
    return {key: i for i, key in enumerate(keys) if key is not None and count[key] == 1}


def rising(steps: Steps, worth: Sequence[float] = ()) -> Steps:
    """The part of `steps`, sorted by i, in which j rises as well and that is worth most in all.

    `tops` are the ends of the chains that may go on: with a later j only where they are worth more.
    """
    tops: list[int] = []
    sums: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (i, j) in enumerate(steps):
        pile = bisect_left(tops, j)
        before.append(ends[pile - 1] if pile else -1)
        total = (sums[pile - 1] if pile else 0.0) + (worth[i] if worth else 1.0)
        beaten = pile
        while beaten < len(tops) and sums[beaten] <= total:
            beaten += 1
        tops[pile:beaten], sums[pile:beaten], ends[pile:beaten] = [j], [total], [index]
    chain: Steps = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(steps[at])
        at = before[at]
    return chain[::-1]


def _segment(i: int, a: int, j: int, b: int, score: Score, bonds: Sequence[float]) -> Steps:
    if i >= a or j >= b:
        return []
    if a - i == b - j and all(score(i + k, j + k) >= PLAIN for k in range(a - i)):
        return [(i + k, j + k) for k in range(a - i)]
    return _search(i, a, j, b, score, bonds)


def _search(i0: int, i1: int, j0: int, j1: int, score: Score, bonds: Sequence[float]) -> Steps:
    """Dynamic programming over a band around the diagonal.

    `run` is the best sum that ends in a match of the row's position with a column, `best` the best
    sum whatever the end; each row keeps where its sums came from.
    """
    rows, columns = i1 - i0, j1 - j0
    edges = _edges(i0, i1, bonds)
    reach = max(20, MAX_CELLS // (2 * rows))
    step = columns // rows + 2
    # One row of sums, overwritten from left to right: what is not reached yet is of the row above.
    best = [0.0] * (columns + 1)
    run = [0.0, *[_NEVER] * columns]
    trace: list[tuple[int, bytearray]] = []
    for row in range(rows):
        middle = (row + 1) * columns // rows
        low, high = max(1, middle - reach), min(columns, middle + reach)
        bond = bonds[i0 + row - 1] if row else edges[0]
        last = edges[1] if row == rows - 1 else 0.0
        moves = bytearray(high - low + 1)
        corner, corner_run, left = best[low - 1], run[low - 1], best[low - 1]
        run[low - 1] = _NEVER
        for column in range(low, high + 1):
            above, above_run = best[column], run[column]
            top, move = (left, _LEFT) if left > above else (above, _UP)
            total = _NEVER
            gain = score(i0 + row, j0 + column - 1)
            if gain > 0:
                if column == columns:
                    gain += last
                after_run = corner_run + bond
                follows = after_run >= corner
                total = gain + (after_run if follows else corner)
                if total > top:
                    top, move = total, _MATCH
                move |= _FOLLOWS * follows
            best[column], run[column] = top, total
            moves[column - low] = move
            corner, corner_run, left = above, above_run, top
        # The next row's band reaches a little further to the right.
        for column in range(high + 1, min(columns, high + step) + 1):
            best[column] = max(best[column], best[high])
        trace.append((low, moves))
    return _follow(trace, columns, i0, j0)


_UP, _LEFT, _MATCH, _FOLLOWS = 0, 1, 2, 4
_NEVER = float("-inf")


def _edges(i0: int, i1: int, bonds: Sequence[float]) -> tuple[float, float]:
    """The bonds of a segment to the anchors around it; none at the ends of the sequence."""
    return bonds[i0 - 1] if i0 else 0.0, bonds[i1 - 1] if i1 < len(bonds) else 0.0


def _follow(trace: list[tuple[int, bytearray]], column: int, i0: int, j0: int) -> Steps:
    """Walk back from the last cell; a match that follows a match forces the one before it."""
    steps: Steps = []
    row, forced = len(trace), False
    while row > 0 and column > 0:
        low, moves = trace[row - 1]
        if column < low:
            row -= 1
            continue
        column = min(column, low + len(moves) - 1)
        move = moves[column - low]
        if forced or move & 3 == _MATCH:
            row -= 1
            column -= 1
            steps.append((i0 + row, j0 + column))
            forced = bool(move & _FOLLOWS)
        elif move & 3 == _UP:
            row -= 1
        else:
            column -= 1
    return steps[::-1]
