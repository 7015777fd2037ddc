"""Values of our types as JSON and back: by their types, so that a file can only ever hold values."""

from __future__ import annotations

import json
import types
from binascii import a2b_base64, b2a_base64
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from zlib import compress, decompress

Make = Callable[[Any], Any]
_STRINGS = {str}


def plain(value: Any) -> Any:
    """Return a value as lists, strings, numbers and None: a type with fields is the list of their values."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    kind: Any = type(value)
    if hasattr(kind, "__dataclass_fields__"):
        return [plain(getattr(value, name)) for name in _names(kind)]
    if isinstance(value, (set, frozenset)):
        return sorted(map(plain, value))
    if all(isinstance(key, str) for key in value):
        return {key: plain(held) for key, held in value.items()}
    return [[plain(key), plain(held)] for key, held in value.items()]


def packed(value: Any) -> str:
    """Return what `plain` would make, as a word of few characters; keys of mappings are words."""
    text = json.dumps(value, default=plain, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return b2a_base64(compress(text.encode("utf-8", "surrogatepass"), 1), newline=False).decode("ascii")


def unpacked(word: str) -> Any:
    """Return what a word was made of."""
    return json.loads(decompress(a2b_base64(word)))


def made(kind: Any, told: Any) -> Any:
    """Return the value of a type that `plain` has made lists of. Raises ValueError, TypeError."""
    return _maker(kind)(told)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields that make a value what it is."""
    return tuple(field.name for field in fields(kind) if field.init and field.compare)


@cache
def _maker(kind: Any) -> Make:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return _anything
    if origin in (Union, types.UnionType):
        return _optional(inner)
    if origin in (tuple, frozenset, list):
        return _sequence(origin, inner)
    if origin is Counter:
        return _mapping(Counter, inner[0], int)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(dict, *inner)
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind)
    return _scalar(kind)


def _scalar(kind: type) -> Make:
    allowed = (float, int) if kind is float else (kind,)

    def make(told: Any) -> Any:
        if type(told) not in allowed:
            raise TypeError(f"{told!r} is no {kind.__name__}")
        return told

    return make


def _optional(kinds: tuple[Any, ...]) -> Make:
    (kind,) = (kind for kind in kinds if kind is not type(None))
    maker = _maker(kind)
    return lambda told: None if told is None else maker(told)


def _sequence(origin: type, inner: tuple[Any, ...]) -> Make:
    if origin is not tuple or inner[1:] == (...,):
        one = _maker(inner[0])
        if inner[0] is str:
            return lambda told: origin(told) if {*map(type, told)} <= _STRINGS else origin(map(one, told))
        return lambda told: origin(map(one, told))
    makers = tuple(map(_maker, inner))
    return lambda told: tuple([make(part) for make, part in zip(makers, told, strict=True)])


def _mapping(origin: Callable[[Any], Any], key: Any, held: Any) -> Make:
    key_of, held_of = _maker(key), _maker(held)

    def make(told: Any) -> Any:
        pairs = told.items() if isinstance(told, dict) else told
        return origin({key_of(name): held_of(value) for name, value in pairs})

    return make


def _record(kind: Any) -> Make:
    hints = get_type_hints(kind)
    names = getattr(kind, "_fields", None) or _names(kind)
    makers = tuple(_maker(hints[name]) for name in names)

    def make(told: Any) -> Any:
        return kind(*[make(part) for make, part in zip(makers, told, strict=True)])

    if [*names] == [name for name in hints if name in names]:
        return make
    raise TypeError(f"{kind.__name__}: its fields stand in another order than its arguments")


def _anything(told: Any) -> Any:
    """What a configuration may hold: its lists are tuples."""
    if isinstance(told, dict):
        return {key: _anything(held) for key, held in told.items()}
    return tuple(map(_anything, told)) if isinstance(told, list) else told
