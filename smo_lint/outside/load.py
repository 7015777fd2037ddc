"""Files in, texts or faults out; texts in, files out, or nothing at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from smo_lint.model import Fault, LoadError
from smo_lint.regexes import regex

# Enough for front matter and a first paragraph; more would be read for nothing on every page.
HEAD = 16_384
# How the names of files begin that stand for others while these are written.
SCRATCH = ".smo-lint-"
_SCRATCH = regex(r"\.smo-lint-[a-z0-9_]{8}\.tmp")


def read(path: str, limit: int = 2_000_000) -> str | Fault:
    """Return the text of a file, byte order mark and newlines as they are, or why it has none.

    limit  bytes; a larger file is not opened
    Only regular files are opened: a pipe would block, a device never end.
    """
    try:
        found = os.stat(path)
    except OSError as error:
        return Fault(_why_no_stat(path, error))
    if stat.S_ISDIR(found.st_mode):
        return Fault("is a folder")
    if not stat.S_ISREG(found.st_mode):
        return Fault("is not a regular file (a pipe, a socket or a device)")
    if found.st_size > limit:
        return Fault(f"has {found.st_size:,} bytes, more than the limit of {limit:,}")
    try:
        with open(path, "rb") as file:
            content = file.read(found.st_size + 1)  # room for all that may be there would cost more than it
            if len(content) > found.st_size:  # it has grown meanwhile
                content += file.read(limit + 1 - len(content))
    except OSError as error:
        return Fault(f"cannot be read: {_words(error)}")
    if len(content) > limit:
        return Fault(f"grew beyond the limit of {limit:,} bytes while it was read")
    return decode(content)


def decode(content: bytes) -> str | Fault:
    """Return bytes as text, or why they are none; the offset of a fault counts code points."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Fault("is UTF-16, not UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = len(content[: error.start].decode("utf-8"))
        byte = content[error.start]
        return Fault(f"is not UTF-8: byte 0x{byte:02x} at byte {error.start}", offset)
    if "\0" in text:
        why = f"holds a NUL byte at byte {content.index(0)}: it is binary, or in another encoding"
        return Fault(why, text.index("\0"))
    return text


def head(path: str) -> str:
    """Return the beginning of a file as text, "" where it cannot be read; nothing is judged."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return ""
        with open(path, "rb") as file:
            return file.read(HEAD).decode("utf-8", errors="ignore")
    except OSError:
        return ""


def write(path: str, text: str, *, was: str | None = None) -> None:
    """Replace the content of a file as a whole: after a crash it is the old one or the new one.

    was  what the file must still hold; None for anything

    The text is written as it is: its newlines and its byte order mark are the caller's. Permissions,
    attributes and, where we may, the owner are kept; a link stays a link and the file it leads to is
    replaced. Other names of the same file (hard links) keep the old content. Raises LoadError: the
    file is as it was, and nothing lies beside it.
    """
    content = text.encode("utf-8")
    try:
        _replace(os.path.realpath(path), content, None if was is None else was.encode("utf-8"))
    except _ChangedError:
        raise LoadError(f"“{path}” was changed by somebody else meanwhile: it is left alone") from None
    except OSError as error:
        raise LoadError(f"“{path}” cannot be written: {_words(error)}") from error


def leftovers(root: str) -> list[str]:
    """Return the files below a folder that stood for others when the process that wrote them was killed."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = os.path.join(folder, name)
            if _SCRATCH.fullmatch(name) and os.path.isfile(path) and not os.path.islink(path):
                found.append(path)
    return found


class _ChangedError(Exception):
    """A file holds other bytes than it should."""


def _replace(target: str, content: bytes, was: bytes | None) -> None:
    before = _writable(target)
    import tempfile  # brings much along that a run which writes nothing need not wait for

    handle, scratch = tempfile.mkstemp(prefix=SCRATCH, suffix=".tmp", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _dress(scratch, target, before)
        if was is not None and (now := _bytes(target)) != was:
            if now == content:
                return  # somebody else has done the same
            raise _ChangedError
        _writable(target)  # still
        os.replace(scratch, target)
        scratch = ""
    finally:
        if scratch:
            with contextlib.suppress(OSError):
                os.unlink(scratch)
    _sync_folder(os.path.dirname(target))


def _writable(path: str) -> os.stat_result:
    """What a file looks like. Raises PermissionError where it is marked as not to be written.

    The folder alone decides about a replacement; what is marked so stays all the same.
    """
    found = os.stat(path)
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return found


def _dress(scratch: str, target: str, before: os.stat_result) -> None:
    """Give a new file the owner, the permissions and the attributes of the one it stands for."""
    made = os.stat(scratch)
    if (before.st_uid, before.st_gid) != (made.st_uid, made.st_gid):
        for uid, gid in ((-1, before.st_gid), (before.st_uid, -1)):
            with contextlib.suppress(PermissionError):
                os.chown(scratch, uid, gid)
    import shutil

    shutil.copystat(target, scratch)  # it takes the old time along, too
    os.utime(scratch)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _sync_folder(folder: str) -> None:
    """Make a new name last through a loss of power, where folders can be told to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why_no_stat(path: str, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link that leads back to itself"
    if os.path.islink(path):
        return f"is a link to “{os.readlink(path)}”, which does not exist"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "does not exist"
    return f"cannot be read: {_words(error)}"


def _words(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
