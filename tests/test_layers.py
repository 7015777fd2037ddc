"""Who may import whom: a module imports its own layer and those below it, and few import the heavy ones."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "smo_lint"

# From the top. A name is a module or a package directly below smo_lint.
LAYERS = (
    ("__main__",),
    ("cli", "server"),
    ("corpus",),
    ("outside", "reports", "status"),
    ("asking", "said", "later", "huge", "comparing", "engine", "manual"),
    ("rules",),
    (
        "alignment",
        "consensus",
        "damage",
        "neighbours",
        "habits",
        "ignores",
        "suppress",
        "fix",
        "add_ignore",
        "options",
        "languages",
        "partial",
        "numbers",
        "lag",
        "opposite",
        "stamps",
        "slugs",
        "site",
        "beside",
    ),
    ("markdown", "inline", "dialects", "front_matter", "prose", "earlier"),
    ("model",),
)
# The public face imports what it shows when it is called.
FACE = "__init__"
# What only these may import at all.
KEPT = {
    "mistune": ("markdown",),
    "rich": ("reports", "status", "cli"),
    "click": ("cli",),
    "rapidfuzz": ("alignment", "consensus", "options", "outside", "rules", "habits"),
    "subprocess": ("outside",),
    "pygls": ("server",),
    "lsprotocol": ("server",),
    "pyarrow": ("corpus",),
    "distributed": ("corpus",),
}
# What the core never touches: files, clocks, the network. A language reads the file that describes it.
WORLD = (
    "os pathlib shutil tempfile socket time datetime urllib.request http subprocess glob io random".split()  # noqa: SIM905
)
AROUND = ("outside", "cli", "server", "corpus", "reports", "status", "languages", "__main__", FACE)
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """The layer's name of a file: the module or the package directly below smo_lint."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def level(module: str) -> int:
    """The layer of a module; modules that no layer names belong to the parser's."""
    found = (number for number, layer in enumerate(LAYERS) if module in layer)
    return next(found, next(n for n, layer in enumerate(LAYERS) if "markdown" in layer))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file; what only types need apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(node)
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and isinstance(test.test, ast.Name) and test.test.id == "TYPE_CHECKING"
        for node in ast.walk(test)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "smo_lint":
                yield from (f"smo_lint.{alias.name}" for alias in node.names)


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE).with_suffix(""))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_down(path: Path) -> None:
    if name(path) == FACE:
        return
    for module in imported(path):
        parts = module.split(".")
        if parts[0] == "smo_lint" and len(parts) > 1 and (PACKAGE / parts[1]).with_suffix(".py").exists():
            assert level(parts[1]) >= level(name(path)), f"{ids(path)} imports {module}"
        if parts[0] == "smo_lint" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert level(parts[1]) >= level(name(path)), f"{ids(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_heavy_modules_are_kept_to_few(path: Path) -> None:
    for module in imported(path):
        allowed = KEPT.get(module.split(".")[0], (name(path),))
        parser = level(name(path)) == level("markdown") and "markdown" in allowed
        assert name(path) in allowed or parser, f"{ids(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_the_core_does_not_touch_the_world(path: Path) -> None:
    touched = [module for module in imported(path) if module.startswith(tuple(f"{one}." for one in WORLD))]
    touched += [module for module in imported(path) if module in WORLD]
    assert not touched or name(path) in AROUND, f"{ids(path)} imports {touched}"


@pytest.mark.parametrize("path", [path for path in MODULES if name(path) == "rules"], ids=ids)
def test_a_rule_knows_no_other_rule(path: Path) -> None:
    if path.parent == PACKAGE / "rules":
        return
    for module in imported(path):
        parts = module.split(".")
        if parts[:2] == ["smo_lint", "rules"] and len(parts) == 4:
            assert parts[3].startswith("_"), f"{ids(path)} imports the rule {module}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_the_map_of_the_house_names_every_room(path: Path) -> None:
    folder = path.parent.relative_to(PACKAGE).parts
    if path.stem.startswith("_") or folder[:1] in (
        ("rules",),
        ("cli",),
        ("reports",),
        ("status",),
        ("model",),
    ):
        return  # one file each of what grows; what is private
    house = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[3]
    assert re.search(rf"\b{path.stem}\b", house), f"CONTRIBUTING.md does not say where {ids(path)} is"
