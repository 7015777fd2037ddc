"""Files in, texts or faults out."""

from __future__ import annotations

import os
import stat
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
