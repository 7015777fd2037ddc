"""What is worked out about an edition, a pair or an article once, and kept in its memo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Remembering(Protocol):
    """What has a memo: an edition, a pair, an article."""

    @property
    def memo(self) -> dict[Any, Any]: ...


S = TypeVar("S", bound=Remembering)
T = TypeVar("T")


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
