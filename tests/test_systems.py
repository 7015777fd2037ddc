"""What differs between systems: drives, code pages, newlines, how processes begin."""

from __future__ import annotations

import io
import ntpath
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smo_lint import cli
from smo_lint.model import LoadError
from smo_lint.outside import pool
from smo_lint.outside.articles import discovery

ROOT = Path(__file__).resolve().parent.parent
# A pool begins its processes anew, as on Windows and macOS.
SPAWNED = """
import multiprocessing, sys
from smo_lint.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    sys.exit(main(sys.argv[1:]))
"""


def written(stream: Any) -> bytes:
    stream.write("Höjd → x\n")
    stream.flush()
    return bytes(stream.buffer.getvalue())


@pytest.mark.parametrize(
    ("system", "given", "expected"),
    [
        ("posix", {}, b"H\xf6jd \\u2192 x\r\n"),
        ("nt", {}, "Höjd → x\n".encode()),
        ("nt", {"PYTHONIOENCODING": "cp1252"}, b"H\xf6jd \\u2192 x\r\n"),
    ],
    ids=["as it is", "a pipe of Windows", "as the user says"],
)
def test_streams(
    system: str, given: dict[str, str], expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", system)
        cli._settle(stream)
    assert written(stream) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\site\docs\en\a.md", "docs/en/a.md"),
        (r"docs\en\a.md", "docs/en/a.md"),
        (r"D:\other\a.md", "D:/other/a.md"),
        (r"C:\else\a.md", "C:/else/a.md"),
    ],
)
def test_paths_of_windows(path: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path on another drive has no relative form; everything else is told from here, with slashes."""
    with monkeypatch.context() as patch:
        _as_on_windows(patch)
        found = discovery.from_here(path)
    assert found == expected


def test_two_drives_have_no_folder_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _as_on_windows(patch)
        assert discovery.common([r"C:\site\en", r"C:\site\de"]) == r"C:\site"
        with pytest.raises(LoadError, match="different drives"):
            discovery.common([r"C:\site\en", r"D:\site\de"])


def _as_on_windows(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(discovery.os, "path", ntpath)  # type: ignore[attr-defined]
    patch.setattr(discovery.os, "sep", "\\")  # type: ignore[attr-defined]
    patch.setattr(os, "getcwd", lambda: r"C:\site")
    patch.setattr(ntpath, "abspath", lambda path: ntpath.normpath(ntpath.join(r"C:\site", path)))


@pytest.mark.parametrize(("system", "expected"), [("nt", 61), ("posix", 96)])
def test_windows_waits_for_few_processes(system: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", system)
        assert pool.possible(96) == expected
    assert pool.possible(4) == 4


def test_processes_that_begin_anew_find_the_same(tmp_path: Path) -> None:
    for lang in ("en", "de", "sv"):
        for number in range(12):
            file = tmp_path / "docs" / lang / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                f"# {lang} {number}\n\nSee [this](/a) é.\n" + "\n## B\n" * (lang != "de"), "utf-8"
            )
    (tmp_path / "run.py").write_text(SPAWNED, "utf-8")
    base = [sys.executable, "run.py", "check", "--no-cache", "--format", "json", "--source", "en"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    said = [
        subprocess.run([*base, "--jobs", jobs], cwd=tmp_path, env=env, capture_output=True, check=False)
        for jobs in ("1", "3")
    ]
    assert said[0].stdout.count(b'"HD104"') == 12, said[0].stderr
    assert said[0].stdout == said[1].stdout
    assert said[1].returncode == 1


def test_no_file_is_read_in_the_encoding_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "docs" / "de").mkdir()
    (tmp_path / "docs" / "en" / "a.md").write_text("# A\n\nOne é.\n", "utf-8")
    (tmp_path / "docs" / "de" / "a.md").write_text("# Ä\n\nEins.\n", "utf-8")
    (tmp_path / "smo-lint.toml").write_text('source = "en"\nextends = ["strict"]\n', "utf-8")
    strict = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "smo_lint"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    for words in (
        ["check", "--exit-zero", "-o", "html:a.html", "-o", "sarif:a.sarif"],
        ["baseline", "write"],
        ["status"],
        ["init", "--stdout", "--force"],
    ):
        done = subprocess.run([*strict, *words], cwd=tmp_path, env=env, capture_output=True, check=False)
        assert done.returncode == 0, (words, done.stderr.decode("utf-8", "replace"))
