"""From what a user names to articles, on real folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.model import LoadError
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover, group
from smo_lint.outside.articles.discovery import Discovery

Plant = Callable[..., Path]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Write files, `path` or `path: text`, below a folder and return it; `path/` is a folder."""

    def write(*files: str) -> Path:
        for file in files:
            path, _, text = file.partition(": ")
            place = tmp_path / path
            if path.endswith("/"):
                place.mkdir(parents=True, exist_ok=True)
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text or "# text\n", encoding="utf-8")
        return tmp_path

    return write


def paths(found: Discovery) -> list[list[str]]:
    return [[member.path for member in bundle.members] for bundle in found.bundles]


SELECTION = {
    "nothing named": ([], [["a.de.md", "a.md"], ["docs/de/b.md", "docs/en/b.md"]]),
    "the folder": (["."], [["a.de.md", "a.md"], ["docs/de/b.md", "docs/en/b.md"]]),
    "a folder": (["docs"], [["docs/de/b.md", "docs/en/b.md"]]),
    "a folder of one language": (["docs/de"], [["docs/de/b.md", "docs/en/b.md"]]),
    "a translation": (["docs/de/b.md"], [["docs/de/b.md", "docs/en/b.md"]]),
    "a source": (["a.md"], [["a.de.md", "a.md"]]),
    "two of one article": (["a.md", "a.de.md"], [["a.de.md", "a.md"]]),
    "a glob": (["*.de.md"], [["a.de.md", "a.md"]]),
    "a deep glob": (["docs/**/b.md"], [["docs/de/b.md", "docs/en/b.md"]]),
    "a file in no article": (["c.md"], []),
    "a path with dots": (["docs/../a.md"], [["a.de.md", "a.md"]]),
    "the same twice": (["a.md", "./a.md"], [["a.de.md", "a.md"]]),
}


@pytest.mark.parametrize(("named", "expected"), SELECTION.values(), ids=SELECTION.keys())
@pytest.mark.parametrize(
    "marker", [".git/", "smo-lint.toml", "pyproject.toml: [tool.smo-lint]\n", "mkdocs.yml", ".vitepress/"]
)
def test_selection(plant: Plant, marker: str, named: list[str], expected: list[list[str]]) -> None:
    root = plant(marker, "a.md", "a.de.md", "c.md", "docs/en/b.md", "docs/de/b.md")
    assert paths(discover(named, Config(), cwd=str(root))) == expected


@pytest.mark.parametrize("config", ["website/docusaurus.config.ts", "x.md"])
def test_a_site_that_came_without_its_repository(plant: Plant, config: str) -> None:
    current = "i18n/fr/docusaurus-plugin-content-docs/current/a.md"
    root = plant(config, "website/docs/a.md", f"website/{current}", "b.md", "b.fr.md")
    found = discover(["docs/a.md"], Config(), cwd=str(root / "website"))
    assert paths(found) == [["docs/a.md", current]]


def test_named_files_are_told_apart(plant: Plant) -> None:
    root = plant(".git/", "docs/en/b.md", "docs/de/b.md", "docs/fr/b.md")
    found = discover(["docs/de"], Config(), cwd=str(root))
    assert (found.named, len(found.every)) == ({"docs/de/b.md"}, 1)


def test_paths_from_a_folder_inside(plant: Plant) -> None:
    root = plant(".git/", "a.md", "a.de.md", "docs/en/b.md", "docs/de/b.md")
    found = discover(["de/b.md"], Config(), cwd=str(root / "docs"))
    assert (found.bundles[0].key, paths(found)) == ("docs/*/b.md", [["de/b.md", "en/b.md"]])


def test_paths_outside_are_absolute(plant: Plant) -> None:
    root = plant(".git/", "a.md", "a.de.md", "inside/")
    found = discover([str(root / "a.md")], Config(), cwd=str(root / "inside"))
    assert paths(found) == [[f"{root.as_posix()}/a.de.md", f"{root.as_posix()}/a.md"]]


WITHOUT_A_PROJECT = {
    "a translation": "docs/de/x/b.md",
    "a folder of a language": "docs/de",
    "a Docusaurus page": "i18n/fr/docusaurus-plugin-content-docs/current/c.md",
}


@pytest.mark.parametrize("named", WITHOUT_A_PROJECT.values(), ids=WITHOUT_A_PROJECT.keys())
def test_without_a_project(plant: Plant, named: str) -> None:
    root = plant(
        "docs/en/x/b.md",
        "docs/de/x/b.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/c.md",
        "i18n/es/docusaurus-plugin-content-docs/current/c.md",
    )
    assert [len(members) for members in paths(discover([named], Config(), cwd=str(root)))] == [2]


def test_articles_are_called_the_same_without_a_project(plant: Plant) -> None:
    root = plant("docs/en/b.md", "docs/de/b.md")
    keys = {
        discover(named, Config(), cwd=str(root)).bundles[0].key
        for named in ([], ["."], ["docs"], ["docs/de/b.md"])
    }
    assert keys == {"docs/*/b.md"}


def test_a_project_called_like_a_language(plant: Plant) -> None:
    root = plant("fa/README.md", "fa/README.de.md", "kk/notes.md", "kk/notes.de.md", "kk/sub/README.md")
    found = discover([], Config(), cwd=str(root / "fa"))
    assert [bundle.key for bundle in found.every] == ["README.md"]


PASSED_OVER = {
    "node_modules": ["node_modules/p/README.md", "node_modules/p/README.de.md"],
    "build of Sphinx": ["_build/a.md", "_build/a.de.md"],
    "virtual environment": ["env/pyvenv.cfg: home", "env/a.md", "env/a.de.md"],
    "hidden folder": [".cache/a.md", ".cache/a.de.md"],
    "gitignore": [".gitignore: /out/\n", "out/a.md", "out/a.de.md"],
    "gitignore of a file": [".gitignore: *.de.md\n", "a.md", "a.de.md"],
    "gitignore in a folder": ["docs/.gitignore: a.*\n", "docs/a.md", "docs/a.de.md"],
    "gitignore with a byte order of its own": [".gitignore: # out\r\n/out\r\n", "out/a.md", "out/a.de.md"],
    "info/exclude": [".git/info/exclude: drafts\n", "drafts/a.md", "drafts/a.de.md"],
}


@pytest.mark.parametrize("files", PASSED_OVER.values(), ids=PASSED_OVER.keys())
def test_passed_over(plant: Plant, files: list[str]) -> None:
    root = plant(".git/", *files)
    found = discover([], Config(), cwd=str(root))
    assert found.bundles == ()
    assert "left out: " in found.looked


KEPT = {
    "a folder called build": ["build/a.md", "build/a.de.md"],
    "taken back": [".gitignore: *.md\n", "docs/.gitignore: !*.md\n", "docs/a.md", "docs/a.de.md"],
    "a pattern that is none": [".gitignore: [z-a\n\\\n!\n", "a.md", "a.de.md"],
    "capitals": ["README.MD", "README.de.MD"],
}


@pytest.mark.parametrize("files", KEPT.values(), ids=KEPT.keys())
def test_kept(plant: Plant, files: list[str]) -> None:
    assert len(discover([], Config(), cwd=str(plant(".git/", *files))).bundles) == 1


def test_gitignore_of_the_repository_holds_below(plant: Plant) -> None:
    root = plant(".git/", ".gitignore: gen.*\n", "site/smo-lint.toml", "site/gen.md", "site/gen.de.md")
    assert discover([], Config(), cwd=str(root / "site")).bundles == ()


EXCLUDED = {
    "folder": (("docs/",), [["a.de.md", "a.md"]]),
    "pattern": (("*.de.md",), [["docs/en/b.md", "docs/fr/b.md"]]),
    "named file": (("a.md",), [["docs/en/b.md", "docs/fr/b.md"]]),
}


@pytest.mark.parametrize(("exclude", "expected"), EXCLUDED.values(), ids=EXCLUDED.keys())
def test_exclude_holds_for_named_files(
    plant: Plant, exclude: tuple[str, ...], expected: list[list[str]]
) -> None:
    root = plant(".git/", "a.md", "a.de.md", "docs/en/b.md", "docs/fr/b.md")
    config = Config(exclude=exclude)
    assert paths(discover([], config, cwd=str(root))) == expected
    assert paths(discover(["a.md", "a.de.md", "docs/en/b.md"], config, cwd=str(root))) == expected


def test_named_although_ignored(plant: Plant) -> None:
    root = plant(
        ".git/", ".gitignore: drafts\n", "drafts/a.md", "drafts/a.de.md", ".hidden/b.md", ".hidden/b.fr.md"
    )
    assert paths(discover(["drafts/a.md"], Config(), cwd=str(root))) == [["drafts/a.de.md", "drafts/a.md"]]
    assert paths(discover([".hidden"], Config(), cwd=str(root))) == [[".hidden/b.fr.md", ".hidden/b.md"]]


HAND = {
    "text files": ([".git/", "x.da.txt", "x.de.txt"], ["x.da.txt", "x.de.txt"], ["da", "de"]),
    "text files called by languages": ([".git/", "da.txt", "pl.txt"], ["da.txt", "pl.txt"], ["da", "pl"]),
    "text files of odd names": ([".git/", "one (1).txt", "two.txt"], ["one (1).txt", "two.txt"], ["one (1)", "two"]),
    "front matter": (["a.md: ---\nlang: sv\n---\n", "b.md: ---\nlang: fi\n---\n"], ["a.md", "b.md"], ["sv", "fi"]),
    "folders of languages": (["de/uno.md", "fr/due.md"], ["de/uno.md", "fr/due.md"], ["de", "fr"]),
    "scripts": (["a.md: Быстрый старт", "b.md: クイックスタート"], ["a.md", "b.md"], ["ru", "ja"]),
    "nothing": (["a.md", "b.md"], ["a.md", "b.md"], ["a", "b"]),
}  # fmt: skip


@pytest.mark.parametrize(("files", "named", "langs"), HAND.values(), ids=HAND.keys())
def test_files_named_by_hand(plant: Plant, files: list[str], named: list[str], langs: list[str]) -> None:
    found = discover(named, Config(), cwd=str(plant(*files)))
    assert [[member.lang for member in bundle.members] for bundle in found.bundles] == [langs]


def test_text_files_count_only_when_named(plant: Plant) -> None:
    root = plant(".git/", "x.da.txt", "x.de.txt")
    assert discover([], Config(), cwd=str(root)).bundles == ()


LITERALS = "[a](/one) [b](/two) `three` 2024-11 {}\n"


def test_a_hook_names_what_changed_together(plant: Plant) -> None:
    root = plant(
        ".git/", "README.md: # One", "NOTES.md: # Other `x`", f"s.md: {LITERALS}", f"t.md: {LITERALS}"
    )
    unlike = discover(["README.md", "NOTES.md"], Config(), cwd=str(root))
    assert (unlike.bundles, [member.path for member in unlike.alone]) == ((), ["NOTES.md", "README.md"])
    assert paths(discover(["s.md", "t.md"], Config(), cwd=str(root))) == [["s.md", "t.md"]]


def test_missing_paths_are_told_together(plant: Plant) -> None:
    with pytest.raises(LoadError, match=r"“x\.md”, “y/z”: no such file or folder"):
        discover(["x.md", "a.md", "y/z"], Config(), cwd=str(plant("a.md")))


def test_nothing_found(plant: Plant) -> None:
    found = discover([], Config(), cwd=str(plant(".git/", "a.md", "b.md")))
    assert found.bundles == ()
    assert found.looked.startswith("looked at 2 Markdown files in ")
    assert [member.path for member in found.alone] == ["a.md", "b.md"]


links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@links
def test_loop_of_folders(plant: Plant) -> None:
    root = plant(".git/", "docs/en/a.md", "docs/de/a.md")
    (root / "docs/en/loop").symlink_to(root / "docs")
    (root / "docs/de/self").symlink_to("self")
    assert paths(discover([], Config(), cwd=str(root))) == [["docs/de/a.md", "docs/en/a.md"]]


@links
def test_link_to_a_file_that_is_listed(plant: Plant) -> None:
    root = plant(".git/", "docs/README.md", "docs/README.de.md")
    (root / "README.md").symlink_to("docs/README.md")
    found = discover([], Config(), cwd=str(root))
    assert paths(found) == [["docs/README.de.md", "docs/README.md"]]
    assert found.alone[0].why == "a link to docs/README.md, which is read at its own place"


@links
def test_a_link_to_a_file_selects_its_article(plant: Plant) -> None:
    root = plant(".git/", "docs/README.md", "docs/README.de.md", "a.md", "a.de.md")
    (root / "README.md").symlink_to("docs/README.md")
    found = discover(["README.md"], Config(), cwd=str(root))
    assert paths(found) == [["docs/README.de.md", "docs/README.md"]]


@links
def test_named_through_a_link(plant: Plant) -> None:
    root = plant(".git/", "docs/en/a.md", "docs/de/a.md")
    (root / "link").symlink_to("docs")
    expected = [["docs/de/a.md", "docs/en/a.md"]]
    for named in ("link", "link/de", "link/de/a.md"):
        assert paths(discover([named], Config(), cwd=str(root))) == expected


@links
def test_project_behind_a_link(plant: Plant) -> None:
    root = plant("real/.git/", "real/docs/en/a.md", "real/docs/de/a.md")
    (root / "link").symlink_to("real")
    found = discover(["docs/de"], Config(), cwd=str(root / "link"))
    assert paths(found) == [["docs/de/a.md", "docs/en/a.md"]]


@links
def test_broken_links_are_editions(plant: Plant) -> None:
    root = plant(".git/", "a.md")
    (root / "a.de.md").symlink_to("nowhere.md")
    (root / "a.fr.md").symlink_to("a.fr.md")
    assert paths(discover([], Config(), cwd=str(root))) == [["a.de.md", "a.fr.md", "a.md"]]


@links
def test_link_out_of_the_project(plant: Plant) -> None:
    root = plant("project/.git/", "project/a.md", "outside/a.de.md")
    (root / "project/a.de.md").symlink_to(root / "outside/a.de.md")
    found = discover([], Config(), cwd=str(root / "project"))
    assert [member.why for member in found.alone if member.path == "a.de.md"] == [
        "a link that leaves the project"
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_closed_folder(plant: Plant) -> None:
    root = plant(".git/", "a.md", "a.de.md", "closed/")
    (root / "closed").chmod(0)
    found = discover([], Config(), cwd=str(root))
    (root / "closed").chmod(0o700)
    assert (len(found.bundles), len(found.warnings)) == (1, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_is_not_listed(plant: Plant) -> None:
    root = plant(".git/", "a.md", "a.de.md")
    os.mkfifo(root / "a.fr.md")
    assert paths(discover([], Config(), cwd=str(root))) == [["a.de.md", "a.md"]]


def test_newline_in_a_name(plant: Plant) -> None:
    root = plant(".git/", "docs/en/a\nb.md", "docs/de/a\nb.md")
    assert paths(discover([], Config(), cwd=str(root))) == [["docs/de/a\nb.md", "docs/en/a\nb.md"]]


def test_texts_in_memory() -> None:
    texts = {"a.md": "# A", "a.de.md": "# A", "docs/x.md": "# X"}
    assert paths(group(texts, Config())) == [["a.de.md", "a.md"]]


def test_texts_in_memory_without_a_layout() -> None:
    found = group({"one": "# Быстрый старт", "two": "# Start"}, Config())
    assert [[member.lang for member in bundle.members] for bundle in found.bundles] == [["ru", "two"]]


def test_unsaved_file(plant: Plant) -> None:
    root = plant(".git/", "a.md")
    found = discover(["a.de.md"], Config(), cwd=str(root), unsaved=["a.de.md"])
    assert paths(found) == [["a.de.md", "a.md"]]
