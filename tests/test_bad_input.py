"""What must never happen to a user: a traceback, a hang, or silence, whatever lies in the files."""

from __future__ import annotations

import json
import os
import re
import time
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.cli.prepare import prepare
from smo_lint.cli.run import Run
from smo_lint.habits import WITNESSES
from smo_lint.options import Config

EN = "---\ntitle: Guide\n---\n\n# Guide\n\nSome words and [a link](/start).\n"
DE = "---\ntitle: Anleitung\n---\n\n# Anleitung\n\nEinige Wörter und [ein Link](/start).\n"
FR = "---\ntitle: Manuel\n---\n\n# Manuel\n\nDes mots et [un lien](/start).\n"
# Enough for the slowest machine, far below what anything quadratic would take, in seconds.
PATIENCE = 20


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, text in (("en", EN), ("de", DE), ("fr", FR)):
        write(f"docs/{lang}/a.md", text.encode())


def write(path: str, content: bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content)


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[tuple[str, str]], str]:
    """Return the exit code, (code, path) of the findings, and what was said beside them."""
    code = main([*args, "--format", "json"])
    out, err = capsys.readouterr()
    findings: list[dict[str, Any]] = json.loads(out)["findings"]
    assert not any(finding["code"].startswith("XX") for finding in findings), findings
    return code, [(finding["code"], finding["path"]) for finding in findings], err


NESTED = b"[" * 100_000
WRONG = ("PG001", "docs/de/a.md")


@pytest.mark.parametrize(
    ("content", "reported"),
    [
        pytest.param(b"", [("PG002", "docs/de/a.md")], id="empty"),
        pytest.param(b"\n \n\t\n", [("PG002", "docs/de/a.md")], id="white-space"),
        pytest.param(b"---\ntitle: Anleitung\n---\n", [("PG002", "docs/de/a.md")], id="front-matter-only"),
        pytest.param(bytes(range(256)) * 40, [WRONG], id="binary"),
        pytest.param(DE.encode().replace(b"\xc3\xb6", b"\xf6"), [WRONG], id="latin-1"),
        pytest.param(DE.encode()[:-30] + b"\xc3", [WRONG], id="cut-letter"),
        pytest.param(DE.encode("utf-16"), [WRONG], id="utf-16"),
        pytest.param(DE.encode("utf-16-be"), [WRONG], id="utf-16-without-mark"),
        pytest.param(DE.encode("utf-8-sig"), [], id="byte-order-mark"),
        pytest.param(DE.replace("\n", "\r\n").encode(), [], id="crlf"),
        pytest.param(DE.replace("\n", "\r").encode(), [], id="cr"),
        pytest.param(DE.rstrip("\n").encode(), [], id="no-final-newline"),
        pytest.param(
            DE.replace("title: Anleitung", 'title: "Anleitung').encode(),
            [("FM001", "docs/de/a.md")],
            id="broken-front-matter",
        ),
    ],
)
def test_content(content: bytes, reported: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/a.md", content)
    code, found, _ = run(capsys)
    assert found == reported
    assert code == (1 if reported else 0)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"---\ntitle: " + NESTED + b"\n---\n\n# Anleitung\n", id="nested-front-matter"),
        pytest.param(
            b"---\ntitle:\n" + b"- " * 100_000 + b"\n---\n\n# Anleitung\n", id="nested-lists-in-yaml"
        ),
        pytest.param(b"---\n" + b"a: &a [*a]\n" * 1000 + b"---\n\n# Anleitung\n", id="aliases"),
        pytest.param(DE.encode() + NESTED, id="nested-brackets"),
        pytest.param(DE.encode() + b"![" * 50_000, id="nested-images"),
        pytest.param(DE.encode() + b"> " * 100_000, id="nested-quotes"),
        pytest.param(DE.encode() + b"- " * 50_000, id="nested-items"),
        pytest.param(DE.encode() + b"<!-- smo-lint-ignore " * 20_000, id="open-comments"),
        pytest.param(DE.encode() + b"`" * 100_001, id="backticks"),
        pytest.param(DE.encode() + b"*a _b " * 20_000, id="open-emphasis"),
    ],
)
def test_deep_nesting(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/a.md", content)
    start = time.process_time()
    code, _, _ = run(capsys)
    assert code in (0, 1)
    assert time.process_time() - start < PATIENCE


def test_a_file_over_the_limit_is_one_finding(capsys: pytest.CaptureFixture[str]) -> None:
    with open("docs/de/a.md", "wb") as file:
        file.truncate(50_000_000)
    start = time.process_time()
    assert run(capsys)[:2] == (1, [WRONG])
    assert time.process_time() - start < PATIENCE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    os.chmod("docs/de/a.md", 0)
    assert run(capsys)[:2] == (1, [WRONG])


def prepared() -> Run:
    return prepare(["docs"], Config(), quiet=True)


def test_a_file_that_vanishes_between_looking_and_reading() -> None:
    found = prepared()
    os.unlink("docs/de/a.md")
    assert [(finding.code, finding.problem.at.path) for finding in found.lint()] == [WRONG]


def test_links_in_a_circle(capsys: pytest.CaptureFixture[str]) -> None:
    os.unlink("docs/de/a.md")
    os.symlink("b.md", "docs/de/a.md")
    os.symlink("a.md", "docs/de/b.md")
    os.symlink("..", "docs/fr/up")
    code, found, _ = run(capsys, "docs")
    assert code == 1
    assert WRONG in found
    assert {code for code, _ in found} == {"PG001"}


def test_a_link_to_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    os.unlink("docs/de/a.md")
    os.symlink("gone.md", "docs/de/a.md")
    assert run(capsys, "docs")[:2] == (1, [WRONG])


@pytest.mark.parametrize(
    "name",
    [
        "with space.md",
        "new\nline.md",
        "ガイド.md",
        "статья.md",
        "مقال.md",
        "-dash.md",
        "a'b\"c.md",
        "\x1b[31m.md",
    ],
)
def test_names(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, text in (("en", EN), ("de", DE.replace("# A", "### A")), ("fr", FR)):
        write(f"docs/{lang}/{name}", text.encode())
    code, found, _ = run(capsys, f"docs/de/{name}")
    assert (code, found) == (1, [("HD103", f"docs/de/{name}")])
    for form in ("text", "concise"):
        main(["docs", "--format", form])
        out, err = capsys.readouterr()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out + err)
        assert "line.md:5:1: HD103" in out or form == "text" or "\n" not in name


def test_a_name_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.fsencode(os.getcwd())
    names = [b"\xff.md", *(b"%d\xff.md" % number for number in range(WITNESSES))]  # enough to teach habits
    for (lang, text), name in product((("en", EN), ("de", DE.replace("# A", "### A"))), names):
        path = os.path.join(folder, b"docs", lang.encode(), name)
        try:
            with open(path, "wb") as file:
                file.write(text.encode())
        except OSError:
            pytest.skip("this file system wants names that are text")
    assert run(capsys, "docs")[0] == 1
    for form in ("text", "concise"):
        assert main(["docs", "--format", form]) == 1
        assert "\\udcff.md" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_escape_sequences_of_documents_never_reach_the_terminal(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    write("docs/de/a.md", DE.replace("# Anl", f"### {evil} Anl").replace("/start", f"/{evil}").encode())
    assert main(["docs", "--format", form]) == 1
    out, err = capsys.readouterr()
    assert not set(out + err) & set("\x1b\x07\x9b\u202e")


def test_a_folder_named_like_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    os.makedirs("docs/de/folder.md")
    assert run(capsys, "docs")[:2] == (0, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_never_opened(capsys: pytest.CaptureFixture[str]) -> None:
    os.unlink("docs/de/a.md")
    os.mkfifo("docs/de/a.md")
    code, found, _ = run(capsys, "docs")
    assert (code, found) in ((1, [WRONG]), (0, []))


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["none"], "no such file or folder"),
        (["docs/de/none.md"], "no such file or folder"),
        (["docs/*/none.md"], "no such file or folder"),
        (["--select", "NO999"], "unknown rule"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_mistakes_are_one_line(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_nothing_to_check_says_what_was_looked_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.makedirs("empty")
    assert main(["empty"]) == 2
    _, err = capsys.readouterr()
    assert "no article found" in err
    assert "looked" in err
