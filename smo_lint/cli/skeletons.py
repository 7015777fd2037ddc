"""`smo-lint show`: the skeletons of an article side by side, aligned, with each finding at its block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.configured import configured, keeping_options, languages, reading_options
from smo_lint.cli.flags import Verb, flag
from smo_lint.regexes import regex

if TYPE_CHECKING:
    from rich.text import Text

    from smo_lint.beside import Block, Line
    from smo_lint.model import Edition, Finding, Node, Pair, Span

# How a line of two blocks is marked.
MARKS = {"kept": " ", "gone": "~", "come": "~", "merged": ">", "split": "<", "missing": "-", "extra": "+"}
STYLES = {"gone": "yellow", "come": "yellow", "missing": "red", "extra": "green"}
LEVELS = {"error": "bold red", "warning": "bold yellow", "hint": "bold cyan"}
NARROW = 40
# Lines that agree are shown around one that does not; more of them are folded.
AROUND = 2
_WHITE = regex(r"\s+")


class Told(NamedTuple):
    """A line of a pair, and the findings that are told at it."""

    line: Line
    findings: tuple[Finding, ...]

    @property
    def plain(self) -> bool:
        return self.line.how == "kept" and not self.findings


@click.command(cls=Verb)
@click.argument("article", nargs=1, required=False, type=click.Path())
@reading_options
@keeping_options
@flag("Output", "--full", is_flag=True, help="Show what agrees, too, however much it is.")
@flag("Output", "--all", "together", is_flag=True, help="One table of all editions, a column each.")
def show(article: str | None, *, full: bool, together: bool, **given: Any) -> int:
    """Show the editions of an article beside their reference, block by block, and the findings.

    Between the editions: - missing, + extra, ~ moved, > merged, < split. What differs is marked.
    """
    from smo_lint.cli.kept import cache_of
    from smo_lint.cli.prepare import prepare
    from smo_lint.comparing import compare

    paths = [article] if article else []
    if not paths and not given["pair"]:
        raise click.UsageError("which article? Name one of its files")
    named = [*paths, *(given["pair"] or ())]
    config = configured(named, given)
    langs = languages(given["lang"])
    run = prepare(paths, config, pair=given["pair"], cache=cache_of(named, config, given), fresh=True)
    for bundle in run.discovery.bundles:
        found = compare(run.task.files(bundle), bundle, run.task.habits, nodes=config.max_nodes)
        findings = run.task.findings(bundle, run.task.files(bundle))
        pairs = [pair for pair in found.pairs if not langs or pair.target.lang in langs]
        for row in _table(pairs, findings) if together else _beside(pairs, findings, full=full):
            _put(row)
    return 0


def _told(pair: Pair, edition: Edition, findings: Iterable[Finding]) -> list[Told]:
    """The lines of a pair, with the findings in one of its editions."""
    from smo_lint.beside import lines, seat

    told = lines(pair)
    seats: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.problem.at.path == edition.path:
            seats.setdefault(seat(pair, finding.problem, told) or 0, []).append(finding)
    return [Told(line, tuple(seats.get(i, ()))) for i, line in enumerate(told)]


def _beside(pairs: Sequence[Pair], findings: Sequence[Finding], *, full: bool) -> Iterator[Text]:
    from rich.console import Console
    from rich.text import Text

    from smo_lint.beside import differing
    from smo_lint.reports import shown

    width = max(NARROW, (Console().width - 6) // 2)
    # In consensus an edition stands beside the nearest other one: its first pair.
    for pair in {pair.target: pair for pair in reversed(pairs)}.values():
        left, right = (f"{edition.lang}  {shown(edition.path)}" for edition in (pair.source, pair.target))
        yield Text.assemble((_cell(left, width), "bold"), "   ", (right, "bold"))
        marked = differing(pair)
        told = _told(pair, pair.target, findings)
        for shown_ones in _folded(told, full=full):
            if isinstance(shown_ones, int):
                yield Text(f"    ⋮ {shown_ones} blocks agree", "dim")
            else:
                yield from _row(pair, shown_ones, marked, width)
        yield Text()


def _folded(told: Sequence[Told], *, full: bool) -> Iterator[Told | int]:
    """Yield the lines that say something with those around them, and how many were left out between."""
    near = {j for i, one in enumerate(told) if not one.plain for j in range(i - AROUND, i + AROUND + 1)}
    hidden: list[Told] = []
    for i, one in enumerate((*told, None)):
        if one is not None and not full and i not in near:
            hidden.append(one)
            continue
        # A fold takes a line itself.
        yield from hidden if len(hidden) < 2 else (len(hidden),)
        hidden = []
        if one is not None:
            yield one


def _row(pair: Pair, told: Told, marked: dict[Node, tuple[Span, ...]], width: int) -> Iterator[Text]:
    from rich.text import Text

    from smo_lint.beside import blocks

    line = told.line
    style = STYLES.get(line.how, "")
    first, second = blocks(pair.source), blocks(pair.target)
    left = first[line.source] if line.source is not None and line.how != "come" else None
    right = second[line.target] if line.target is not None and line.how != "gone" else None
    lefts, rights = _block(pair.source, left, marked, width), _block(pair.target, right, marked, width)
    lefts.pad_right(max(0, width - lefts.cell_len))
    lefts.stylize(style)
    rights.stylize(style)
    if left and right and left.label != right.label and line.how == "kept":
        lefts.stylize("bold yellow", 6, 6 + 2 * left.depth + len(left.label))
        rights.stylize("bold yellow", 6, 6 + 2 * right.depth + len(right.label))
    row = Text.assemble(lefts, f" {MARKS[line.how]} ", rights)
    row.rstrip()
    yield row
    yield from map(_finding, told.findings)


def _block(edition: Edition, block: Block | None, marked: dict[Node, tuple[Span, ...]], width: int) -> Text:
    """A block in one line: its number of line, what it is, the beginning of what it holds."""
    from rich.text import Text

    if block is None:
        return Text()
    number = edition.text.count("\n", 0, block.span.start) + 1
    text = Text.assemble((f"{number:5} ", "dim"), "  " * block.depth, (f"{block.label:4}", "blue"), " ")
    spans = marked.get(block.node, ()) if block.node else ()
    here = block.body.start
    # What differs stands in sight, also where it is not at the beginning.
    if spans and spans[0].end - here > width - 20:
        here = max(here, spans[0].start - 10)
        text.append("…")
    end = min(block.body.end, here + 2 * width)
    for span in (*spans, None):
        start, stop = (min(span.start, end), min(span.end, end)) if span else (end, end)
        text.append(_flat(edition.text[here : max(here, start)]))
        text.append(_flat(edition.text[max(here, start) : stop]), "bold reverse")
        here = max(here, stop)
    text.truncate(width, overflow="ellipsis")
    return text


def _flat(text: str) -> str:
    from smo_lint.reports import shown

    return shown(_WHITE.sub(" ", text))


def _finding(finding: Finding) -> Text:
    from rich.text import Text

    from smo_lint.reports import shown

    head = (f"      ╰ {finding.severity}", LEVELS[finding.severity])
    return Text.assemble(head, (f"[{finding.code}] ", "bold"), shown(finding.problem.message))


def _table(pairs: Sequence[Pair], findings: Sequence[Finding]) -> Iterator[Text]:
    """One row for each block of the reference, one column for each other edition."""
    from rich.console import Console
    from rich.text import Text

    from smo_lint.beside import blocks

    if not pairs:
        return
    source = pairs[0].source
    pairs = [pair for pair in pairs if pair.source is source]
    columns = [(source, pairs[0]), *((pair.target, pair) for pair in pairs)]
    signs = [_signs(_told(pair, edition, findings)) for edition, pair in columns]
    room = [max(3, len(edition.lang)) for edition, _ in columns]
    width = max(NARROW, Console().width - sum(room) - len(room) - 2)
    head = " ".join(f"{edition.lang:>{size}}" for (edition, _), size in zip(columns, room, strict=True))
    yield Text(f"{_cell(f'{source.lang}  {source.path}', width)} {head}", "bold")
    for i, block in enumerate(blocks(source)):
        row = _block(source, block, {}, width)
        row.pad_right(max(0, width - row.cell_len))
        for sign, size in zip(signs, room, strict=True):
            said, style = sign(i)
            row.append(f" {said:>{size}}", style)
        yield row
    yield Text()


def _signs(told: Sequence[Told]) -> Callable[[int], tuple[str, str]]:
    """Return source block -> the sign of an edition there: findings counted, else how it corresponds."""
    known: dict[int, tuple[str, str]] = {}
    for one in told:
        at = one.line.source
        if at is None or one.line.how == "come":
            continue
        worst = min((f.severity for f in one.findings), key=list(LEVELS).index, default="")
        mark = MARKS[one.line.how].strip()
        sign = f"{mark}{len(one.findings)}" if one.findings else mark or "·"
        known[at] = sign, LEVELS.get(worst) or STYLES.get(one.line.how) or "dim"
    return lambda block: known.get(block, (" ", ""))


def _put(row: Text) -> None:
    from rich.console import Console

    Console(highlight=False, markup=False, emoji=False).print(row, soft_wrap=True, crop=False)


def _cell(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    from smo_lint.reports import shown

    return set_cell_size(shown(text), width)
