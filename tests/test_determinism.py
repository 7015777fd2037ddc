"""The same input gives the same bytes, however and wherever a run is made; and no run asks the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORDS = ("start", "links", "code")
# Runs the command with every way to the network closed, in whatever process it starts.
ALONE = """\
import sys

def closed(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise RuntimeError(f"the network was asked: {event} {args}")

sys.addaudithook(closed)
"""
ROWS = "".join(
    f'{{"article": "a{number}", "lang": "{lang}", "text": "# {lang}\\n"}}\n'
    for number in range(9)
    for lang in ("en", "de")
)
VERBS = (
    ["check", "--jobs", "2"],
    ["check", "--fix", "--diff"],
    ["check", "--new-since", "HEAD"],
    ["list", "--why"],
    ["show", "docs/de/start.md"],
    ["status"],
    ["rules"],
    ["explain", "split-link"],
    ["init", "--stdout"],
    ["config", "show"],
    ["version"],
    ["clean"],
    ["stamp", "--diff", "docs/de/start.md"],
    ["baseline", "write"],
    ["completions", "bash"],
    ["report", "saved.json", "--format", "markdown"],
    ["check", "--output", "html:page.html"],
    ["corpus", "check", "table.jsonl", "--out", "result", "--jobs", "2"],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "smo-lint.toml").write_text('source = "en"\n', encoding="utf-8")
    for number, word in enumerate(WORDS):
        for lang in ("en", "de", "fr"):
            path = root / f"docs/{lang}/{word}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            link = "" if (number, lang) == (1, "fr") else f" [{word}](/{word})"
            mark = "##" if (number, lang) == (0, "de") else "#"
            path.write_text(f"{mark} {word.title()} {lang}\n\nÄ {number} é {lang}{link}.\n", encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Begin"],
    ):
        subprocess.run(["git", "-C", root, *words], check=True)
    return root


def told(root: Path, *words: str, cwd: str = "", **variables: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "smo_lint", *words],
        cwd=root / cwd,
        env={**os.environ, "PYTHONUTF8": "0", "COLUMNS": "100", **variables},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


CHECK = ("check", "--format", "json", "--no-cache")
FOUND = b'"findings"'


def test_the_number_of_processes_makes_no_difference(site: Path) -> None:
    first = told(site, *CHECK, "--jobs", "1")
    assert first[0] == 1 and FOUND in first[1]
    assert told(site, *CHECK, "--jobs", "3") == first


def test_the_order_of_files_makes_no_difference(site: Path) -> None:
    files = sorted(str(path.relative_to(site)) for path in site.glob("docs/*/*.md"))
    first = told(site, *CHECK, *files)
    assert FOUND in first[1]
    assert told(site, *CHECK, *reversed(files)) == first


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8"])
def test_the_locale_makes_no_difference_to_a_report(locale: str, site: Path, tmp_path: Path) -> None:
    """What is printed fits the stream; a file does not depend on it."""
    for name in (locale, "C.UTF-8"):
        told(site, "check", "--no-cache", "--output", f"json:{tmp_path / name}", LC_ALL=name)
    report = (tmp_path / locale).read_bytes()
    assert FOUND in report
    assert report == (tmp_path / "C.UTF-8").read_bytes()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_seed_of_hashes_makes_no_difference(seed: str, site: Path) -> None:
    assert told(site, *CHECK, PYTHONHASHSEED=seed) == told(site, *CHECK, PYTHONHASHSEED="7")


def test_the_cache_makes_no_difference(site: Path, tmp_path: Path) -> None:
    plain = told(site, *CHECK)
    words = (*CHECK[:-1], "--cache-dir", str(tmp_path / "cache"))
    assert told(site, *words) == plain
    assert (tmp_path / "cache").is_dir()
    assert told(site, *words) == plain


def test_the_folder_makes_no_difference_but_to_paths(site: Path) -> None:
    inside = told(site, *CHECK, ".", cwd="docs")
    assert inside[0] == 1
    fewer = told(site, *CHECK, "docs")[1].replace(b'"docs/', b'"')
    assert inside[1].count(b'"code"') == fewer.count(b'"code"')
    assert sorted(_marks(inside[1])) == sorted(_marks(fewer))


def _marks(report: bytes) -> list[bytes]:
    return [line for line in report.split(b",") if b'"fingerprint"' in line or b'"message"' in line]


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_no_verb_asks_the_network(words: list[str], site: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ALONE, encoding="utf-8")
    shutil.copytree(site, copy := tmp_path / "site")
    told(copy, "check", "--quiet", "--output", "json:saved.json")
    (copy / "table.jsonl").write_text(ROWS, encoding="utf-8")
    code, _, err = told(copy, *words, PYTHONPATH=str(tmp_path))
    assert b"the network was asked" not in err
    assert b"Traceback" not in err
    assert code in (0, 1)


def test_the_network_would_be_noticed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ALONE, encoding="utf-8")
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert b"the network was asked" in done.stderr
