"""What a repository that others write to cannot do to a run over it. SECURITY.md names these tests."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from smo_lint.cli import main

SECRET = "the-secret-of-somebody-else"
EN = "# Guide\n\nSome words and [a link](/start).\n"
DE = "# Anleitung\n\nEinige Wörter und [ein Link](/start).\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article; beside it lies what is none of its business."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    write(root / "docs/en/a.md", EN)
    write(root / "docs/de/a.md", DE)
    write(tmp_path / "outside/secret.md", f"# {SECRET}\n\n[{SECRET}](/{SECRET})\n\n## {SECRET}\n")
    write(tmp_path / "outside/secret.toml", f"{SECRET}\n")
    monkeypatch.chdir(root)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out + err


FORMATS = ("text", "json", "markdown", "sarif")


@pytest.mark.parametrize("form", FORMATS)
def test_a_link_that_leaves_the_project_is_not_read(
    form: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.unlink("docs/de/a.md")
    os.symlink("../../../outside/secret.md", "docs/de/a.md")
    for words in (("check",), ("check", "docs/de/a.md"), ("check", "--fix", "--unsafe-fixes")):
        code, told = said(capsys, *words, "--format", form, "--select", "ALL")
        assert code in (1, 2)
        assert SECRET not in told
    assert SECRET in (repository.parent / "outside/secret.md").read_text()


@pytest.mark.parametrize(
    "words", [["check", "docs"], ["list", "docs"], ["status", "docs"], ["init", "--stdout"]]
)
def test_a_folder_that_is_a_link_out_is_not_read(
    words: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.rename("docs", "../kept")
    os.symlink("../outside", "docs")
    for lang in ("en", "de"):
        write(repository.parent / f"outside/{lang}/a.md", f"# {SECRET}\n\n## {SECRET} {lang}\n")
    assert SECRET not in said(capsys, *words)[1]


@pytest.mark.parametrize(
    "config",
    [
        'extends = ["../outside/secret.toml"]',
        'extends = ["link.toml"]',
        'glossary = "../outside/secret.toml"',
        'glossary = "link.toml"',
        'cache-dir = "../outside/cache"',
        '[[projects]]\nroot = "docs"\nconfig = "../outside/secret.toml"',
        '[[projects]]\nroot = "../outside"',
    ],
)
def test_no_path_of_a_configuration_leaves_the_repository(
    config: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.symlink("../outside/secret.toml", "link.toml")
    write(repository / "smo-lint.toml", config + "\n")
    before = sorted((repository.parent / "outside").rglob("*"))
    for verb in ("check", "clean", "list"):
        code, told = said(capsys, verb)
        assert code == 2
        assert SECRET not in told
        assert "leaves the repository" in told or "a project lies in the folder" in told
    assert sorted((repository.parent / "outside").rglob("*")) == before


@pytest.mark.parametrize("words", [["check"], ["check", "--config", "smo-lint.toml"]])
def test_a_configuration_that_is_a_link_out_is_not_read(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    os.symlink("../outside/secret.toml", "smo-lint.toml")
    code, told = said(capsys, *words)
    assert code == 2
    assert "leaves the repository" in told
    assert SECRET not in told


def test_a_path_inside_the_repository_may_go_up(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository / "house.toml", 'ignore = ["ALL"]\n')
    write(repository / "docs/smo-lint.toml", 'extends = ["../house.toml"]\n')
    write(repository / "docs/de/a.md", DE.replace("# ", "### "))
    assert said(capsys, "docs")[0] == 0


def test_fixes_write_nothing_but_the_files_of_articles(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository / "docs/de/a.md", DE.replace("# ", "#"))
    before = {path: path.read_bytes() for path in repository.parent.rglob("*") if path.is_file()}
    said(capsys, "check", "--fix", "--unsafe-fixes", "--no-cache")
    after = {path: path.read_bytes() for path in repository.parent.rglob("*") if path.is_file()}
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {repository / "docs/de/a.md"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["docs/de/a.md", "smo-lint.toml", ".gitignore", "smo-lint.baseline.jsonl"])
def test_a_pipe_does_not_block(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if os.path.exists(name):
        os.unlink(name)
    os.mkfifo(name)
    assert said(capsys, "check")[0] in (0, 1, 2)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no such device")
@pytest.mark.parametrize("name", ["docs/de/a.md", "smo-lint.toml", ".gitignore", "pyproject.toml"])
def test_a_device_is_never_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if os.path.exists(name):
        os.unlink(name)
    os.symlink("/dev/zero", name)
    assert said(capsys, "check")[0] in (0, 1, 2)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket_is_never_opened(capsys: pytest.CaptureFixture[str]) -> None:
    os.unlink("docs/de/a.md")
    with socket.socket(socket.AF_UNIX) as end:
        try:
            end.bind("docs/de/a.md")
        except OSError:
            pytest.skip("the path is too long here")
        assert said(capsys, "check")[0] in (1, 2)


BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\na0: &a0 [lol]\n{BOMB}---\n\n{DE}", id="aliases-of-aliases"),
        pytest.param(f"---\na: {'[' * 50_000}\n---\n\n{DE}", id="nested-front-matter"),
        pytest.param(f"+++\na = {'[' * 5_000}\n+++\n\n{DE}", id="nested-toml"),
        pytest.param("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 10_000, id="long-table"),
        pytest.param("|" * 50_000 + "\n" + "|-" * 50_000 + "|\n", id="wide-table"),
        pytest.param("[a]: /b\n" * 10_000 + "[a]" * 10_000, id="definitions"),
        pytest.param("".join(f"[a{n}]: /b\n" for n in range(10_000)), id="distinct-definitions"),
        pytest.param("> " * 50_000 + "a", id="quotes"),
        pytest.param("".join("  " * n + "- a\n" for n in range(300)), id="lists"),
        pytest.param("<div>\n" * 10_000, id="tags"),
        pytest.param("<" * 100_000, id="less-than"),
        pytest.param("![[" * 30_000, id="wiki-images"),
        pytest.param("*a **b " * 15_000, id="emphasis"),
        pytest.param("`a ``b " * 15_000, id="backticks"),
        pytest.param("```\na\n" * 4_001, id="fences"),
        pytest.param("".join("`" * (3 + n % 300) + "a\n" for n in range(600)), id="fences-of-all-lengths"),
        pytest.param("<!-- smo-lint-ignore HD -->\n" * 3_000, id="comments"),
        pytest.param("<!-- smo-lint-ignore-start HD -->\n" * 3_000, id="open-regions"),
        pytest.param(":::note\n" * 10_000, id="containers"),
        pytest.param("# a\n" * 2_000, id="headings"),
        pytest.param("# a {#a}\n[b](#a)\n" * 1_500, id="anchors"),
        pytest.param("[^1]: a\n\n" * 8_000 + "[^1]" * 8_000, id="footnotes"),
        pytest.param("a" * 100_000, id="one-word"),
        pytest.param("\u3000" * 100_000, id="spaces"),
    ],
)
def test_a_hostile_page_takes_little_time(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No test of the machine: what is quadratic would take longer than anybody waits, and be an error."""
    Path("docs/de/a.md").write_text(text, encoding="utf-8")
    code = main(["check", "--format", "json", "--timeout", "600", "--no-cache"])
    told = json.loads(capsys.readouterr().out)
    assert code in (0, 1), [one["message"] for one in told["findings"] if one["code"].startswith("XX")]


@pytest.mark.parametrize("form", ["text", "concise", "grouped", "github", "gitlab", "markdown"])
def test_what_turns_the_direction_of_text_is_shown_as_escapes(
    form: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\u202eevil\u2066"
    write(repository / f"docs/en/{evil}.md", EN)
    write(repository / f"docs/de/{evil}.md", f"### {evil}\n\nEinige [Wörter](/{evil}).\n")
    code, told = said(capsys, "check", "--format", form)
    assert code == 1
    assert not set(told) & set("\u202e\u2066")
    assert "evil" in told
