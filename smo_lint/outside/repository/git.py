"""What a repository is asked: a few calls of `git`, however many files there are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smo_lint.model import Commit

if TYPE_CHECKING:
    import subprocess

# Seconds after which a call is given up.
PATIENCE = 30
# What git complains of, for people who have not asked git anything.
_PLAINLY = {"bad revision 'HEAD'": "nothing is committed yet"}
# A repository may be anybody's: nothing that its configuration names is run, and nothing is fetched. So it
# may be read whoever owns it, as in a container that is given the files of its host.
_GUARDED = (
    ("-c", "safe.directory=*")
    + ("-c", "core.fsmonitor=false")
    + ("-c", f"core.hooksPath={os.devnull}")
    + ("-c", "diff.external=")
    + ("-c", "log.showSignature=false")
    + ("-c", "log.follow=false")
    + ("-c", "protocol.allow=never")
    + ("--no-pager", "--no-optional-locks")
)
_FORM = "--format=%x01%H%x02%cs%x02%s"
_LOG = (
    *("log", _FORM, "--encoding=UTF-8", "--no-color", "--no-show-signature"),
    *("--raw", "-z", "--no-abbrev", "-M", "-l400", "--root", "--no-relative", "--ignore-submodules"),
    *("--no-ext-diff", "--no-textconv"),
)
# What of the environment says which configuration is read; all else of git's says which repository.
_KEPT = (
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CEILING_DIRECTORIES",
    "GIT_EXEC_PATH",
)


_STAGED = (
    *("diff-index", "--cached", "--raw", "-z", "--no-abbrev", "-M", "-l400"),
    *("--no-relative", "--ignore-submodules", "--no-ext-diff", "--no-textconv"),
    "--ita-invisible-in-index",
)


# The mode of a file that a merge has left open.
UNMERGED = "unmerged"


class GitError(Exception):
    """Why a repository cannot be asked: a clause for the user."""


class Repository(NamedTuple):
    """A work tree.

    folder   absolute path of the folder that was asked for
    prefix   where that lies below the top of the work tree: "" or "docs/"
    shallow  whether its history ends early
    staging  absolute path of the index that a commit under way is made from, "" for the usual one
    """

    folder: str
    prefix: str
    shallow: bool
    staging: str = ""


class Touch(NamedTuple):
    """What a commit did to a file.

    commit  the commit
    before  id of the content before it, "" where there was none
    after   id of the content after it, "" where there is none
    path    from the top of the work tree, as it is called after it
    former  as it was called before it
    """

    commit: Commit
    before: str
    after: str
    path: str
    former: str


class Thing(NamedTuple):
    """An object of a repository: id, "blob" or "commit" or another type, size in bytes."""

    id: str
    type: str
    size: int


class Entry(NamedTuple):
    """A file of a tree or of the index.

    path    from the top of the work tree
    mode    "100644" or another; "120000" of a link, whose content is where it leads
    id      of its content, "" where there is none any more
    before  id of what it was, "" where it is new or where nobody asked
    former  as it was called; its path, where that has not changed
    """

    path: str
    mode: str
    id: str
    before: str = ""
    former: str = ""


def repository(folder: str) -> Repository:
    """Return the work tree that a folder lies in. Raises GitError."""
    asked = ("rev-parse", "--is-shallow-repository", "--absolute-git-dir", "--show-prefix")
    shallow, own, prefix = os.fsdecode(_ended(_begun(folder, *asked))).split("\n", 2)
    return Repository(folder, prefix.removesuffix("\n"), shallow == "true", _under_way(own))


def touches(where: Repository, suffixes: Iterable[str], until: str = "HEAD") -> Iterator[Touch]:
    """Yield what was done to all files with some suffixes, the newest first. Raises GitError.

    until  the last commit that counts: "HEAD", or an id
    """
    paths = (f":(top)*{_literal(suffix)}" for suffix in sorted(suffixes))
    fields = iter(os.fsdecode(_ended(_begun(where.folder, *_LOG, until, "--", *paths))).split("\0"))
    commit = Commit("", "", "")
    for field in fields:
        field = field.lstrip("\n")
        if field.startswith("\x01"):
            said = os.fsencode(field[1:]).decode("utf-8", "replace")
            commit = Commit(*said.split("\x02", 2))
        elif field.startswith(":"):
            _, _, before, after, status = field.split(" ")
            former = path = next(fields)
            if status[0] in "RC":
                path = next(fields)
            yield Touch(
                commit, before if before.strip("0") else "", after if after.strip("0") else "", path, former
            )


def things(where: Repository, names: Sequence[str]) -> list[Thing | None]:
    """Return what names of objects stand for, None for those that stand for nothing. Raises GitError."""
    lines = _asked(where, "--batch-check=%(objectname) %(objecttype) %(objectsize)", names).split(b"\n")
    return [_thing(line) for line in lines[: len(names)]]


def contents(where: Repository, ids: Sequence[str]) -> Iterator[bytes | None]:
    """Yield the contents of objects, None for those that are not here. Raises GitError."""
    rest = _asked(where, "--batch=%(objectsize)", ids)
    at = 0
    for _ in ids:
        line = rest.index(b"\n", at) + 1
        size = rest[at : line - 1]
        at = line + int(size) + 1 if size.isdigit() else line
        yield rest[line : at - 1] if size.isdigit() else None


def merge_base(where: Repository, one: str, other: str) -> str:
    """Return the id of the commit where two others part, "" where none is known. Raises GitError."""
    out = _ended(_begun(where.folder, "merge-base", one, other), none=1)
    return out.decode("ascii").strip()


def tree(where: Repository, commit: str) -> Iterator[Entry]:
    """Yield the files that a commit holds (its id), submodules left out. Raises GitError."""
    for line in _ended(_begun(where.folder, "ls-tree", "-r", "-z", "--full-tree", commit)).split(b"\0")[:-1]:
        told, _, path = line.partition(b"\t")
        mode, kind, name = told.decode("ascii").split(" ")
        if kind == "blob":
            yield Entry(os.fsdecode(path), mode, name)


def staged(where: Repository, commit: str) -> Iterator[Entry]:
    """Yield the files in which the index differs from a commit or a tree (its id). Raises GitError.

    The work tree is not looked at, so that no filter of it runs.
    """
    process = _begun(where.folder, *_STAGED, commit, "--", index=where.staging)
    fields = iter(_ended(process).split(b"\0")[:-1])
    for field in fields:
        _, mode, before, after, status = field.decode("ascii").lstrip(":").split(" ")
        former = path = os.fsdecode(next(fields))
        if status[0] in "RC":
            path = os.fsdecode(next(fields))
        before, after = (name if name.strip("0") else "" for name in (before, after))
        yield Entry(path, UNMERGED if status == "U" else mode, after, before, former)


def _asked(where: Repository, form: str, names: Sequence[str]) -> bytes:
    if not names:
        return b""
    return _ended(
        _begun(where.folder, "cat-file", form), b"".join(os.fsencode(name) + b"\n" for name in names)
    )


def _thing(line: bytes) -> Thing | None:
    words = line.decode("utf-8", "replace").rsplit(" ", 2)
    if len(words) < 3 or not words[2].isdigit() or " " in words[0]:
        return None
    return Thing(words[0], words[1], int(words[2]))


def _under_way(folder: str) -> str:
    """The index of a commit under way, as `git commit -a` tells its hooks, if it is this repository's.

    folder  absolute path of `.git`
    """
    told = os.environ.get("GIT_INDEX_FILE", "")
    path = os.path.abspath(told) if told else ""
    inside = os.path.realpath(os.path.dirname(path)) == os.path.realpath(folder)
    return path if path and inside and os.path.isfile(path) else ""


def _begun(folder: str, *words: str, index: str = "") -> subprocess.Popen[bytes]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    import subprocess  # which a run that knows the history already need not wait for

    closed = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "LC_ALL": "C"}
    try:
        return subprocess.Popen(
            ("git", "-C", folder, *_GUARDED, *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=own | closed | ({"GIT_INDEX_FILE": index} if index else {}),
        )
    except OSError as error:
        raise GitError(
            "git is not installed" if isinstance(error, FileNotFoundError) else str(error)
        ) from None


def _ended(process: subprocess.Popen[bytes], said: bytes = b"", none: int = 0) -> bytes:
    """What a call has said; `none`: how it ends where there is nothing to say."""
    import subprocess

    try:
        out, complaint = process.communicate(said, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise GitError(f"git has not answered for {PATIENCE} seconds") from None
    if process.returncode not in (0, none):
        lines = complaint.decode("utf-8", "replace").strip().split("\n")
        fatal = next((line for line in lines if line.startswith("fatal: ")), lines[0])
        said_so = fatal.removeprefix("fatal: ")
        raise GitError(_PLAINLY.get(said_so, said_so) or f"git ended with {process.returncode}")
    return out


def _literal(suffix: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in suffix)
