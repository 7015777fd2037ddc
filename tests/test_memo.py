"""What is worked out once."""

from __future__ import annotations

from dataclasses import replace

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse
from smo_lint.model import Article, Edition, Fact, lasting, once


def test_it_is_worked_out_a_single_time_for_each() -> None:
    asked: list[str] = []

    @once
    def size(edition: Edition) -> int:
        """How long it is."""
        asked.append(edition.path)
        return len(edition.text)

    one, two = parse("a", "a.md"), parse("bb", "b.md")
    assert [size(one), size(two), size(one), size(two)] == [1, 2, 1, 2]
    assert asked == ["a.md", "b.md"]
    assert (size.__name__, size.__doc__) == ("size", "How long it is.")


def test_nothing_is_worked_out_once_too() -> None:
    asked: list[str] = []

    @once
    def nothing(edition: Edition) -> None:
        asked.append(edition.path)

    one = parse("a", "a.md")
    nothing(one)
    nothing(one)
    assert asked == ["a.md"]


def test_an_article_with_other_pairs_knows_nothing_of_the_earlier_one() -> None:
    one, two = parse("a", "a.md"), parse("b", "b.md")
    article = Article("a", (one, two), one, (pair(one, two),))
    article.memo["known"] = True
    other = replace(article, pairs=())
    assert (article.pairs_of(two), other.pairs_of(two), other.memo) == (article.pairs, (), {})


def test_a_lasting_fact_is_worked_out_once_for_what_is_asked() -> None:
    asked: list[str] = []

    @lasting
    def has(edition: Edition, word: str) -> bool:
        """Whether it holds a word."""
        asked.append(word)
        return word in edition.text

    one, two = parse("a", "a.md"), parse("b", "b.md")
    assert [has(one, "a"), has(two, "a"), has(one, "b"), has(one, "a")] == [True, False, False, True]
    assert asked == ["a", "a", "b"]
    (fact, *_) = (known for known in one.memo if isinstance(known, Fact) and known.args == ("a",))
    two.memo[fact] = True  # as it is when an earlier run has said so
    assert has(two, "a")
    assert has.__doc__ == "Whether it holds a word."
