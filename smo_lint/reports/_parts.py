"""Values of JSON that anybody may have written: what is asked of them is there and fits, or it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from smo_lint.model import LoadError


class Part:
    """An object inside such a value.

    where  the way to it: "findings[3].fix", "" for the whole
    Every question raises LoadError where the answer does not fit.
    """

    def __init__(self, value: object, where: str) -> None:
        self.where = where
        self.table: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict) and where:
            raise LoadError(f"it is no report: “{where}” must be an object")

    def fail(self, key: str, why: str) -> NoReturn:
        where = ".".join(part for part in (self.where, key) if part)
        raise LoadError(f"it is no report: “{where}” {why}")

    def word(self, key: str, *, empty: bool = False) -> str:
        value = self.table.get(key)
        if empty and value is None:
            return ""
        if not isinstance(value, str):
            self.fail(key, "must be a string")
        return str(value)

    def one_of(self, key: str, words: tuple[str, ...]) -> str:
        value = self.word(key)
        if value not in words:
            self.fail(key, f"must be one of {', '.join(words)}")
        return value

    def number(self, key: str) -> int:
        value = self.table.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(key, "must be a whole number")
        return int(value or 0)

    def flag(self, key: str) -> bool:
        value = self.table.get(key)
        if not isinstance(value, bool):
            self.fail(key, "must be true or false")
        return bool(value)

    def words(self, key: str) -> Iterator[str]:
        for number, value in enumerate(self._list(key)):
            if not isinstance(value, str):
                self.fail(f"{key}[{number}]", "must be a string")
            yield value

    def part(self, key: str) -> Part:
        return Part(self.table.get(key), ".".join(part for part in (self.where, key) if part))

    def parts(self, key: str) -> Iterator[Part]:
        where = ".".join(part for part in (self.where, key) if part)
        for number, value in enumerate(self._list(key)):
            yield Part(value, f"{where}[{number}]")

    def _list(self, key: str) -> list[Any]:
        value = self.table.get(key)
        if not isinstance(value, list):
            self.fail(key, "must be a list")
        return list(value or ())
