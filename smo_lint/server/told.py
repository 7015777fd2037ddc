"""What an editor was told of each file, so that it is told nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from lsprotocol.types import Diagnostic
from pygls.uris import from_fs_path


class Key(NamedTuple):
    """An article of a project; the project itself where it has no name."""

    root: str
    article: str = ""


class Told(NamedTuple):
    """What was said of a file: of which article, of which version, under which number."""

    key: Key
    version: int | None
    number: str
    diagnostics: list[Diagnostic]


class Telling(dict[str, Told]):
    """How the editor calls a file -> what it was told of it.

    tell  shows diagnostics of a file: uri, what was said
    """

    def __init__(self, tell: Callable[[str, Told], None]) -> None:
        super().__init__()
        self._tell = tell
        self._numbers = count(1)
        self._uris: dict[str, str] = {}

    def uri(self, path: str) -> str:
        """Return how the editor calls a file; `path`: absolute."""
        return self._uris.get(path) or from_fs_path(path) or ""

    def call(self, path: str, uri: str) -> None:
        """Take note of how the editor calls a file, "" as anybody; by another name nothing stays said."""
        before = self.uri(path)
        self._uris[path] = uri
        if self.uri(path) != before and before in self:
            self.unsay(before)

    def say(self, uri: str, key: Key, version: int | None, found: list[Diagnostic]) -> None:
        """Tell what was found in a file, unless that is what the editor has."""
        old = self.get(uri)
        same = old is not None and old.diagnostics == found
        number = old.number if old and same else str(next(self._numbers))
        self[uri] = Told(key, version, number, found)
        if not same or (old and old.version != version):
            self._tell(uri, self[uri])

    def unsay(self, uri: str) -> None:
        """Tell that there is nothing to say of a file any more, and forget it."""
        self.say(uri, self[uri].key, None, [])
        del self[uri]
