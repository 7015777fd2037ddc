"""Flags of `smo-lint check`, and how the help shows them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from smo_lint.cli import VERBS, group, screen
from smo_lint.cli.check import check
from smo_lint.cli.flags import GROUPS
from smo_lint.options import OPTIONS

LINE = "docs/de/guide.md:3:1: HD103 level 3 heading, but level 2 in en\n"


@pytest.mark.parametrize("width", ["80", "60"])
def test_help_is_readable(run: Any, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run("check", "-h")
    assert code == 0
    assert max(map(len, out.split("\n"))) <= int(width)
    headings = re.findall(r"^(\w+):$", out, re.MULTILINE)
    assert headings == [name for name in GROUPS if name]
    starts = {match.end(1) for match in re.finditer(r"^( {2}-\S.{0,22}? {2,})(?=\S)", out, re.MULTILINE)}
    columns = {end - out.rfind("\n", 0, end) for end in starts}
    assert len(columns) == 1, "what flags do begins in one column"


def test_every_option_with_a_group_is_a_flag() -> None:
    known = {name for param in check.params for name in param.opts}
    assert {f"--{option.key}" for option in OPTIONS if option.group} <= known
    assert {option.group for option in OPTIONS} <= set(GROUPS)


def test_every_flag_says_what_it_does() -> None:
    context = click.Context(group)
    for verb in VERBS:
        command = group.get_command(context, verb)
        assert command is not None
        for param in command.params:
            if param.param_type_name == "option" and not getattr(param, "hidden", False):
                assert getattr(param, "help", None) or verb != "check", (verb, param.name)


# what is in the configuration, flags, exit code and what is printed
CASES = {
    "a flag replaces": ('ignore = ["HD"]', ["--ignore", "LK"], (1, LINE)),
    "an extending one adds": ('ignore = ["HD"]', ["--extend-ignore", "LK"], (0, "")),
    "several, and by commas": ("", ["--ignore", "LK,PN", "--ignore", "HD"], (0, "")),
    "select replaces what is added": ('extend-select = ["HD"]', ["--select", "LK"], (0, "")),
    "excludes are replaced": ('exclude = ["docs/de"]', ["--exclude", "docs/fr"], (1, LINE)),
    "and added": ('exclude = ["docs/fr"]', ["--extend-exclude", "docs/de/*"], (2, "")),
    "layout": ("", ["--layout", "docs/{lang}/{path}"], (1, LINE)),
    "config beside a file": ('ignore = ["HD"]', ["--config", "ignore=[]"], (1, LINE)),
    "isolated": ('ignore = ["HD"]', ["--isolated"], (1, LINE)),
    "exit-zero": ("", ["--exit-zero"], (0, LINE)),
    "exit-zero is for findings": ("", ["--exit-zero", "none.md"], (2, "")),
    "max-findings not reached": ('severity = {HD = "hint"}', ["--max-findings", "1"], (0, LINE)),
    "max-findings": ('severity = {HD = "hint"}', ["--max-findings", "0"], (1, LINE)),
    "max-findings of a file": ('severity = {HD = "hint"}\nmax-findings = 0', [], (1, LINE)),
    "min-severity": ('severity = {HD = "hint"}', ["--min-severity", "warning"], (0, "")),
    "what is not shown counts": ('severity = {HD = "warning"}', ["--min-severity", "error", "--fail-on", "warning"], (1, "")),
    "silent": ("", ["--silent"], (1, "")),
    "force-exclude": ('exclude = ["docs"]', ["--force-exclude", "docs/de/guide.md"], (2, "")),
    "color": ("", ["--color", "always"], (1, LINE)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "flags", "expected"), CASES.values(), ids=CASES.keys())
def test_flags(site: Path, run: Any, text: str, flags: list[str], expected: tuple[int, str]) -> None:
    (site / "smo-lint.toml").write_text(text)
    code, out, err = run(*flags, "--format", "concise")
    assert (code, out) == expected, err


def test_excludes_hold_for_named_files(site: Path, run: Any) -> None:
    (site / "smo-lint.toml").write_text('exclude = ["docs/de/"]')
    assert run("docs/de/guide.md", "--format", "concise")[0] == 2
    assert run("docs/de/guide.md", "docs/fr/guide.md", "--format", "concise")[:2] == (0, "")


def test_what_git_ignores(site: Path, run: Any) -> None:
    (site / ".gitignore").write_text("docs/de/\n")
    (site / "smo-lint.toml").write_text("")
    assert run("--format", "concise")[:2] == (0, "")
    assert run("--format", "concise", "--no-respect-gitignore")[:2] == (1, LINE)
    (site / "smo-lint.toml").write_text("respect-gitignore = false")
    assert run("--format", "concise")[:2] == (1, LINE)
    assert run("--format", "concise", "--respect-gitignore")[:2] == (0, "")


def test_exit_non_zero_on_fix(site: Path, run: Any) -> None:
    assert run("--fix", "--exit-non-zero-on-fix")[0] == 1
    assert run("--fix", "--exit-non-zero-on-fix")[0] == 0


@pytest.fixture
def faulty(site: Path) -> None:
    """Three articles with one fault each."""
    for number in (1, 2):
        for lang in ("en", "de", "fr"):
            text = (site / f"docs/{lang}/guide.md").read_text()
            (site / f"docs/{lang}/more-{number}.md").write_text(text)


@pytest.mark.parametrize("name", ["text", "grouped", "concise"])
def test_max_output(faulty: None, run: Any, name: str) -> None:
    whole = run("--format", name, "--select", "HD103")[1]
    assert whole.count("HD103") == 3
    out = run("--format", name, "--select", "HD103", "--max-output", "1")[1]
    assert out.count("HD103") == 1
    assert "… 2 more findings: --max-output 1\n" in out
    assert ("3 findings" in whole, "3 findings" in out) == (name != "concise",) * 2
    assert "more findings" not in run("--format", name, "--select", "HD103", "--max-output", "3")[1]


@pytest.mark.parametrize(
    "name", ["json", "jsonl", "sarif", "checkstyle", "github", "gitlab", "junit", "rdjson"]
)
def test_programs_are_told_all(faulty: None, run: Any, name: str) -> None:
    flags = ("--format", name, "--select", "HD103", "--isolated")
    steady = [
        re.sub(r'"elapsed": [\d.]+|time="[\d.]+"', "", run(*flags, *more)[1])
        for more in ((), ("--max-output", "1"))
    ]
    assert steady[0] == steady[1]


@pytest.mark.parametrize(
    ("end", "flags"), [("\n", []), ("\r\n", []), ("\0", ["-0"])], ids=["lines", "crlf", "nul"]
)
@pytest.mark.parametrize("stdin", [True, False], ids=["stdin", "file"])
def test_files_from(site: Path, shell: Any, end: str, flags: list[str], stdin: bool) -> None:
    (site / "docs/de/more.md").write_text("# A\n\n### B\n")
    (site / "docs/en/more.md").write_text("# A\n\n## B\n")
    listed = end.join(["docs/de/guide.md", "docs/fr/guide.md", ""]).encode()
    (site / "list").write_bytes(listed)
    done = shell(
        "--format",
        "concise",
        "--files-from",
        "-" if stdin else "list",
        *flags,
        stdin=listed if stdin else b"",
    )
    assert (done.returncode, done.stdout.decode()) == (1, LINE)


@pytest.mark.parametrize(
    ("flags", "code", "says"),
    [
        pytest.param(["--files-from", "empty"], 2, "empty names no path", id="nothing"),
        pytest.param(["--files-from", "empty", "--allow-empty"], 0, "empty names no path", id="allowed"),
        pytest.param(["--files-from", "none"], 2, "none: no such file", id="no-file"),
        pytest.param(["-0"], 2, "-0 needs --files-from", id="nul-alone"),
        pytest.param(
            ["--files-from", "-", "--stdin-filename", "docs/de/guide.md"], 2, "not both", id="twice"
        ),
    ],
)
def test_lists_that_are_none(site: Path, run: Any, flags: list[str], code: int, says: str) -> None:
    (site / "empty").write_text("\n")
    found = run(*flags)
    assert (found[0], says in found[2]) == (code, True), found


def test_verbose(site: Path, run: Any) -> None:
    (site / "smo-lint.toml").write_text('exclude = ["docs/fr"]')
    assert "configuration" not in run()[2]
    err = run("-v")[2]
    assert f"configuration: {site}/smo-lint.toml" in err
    assert "left out: 1 by exclude" in err
    assert "1 article of 1" in err
    assert "docs/*/guide.md: de, en" not in err
    assert "docs/*/guide.md: de, en" in run("-vv")[2]


def test_silent_writes_files(site: Path, run: Any) -> None:
    code, out, err = run("-s", "-o", "json:out.json")
    assert (code, out, err) == (1, "", "")
    assert json.loads((site / "out.json").read_text())["findings"]


COLOURS = {
    "a pipe": ([], {}, False),
    "always": (["--color", "always"], {}, True),
    "always, whatever is said": (["--color", "always"], {"NO_COLOR": "1"}, True),
    "never": (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    "FORCE_COLOR": ([], {"FORCE_COLOR": "1"}, True),
    "CLICOLOR_FORCE": ([], {"CLICOLOR_FORCE": "1"}, True),
    "CLICOLOR_FORCE=0": ([], {"CLICOLOR_FORCE": "0"}, False),
    "NO_COLOR first": ([], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    "always on a dumb terminal": (["--color", "always"], {"TERM": "dumb"}, True),
}  # fmt: skip


@pytest.mark.parametrize(("flags", "env", "expected"), COLOURS.values(), ids=COLOURS.keys())
def test_colours(
    site: Path,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    flags: list[str],
    env: dict[str, str],
    expected: bool,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    out = run(*flags, "-o", "text:plain.txt")[1]
    assert ("\x1b[" in out) == expected
    assert "\x1b[" not in (site / "plain.txt").read_text()


def test_notes_need_a_context() -> None:
    screen.note("said to nobody")
