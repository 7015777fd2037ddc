"""What translations were made from, told by real repositories."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint import lint
from smo_lint.cli import main
from smo_lint.model import Finding, Past
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.articles.discovery import Discovery
from smo_lint.outside.cache.store import Cache
from smo_lint.outside.repository import story
from smo_lint.outside.repository.history import dated
from smo_lint.outside.task import Task
from smo_lint.rules import rules

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD = "# Guide\n\nOpen the window.\n\n## Install\n\nRun `install` once.\n"
NEW = "# Guide\n\nOpen the door before you start the engine.\n\n## Install\n\nRun `install` once.\n\n## Remove\n\nRun `remove` at the end.\n"
PL = "# Poradnik\n\nOtwórz okno.\n\n## Instalacja\n\nUruchom `install` raz.\n"
EN_PATH, PL_PATH = "docs/en/guide.md", "docs/pl/guide.md"


class Scratch:
    """A repository in the current folder; every commit is a day later than the one before."""

    def __init__(self) -> None:
        self.day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        date = f"2024-05-{self.day + 1:02} 12:00 +0000"
        own = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
        name = {
            f"GIT_{who}_{what}": "a@b.invalid"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ("git", *words), env=os.environ | own | name, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, message: str = "Change", **texts: str) -> str:
        """Write and commit texts by language; return the full id of the commit."""
        self.day += 1
        for lang, text in texts.items():
            write(f"docs/{lang}/guide.md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    place = tmp_path / "repository"
    place.mkdir()
    monkeypatch.chdir(place)
    return Scratch()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def found(*paths: str) -> Discovery:
    config = Config()
    return dated(discover(list(paths), config), Task(config).read, rules())


def past(*paths: str) -> Past | None:
    (bundle,) = found(*paths).bundles
    return next(member.past for member in bundle.members if member.lang == "pl")


def declaring(revision: str, text: str = PL, key: str = "sourceCommit") -> str:
    return f"---\n{key}: {revision}\n---\n\n{text}"


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.lang, finding.code) for finding in findings]


def test_undeclared_lag(scratch: Scratch) -> None:
    scratch.commit("Begin", en=OLD, pl="# Poradnik\n")
    translated = scratch.commit("Translate", pl=PL)
    one = scratch.commit("Open doors", en=OLD.replace("window", "door"))
    two = scratch.commit("Remove things", en=NEW)

    known = past()

    assert known is not None
    assert (known.revision, known.declared, known.text) == (translated, False, OLD)
    assert [(c.id, c.day, c.subject) for c in known.since] == [
        (two, "2024-05-05", "Remove things"),
        (one, "2024-05-04", "Open doors"),
    ]


def together(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=PL)
    scratch.commit(en=NEW, pl=PL + "\n")


def later(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=PL)
    scratch.commit(en=NEW)
    scratch.commit(pl=PL + "\n")


def in_work(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=PL)
    scratch.commit(en=NEW)
    write(PL_PATH, PL + "\nCoś.\n")


def untracked(scratch: Scratch) -> None:
    scratch.commit(en=OLD)
    scratch.commit(en=NEW)
    write(PL_PATH, PL)


def of_another_repository(scratch: Scratch) -> None:
    write("README.md", "# Here\n")
    scratch.commit()
    write(EN_PATH, NEW)
    write(PL_PATH, declaring("deadbeef"))


def without_commits(scratch: Scratch) -> None:
    write(EN_PATH, NEW)
    write(PL_PATH, PL)


@pytest.mark.parametrize(
    "story", [together, later, in_work, untracked, of_another_repository, without_commits]
)
def test_nothing_is_known(scratch: Scratch, story: Callable[[Scratch], None]) -> None:
    story(scratch)
    assert past() is None


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("sourceCommit", "{}"),
        ("source_commit", '"{}"'),
        ("default_lang_commit", "{} # patched"),
        ("l10n", "\n  sourceCommit: {}"),
    ],
)
def test_declared_revisions(scratch: Scratch, key: str, form: str) -> None:
    first = scratch.commit("Begin", en=OLD)
    scratch.commit("Translate", pl=declaring(form.format(first), key=key))
    second = scratch.commit("Remove things", en=NEW)
    scratch.commit("Correct", pl=declaring(form.format(first), PL + "\nCoś.\n", key))

    known = past()

    assert known is not None
    assert (known.revision, known.declared, known.text) == (first, True, OLD)
    assert [commit.id for commit in known.since] == [second]


def test_an_abbreviated_revision_that_is_up_to_date(scratch: Scratch) -> None:
    first = scratch.commit(en=OLD)
    scratch.commit(pl=declaring(first[:9]))
    assert past() == Past(first)


@pytest.mark.parametrize("revision", ["deadbeef", "HEAD@{1}", ":/Begin", "main..main", "-h", "a b", "../x"])
def test_a_revision_that_does_not_exist(scratch: Scratch, revision: str) -> None:
    scratch.commit("Begin", en=OLD, pl=declaring(f"'{revision}'"))
    assert past() == Past("")
    assert ("pl", "FR103") in told(lint(["docs"]))


def test_revisions_of_another_repository_are_one_notice(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=declaring("a" * 40), de=declaring("b" * 40), fr=declaring("c" * 40))
    known = found()
    assert known.warnings[-1].startswith("no revision that translations declare exists here")
    assert not any(member.past for bundle in known.bundles for member in bundle.members)


def test_a_digest_finds_the_text_that_it_was_made_of(scratch: Scratch) -> None:
    digest = hashlib.md5(OLD.encode()).hexdigest()
    comment = f'<!--\nCO_OP_TRANSLATOR_METADATA:\n{{\n  "original_hash": "{digest}"\n}}\n-->\n'
    first = scratch.commit(en=OLD)
    scratch.commit(en=NEW)
    scratch.commit(pl=comment + PL)

    known = past()

    assert known is not None
    assert (known.revision, known.text, len(known.since)) == (first, OLD, 1)
    assert told(lint(["docs"])) == [("pl", "FR101")]


def test_one_finding_stands_for_all_that_comes_from_the_lag(scratch: Scratch) -> None:
    first = scratch.commit(en=OLD)
    scratch.commit(pl=declaring(first))
    scratch.commit("Remove things", en=NEW)

    (finding,) = lint(["docs"])

    assert (finding.code, finding.problem.at.path) == ("FR101", PL_PATH)
    assert finding.problem.message == (
        f"en has changed since {first[:12]}, which this was translated from: "
        "1 block changed, 2 added in 1 commit “Remove things” (2024-05-04)"
    )
    assert [place.note for place in finding.problem.related] == [
        "changed since",
        "added since",
        "added since",
    ]
    assert "HD104" in [f.code for f in lint(["docs"], ignore=["FR101"])]


def test_what_was_wrong_before_is_reported_beside_the_lag(scratch: Scratch) -> None:
    first = scratch.commit(en=OLD)
    scratch.commit(pl=declaring(first, PL.replace("## I", "### I")))
    scratch.commit(en=NEW)
    assert told(lint(["docs"])) == [("pl", "FR101"), ("pl", "HD103")]


def test_a_renamed_source_is_followed(scratch: Scratch) -> None:
    first = scratch.commit(en=OLD)
    scratch.git("mv", "docs", "guides")
    scratch.commit("Move")
    write("guides/en/guide.md", NEW)
    write("guides/pl/guide.md", declaring(first))
    scratch.commit("Rewrite")

    known = past()

    assert known is not None
    assert (known.revision, known.text) == (first, OLD)


def test_a_moved_translation_is_as_old_as_it_was(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=PL)
    scratch.commit(en=NEW)
    scratch.git("mv", "docs", "guides")
    scratch.commit("Move")
    known = past()
    assert known is not None
    assert known.text == OLD


def test_only_the_first_part_of_a_work_tree(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    first = scratch.commit(en=OLD)
    write("smo-lint.toml", "")
    scratch.commit(pl=declaring(first))
    scratch.commit(en=NEW)
    monkeypatch.chdir("docs/pl")
    known = past("guide.md")
    assert known is not None
    assert known.text == OLD


def test_a_shallow_clone_is_one_notice(
    scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scratch.commit(en=OLD)
    scratch.commit(pl=declaring(first))
    scratch.commit(en=NEW)
    scratch.git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert past() is None
    assert found().warnings == ("the clone is shallow: how old translations are is known in part only",)
    assert "FR" not in {finding.code[:2] for finding in lint(["docs"])}


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(EN_PATH, OLD)
    write(PL_PATH, PL)
    assert (past(), found().warnings) == (None, ())
    write(PL_PATH, declaring("deadbeef"))
    assert past() is None
    assert found().warnings[-1].startswith("how old translations are is not known: not a git repository")


def test_git_is_missing(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.commit(en=OLD, pl=PL)
    monkeypatch.setenv("PATH", "")
    assert found().warnings == ("how old translations are is not known: git is not installed",)


def test_nothing_is_asked_where_no_rule_wants_to_know(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.commit(en=OLD, pl=PL)
    monkeypatch.setenv("PATH", "")
    config = Config()
    active = [rule for rule in rules() if rule.family != "freshness"]
    assert dated(discover([], config), Task(config).read, active).warnings == ()


def test_what_a_repository_configures_is_not_run(scratch: Scratch) -> None:
    scratch.commit(en=OLD, pl=PL)
    scratch.commit(en=NEW)
    command = f"touch {Path.cwd() / 'run'}; true"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "gpg.program",
        "diff.x.textconv",
        "filter.x.clean",
    ):
        scratch.git("config", key, command)
    for key in ("log.showSignature", "diff.x.cachetextconv"):
        scratch.git("config", key, "true")
    write(".git/info/attributes", "*.md diff=x filter=x\n")
    assert past() is not None
    assert not Path("run").exists()


def test_what_a_user_configures_does_not_change_the_answer(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("smo-lint.toml", "")
    first = scratch.commit(en=OLD)
    scratch.git("mv", "docs", "guides")
    scratch.commit("Move")
    write("guides/en/guide.md", NEW)
    write("guides/pl/guide.md", declaring(first))
    scratch.commit("Rewrite")
    before = past()
    for words in (
        "log.follow true",
        "diff.relative true",
        "log.showRoot false",
        "diff.renames false",
        "log.date raw",
    ):
        scratch.git("config", *words.split())
    monkeypatch.chdir("guides/pl")
    assert before is not None
    assert past() == before
    assert past("guide.md") == before


def test_what_is_kept_of_a_history_holds_until_there_is_another(
    scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(str(tmp_path / "cache"), "tool", b"secret")

    def kept() -> Discovery:
        config = Config()
        return dated(discover([], config), Task(config).read, rules(), kept=cache)

    scratch.commit("Begin", en=OLD, pl=PL)
    scratch.commit("Translate", pl=f"{PL}\nTak.\n")
    before = kept()
    scratch.commit("Change", en=NEW)
    assert kept() == found()
    assert kept().bundles != before.bundles
    for words in (
        ("commit", "-q", "--allow-empty", "-m", "Nothing"),
        ("mv", "docs/en/guide.md", "docs/en/tour.md"),
        ("mv", "docs/pl/guide.md", "docs/pl/tour.md"),
        ("commit", "-q", "-a", "-m", "Move"),
        ("checkout", "-q", "-b", "other", "HEAD~2"),
        ("commit", "-q", "--amend", "-m", "Otherwise"),
        ("pack-refs", "--all"),
        ("checkout", "-q", "main"),
    ):
        scratch.git(*words)
        assert kept() == found(), words

    monkeypatch.setattr(story, "touches", lambda *_: pytest.fail("git is asked again"))
    assert kept().bundles


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_the_number_of_calls_does_not_grow(
    scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scratch.commit(en=OLD)
    for number in range(20):
        write(f"docs/en/{number}.md", OLD)
        write(f"docs/pl/{number}.md", declaring(first) if number % 2 else PL)
    scratch.commit("Add")
    for number in range(20):
        write(f"docs/en/{number}.md", NEW)
    scratch.commit("Change")
    counting = tmp_path / "bin" / "git"
    write(str(counting), f'#!/bin/sh\necho >> "{tmp_path}/calls"\nexec "{shutil.which("git")}" "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setenv("PATH", str(counting.parent), prepend=os.pathsep)

    found()

    assert len((tmp_path / "calls").read_text()) == 4


def test_the_command_line(scratch: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    first = scratch.commit(en=OLD)
    scratch.commit(pl=declaring(first))
    scratch.commit("Remove things", en=NEW)
    assert main(["check", "--jobs", "2", "--format", "concise"]) == 0
    assert capsys.readouterr().out.startswith(f"{PL_PATH}:2:15: FR101 en has changed since {first[:12]}")
