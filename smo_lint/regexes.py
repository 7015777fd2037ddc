"""Regular expressions that are compiled where they are first used: a run over few files needs few of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, later; a mistake in the pattern is told then, or by the tests."""
    return cast("re.Pattern[str]", Regex(pattern, flags))


class Regex:
    """A pattern, and after its first use the methods of what it is compiled to."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self.compiled, name)
        setattr(self, name, found)  # who asks again does not come here
        return found

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)
