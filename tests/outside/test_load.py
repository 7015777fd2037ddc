"""Files in, texts or faults out."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.model import Fault, LoadError
from smo_lint.outside.load import head, read, write

TEXTS = {
    "empty": (b"", ""),
    "plain": (b"# a\n", "# a\n"),
    "carriage returns stay": (b"a\r\nb\rc", "a\r\nb\rc"),
    "byte order mark stays": (b"\xef\xbb\xbfa", "\ufeffa"),
    "other scripts": ("日本 é 🎉".encode(), "日本 é 🎉"),
    "separators of Unicode": ("a\u2028b\u0085c".encode(), "a\u2028b\u0085c"),
    "as large as the limit": (b"x" * 100, "x" * 100),
    "NUL": (b"a\0b", Fault("holds a NUL byte at byte 1: it is binary, or in another encoding", 1)),
    "NUL after letters of two bytes": (
        "éé\0".encode(),
        Fault("holds a NUL byte at byte 4: it is binary, or in another encoding", 2),
    ),
    "Latin-1": (b"# caf\xe9\n", Fault("is not UTF-8: byte 0xe9 at byte 5", 5)),
    "invalid after letters of two bytes": ("éé".encode() + b"\xff", Fault("is not UTF-8: byte 0xff at byte 4", 2)),
    "cut letter": ("a日".encode()[:-1], Fault("is not UTF-8: byte 0xe6 at byte 1", 1)),
    "surrogate": (b"\xed\xa0\x80", Fault("is not UTF-8: byte 0xed at byte 0", 0)),
    "UTF-16, little end first": ("\ufeffa".encode("utf-16-le"), Fault("is UTF-16, not UTF-8")),
    "UTF-16, big end first": ("\ufeffa".encode("utf-16-be"), Fault("is UTF-16, not UTF-8")),
    "larger than the limit": (b"x" * 101, Fault("has 101 bytes, more than the limit of 100")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_read(tmp_path: Path, content: bytes, expected: str | Fault) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert read(str(tmp_path / "a.md"), 100) == expected


def test_vanished(tmp_path: Path) -> None:
    assert read(str(tmp_path / "a.md")) == Fault("does not exist")


def test_folder(tmp_path: Path) -> None:
    assert read(str(tmp_path)) == Fault("is a folder")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere.md", "is a link to “nowhere.md”, which does not exist"),
        ("a.md", "is a link that leads back to itself"),
    ],
    ids=["dangling", "loop"],
)
def test_broken_links(tmp_path: Path, target: str, reason: str) -> None:
    (tmp_path / "a.md").symlink_to(target)
    assert read(str(tmp_path / "a.md")) == Fault(reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert read(str(tmp_path / "a.md")) == Fault("is not a regular file (a pipe, a socket or a device)")
    assert head(str(tmp_path / "a.md")) == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(0o000)
    assert read(str(tmp_path / "a.md")) == Fault("cannot be read: permission denied")


def test_head_judges_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\xffb")
    assert (head(str(tmp_path / "a.md")), head(str(tmp_path / "b.md"))) == ("ab", "")


def test_write_keeps_bytes_and_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write(str(file), "\ufeffa\r\nb")
    assert file.read_bytes() == b"\xef\xbb\xbfa\r\nb"
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_text("old")
    (tmp_path / "a.md").symlink_to("real/a.md")
    write(str(tmp_path / "a.md"), "new")
    assert ((tmp_path / "a.md").is_symlink(), (tmp_path / "real/a.md").read_text()) == (True, "new")


def test_write_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be written: no such file"):
        write(str(tmp_path / "x" / "a.md"), "a")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"theirs")
    with pytest.raises(LoadError, match="was changed by somebody else meanwhile: it is left alone"):
        write(str(file), "ours", was="before")
    assert (file.read_bytes(), names(tmp_path)) == (b"theirs", ["a.md"])


def test_what_somebody_else_has_done_already_is_done(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"ours")
    before = file.stat()
    write(str(file), "ours", was="before")
    assert (file.stat().st_ino, names(tmp_path)) == (before.st_ino, ["a.md"])


def test_a_file_that_is_as_it_was_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffa\r\nb\r".encode())
    write(str(tmp_path / "a.md"), "\ufeffa\r\nc\r", was="\ufeffa\r\nb\r")
    assert (tmp_path / "a.md").read_bytes() == "\ufeffa\r\nc\r".encode()


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o444)
    with pytest.raises(LoadError, match="cannot be written: the file is read-only"):
        write(str(file), "new")
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


def test_a_file_that_becomes_read_only_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda _: file.chmod(0o444))
    with pytest.raises(LoadError, match="cannot be written: the file is read-only"):
        write(str(file), "new", was="old")
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(LoadError, match="cannot be written: permission denied"):
            write(str(tmp_path / "a.md"), "new")
        assert names(tmp_path) == ["a.md"]
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the administrator gives files away")
def test_owner_and_rights_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.chown(file, 1234, 4321)
    file.chmod(0o4764)
    write(str(file), "new")
    found = file.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, 0o4764)


def test_a_new_file_has_a_new_time(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.utime(file, (1, 1))
    write(str(file), "new")
    assert file.stat().st_mtime > 1_000_000


@pytest.mark.parametrize("step", ["fsync", "replace", "utime"])
@pytest.mark.parametrize(
    ("error", "expected", "match"),
    [
        (lambda: OSError(errno.ENOSPC, "No space left on device"), LoadError, "no space left on device"),
        (lambda: OSError(errno.EROFS, "Read-only file system"), LoadError, "read-only file system"),
        (lambda: KeyboardInterrupt("now"), KeyboardInterrupt, "now"),
    ],
    ids=["full", "read-only", "interrupted"],
)
def test_what_fails_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: Callable[[], BaseException],
    expected: type[BaseException],
    match: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error()

    (tmp_path / "a.md").write_bytes(b"old")
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(expected, match=match):
        write(str(tmp_path / "a.md"), "new")
    monkeypatch.undo()
    assert ((tmp_path / "a.md").read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_another_name_of_a_file_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    os.link(tmp_path / "a.md", tmp_path / "b.md")
    write(str(tmp_path / "a.md"), "new")
    assert [(tmp_path / name).read_bytes() for name in ("a.md", "b.md")] == [b"new", b"old"]
