"""What the command line changes in files, and what it says of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.cli.prepare import prepare
from smo_lint.cli.repairs import repaired
from smo_lint.model import Bundle
from smo_lint.options import Config
from smo_lint.outside import pool
from smo_lint.outside.cache.verdicts import Verdict
from smo_lint.outside.task import Task

EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n"
DE = "# Anleitung\n\n### Einrichten\n\nLies [das](/start)  , zuerst.\n"
FR = "# Manuel\n\n### Installer\n\nLisez [ceci](/start) d'abord.\n"
FIXED = "# Anleitung\n\n## Einrichten\n\nLies [das](/start), zuerst.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
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
    code = main(["--isolated", *args])
    out, err = capsys.readouterr()
    return code, out, err


def test_show_fixes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/de/more.md", DE + "\nNoch ein Satz  .\n")
    write("docs/en/more.md", EN + "\nOne more sentence.\n")
    _, out, err = run(capsys, "--fix", "--show-fixes", "--format", "concise")
    assert out == ""
    assert err.endswith(
        "smo-lint: fixed 6 findings in 3 files:\n"
        "- docs/de/guide.md:\n"
        "    1 × HD103 (changed-heading-level)\n"
        "    1 × PN003 (space-before-punctuation)\n"
        "- docs/fr/guide.md:\n"
        "    1 × HD103 (changed-heading-level)\n"
        "- docs/de/more.md:\n"
        "    2 × PN003 (space-before-punctuation)\n"
        "    1 × HD103 (changed-heading-level)\n"
    )


def test_diff_may_list_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--diff", "--show-fixes", "--lang", "fr")
    assert (code, "+## Installer" in out) == (1, True)
    assert "would fix 1 finding in 1 file:\n- docs/fr/guide.md:\n" in err
    assert read("docs/fr/guide.md") == FR


def test_fix_only_neither_reports_nor_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/fr/guide.md", FR.replace("/start", "/stop"))
    code, out, err = run(capsys, "--fix-only")
    assert (code, out) == (0, "")
    assert "fixed 3 findings in 2 files" in err
    assert read("docs/de/guide.md") == FIXED
    assert run(capsys)[0] == 1


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("--fixable", "HD103"), "# Anleitung\n\n## Einrichten\n\nLies [das](/start)  , zuerst.\n"),
        (("--unfixable", "PN"), "# Anleitung\n\n## Einrichten\n\nLies [das](/start)  , zuerst.\n"),
        (("--fixable", "PN,headings"), FIXED),
        (("--fixable", "PN", "--unfixable", "PN003"), DE),
        (("--unfixable", "ALL", "--fixable", "PN003"), "# Anleitung\n\n### Einrichten\n\nLies [das](/start), zuerst.\n"),
        (("--config", "unfixable=HD103"), "# Anleitung\n\n### Einrichten\n\nLies [das](/start), zuerst.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_some_rules_only(
    project: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], expected: str
) -> None:
    run(capsys, "--fix", *args)
    assert read("docs/de/guide.md") == expected


def test_what_may_not_be_repaired_is_not_called_fixable(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "fixable" in run(capsys, "--select", "HD103")[1]
    assert "fix" not in run(capsys, "--select", "HD103", "--unfixable", "HD")[1]


def test_an_unknown_rule_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "--fix", "--unfixable", "HD193")
    assert (code, "unknown rule “HD193”, did you mean" in err) == (0, True)  # it silences nothing


SOURCE_DAMAGE = EN.replace(" first.", "  , first.")


def test_the_source_is_only_repaired_on_request(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/en/guide.md", SOURCE_DAMAGE)
    args = ("--select", "PN003", "--lang", "en", "--source", "en")
    _, out, err = run(capsys, "--fix", *args)
    assert read("docs/en/guide.md") == SOURCE_DAMAGE
    assert "fixed" not in err
    assert "  = fix: Delete the space  (in the source edition: --fix-source)\n" in out
    assert "1 fix for the source edition: --fix-source\n" in out
    assert "[*]" not in out
    _, out, err = run(capsys, "--fix", "--fix-source", *args)
    assert "fixed 1 finding in 1 file" in err
    assert read("docs/en/guide.md") == EN.replace(" first.", ", first.")


def test_where_editions_vote_there_is_no_source(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/en/guide.md", SOURCE_DAMAGE)
    assert "fixed 2 findings in 2 files" in run(capsys, "--fix", "--source", "none", "--select", "PN003")[2]
    assert read("docs/en/guide.md") == EN.replace(" first.", ", first.")


def test_what_a_page_offers_and_who_links_to_it_settle_together(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A heading gets its id back; a link to it must not be bent to the id that the heading had without."""
    for lang, word in (("en", "Setup wizard"), ("de", "Assistent")):
        body = "Some words of this page stand here.\n\n"
        ids = " {#setup-wizard}" if lang == "en" else ""
        write(
            f"docs/{lang}/start.md",
            f"# Start {{#start}}\n\n{body}## {word}{ids}\n\n{body}## End {{#end}}\n\n{body}",
        )
        write(f"docs/{lang}/use.md", f"# Use\n\n{body}See [it](start.md#setup-wizard) there.\n")
    run(capsys, "--fix", "--unsafe-fixes")
    first = {path: path.read_bytes() for path in project.rglob("*.md")}
    assert "#setup-wizard" in read("docs/de/use.md")
    run(capsys, "--fix", "--unsafe-fixes")
    assert {path: path.read_bytes() for path in project.rglob("*.md")} == first


@pytest.mark.skipif(os.name == "nt", reason="permissions are told in another way")
def test_what_cannot_be_written_is_one_line_and_the_rest_is_repaired(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("docs/de/guide.md").chmod(0o444)
    code, out, err = run(capsys, "--fix")
    assert code == 2
    assert "error: “docs/de/guide.md” cannot be written: the file is read-only\n" in err
    assert "fixed 1 finding in 1 file" in err
    assert (read("docs/de/guide.md"), "### " in read("docs/fr/guide.md")) == (DE, False)
    assert "HD103" in out  # what is left is reported
    assert "Traceback" not in err


def test_a_full_disk(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = run(capsys, "--fix-only")
    assert code == 2
    assert err.count("cannot be written: no space left on device\n") == 2
    assert (read("docs/de/guide.md"), read("docs/fr/guide.md")) == (DE, FR)
    assert {path.name for path in Path("docs").rglob("*") if path.is_file()} == {"guide.md"}


@pytest.fixture
def meanwhile(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes to a translation while it is judged."""
    judged = pool.judged

    def overtaken(*args: object) -> Iterator[Verdict]:
        write("docs/de/guide.md", "Neu.\n" + DE)
        return judged(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "judged", overtaken)


@pytest.mark.usefixtures("meanwhile")
def test_a_file_that_changes_while_it_is_judged_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "--fix")
    assert (code, read("docs/de/guide.md")) == (2, "Neu.\n" + DE)
    assert "error: “docs/de/guide.md” was changed by somebody else meanwhile: it is left alone\n" in err
    assert "### " not in read("docs/fr/guide.md")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("change", ["--fix", "--add-ignore"])
def test_what_has_become_a_link_to_another_page_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """The other page would be repaired as if it were this one."""
    holding = Task.holding
    other = EN.replace("# Guide", "# Other\n\n#### Why").replace("Read", "Read ,")
    write("docs/en/other.md", other)
    write("docs/de/other.md", other)

    def linked(task: Task, bundles: Iterable[Bundle]) -> Task:
        Path("docs/de/guide.md").unlink()
        Path("docs/de/guide.md").symlink_to("other.md")
        return holding(task, bundles)

    monkeypatch.setattr(Task, "holding", linked)
    code, _, err = run(capsys, change, "--lang", "de")
    assert "error: “docs/de/guide.md” has become a link to “docs/de/other.md”: it is left alone\n" in err
    assert (code, read("docs/de/other.md")) == (2, other)


@pytest.mark.usefixtures("meanwhile")
def test_what_could_not_be_written_is_reported_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--fix", "--format", "concise")
    assert [line.partition(" ")[2][:5] for line in out.splitlines() if "/de/" in line] == ["HD103", "PN003"]


@pytest.mark.parametrize(
    "text", [FIXED, "Neu.\n" + DE, "", "\0"], ids=["repaired", "longer", "empty", "binary"]
)
@pytest.mark.parametrize("change", ["--fix", "--add-ignore"])
def test_what_is_remembered_of_a_text_changes_no_other(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, change: str
) -> None:
    """Somebody writes between the moment when a file is looked at and the one when it is read."""

    def said(*args: str) -> tuple[int, str, str, str]:
        code, out, _ = run(capsys, change, "--format", "concise", *args)
        return code, out, read("docs/de/guide.md"), read("docs/fr/guide.md")

    def overtaken(task: Task, bundles: Iterable[Bundle]) -> Task:
        write("docs/de/guide.md", text)
        return holding(task, bundles)

    run(capsys)
    holding = Task.holding
    with monkeypatch.context() as patch:
        patch.setattr(Task, "holding", overtaken)
        remembered = said()
    write("docs/fr/guide.md", FR)
    write("docs/de/guide.md", text)
    assert remembered == said("--no-cache")


def test_an_interrupted_run_tells_what_it_has_found(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("docs/en/other.md", EN)
    write("docs/de/other.md", DE)
    judged = pool.judged

    def stopped(bundles: tuple[Bundle, ...], *args: object) -> Iterator[Verdict]:
        yield from judged(bundles[:1], *args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "judged", stopped)
    code, out, err = run(capsys, "--fix", "--format", "concise")
    assert code == 130
    assert "docs/de/guide.md:3:1: HD103" in out
    assert "other.md" not in out
    assert err.endswith("smo-lint: interrupted\n")
    assert read("docs/de/guide.md") == DE


def test_add_ignore(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--add-ignore=for now", "--show-fixes")
    assert (code, "No findings" in out) == (0, True)
    assert "ignored 3 findings in 2 files:\n- docs/de/guide.md:\n" in err
    assert read("docs/fr/guide.md") == FR.replace("### ", "<!-- smo-lint-ignore HD103 -- for now -->\n\n### ")
    assert run(capsys, "--add-ignore")[2].count("ignored") == 0


def test_add_ignore_takes_no_path_for_a_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--add-ignore", "docs/de/guide.md", "--lang", "de")[0] == 0
    assert "smo-lint-ignore PN003 -->" in read("docs/de/guide.md")
    assert read("docs/fr/guide.md") == FR


def test_add_ignore_can_be_looked_at(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--add-ignore", "--diff", "--select", "HD103")
    assert (code, out.count("+<!-- smo-lint-ignore HD103 -->\n")) == (1, 2)
    assert "would ignore 2 findings in 2 files" in err
    assert read("docs/de/guide.md") == DE


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("--add-ignore=a --> b",), "a reason cannot hold '-->'"),
        (("--add-ignore", "--fix"), "--add-ignore keeps what --fix repairs"),
        (("--add-ignore", "--staged"), "--staged judges the index"),
        (("--fix-only", "--staged"), "--staged judges the index"),
    ],
    ids=["reason", "fix", "staged", "fix-only"],
)
def test_contradictions(
    project: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], expected: str
) -> None:
    code, _, err = run(capsys, *args)
    assert (code, expected in err) == (2, True)


def test_files_of_a_killed_run_are_no_articles(project: Path) -> None:
    write("docs/de/.smo-lint-abc123.tmp", DE)
    write("docs/en/.smo-lint-abc123.tmp", EN)
    assert [bundle.key for bundle in prepare([], Config(), quiet=True).discovery.bundles] == [
        "docs/*/guide.md"
    ]


def test_nothing_is_written_by_looking(project: Path) -> None:
    held = prepare([], Config(), quiet=True, held=True)
    found = repaired(held, held.lint(), lambda finding: finding.problem.fix is not None)
    assert {repair.path for repair in found.repairs} == {"docs/de/guide.md", "docs/fr/guide.md"}
    assert (read("docs/de/guide.md"), found.found) == (DE, [])
