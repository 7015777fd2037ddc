"""Every command of the guide is run, in the project that its page builds, and shows what the page shows.

A page builds its project as a reader would: a fence with `title="PATH"` is a file, `<!-- setup: WHAT -->` stands for
what a reader has already ("seeds", "git": all that is there is committed, "fresh": an empty folder). The commands of
`console` and `sh` blocks follow in order, in one folder; `<!-- exit: 1 -->` before a block is the exit code of its last
command. Under a command of a `console` block stands what it prints; a line `⋮` stands for any lines. A block under
`<!-- untried: REASON -->` is not run.

SMO_LINT_WRITE_DOCS=1 writes what the commands print into the pages, where no `⋮` stands, and the table of options.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.options import OPTIONS, Option

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md")) + [ROOT / "README.md"]
WRITE = bool(os.environ.get("SMO_LINT_WRITE_DOCS"))
ANY = "⋮"
FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})(?P<kind>[\w-]+)(?: title=\"(?P<title>[^\"]+)\")?[ ]*")
COMMENT = re.compile(r"<!-- (?P<what>setup|exit|untried): (?P<rest>.+?) -->")
# What differs between two runs of one command.
CHANGES = (
    (re.compile(r"\b\d+\.\d\d s\b"), "0.00 s"),
    (re.compile(r"\b[\d,]+\.\d articles/s"), "0.0 articles/s"),
    (re.compile(r"\b[0-9a-f]{40}\b"), "0" * 40),
    (re.compile(r"\b[0-9a-f]{7}\b"), "0000000"),
)


@dataclass
class Block:
    """A fence of a page, or a comment that speaks to us.

    kind   the language of the fence, or what the comment says first
    first  index of its first line inside
    """

    kind: str
    first: int
    lines: list[str] = field(default_factory=list)
    title: str = ""


def blocks(lines: list[str]) -> Iterator[Block]:
    rest = iter(enumerate(lines))
    for index, line in rest:
        bare = line.strip()
        if said := COMMENT.fullmatch(bare):
            yield Block(said["what"], index, [said["rest"]])
        elif opened := FENCE.fullmatch(bare):
            indent = len(line) - len(line.lstrip())
            block = Block(opened["kind"], index + 1, title=opened["title"] or "")
            for _, inside in rest:
                if inside.strip() == opened["mark"]:
                    break
                block.lines.append(inside[indent:])
            yield block


@dataclass
class Told:
    code: int
    said: list[str]


def run(command: str) -> Told:
    """What a command prints on both streams, as a terminal shows it, and its exit code."""
    if not command.startswith("smo-lint") or re.search(r"[|<>;&]", command):
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
        return Told(done.returncode, (done.stdout + done.stderr).split("\n")[:-1])
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(shlex.split(command, comments=True)[1:])
    return Told(code, out.buffer.getvalue().decode("utf-8").split("\n")[:-1])  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where `smo-lint` and `python` are these, git needs nobody's settings, and no service is pretended."""
    folder = tmp_path_factory.mktemp("bin")
    for name, words in (("smo-lint", "-m smo_lint "), ("python", "")):
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n')
        script.chmod(0o755)
    who = {f"GIT_{role}_{what}": "docs" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return who | config | {"PYTHONPATH": str(ROOT), "PATH": path, "COLUMNS": "120"}


def prepare(what: str, room: Path) -> None:
    if what == "fresh":
        for path in room.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif what == "seeds":
        shutil.copytree(ROOT / "seeds", room / "seeds")
    elif what == "git":
        told = run("git init -q -b main . && git add -A && git commit -q -m 'Begin'")
        assert told.code == 0, told.said
    else:
        raise AssertionError(f"unknown set-up {what}")


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block and the lines that stand under it."""
    if block.kind == "sh":
        joined = "\n".join(block.lines).replace("\\\n", " ")
        yield from ((line.strip(), [ANY]) for line in joined.split("\n") if line.strip() and line[0] != "#")
        return
    command = ""
    under: list[str] = []
    for line in block.lines:
        if line.startswith("$ "):
            if command:
                yield command, under
            command, under = line[2:], []
        else:
            under.append(line)
    yield command, under


def steady(line: str) -> str:
    line = line.rstrip()
    for pattern, stands in CHANGES:
        line = pattern.sub(stands, line)
    return line


def fits(shown: list[str], said: list[str]) -> bool:
    pattern = "\n".join("(?s:.*)" if line == ANY else re.escape(steady(line)) for line in shown)
    return re.fullmatch(pattern, "\n".join(map(steady, said))) is not None


def try_out(block: Block, expected: int, where: str) -> list[str]:
    """Run a block; return its lines with what the commands print."""
    lines: list[str] = []
    told = Told(0, [])
    for command, under in commands(block):
        told = run(command)
        kept = ANY in under
        assert WRITE or fits(under, told.said), f"{where}: $ {command} prints\n" + "\n".join(told.said)
        lines += [f"$ {command}", *(under if kept else [line.rstrip() for line in told.said])]
    assert told.code == expected, f"{where}: {lines} ends with {told.code}:\n" + "\n".join(told.said)
    return lines


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    room = tmp_path / "project"
    room.mkdir()
    monkeypatch.chdir(room)
    for name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    lines = path.read_text(encoding="utf-8").split("\n")
    written = list(lines)
    moved, expected, untried = 0, 0, False
    for block in blocks(lines):
        if block.kind == "setup":
            prepare(block.lines[0], room)
        elif block.kind == "exit":
            expected = int(block.lines[0])
        elif block.kind == "untried":
            untried = True
        else:
            if untried:
                pass
            elif block.title:
                file = room / block.title
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
            elif block.kind in ("sh", "console"):
                new = try_out(block, expected, f"{path.name}:{block.first}")
                if block.kind == "console":
                    start = block.first + moved
                    written[start : start + len(block.lines)] = new
                    moved += len(new) - len(block.lines)
            expected, untried = 0, False
    if WRITE and written != lines:
        path.write_text("\n".join(written), encoding="utf-8")


def test_every_option_is_listed() -> None:
    """The table of configuration.md is the table of options."""
    path = DOCS / "configuration.md"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("<!-- options -->\n")
    shown, end, tail = rest.partition("<!-- end of options -->")
    rows = ["| key | default | |", "|---|---|---|", *map(row, OPTIONS)]
    table = "\n".join(["", *rows, ""]) + "\n"
    if WRITE:
        path.write_text(f"{head}<!-- options -->\n{table}{end}{tail}", encoding="utf-8")
    else:
        assert shown == table


def row(option: Option) -> str:
    value = option.default
    default = (
        json.dumps(list(value) if isinstance(value, tuple) else value)
        if value not in ((), "", None, {})
        else ""
    )
    help_ = option.help.replace("|", "\\|")
    return f"| `{option.key}` | {default and f'`{default}`'} | {help_} |"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"(?ms)^(`{3,}|~{3,}).*?^\1$|`[^`\n]*`", "", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), f"{path.name} leads to {target}"


def test_every_page_is_reached() -> None:
    """From the first page, by links."""
    known, todo = set[Path](), [DOCS / "index.md"]
    while todo:
        page = todo.pop()
        if page in known or page.suffix != ".md" or not page.exists():
            continue
        known.add(page)
        text = page.read_text(encoding="utf-8")
        todo += [(page.parent / target).resolve() for target in re.findall(r"\]\(([^)#\s]+\.md)", text)]
    assert {page for page in known if DOCS in page.parents} == set(DOCS.rglob("*.md"))
