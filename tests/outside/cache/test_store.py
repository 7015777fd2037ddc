"""What is kept where, whose it is, and what is believed of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.options import Config
from smo_lint.outside.cache.folder import NAME
from smo_lint.outside.cache.pages import PAGES
from smo_lint.outside.cache.store import Cache, opened
from smo_lint.outside.cache.verdicts import FINDINGS
from smo_lint.outside.cache.whole import BEGINNING
from tests.outside.cache.small_site import records


def test_the_folder_says_what_it_is(site: Path, said: Callable[..., str]) -> None:
    said()
    assert {"CACHEDIR.TAG", ".gitignore", "files", "articles"} <= records(site)
    assert (site / NAME / ".gitignore").read_text() == "*\n"
    assert (site / NAME / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


def test_nothing_is_kept_where_nobody_wants_it(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    plain = said("--no-cache")
    assert not records(site)
    assert said("--cache-dir", str(tmp_path / "elsewhere")) == plain
    assert not records(site) and (tmp_path / "elsewhere" / "articles").is_file()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut off"),
        pytest.param(lambda content: content.replace(b"error", b"hint"), id="changed"),
        pytest.param(lambda content: b"smo-lint 9\n" + content.partition(b"\n")[2], id="of another version"),
        pytest.param(lambda content: b"\n\n{}", id="without a seal"),
        pytest.param(lambda content: os.urandom(5000), id="noise"),
    ],
)
def test_what_is_broken_is_passed_over(
    site: Path, said: Callable[..., str], spoil: Callable[[bytes], bytes]
) -> None:
    said()
    for name in records(site) - {"CACHEDIR.TAG", ".gitignore"}:
        file = site / NAME / name
        file.write_bytes(spoil(file.read_bytes()))
    assert said() == said("--no-cache")


def test_a_cache_of_somebody_else_is_not_believed(
    site: Path, said: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository may ship a folder that says that it has no findings."""
    (site / "docs/de/code.md").write_text("# Code de\n", encoding="utf-8")
    own = said("--no-cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "hostile"))
    theirs = opened(Config(), str(site))
    assert isinstance(theirs, Cache)
    said()
    for name in records(site) - {"CACHEDIR.TAG", ".gitignore"}:
        if name == "articles":
            shelf = theirs.read_shelf(name)
            for variants in (held for key, held in shelf.heads.items() if key != PAGES):
                for variant in variants:
                    variant[FINDINGS] = []
            theirs.write_shelf(name, shelf)
        elif name.startswith(BEGINNING):
            theirs.write(name, theirs.read(name) | {"findings": []})
    assert said() != own
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert "of somebody else" in said("-v")
    assert said() == own


def test_a_linked_folder_is_not_written_to(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (site / NAME).symlink_to(target)
    assert "is a link" in said("-v")
    assert not list(target.iterdir())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_may_not_be_written_is_no_hindrance(site: Path, said: Callable[..., str]) -> None:
    (site / NAME).mkdir()
    (site / NAME).chmod(0o500)
    assert said() == said("--no-cache")


def test_the_secret_is_the_users_alone(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    said()
    secret = tmp_path / "user" / "smo-lint" / "secret"
    assert secret.stat().st_size == 32
    assert os.name == "nt" or secret.stat().st_mode & 0o077 == 0


def test_few_runs_are_kept(site: Path, said: Callable[..., str]) -> None:
    for limit in range(12):
        said("--config", f"max-size={10_000 + limit}")
    assert len([name for name in records(site) if name.startswith("run-")]) == 8
