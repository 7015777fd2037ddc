"""Somebody writes while a run is under way: at every moment at which the run opens a file or a folder."""

from __future__ import annotations

import builtins
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.outside.cache import look

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n\n## Use\n\nRun it, see [more](more.md#use).\n"
DE = "# Anleitung\n\n### Einrichten\n\nLies [das](/start)  , zuerst.\n\n## Nutzen\n\nStarte es , siehe [mehr](more.md#us).\n"
MORE = "# More\n\n## Use {#use}\n\nSome words .\n"
# What is written: path -> text.
WRITTEN = {
    "a longer translation": ("docs/de/guide.md", "Neu.\n\n" + DE),
    "a translation that looks alike": ("docs/de/guide.md", DE.replace("[das](/start)  ,", "  , [das](/start)")),
    "other newlines": ("docs/de/guide.md", "\ufeff" + DE.replace("\n", "\r\n")),
    "another source": ("docs/en/guide.md", EN.replace("## Use", "### Use").replace("Read", "Do read")),
    "a page that is linked to": ("docs/de/more.md", MORE.replace("#use", "#us")),
}  # fmt: skip
Files = dict[str, str]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, a translation of which says which source it was made from; nothing is looked at twice."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    root = tmp_path / "site"
    for lang, guide in (("en", EN), ("de", DE)):
        (root / "docs" / lang).mkdir(parents=True)
        (root / "docs" / lang / "guide.md").write_bytes(guide.encode())
        (root / "docs" / lang / "more.md").write_bytes(MORE.encode())
    monkeypatch.chdir(root)
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "One"]):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], check=True, env=os.environ
        )
    assert main(["stamp", "docs/de/guide.md"]) == 0
    monkeypatch.setattr(look, "MARGIN", 0)
    return root


def files() -> Files:
    return {str(path): path.read_bytes().decode() for path in sorted(Path("docs").rglob("*.md"))}


def write(texts: Files) -> None:
    for path, text in texts.items():
        Path(path).write_bytes(text.encode())


@contextmanager
def meanwhile(moment: int, edit: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Do something just before the run opens something for the n-th time; gives whether it came to that."""
    opened = 0

    def passing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal opened
            opened += 1
            if opened == moment:
                edit()
            return real(*args, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", passing(open))
        patch.setattr(os, "scandir", passing(os.scandir))
        yield lambda: opened >= moment


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code = main(["check", "--jobs", "1", "--format", "json", *words])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return f"{code} {out}"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "another source"),
        ("", "a page that is linked to"),
        ("--fix", "a translation that looks alike"),
        ("--fix", "another source"),
        ("--add-ignore", "a longer translation"),
        ("--fix --diff", "other newlines"),
    ],
)
def test_every_moment(site: Path, capsys: pytest.CaptureFixture[str], words: str, name: str) -> None:
    """Each file is what somebody has written, or that as a run repairs it which nobody disturbs.

    So is what is reported; and what is remembered is said of nothing else.
    """
    (path, text), first = WRITTEN[name], files()
    both = (first, {**first, path: text})
    capsys.readouterr()
    told, known = [], list(both)
    for texts in both:
        write(texts)
        told.append(checked(capsys, "--no-cache", *words.split()))
        known.append(files())
    came, moment = True, 0
    while came:
        moment += 1
        write(first)
        with meanwhile(moment, lambda: write({path: text})) as has_come:
            said = checked(capsys, *words.split())
        came, now = has_come(), files()
        assert all(any(now[one] == texts[one] for texts in known) for one in now), moment
        if "--fix" not in words and "--add-ignore" not in words:
            assert said in told, moment
            assert checked(capsys) == told[now == both[1]], moment
        if "--diff" in words:
            assert (said in told, now in both) == (True, True), moment
    assert moment > 5
