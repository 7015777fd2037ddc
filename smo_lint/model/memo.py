"""What is worked out about an edition, a pair or an article once, and kept in its memo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar


class Remembering(Protocol):
    """What has a memo: an edition, a pair, an article."""

    @property
    def memo(self) -> dict[Any, Any]: ...


S = TypeVar("S", bound=Remembering)
T = TypeVar("T")
P = ParamSpec("P")


class Fact(NamedTuple):
    """What a lasting fact is kept under in a memo.

    name  of the function that finds it out
    args  what it was asked beside the edition or the pair
    """

    name: str
    args: tuple[Any, ...]


def once(find: Callable[[S], T]) -> Callable[[S], T]:
    """Make a function of one of these find out what it returns a single time for each."""

    @wraps(find)
    def known(subject: S) -> T:
        memo = subject.memo
        found: T = memo.get(find, memo)
        if found is memo:  # nothing else can stand for what is not known yet: None is known
            found = memo[find] = find(subject)
        return found

    return known


def lasting(find: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Make a function of an edition or a pair, and of numbers and words, find out what it returns once for as
    long as their files stay as they are: what it returned is remembered from run to run.

    It returns words, numbers, None, and tuples of these, and depends on nothing but what it is given.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def known(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        assert not kwargs, "what is asked is kept by its place"
        memo = subject.memo
        fact = Fact(name, args)
        found: T = memo.get(fact, memo)
        if found is memo:
            found = memo[fact] = find(subject, *args, **kwargs)
        return found

    return known
