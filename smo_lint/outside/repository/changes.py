"""What a branch, a work tree or an index has changed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from smo_lint.model import Fault, LoadError
from smo_lint.model.frozen import frozen
from smo_lint.outside.articles.discovery import SUFFIXES, posix, under
from smo_lint.outside.load import decode
from smo_lint.outside.repository import git
from smo_lint.outside.repository.git import Entry, GitError, Repository

# The tree of no files, as both kinds of repositories know it: what a first commit is compared with.
_NOTHING = (
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
)
LINK = "120000"  # the mode of an entry whose content is where it leads
_REMEDY = "fetch the whole history: `git fetch --unshallow`, in GitHub Actions `fetch-depth: 0`"


@frozen
class Changes:
    """The Markdown files that differ from a commit.

    where    the repository
    commit   id of the commit; of the empty tree before the first one
    files    absolute path -> what became of the file; `id` is "" where it is gone
    """

    where: Repository
    commit: str
    files: Mapping[str, Entry]

    @property
    def renamed(self) -> dict[str, str]:
        """Former path -> path, both absolute."""
        return {
            place(self.where, entry.former): path
            for path, entry in self.files.items()
            if entry.id and entry.former != entry.path
        }

    @property
    def gone(self) -> dict[str, Entry]:
        """The files that there are no more, and what those that were renamed were called."""
        old = {place(self.where, e.former): e for e in self.files.values() if e.former not in ("", e.path)}
        return {path: e for path, e in (old | dict(self.files)).items() if path not in self.files or not e.id}


def commit(folder: str, name: str = "", *, fork: bool = False) -> tuple[Repository, str]:
    """Return the repository of a folder and the id of a commit of it.

    name  of a revision; "" for the last commit
    fork  the commit is wanted where the current branch has left that revision
    Raises LoadError with what is wrong and what helps.
    """
    try:
        where = git.repository(folder)
        wanted = f"{name or 'HEAD'}^{{commit}}".replace("\n", "?")  # one line each is asked for
        found, head, *empty = git.things(where, [wanted, "HEAD^{commit}", *_NOTHING])
        if found is None and name:
            more = f"; the clone is shallow, {_REMEDY}" if where.shallow else ": if it is a branch, fetch it"
            raise LoadError(f"there is no revision “{name}” in this repository{more}")
        if head is None or found is None:
            return where, next((thing.id for thing in empty if thing), _NOTHING[0])
        base = git.merge_base(where, found.id, head.id) if fork else found.id
    except GitError as error:
        raise LoadError(_told(str(error), folder)) from None
    if not base:
        why = f"the clone is shallow: {_REMEDY}" if where.shallow else "they share no history"
        raise LoadError(f"it is not known where the current branch has left “{name}”: {why}")
    return where, base


def in_index(where: Repository, base: str) -> Changes:
    """Return what the index has changed. Raises LoadError."""
    return Changes(where, base, {place(where, e.path): e for e in _staged(where, base) if ours(e)})


def in_work_tree(where: Repository, base: str, paths: Iterable[str]) -> Changes:
    """Return what the files have changed, committed or not. Raises LoadError.

    paths  absolute, every Markdown file of the project; of others it is only asked whether they are there
    """
    then = {place(where, entry.path): entry for entry in tree(where, base)}
    moved = {place(where, entry.path): entry.former for entry in _staged(where, base) if entry.before}
    files: dict[str, Entry] = {}
    for path in paths:
        below = moved.get(path, "")
        old = then.get(place(where, below) if below else path)
        if (entry := _changed(where, path, old)) is not None:
            files[path] = entry
    now = {place(where, entry.former) for entry in files.values() if entry.former}
    for path, entry in then.items():
        if under(path, [where.folder]) and path not in now and not os.path.lexists(path):
            files[path] = entry._replace(id="", before=entry.id, former=entry.path)
    return Changes(where, base, files)


def tree(where: Repository, base: str) -> list[Entry]:
    """Return the Markdown files of a commit. Raises LoadError."""
    try:
        return [entry for entry in git.tree(where, base) if ours(entry)]
    except GitError as error:
        raise LoadError(str(error)) from None


def lines(changes: Changes, texts: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """Return path -> the lines, from 1, that were changed; those around a hole that was left count too.

    texts  absolute path -> text as it is now, of files that were changed. Raises LoadError.
    """
    asked = [path for path in texts if path in changes.files and changes.files[path].id]
    old = contents(changes.where, [changes.files[path].before for path in asked])
    found: dict[str, frozenset[int]] = {}
    for path in asked:
        before = old.get(changes.files[path].before, "")
        former = _split(before) if isinstance(before, str) else []
        found[path] = frozenset(_lines(former, _split(texts[path])))
    return found


def contents(where: Repository, ids: Sequence[str]) -> dict[str, str | Fault]:
    """Return id -> text. Raises LoadError where one is not here."""
    wanted = list(dict.fromkeys(name for name in ids if name))
    try:
        found = dict(zip(wanted, git.contents(where, wanted), strict=True))
    except GitError as error:
        raise LoadError(str(error)) from None
    texts: dict[str, str | Fault] = {}
    for name, content in found.items():
        if content is None:
            raise LoadError(
                "the clone is partial, old contents are missing: `git fetch --refetch --no-filter`"
            )
        texts[name] = decode(content)
    return texts


def place(where: Repository, path: str) -> str:
    """Return the absolute path of one from the top of the work tree."""
    below = posixpath.relpath(path, where.prefix or ".")
    return os.path.normpath(os.path.join(where.folder, *below.split("/")))


def _staged(where: Repository, base: str) -> list[Entry]:
    try:
        return list(git.staged(where, base))
    except GitError as error:
        raise LoadError(str(error)) from None


def ours(entry: Entry) -> bool:
    """Whether a file is, or was, Markdown."""
    return any(path.lower().endswith(SUFFIXES) for path in (entry.path, entry.former))


def _told(error: str, folder: str) -> str:
    if "dubious ownership" in error:
        return f"{error}: `git config --global --add safe.directory {folder}` allows it"
    return f"git cannot tell what was changed: {error}"


def _changed(where: Repository, path: str, old: Entry | None) -> Entry | None:
    """What became of a file that is there, None where it is as it was."""
    below = posixpath.normpath(where.prefix + posix(path, where.folder))
    if old is None:
        return Entry(below, "", "?", "", below)
    same = old.path == below
    try:
        if os.path.islink(path):
            content = os.fsencode(os.readlink(path))
        elif os.path.isfile(path):  # a pipe would block
            with open(path, "rb") as file:
                content = file.read()
        else:
            content = b""
    except OSError:
        content = b""
    if same and (os.path.islink(path) == (old.mode == LINK)) and old.id in _ids(content, old.id):
        return None
    return Entry(below, old.mode, "?", old.id, old.path)


def _ids(content: bytes, like: str) -> Iterator[str]:
    """Yield the ids of a content as it is and with the newlines that repositories prefer."""
    import hashlib

    for form in (content, content.replace(b"\r\n", b"\n")):
        digest = hashlib.new("sha256" if len(like) == 64 else "sha1", usedforsecurity=False)
        digest.update(b"blob %d\0" % len(form) + form)
        yield digest.hexdigest()


def _split(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[int]:
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(old, new):
        if step.tag in ("insert", "replace"):
            yield from range(step.dest_start + 1, step.dest_end + 1)
        elif step.tag == "delete":
            first, last = step.dest_start - 1, step.dest_start
            while first > 0 and not new[first].strip():
                first -= 1
            while last < len(new) - 1 and not new[last].strip():
                last += 1
            yield from range(max(first, 0) + 1, min(last, len(new) - 1) + 2)
