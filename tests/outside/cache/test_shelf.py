"""What is kept of many things is given back as it was, and what is broken as nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from smo_lint.outside.cache.shelf import Shelf, encoded
from smo_lint.outside.cache.store import Cache

NAMES = ("docs/de/a b.md", "docs/\n/ü.md", "docs/\udcff.md")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"), "tool", b"secret")


@pytest.fixture
def shelf() -> Shelf:
    heads = {name: [number, name] for number, name in enumerate(NAMES)}
    return Shelf(heads, {name: encoded({"of": name, "lines": "one\ntwo"}) for name in NAMES})


def test_a_shelf_is_read_as_it_was_written(cache: Cache, shelf: Shelf) -> None:
    cache.write_shelf("files", shelf)
    again = cache.read_shelf("files")
    assert again == shelf
    assert [again.rest(name) for name in NAMES] == [{"of": name, "lines": "one\ntwo"} for name in NAMES]
    assert again.rest("elsewhere") is None


def test_what_is_new_takes_the_place_of_what_was(shelf: Shelf) -> None:
    first, second, third = NAMES
    new = shelf.updated(Shelf({first: ["new"]}, {first: encoded("new")}))
    assert (new.of(first), new.of(second)) == ((["new"], b'"new"'), shelf.of(second))
    assert new.among({second, third}) == shelf.among((third, second))
    assert list(shelf.among({second}).rests) == [second]


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"{}\n1", b'{"a":1}', b'{"a":1}\n1\n2', b"no JSON"])
def test_what_is_no_shelf_is_empty(cache: Cache, content: bytes) -> None:
    cache._put("files", content)
    assert cache.read_shelf("files") == Shelf({}, {})
    assert cache.read_shelf("nothing") == Shelf({}, {})
