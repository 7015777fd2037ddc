"""The file of accepted findings: what it looks like, what a merge may do to it, what leaves it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from smo_lint.model import Finding, LoadError, Location, Problem, Span
from smo_lint.outside.baseline import Accepted, Scope, accepted, load, renewed, repaired, save

ALL = Scope(("HD101", "LK103"), ("HD101", "LK103", "TX101"), ("a", "b"), every=("a", "b"))


def line(
    mark: str, code: str = "HD101", article: str = "a", lang: str = "de", said: str = "lost"
) -> Accepted:
    return Accepted(mark, code, article, lang, said)


def finding(
    mark: str, code: str = "HD101", article: str = "a", lang: str = "de", said: str = "lost"
) -> Finding:
    problem = Problem(Location("x", Span(0, 0)), said)
    return Finding(code, "name", "error", lang, article, problem, mark)


def test_one_line_each_in_order(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    save(str(file), [line("ff", said="„Über“ \u2028"), line("0a"), line("0a")])
    assert file.read_bytes().decode() == (
        '{"fingerprint": "0a", "code": "HD101", "article": "a", "lang": "de", "message": "lost"}\n'
        '{"fingerprint": "ff", "code": "HD101", "article": "a", "lang": "de", "message": "„Über“ \\u2028"}\n'
    )
    assert load(str(file)) == (line("0a"), line("ff", said="„Über“ \u2028"))
    save(str(file), [])
    assert (file.read_bytes(), load(str(file))) == (b"", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{}\n", "b.jsonl:1: this is no line of a baseline", id="another object"),
        pytest.param("\n[1]\n", "b.jsonl:2: this is no line of a baseline", id="no object"),
        pytest.param("oh\n", "b.jsonl:1: this is no line of a baseline", id="no JSON"),
        pytest.param(
            "<<<<<<< main\n", "b.jsonl:1: a merge was left open: keep the lines of both sides", id="merge"
        ),
    ],
)
def test_mistakes_are_told_with_their_line(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load("b.jsonl")
    assert str(caught.value) == said


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="the baseline does not exist"):
        load(str(tmp_path / "b.jsonl"))


@pytest.mark.parametrize(
    ("entry", "scope", "gone"),
    [
        pytest.param(line("1"), ALL, True, id="not found any more"),
        pytest.param(line("2"), ALL, False, id="still there"),
        pytest.param(line("1", "TX101"), ALL, False, id="its rule did not run"),
        pytest.param(line("1", "ZZ999"), ALL, True, id="there is no such rule"),
        pytest.param(line("1", article="c"), ALL, True, id="there is no such article"),
        pytest.param(line("1", article="c"), ALL._replace(every=None), False, id="not looked at"),
        pytest.param(line("1"), ALL._replace(langs=("fr",)), False, id="another language"),
    ],
)
def test_what_is_repaired(entry: Accepted, scope: Scope, gone: bool) -> None:
    assert repaired([entry], [finding("2")], scope) == ((entry,) if gone else ())


@pytest.mark.parametrize(
    ("entries", "findings", "left"),
    [
        pytest.param([line("1")], [], [], id="repaired"),
        pytest.param([line("1")], [finding("1", said="is lost")], [line("1", said="is lost")], id="reworded"),
        pytest.param([line("1")], [finding("2")], [line("2")], id="text edited"),
        pytest.param([line("1")], [finding("2", said="other")], [], id="another defect"),
        pytest.param([line("1")], [finding("2", article="b")], [], id="of another article"),
        pytest.param(
            [line("1", article="c")], [finding("2", article="b")], [line("2", article="b")], id="renamed"
        ),
        pytest.param([line("1")], [finding("2"), finding("3")], [line("2")], id="no more than there were"),
        pytest.param([line("1")], [finding("1"), finding("3")], [line("1")], id="nothing is added"),
        pytest.param([line("1", "TX101")], [], [line("1", "TX101")], id="not looked at"),
    ],
)
def test_what_is_renewed(entries: list[Accepted], findings: list[Finding], left: list[Accepted]) -> None:
    assert renewed(entries, findings, ALL) == tuple(left)


def test_a_finding_as_a_line() -> None:
    assert accepted(finding("1")) == line("1")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_branches_merge(tmp_path: Path) -> None:
    """Each repairs something; what both left is what is left."""

    def git(*words: str) -> None:
        own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *own, *words], check=True, capture_output=True)

    file = tmp_path / "b.jsonl"
    lines = [line(f"{number * 11:02x}") for number in range(20)]

    def commit(entries: list[Accepted]) -> None:
        save(str(file), entries)
        git("add", "-A")
        git("commit", "-q", "-m", "Some")

    git("init", "-q", "-b", "main")
    commit(lines)
    git("checkout", "-q", "-b", "one")
    commit(lines[:3] + lines[5:])
    git("checkout", "-q", "main")
    commit(lines[:12] + lines[13:])
    git("merge", "-q", "one")
    assert list(load(str(file))) == lines[:3] + lines[5:12] + lines[13:]


def test_what_somebody_else_has_accepted_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    save(str(file), [line("0a")])
    was = file.read_text(encoding="utf-8")
    save(str(file), [line("0a"), line("ff")])
    with pytest.raises(LoadError, match="was changed by somebody else meanwhile"):
        save(str(file), [line("0a"), line("bb")], was=was)
    assert load(str(file)) == (line("0a"), line("ff"))
    with pytest.raises(LoadError, match="was changed by somebody else meanwhile"):
        save(str(file), [line("bb")], was="")
