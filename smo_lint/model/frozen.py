"""How values are made: dataclasses that nobody changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T], /) -> type[_T]: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, eq: bool = True, slots: bool = False) -> Callable[[type[_T]], type[_T]]: ...
def frozen(cls: type[_T] | None = None, /, *, eq: bool = True, slots: bool = False) -> Any:
    """Make a dataclass that type checkers know as frozen.

    eq     whether it is equal to another with equal fields; else it is equal to itself alone
    slots  whether it has these fields and nothing else
    What freezes one at run time as well takes half of the time in which the class is made, at every start,
    and makes each value four times as slow to build.
    """

    def make(cls: type[_T]) -> type[_T]:
        made = dataclass(eq=eq, unsafe_hash=eq, slots=slots, repr=False)(cls)
        made.__repr__ = _shown  # type: ignore[method-assign]
        return made

    return make if cls is None else make(cls)


def _shown(self: Any) -> str:
    held = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(held)})"
