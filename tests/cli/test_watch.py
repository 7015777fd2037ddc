"""`check --watch`: a run that goes on."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.outside.watching import looks, until_changed

# Seconds after which a test has failed: nothing is measured here, and machines are slow.
PATIENCE = 120
WITHOUT = "import sys; sys.modules['watchfiles'] = None; from smo_lint.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "smo-lint.toml").write_text('source = "en"\n')
    for page in ("one", "two"):
        for lang in ("en", "de"):
            path = tmp_path / "docs" / lang / f"{page}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {page}\n\n[a](b.md)\n")
            (path.parent / "b.md").write_text("# B\n")
    return tmp_path


class Watcher:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def done(self) -> None:
        self.reader.join()
        assert self.process.stdout
        self.process.stdout.close()

    def round(self) -> str:
        """What is said until it waits again."""
        said = ""
        while "watching for changes" not in said:
            said += self.lines.get(timeout=PATIENCE)
        return said


def save(path: Path, text: str) -> None:
    """Write a file in one step: a machine under load may look between two."""
    (fresh := path.with_suffix(".fresh")).write_text(text)
    fresh.replace(path)


@contextmanager
def watching(site: Path, *start: str) -> Iterator[Watcher]:
    process = subprocess.Popen(
        [sys.executable, *start, "check", "--watch", "-v", "--format", "concise"],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watcher = Watcher(process)
    try:
        yield watcher
    finally:
        process.kill()
        process.wait()
        watcher.done()


@pytest.mark.skipif(os.name == "nt", reason="there are no signals to send")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="whoever started this lets nobody interrupt it"
)
@pytest.mark.parametrize("start", [("-m", "smo_lint"), ("-c", WITHOUT)], ids=["watchfiles", "polling"])
def test_it_checks_again_what_has_changed(site: Path, start: tuple[str, ...]) -> None:
    with watching(site, *start) as watcher:
        said = watcher.round()
        assert "LK002" not in said
        assert "\x1b" not in said
        save(site / "docs/de/one.md", "# one\n\n[a] (b.md)\n")
        said = watcher.round()
        assert "docs/de/one.md:3:1" in said
        save(site / "smo-lint.toml", "sauce = 1\n")
        assert "sauce" in watcher.round()
        save(site / "smo-lint.toml", 'source = "en"\nignore = ["LK002"]\n')
        assert "LK002" not in watcher.round()

        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(PATIENCE) == 130


def test_it_goes_with_files_only(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert main(["check", "--watch", "--stdin-filename", "docs/de/one.md"]) == 2


def test_a_change_before_the_wait_is_not_lost(site: Path) -> None:
    before = looks([str(site)])
    page = site / "docs/de/one.md"
    page.write_text("# something else\n")
    assert until_changed([str(site)], before)[str(page)] != before[str(page)]


def test_what_tools_write_is_not_looked_at(site: Path) -> None:
    before = looks([str(site)])
    for name in (".git/a.md", "node_modules/a.md", "docs/de/one.html"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x")
    assert looks([str(site)]) == before
