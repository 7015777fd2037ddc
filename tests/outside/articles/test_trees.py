"""Two trees that the user calls source and translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from smo_lint.model import LoadError
from smo_lint.options import Config
from smo_lint.outside.articles.trees import discover_pair


def plant(root: Path, *files: str) -> Path:
    for file in files:
        path, _, text = file.partition(": ")
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text or "# text\n", encoding="utf-8")
    return root


PAIRS = {
    "names tell": (["docs/a.md", "docs-fr/a.md"], ("docs", "docs-fr"), "en", ["en", "fr"]),
    "folders of languages": (["x/en/b/a.md", "y/de/b/a.md"], ("x/en", "y/de"), "en", ["de", "en"]),
    "front matter tells": (["s/a.md", "t/a.md: ---\nlang: ko\n---\n"], ("s", "t"), "en", ["en", "ko"]),
    "nothing tells": (["one/a.md", "two/a.md"], ("one", "two"), "en", ["en", "two"]),
    "other extension": (["one/a.md", "pl/a.mdx"], ("one", "pl"), "en", ["en", "pl"]),
}


@pytest.mark.parametrize(("files", "trees", "source", "langs"), PAIRS.values(), ids=PAIRS.keys())
def test_pair_of_trees(
    tmp_path: Path, files: list[str], trees: tuple[str, str], source: str, langs: list[str]
) -> None:
    root = plant(tmp_path, ".git/", *files, f"{trees[0]}/only.md")
    found = discover_pair(*trees, Config(), cwd=str(root))
    assert [sorted(member.lang for member in bundle.members) for bundle in found.bundles] == [langs]
    assert (found.source, len(found.alone)) == (source, 1)


def test_pair_of_files(tmp_path: Path) -> None:
    root = plant(tmp_path, "orig.md", "uebersetzung.de.md")
    found = discover_pair("orig.md", "uebersetzung.de.md", Config(), cwd=str(root))
    assert [(b.source, [m.lang for m in b.members]) for b in found.bundles] == [("en", ["en", "de"])]


def test_folder_and_file(tmp_path: Path) -> None:
    root = plant(tmp_path, "a/x.md", "b.md")
    with pytest.raises(LoadError, match="one is a folder, the other a file"):
        discover_pair("a", "b.md", Config(), cwd=str(root))


def test_declared_source(tmp_path: Path) -> None:
    root = plant(tmp_path, "one/a.md", "de/a.md")
    assert discover_pair("one", "de", Config(source="fr"), cwd=str(root)).source == "fr"
