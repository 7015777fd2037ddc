"""One rule asked about one article: of its editions, its pairs with their votes, or of it as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from smo_lint import consensus, lag
from smo_lint.alignment.pairing import apart
from smo_lint.model import (
    BLOCKS,
    CONTAINERS,
    Agreement,
    Article,
    Edition,
    Location,
    Node,
    Pair,
    Problem,
    Rule,
    Span,
    lasting,
    once,
)
from smo_lint.opposite import Place, across, place
from smo_lint.partial import weakened
from smo_lint.phases import phase

INTERNAL_ERROR = "XX001"
# The topic of a problem that is such an error, which nothing in a text can name.
FAILED = f"\0{INTERNAL_ERROR}"
# The family of the rules that say how far a translation lags behind: they account for what only comes
# from that, and nothing else does.
FRESHNESS = "freshness"
# Families that speak of a page as a whole: the others say nothing where a page is another text.
WHOLE = frozenset(("page", "front_matter", FRESHNESS))


def problems(rule: Rule, article: Article, options: Mapping[str, object]) -> Iterable[Problem]:
    """Return what a rule says of an article: damage that the source shares apart, differences as voted."""
    if rule.subject is Edition:
        return _of_editions(rule, article, options)
    if rule.subject is Pair:
        return _of_pairs(rule, article, options)
    return () if rule.subject is Agreement else _of_article(rule, article, options)


def _of_editions(rule: Rule, article: Article, options: Mapping[str, object]) -> Iterator[Problem]:
    """What a rule says of each edition; damage that the source has at the same place is its own."""
    said = {edition: called(rule, edition, options) for edition in article.editions}
    if not any(said.values()):
        return
    for edition, problems in said.items():
        pairs = article.pairs_of(edition)
        if article.source is None or not pairs or not said[article.source]:
            yield from problems
            continue
        damaged = {_place(article.source, problem.at.span.start) for problem in said[article.source]}
        for problem in problems:
            beside = across(pairs[0], "target", *_place(edition, problem.at.span.start))
            if beside is None or beside[0] == "document" or beside not in damaged:
                yield problem


def asked_of_pairs(rule: Rule, article: Article, pair: Pair) -> bool:
    """Return whether a rule about pairs is asked about one of an article's."""
    if article.source is None and not _vote(article):
        return False
    return rule.family in WHOLE or not apart(pair)


def _of_pairs(rule: Rule, article: Article, options: Mapping[str, object]) -> Iterator[Problem]:
    whole = rule.family in WHOLE
    if article.source is not None:
        for pair in article.pairs if whole else _like(article):
            said = said_of_pair(rule, pair, options)
            yield from said if whole else weakened(pair, said)
        return
    for edition in article.editions:
        pairs = article.pairs_of(edition)
        if pairs and _vote(article):
            ballots = [said_of_pair(rule, p, options) if whole or not apart(p) else [] for p in pairs]
            # Each is judged as a target: what is said of the other side is said once more there.
            ballots = [[said for said in ballot if said.at.path == edition.path] for ballot in ballots]
            langs = [pair.source.lang for pair in pairs]
            if rule.witness:
                yield from consensus.witnessed(ballots, langs)
            else:
                yield from consensus.decide(ballots, langs, len(pairs) + 1, partial(_near, edition))


@once
def _like(article: Article) -> list[Pair]:
    """The pairs of which one is no other text than its source."""
    return [pair for pair in article.pairs if not apart(pair)]


@once
def _vote(article: Article) -> bool:
    """Whether the editions of an article vote on each other."""
    return consensus.one_text(article.pairs)


@once
def _starts(edition: Edition) -> list[int]:
    """Where the blocks begin that hold no blocks."""
    leaves = (n for n in edition.nodes if n.kind in BLOCKS and n.kind not in CONTAINERS)
    return sorted(leaf.span.start for leaf in leaves)


def _near(edition: Edition, one: Span, other: Span) -> bool:
    """Whether two places are in one block, or in blocks that follow each other."""
    return abs(_number(edition, one.start) - _number(edition, other.start)) <= 1


@lasting
def _number(edition: Edition, offset: int) -> int:
    """How many blocks that hold no blocks begin up to an offset."""
    return bisect_right(_starts(edition), offset)


def _of_article(rule: Rule, article: Article, options: Mapping[str, object]) -> list[Problem]:
    """What a rule says of an article; of translations that lag behind as `said_of_pair` has it."""
    problems = called(rule, article, options)
    for path, former in lag.formers(article, {problem.at.path for problem in problems}):
        own = [problem for problem in problems if problem.at.path == path]
        real = set(lag.both(own, called(rule, former, options)))
        problems = [problem for problem in problems if problem.at.path != path or problem in real]
    return problems


def said_of_pair(rule: Rule, now: Pair, options: Mapping[str, object]) -> list[Problem]:
    """Return what a rule says of a pair.

    Of a translation that lags behind, what it says of its own source too: what it only says of the source as
    it is now comes from the lag, which is reported itself.
    """
    problems = called(rule, now, options)
    if not problems:
        return problems
    then = lag.then(now) if rule.family != FRESHNESS else None
    return problems if then is None else list(lag.both(problems, called(rule, then, options)))


def called(
    rule: Rule, subject: Edition | Pair | Article | Agreement, options: Mapping[str, object]
) -> list[Problem]:
    """What one call yields; a rule that raises says so itself, and the run goes on.

    Of an edition and of a pair it is kept in their memo: rules look at nothing else but their options.
    """
    if rule.subject is not Edition and rule.subject is not Pair:
        return _called(rule, subject, options)
    assert isinstance(subject, (Edition, Pair)), "what a check is called with, its annotation says"
    before, said = subject.memo.get(rule, (None, []))
    if before != options:
        said = _called(rule, subject, options)
        subject.memo[rule] = options, said
    return list(said)


def _called(
    rule: Rule, subject: Edition | Pair | Article | Agreement, options: Mapping[str, object]
) -> list[Problem]:
    try:
        with phase(rule.code):
            return list(rule.check(subject, **options))
    except Exception as error:  # noqa: BLE001 - any mistake of a rule is reported as its own
        message = f"{rule.name} failed: {type(error).__name__}: {error}"
        return [Problem(Location(_path(subject), Span(0, 0)), message, topic=FAILED)]


def _path(subject: Edition | Pair | Article | Agreement) -> str:
    match subject:
        case Edition():
            return subject.path
        case Pair():
            return subject.target.path
        case Article():
            return subject.editions[0].path
        case Agreement():
            return subject.place.path


def block_at(edition: Edition, offset: int) -> Node:
    """The innermost block at an offset."""
    node = edition.skeleton
    while True:
        place = bisect_right(node.children, offset, key=_start) - 1
        if place < 0 or node.children[place].span.end < offset:
            return edition.block(node)
        node = node.children[place]


def around(edition: Edition, offset: int) -> Span:
    """The place of the innermost block at an offset."""
    return Span(*_place(edition, offset)[1:])


@lasting
def _place(edition: Edition, offset: int) -> Place:
    return place(block_at(edition, offset))


def _start(node: Node) -> int:
    return node.span.start
