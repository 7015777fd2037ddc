"""The command line as its callers see it: what is printed where, and the exit code."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smo_lint.cli import main, screen
from smo_lint.cli.outcome import exit_code
from smo_lint.model import Finding, Location, Problem, Span
from smo_lint.options import Config
from smo_lint.rules import rules

HERE = Path(__file__).resolve().parent.parent

EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n"
DE = "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n"
FR = "# Manuel\n\n## Installer\n\nLisez [ceci](/start) d'abord.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article in three languages; the German heading is one level too deep."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for lang, text in (("en", EN), ("de", DE), ("fr", FR)):
        write(f"docs/{lang}/guide.md", text)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def read(path: str) -> str:
    return Path(path).read_bytes().decode()


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(args)
    out, err = capsys.readouterr()
    return code, out, err


LINE = "docs/de/guide.md:3:1: HD103 level 3 heading, but level 2 in en\n"


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["check", "docs"], id="check"),
        pytest.param(["docs"], id="the-verb-may-be-left-out"),
        pytest.param([], id="no-path-is-the-project"),
        pytest.param(["docs/de/guide.md"], id="file"),
        pytest.param(["docs/fr/guide.md"], id="a-path-selects-its-article"),
        pytest.param(["docs/*/guide.md"], id="glob"),
        pytest.param(["--select", "HD", "docs"], id="option-first"),
        pytest.param(["--jobs", "2"], id="jobs"),
        pytest.param(["--no-cache", "--isolated"], id="accepted"),
        pytest.param(["--lang", "de"], id="lang"),
        pytest.param(["--lang", "fr,german"], id="lang-in-words"),
        pytest.param(["--pair", "docs/en", "docs/de"], id="pair"),
    ],
)
def test_check(project: Path, capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    code, out, _ = run(capsys, *args, "--format", "concise")
    assert (code, out) == (1, LINE)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(["--ignore", "HD103"], (0, ""), id="ignore"),
        pytest.param(["--ignore", "headings"], (0, ""), id="ignore-family"),
        pytest.param(["--select", "LK,CD"], (0, ""), id="select"),
        pytest.param(["--severity", "HD103=off"], (0, ""), id="off"),
        pytest.param(["--severity", "HD103=hint"], (0, LINE), id="hint"),
        pytest.param(["--severity", "HD=warning"], (0, LINE), id="warning"),
        pytest.param(["--severity", "HD=warning", "--fail-on", "warning"], (1, LINE), id="fail-on-warning"),
        pytest.param(["--fail-on", "never"], (0, LINE), id="fail-on-never"),
        pytest.param(["--config", "ignore=['HD']"], (0, ""), id="config-value"),
        pytest.param(["--config", "fail-on='never'"], (0, LINE), id="config-fail-on"),
        pytest.param(["--lang", "fr"], (0, ""), id="another-language"),
        pytest.param(["--source", "fr"], (1, LINE.replace("in en", "in fr")), id="source"),
        pytest.param(["--source", "none"], (1, LINE.replace("in en", "in fr (likewise en)")), id="votes"),
        pytest.param(["--exclude", "docs/de"], (0, ""), id="exclude"),
    ],
)
def test_options(
    project: Path, capsys: pytest.CaptureFixture[str], args: list[str], expected: tuple[int, str]
) -> None:
    code, out, _ = run(capsys, *args, "--format", "concise")
    assert code == expected[0]
    assert re.sub(r"in (\w\w) \(likewise \w\w\)", "in fr (likewise en)", out) == expected[1]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        pytest.param(["--selct", "HD"], "--select", id="option"),
        pytest.param(["--select", "HD13"], "unknown rule “HD13”, did you mean “HD103”?", id="rule"),
        pytest.param(["--severity", "HD103=fatal"], "“fatal” is none of error", id="level"),
        pytest.param(["--severity", "HD103"], "RULE=LEVEL", id="no-level"),
        pytest.param(["--severity", "changed-heding-level=hint"], "“changed-heading-level”?", id="rule-name"),
        pytest.param(["--format", "jsn"], "did you mean “json”?", id="format"),
        pytest.param(["-o", "json"], "NAME:FILE", id="output"),
        pytest.param(["-o", "jsn:x"], "did you mean “json”?", id="output-format"),
        pytest.param(["-o", "json:none/x.json"], "none/x.json", id="output-folder"),
        pytest.param(["--jobs", "0"], "neither a number", id="jobs"),
        pytest.param(["--config", "fail-onn='never'"], "did you mean “fail-on”?", id="config-key"),
        pytest.param(["--config", "none.toml"], "none.toml", id="config-file"),
        pytest.param(["--source", "xx-yy-zz-"], "no language", id="source"),
        pytest.param(["chek"], "did you mean “check”?", id="command"),
        pytest.param(["explain", "HD13"], "did you mean “HD103”?", id="explain"),
        pytest.param(["none.md"], "“none.md”: no such file or folder", id="path"),
        pytest.param(["--exclude", "docs"], "no article found: looked at", id="no-article"),
        pytest.param(["show"], "which article?", id="show-nothing"),
        pytest.param(["list", "--exclude", "docs"], "no article found: looked at", id="list-nothing"),
    ],
)
def test_mistakes(project: Path, capsys: pytest.CaptureFixture[str], args: list[str], says: str) -> None:
    code, out, err = run(capsys, *args)
    assert code == 2
    assert says in err
    assert "Traceback" not in err
    if "-o" not in args and args[0] != "list":
        assert out == ""


def test_all_mistakes_of_a_configuration_are_told_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("smo-lint.toml", "selct = ['HD']\nfail-on = 'ever'\n")
    code, _, err = run(capsys)
    assert code == 2
    assert "smo-lint.toml:1" in err
    assert "smo-lint.toml:2" in err


def test_findings_go_to_stdout_and_the_rest_to_stderr(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, err = run(capsys)
    assert out.startswith("docs/*/guide.md")
    assert err == "smo-lint: source language en: 1 of 1 article has it\n" or "source language en" in err


def test_quiet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--quiet")
    assert (code, err) == (1, "")
    assert "HD103" in out
    assert "Found" not in out


def test_statistics(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--statistics")
    assert "     1  HD103 changed-heading-level  de 1\n" in out


def test_several_outputs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "-o", "json:a.json", "--output", "concise:b.txt", "--format", "concise")
    assert (code, out) == (1, LINE)
    assert read("b.txt") == LINE
    assert json.loads(read("a.json"))["findings"][0]["code"] == "HD103"


def test_fix(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--fix", "--format", "concise")
    assert (code, out) == (0, "")
    assert "fixed 1 finding in 1 file" in err
    assert read("docs/de/guide.md") == DE.replace("###", "##")
    assert read("docs/en/guide.md") == EN
    code, out, err = run(capsys, "--fix", "--format", "concise")
    assert (code, out) == (0, "")
    assert "fixed" not in err


def test_fix_keeps_mark_and_newlines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/guide.md", "\ufeff" + DE.replace("\n", "\r\n"))
    assert run(capsys, "--fix")[0] == 0
    assert read("docs/de/guide.md") == "\ufeff" + DE.replace("\n", "\r\n").replace("###", "##")


def test_fix_of_one_language(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--fix", "--lang", "fr")[0] == 0
    assert read("docs/de/guide.md") == DE


def test_unsafe_fixes_need_to_be_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/guide.md", DE.replace("###", "##").replace("/start", "/strat"))
    assert run(capsys, "--fix", "--select", "LK103")[0] == 1
    assert run(capsys, "--fix", "--unsafe-fixes", "--select", "LK103")[0] == 0
    assert read("docs/de/guide.md") == DE.replace("###", "##")


def test_diff(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--diff")
    assert code == 1
    assert out == (
        "--- docs/de/guide.md\n+++ docs/de/guide.md\n@@ -1,5 +1,5 @@\n # Anleitung\n \n"
        "-### Einrichten\n+## Einrichten\n \n Lies [das](/start) zuerst.\n"
    )
    assert "would fix 1 finding in 1 file" in err
    assert read("docs/de/guide.md") == DE
    assert run(capsys, "--diff", "--ignore", "HD")[:2] == (0, "")


def shell(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    whole = {**os.environ, "PYTHONPATH": path, **env}
    command = [sys.executable, "-m", "smo_lint", *args]
    encoding = env.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(
        command, input=stdin, capture_output=True, encoding=encoding, env=whole, check=False
    )


def test_stdin_stands_for_a_file(project: Path) -> None:
    write("docs/de/guide.md", "# Not this\n")
    found = shell("--stdin-filename", "docs/de/guide.md", "--format", "concise", stdin=DE)
    assert (found.returncode, found.stdout) == (1, LINE)


def test_stdin_fixed(project: Path) -> None:
    found = shell("--stdin-filename", "./docs/de/guide.md", "--fix", stdin=DE)
    assert (found.returncode, found.stdout) == (0, DE.replace("###", "##"))
    assert read("docs/de/guide.md") == DE


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_stream_that_cannot_show_a_letter_is_no_crash(project: Path, encoding: str) -> None:
    write("docs/de/guide.md", DE.replace("Einrichten", "Einrichten 設定"))
    found = shell(PYTHONIOENCODING=encoding)
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert ("╭" in found.stdout) == (encoding == "utf-8")
    assert ("設定" in found.stdout) == (encoding == "utf-8")


def test_help_and_version_need_click_alone(project: Path) -> None:
    heavy = "{'rich', 'rapidfuzz', 'mistune', 'yaml', 'frontmatter', 'langcodes', 'pathspec'}"
    script = (
        "import sys; from smo_lint.cli import main\n"
        "for words in (['--help'], ['--version'], ['check', '--help']): assert main(words) == 0\n"
        f"assert not {heavy} & sys.modules.keys(), {heavy} & sys.modules.keys()\n"
    )
    path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": path}, check=True)


def test_a_reader_that_has_seen_enough(project: Path) -> None:
    command = f"{sys.executable} -m smo_lint rules | head -n 1; exit ${{PIPESTATUS[0]}}"
    path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path}
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env, check=False)
    assert (found.returncode in (0, 1), found.stderr) == (True, "")


class Interrupted(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise KeyboardInterrupt


def test_interrupted(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert main(["--stdin-filename", "docs/de/guide.md"]) == 130
    out, err = capsys.readouterr()
    assert (out, err.strip()) == ("", "smo-lint: interrupted")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "PATIENCE", -1.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert list(screen.watched(iter("abc"), 3)) == ["a", "b", "c"]
    assert "articles" in sys.stderr.getvalue()  # type: ignore[attr-defined]


def test_no_progress_in_a_pipe_or_in_a_short_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(screen.watched(iter("abc"), 3)) == ["a", "b", "c"]
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("choice", "env", "terminal", "expected"),
    [
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {"TERM": "xterm"}, False, False),
        ("auto", {"TERM": "xterm", "CI": "true"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("never", {"TERM": "xterm"}, True, False),
        ("always", {"TERM": "dumb", "CI": "true"}, False, True),
    ],
)
def test_hyperlinks(
    choice: str, env: dict[str, str], terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert screen.linked(choice) == expected


def test_what_is_said_fits_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", out)
    screen.say("2 × “a”", "  → b")
    out.seek(0)
    assert out.read() == 'smo-lint: 2 x "a"\n  > b\n'


@pytest.mark.parametrize(
    ("found", "fail_on", "expected"),
    [
        ([], "hint", 0),
        ([("LK101", "hint")], "warning", 0),
        ([("LK101", "hint")], "hint", 1),
        ([("LK101", "error")], "error", 1),
        ([("LK101", "error")], "never", 0),
        ([("XX001", "error")], "never", 2),
        ([("LK101", "error"), ("XX001", "error")], "error", 2),
    ],
)
def test_exit_code(found: list[tuple[str, str]], fail_on: str, expected: int) -> None:
    problem = Problem(Location("a.md", Span(0, 0)), "made")
    findings = [Finding(code, "made", severity, "en", "a", problem, "") for code, severity in found]
    assert exit_code(findings, Config(fail_on=fail_on)) == expected


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.fullmatch(r"smo-lint \d+\.\d+\.\d+\S*\n", out)


def test_allow_empty(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("note.md", "In no article.\n")
    assert run(capsys, "note.md")[0] == 2
    code, out, err = run(capsys, "note.md", "--allow-empty")
    assert (code, out) == (0, "")
    assert "no article found" in err


def test_list(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/en/alone.md", EN)
    write("docs/de/more.md", DE)
    write("docs/en/more.md", EN)
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert re.search(r"article +de +en +fr\n", out)
    assert re.search(r"guide.md +x +s +x\n", out)
    assert re.search(r"more.md +x +s +-\n", out)
    assert "2 articles, 5 editions, 3 languages" in out
    assert "docs/en/alone.md" in out


def test_list_says_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "--why")
    assert re.search(r"docs/de/guide.md +de +\S.+", out)


def test_list_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "--format", "json")
    (article,) = json.loads(out)["articles"]
    assert [edition["lang"] for edition in article["editions"]] == ["de", "en", "fr"]
    assert article["source"] == "en"


def test_show(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    write("docs/de/guide.md", DE + "\nNoch ein ganzer Absatz ohne `Gegenstück`.\n")
    code, out, _ = run(capsys, "show", "docs/de/guide.md", "--lang", "de")
    assert code == 0
    lines = out.split("\n")
    assert re.fullmatch(r"en  docs/en/guide.md +de  docs/de/guide.md", lines[0])
    assert re.fullmatch(r" +1 h1   Guide +1 h1   Anleitung", lines[1])
    assert re.fullmatch(r" +3 h2   Install +3 h3   Einrichten", lines[2])
    assert re.fullmatch(r" +╰ error\[HD103\] .*", lines[3])
    assert re.fullmatch(r" +\+ +7 text Noch .*", lines[5])


def test_show_folds_what_agrees(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/en/guide.md", EN + "".join(f"\nParagraph `{n}`.\n" for n in range(12)))
    write("docs/de/guide.md", DE + "".join(f"\nAbsatz `{n}`.\n" for n in range(12)))
    _, out, _ = run(capsys, "show", "docs/de/guide.md", "--lang", "de")
    assert re.search(r"^ +⋮ \d+ blocks agree$", out, re.MULTILINE) and "Absatz `11`" not in out
    _, out, _ = run(capsys, "show", "docs/de/guide.md", "--lang", "de", "--full")
    assert "blocks agree" not in out and "Absatz `11`" in out


def test_show_all_editions_in_one_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/guide.md", DE)
    write("docs/fr/guide.md", "# Guide\n")
    code, out, _ = run(capsys, "show", "docs/de/guide.md", "--all")
    assert code == 0
    head, first, second, *_ = out.split("\n")
    assert head.split()[-3:] == ["en", "de", "fr"]
    # What is found is counted where it is; what is missing is marked.
    assert first.split()[-3:-1] == ["·", "·"]
    assert re.search(r" · +1 +-$", second)


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explain", "hd103", "missing-link")
    assert code == 0
    assert out.startswith("# HD103 changed-heading-level\n")
    assert "# LK101 missing-link\n" in out
    assert "<!-- smo-lint-ignore HD103 -- reason -->" in out


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "rules")
    assert len(out.rstrip("\n").split("\n")) == len(rules())
    _, out, _ = run(capsys, "rules", "--format", "json")
    facts = json.loads(out)
    assert [fact["code"] for fact in facts] == [rule.code for rule in rules()]
    assert all(fact["summary"] for fact in facts)


def test_the_same_bytes_whatever_the_number_of_processes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        write(f"docs/en/{number}.md", EN)
        write(f"docs/de/{number}.md", DE)
    alone = run(capsys, "--format", "json", "--jobs", "1")
    assert run(capsys, "--format", "json", "--jobs", "2") == alone
    assert alone[1].count("HD103") == 21
