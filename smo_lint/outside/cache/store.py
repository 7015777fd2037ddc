"""A folder of what earlier runs found out, as JSON that only we can have written.

A repository may come with a cache folder: what lies there is believed only with a seal made with a secret
of the user's, and it can be nothing but plain values. The worst that a broken seal leads to is a slow run.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import field
from typing import TYPE_CHECKING, Any

from smo_lint.model.frozen import frozen
from smo_lint.outside.articles.discovery import under
from smo_lint.outside.cache.folder import NAME, SIGNATURE, TAG, cache_folder, is_ours

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.cache.shelf import Shelf

# Bytes of a file that is read at all.
_LIMIT = 500_000_000
# As https://bford.info/cachedir/ has it: programs that save backups leave such a folder out.
_TAG = SIGNATURE.decode() + "\n# What smo-lint found out; it can be deleted.\n"
_SECRET = "secret"
_BINARY: int = getattr(os, "O_BINARY", 0)


@frozen
class Cache:
    """An open cache.

    folder   absolute path
    tool     what of us has made it: other versions read nothing of it
    secret   what seals are made with
    notices  what those who ask are told
    """

    folder: str
    tool: str
    secret: bytes = field(repr=False)
    notices: list[str] = field(default_factory=list, compare=False)

    def read(self, name: str) -> Any:
        """Return what was written under a name, None where nothing was, or nothing that can be believed."""
        import json

        content = self._believed(name)
        try:
            return None if content is None else json.loads(content)
        except ValueError:
            return None

    def read_shelf(self, name: str) -> Shelf:
        """Return the shelf that was written under a name, an empty one where `read` gives nothing."""
        import json

        from smo_lint.outside.cache.shelf import Shelf

        first, *rests = (self._believed(name) or b"{}").split(b"\n")
        try:
            heads = dict(json.loads(first))
            return Shelf(heads, dict(zip(heads, rests, strict=True)))
        except (TypeError, ValueError):
            return Shelf({}, {})

    def _believed(self, name: str) -> bytes | None:
        path = os.path.join(self.folder, name)
        try:
            if not os.path.isfile(path) or os.stat(path).st_size > _LIMIT:
                return None
            with open(path, "rb") as file:
                tool, seal, content = (*file.read().split(b"\n", 2), b"", b"")[:3]
        except OSError:
            return None
        if tool != self.tool.encode():
            self.notices.append(f"the cache has “{name}” of another version: it is made anew")
            return None
        if not _equal(seal, self._seal(name, content)):
            self.notices.append(f"the cache has “{name}” of somebody else, or broken: it is made anew")
            return None
        return content

    def write(self, name: str, value: Any) -> None:
        """Keep a value of lists, strings, numbers and None; a run that cannot write goes on all the same."""
        from smo_lint.outside.cache.shelf import encoded

        self._put(name, encoded(value))

    def write_shelf(self, name: str, shelf: Shelf) -> None:
        """Keep a shelf; likewise."""
        from smo_lint.outside.cache.shelf import encoded

        self._put(name, b"\n".join((encoded(shelf.heads), *map(shelf.rests.__getitem__, shelf.heads))))

    def _put(self, name: str, content: bytes) -> None:
        try:
            _founded(self.folder)
            _replace(os.path.join(self.folder, name), self.tool.encode(), self._seal(name, content), content)
        except OSError as error:
            self.notices.append(f"the cache cannot be written: {error.strerror or error}")

    def keep(self, beginning: str, number: int) -> None:
        """Delete what has a name that begins so, but for the latest ones."""
        with contextlib.suppress(OSError), os.scandir(self.folder) as found:
            those = [entry for entry in found if entry.name.startswith(beginning)]
            those.sort(key=lambda entry: (-entry.stat(follow_symlinks=False).st_mtime_ns, entry.name))
            for entry in those[number:]:
                os.unlink(entry.path)

    def as_it_is(self) -> Cache:
        """Return the same for a run that leaves nothing behind: what it judges is not what comes next."""
        return _Still(self.folder, self.tool, self.secret, self.notices)

    def _seal(self, name: str, content: bytes) -> bytes:
        from hmac import digest  # by a hash that most processors have an instruction for

        sealed = b"\n".join((name.encode(), self.tool.encode(), content))
        return digest(self.secret, sealed, "sha256").hex().encode()


class _Still(Cache):
    def _put(self, name: str, content: bytes) -> None:
        """Keep nothing."""

    def keep(self, beginning: str, number: int) -> None:
        """Delete nothing."""


def opened(config: Config, root: str) -> Cache | str:
    """Return the cache of a project, or why it has none: a sentence.

    root  absolute path of the project, or of the folder that stands for one; "" where none does
    A folder outside of the project is the user's own, and so is the secret in it; a folder in the project
    may have come with it.
    """
    from smo_lint.outside.cache.tool import tool

    folder = cache_folder(config, root)
    if not root and folder == os.path.abspath(NAME):
        return "no cache: there is no project whose folder it could lie in"
    if os.path.islink(folder):
        return f"no cache: {folder} is a link"
    inside = bool(root) and under(os.path.realpath(folder), [os.path.realpath(root)])
    try:
        if not inside:
            _founded(folder)
        return Cache(folder, tool(config.plugins), _secret(_own() if inside else folder))
    except OSError as error:
        return f"no cache: {error.filename or folder}: {error.strerror or error}"


def _own() -> str:
    """The user's folder for caches."""
    usual = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    above = usual if usual and os.path.isabs(usual) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(above, "smo-lint")


def _secret(folder: str) -> bytes:
    """Read the secret in a folder; make it where there is none. Raises OSError."""
    path = os.path.join(folder, _SECRET)
    if not os.path.exists(path):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _replace(path, os.urandom(32), mode=0o600)
    with open(path, "rb") as file:  # of runs that begin at once, the last one's counts
        secret = file.read(64)
    if len(secret) != 32:
        raise OSError(0, "the secret is broken", path)
    return secret


def _founded(folder: str) -> None:
    """Make the folder, and say in it that it is a cache and no part of the repository."""
    if is_ours(folder):
        return
    os.makedirs(folder, exist_ok=True)
    if not all(name.startswith((TAG, ".gitignore")) for name in os.listdir(folder)):
        raise OSError(0, "it holds other things than a cache", folder)
    for name, text in ((".gitignore", "*\n"), (TAG, _TAG)):
        _replace(os.path.join(folder, name), text.encode())


def _replace(path: str, *lines: bytes, mode: int = 0o666) -> None:
    """Write a file as a whole: who reads it meanwhile reads the old one."""
    scratch = f"{path}.{os.getpid()}.new"
    try:
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as file:
            file.write(b"\n".join(lines))
        os.replace(scratch, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(scratch)
        raise


def _equal(one: bytes, other: bytes) -> bool:
    from hmac import compare_digest

    return compare_digest(one, other)
