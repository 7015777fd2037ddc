"""How long runs take beside other tools: whole processes, interleaved, medians; memory; growth with size."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import huge
from processes import Case, interleaved, machine

# Files that a hook is called with.
HOOK = 5
PARSING = "mistune, parsing alone"
_COMMAND = shutil.which("smo-lint", path=os.path.dirname(sys.executable))
_OWN = (_COMMAND,) if _COMMAND else (sys.executable, "-m", "smo_lint")
_READ = "import sys, pathlib\nfor p in pathlib.Path('.').rglob('*.md*'): p.is_file() and p.read_bytes()\n"
_PARSE = (
    "import mistune, pathlib\n"
    "parse = mistune.create_markdown(renderer=None)\n"
    "for p in pathlib.Path('.').rglob('*.md*'):\n"
    "    p.is_file() and parse(p.read_text(encoding='utf-8', errors='replace'))\n"
)


def main() -> None:
    """Measure every corpus, and print tables in Markdown."""
    options = _options()
    print(f"{machine()}; medians of {options.runs}")
    for name, words in _peers(options):
        version = subprocess.run((*words, "--version"), capture_output=True, text=True, check=False)
        print(f"{name}: {(version.stdout or version.stderr).strip().splitlines()[0]}")
    with tempfile.TemporaryDirectory(prefix="smo-lint-speed-") as scratch:
        for folder in options.folders:
            measured(folder.resolve(), Path(scratch), options)
        if options.grow and options.folders:
            grown(options.folders[0].resolve(), Path(scratch), options)
        if options.lines:
            one_article(Path(scratch) / "huge", options)


def measured(corpus: Path, scratch: Path, options: argparse.Namespace) -> None:
    """Measure all cases over a copy of a corpus, and print them."""
    copy = _copied(corpus, scratch / "copies" / corpus.name)
    files = [path for path in copy.rglob("*") if path.suffix in (".md", ".mdx") and path.is_file()]
    size = sum(path.stat().st_size for path in files)
    articles = _articles(copy)
    hook = _translations(articles)
    print(f"\n### {corpus.name}: {len(files)} files, {size / 1e6:.1f} MB\n")
    come = next(filter(None, map(_sourced, articles)), [])
    cases = [*_ours(copy, hook, come, scratch, options.jobs), *_others(copy, hook, options)]
    cases = [case for case in cases if not options.only or any(word in case.name for word in options.only)]
    interleaved(cases, options.runs)
    base = next((case.wall for case in cases if case.name == PARSING), float("nan"))
    print("| | seconds | processor seconds | × parsing alone | MB |\n|---|---|---|---|---|")
    for case in cases:
        if case.error:
            print(f"| {case.name} | not measured: {case.error} | | | |")
        else:
            ratio = f"{case.wall / base:.2f}" if base == base else ""
            print(f"| {case.name} | {case.wall:.2f} | {case.cpu:.2f} | {ratio} | {case.memory:.0f} |")
    sys.stdout.flush()


def grown(corpus: Path, scratch: Path, options: argparse.Namespace) -> None:
    """Measure a first run over one, two, four … copies of a corpus side by side, and print how it grows."""
    print(f"\n### Growth, copies of {corpus.name}\n\n| copies | seconds | × one | MB |\n|---|---|---|---|")
    first = 0.0
    for number in options.grow:
        root = scratch / "grown"
        shutil.rmtree(root, ignore_errors=True)
        for copy in range(number):
            shutil.copytree(corpus, root / f"part{copy}", ignore=shutil.ignore_patterns(".git"))
        _committed(root)
        words = (*_OWN, "check", "--no-cache", "--format", "concise", "--jobs", options.jobs)
        case = Case(str(number), words, root)
        interleaved([case], options.grow_runs)
        first = first or case.wall / number
        print(f"| {number} | {case.wall:.2f} | {case.wall / first:.2f} | {case.memory:.0f} |")
        sys.stdout.flush()


def one_article(root: Path, options: argparse.Namespace) -> None:
    """Measure first runs over one article of very many lines, and print them."""
    huge.written(root, options.lines, options.langs)
    _committed(root)
    size = sum(path.stat().st_size for path in root.glob("*.md"))
    print(f"\n### One article, {options.langs} × {options.lines:,} lines, {size / 1e6:.1f} MB\n")
    words = (*_OWN, "check", "--no-cache", "--format", "concise", "--jobs", options.jobs)
    case = Case("one article", words, root)
    interleaved([case], options.grow_runs)
    print("| seconds | processor seconds | MB |\n|---|---|---|")
    print(case.error or f"| {case.wall:.2f} | {case.cpu:.2f} | {case.memory:.0f} |")
    sys.stdout.flush()


def _articles(copy: Path) -> list[dict[str, Any]]:
    """Return the articles as they are listed."""
    words = (*_OWN, "list", "--format", "json")
    listed = subprocess.run(words, cwd=copy, capture_output=True, check=True).stdout
    found: list[dict[str, Any]] = json.loads(listed)["articles"]
    return found


def _sourced(article: dict[str, Any]) -> list[str]:
    """Return the paths of a source and of one translation, none where it has not both."""
    editions = sorted(article["editions"], key=lambda edition: edition["lang"] != article["source"])
    paths = [edition["path"] for edition in editions[:2]]
    return paths if editions[0]["lang"] == article["source"] and len(paths) == 2 else []


def _translations(articles: Iterable[dict[str, Any]]) -> list[str]:
    """Return the files that a hook is called with: translations from everywhere in the repository."""
    paths = [
        edition["path"]
        for article in articles
        for edition in article["editions"]
        if edition["lang"] != article["source"]
    ]
    step = max(1, len(paths) // HOOK)
    return paths[step // 2 :: step][:HOOK]


def _ours(copy: Path, hook: Sequence[str], come: Sequence[str], scratch: Path, jobs: str) -> Iterator[Case]:
    cache = scratch / "cache"
    check = (*_OWN, "check", "--format", "concise", "--jobs", jobs)
    kept, fresh, added, other = (
        (*check, "--cache-dir", str(cache / name)) for name in (copy.name, "fresh", "added", "other")
    )

    def forget() -> None:
        shutil.rmtree(cache / "fresh", ignore_errors=True)

    def remember(words: Sequence[str] = kept) -> None:
        if not Path(words[-1]).exists():
            subprocess.run(words, cwd=copy, capture_output=True, check=False)
        _restored(copy)
        subprocess.run(words, cwd=copy, capture_output=True, check=False)

    edits = itertools.count(1)

    def edit(count: int) -> None:
        remember()
        sentence = f"\nSentence number {next(edits)}.\n"  # one that no run has seen yet
        for path in hook[:count]:
            with open(copy / path, "a", encoding="utf-8") as file:
                file.write(sentence)

    def add() -> None:
        remember(added)
        number = next(edits)  # under a name that no run has seen yet
        for path in come:
            shutil.copy(copy / path, (copy / path).with_name(f"new{number}-{Path(path).name}"))

    def turn() -> None:
        remember()
        shutil.rmtree(other[-1], ignore_errors=True)  # what another run has found by these rules
        shutil.copytree(kept[-1], other[-1])

    yield Case("smo-lint --help", (*_OWN, "--help"), copy)
    yield Case("smo-lint, hook, nothing staged", (*_OWN, "check", "--staged"), copy, lambda: _restored(copy))
    yield Case("smo-lint, first run", fresh, copy, forget)
    yield Case("smo-lint, nothing changed", kept, copy, remember)
    yield Case("smo-lint, other rules", (*other, "--ignore", "text"), copy, turn)
    yield Case("smo-lint, one file changed", kept, copy, lambda: edit(1))
    yield Case("smo-lint, one page and its translation added", added, copy, add)
    yield Case(f"smo-lint, {HOOK} files, first run", (*fresh, *hook), copy, forget)
    yield Case(f"smo-lint, {HOOK} changed files, cache filled", (*kept, *hook), copy, lambda: edit(HOOK))
    since = ("--new-since", "HEAD")
    yield Case("smo-lint --new-since, one file changed", (*kept, *since), copy, lambda: edit(1))


def _others(copy: Path, hook: Sequence[str], options: argparse.Namespace) -> Iterator[Case]:
    yield Case("python, doing nothing", (sys.executable, "-c", "pass"), copy)
    yield Case("python, reading alone", (sys.executable, "-c", _READ), copy)
    yield Case(PARSING, (sys.executable, "-c", _PARSE), copy)
    for name, words in _peers(options):
        if name == "rumdl":
            yield Case("rumdl, first run", (*words, "check", "--no-cache", "."), copy)
            yield Case("rumdl, nothing changed", (*words, "check", "."), copy)
        else:
            yield Case(name, (*words, "**/*.md"), copy)
    yield from _fixer(copy, hook, options.fixer)


def _fixer(copy: Path, hook: Sequence[str], python: str) -> Iterator[Case]:
    """Yield what FastAPI's own script takes, where a corpus has brought it: all pages, and a few."""
    script = copy / "scripts" / "translation_fixer.py"
    if not script.is_file():
        return
    own = f"{shlex.quote(python)} {shlex.quote(str(script))}"
    langs = sorted(path.parent.name for path in copy.glob("docs/*/docs") if path.parent.name != "en")
    every = "\n".join(f"{own} fix-all {lang}" for lang in langs)
    env = {"PYTHONPATH": str(copy)}

    def restore() -> None:
        _restored(copy)

    yield Case("FastAPI's own fixer", ("sh", "-c", every), copy, restore, env=env)
    few = f"{own} fix-pages {shlex.join(hook)}"
    yield Case(f"FastAPI's own fixer, {len(hook)} files", ("sh", "-c", few), copy, restore, env=env)


def _peers(options: argparse.Namespace) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the other tools that are installed here."""
    for name in ("rumdl", "markdownlint-cli2"):
        found = shutil.which(name, path=os.pathsep.join((*options.tools, os.environ.get("PATH", ""))))
        if found:
            yield name, (found,)


def _copied(corpus: Path, copy: Path) -> Path:
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns(".git", ".smo_lint_cache", ".rumdl_cache"))
    _committed(copy)
    return copy


def _committed(folder: Path) -> None:
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "all of it")


def _restored(folder: Path) -> None:
    _git(folder, "checkout", "-q", "--", ".")
    _git(folder, "clean", "-q", "-f", "--", "*.md", "*.mdx")


def _git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=speed", "-c", "user.email=speed@example.org", "-c", "gc.auto=0")
    subprocess.run(("git", *own, *words), cwd=folder, check=True, capture_output=True)


def _numbers(text: str) -> Iterable[int]:
    return [int(word) for word in text.split(",") if word]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", type=Path, nargs="*", metavar="DIR", help="repositories, or folders of pages"
    )
    parser.add_argument(
        "--runs", type=int, default=5, help="of which medians are taken (default: %(default)s)"
    )
    parser.add_argument("--jobs", default="auto", help="processes of smo-lint (default: %(default)s)")
    parser.add_argument(
        "--grow",
        type=_numbers,
        default="1,2,4,8",
        metavar="N,…",
        help="copies of the first; '' for none",
    )
    parser.add_argument("--grow-runs", type=int, default=1, help="runs of each size (default: %(default)s)")
    parser.add_argument(
        "--lines", type=int, default=0, metavar="N", help="one article of N lines as well; 0 for none"
    )
    parser.add_argument(
        "--langs", type=int, default=5, metavar="N", help="editions of that article (default: %(default)s)"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="WORDS",
        help="only cases with these words in their names",
    )
    parser.add_argument("--tools", action="append", default=[], metavar="DIR", help="where other tools lie")
    parser.add_argument(
        "--fixer", default=sys.executable, metavar="PYTHON", help="what FastAPI's own script runs with"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
