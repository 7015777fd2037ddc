"""Plugins: the example is installed and run; nothing is loaded that the user has not allowed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = {
    "en": "# Install Aurora\n\nAurora needs it.\n",
    "de": "# Aurora einrichten\n\nMorgenrot braucht es.\n",
}
CONFIG = 'source = "en"\nplugins = ["house"]\n[rules.lost-name]\nnames = ["Aurora"]\n'
Plugin = Callable[[str, Mapping[str, str]], None]


class Room:
    """A project, and the packages that are installed where smo-lint runs."""

    def __init__(self, folder: Path, packages: Path) -> None:
        self.folder, self.packages = folder, packages

    def python(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(ROOT), str(self.packages)])
        clean = {key: value for key, value in os.environ.items() if key != "SMO_LINT_ALLOW_PLUGINS"}
        whole = {**clean, "PYTHONPATH": path, "PYTHONUTF8": "1", **env}
        command = [sys.executable, *args]
        return subprocess.run(command, cwd=self.folder, env=whole, capture_output=True, encoding="utf-8")

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "smo_lint", *args, **env)

    def codes(self, *args: str, **env: str) -> list[str]:
        done = self.run("check", "--format", "json", *args, **env)
        assert done.stdout, done.stderr
        return [finding["code"] for finding in json.loads(done.stdout)["findings"]]

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def plugin(self, name: str, module: str) -> None:
        """Install a package of one module without a tool."""
        (self.packages / f"{name}_rules").mkdir()
        (self.packages / f"{name}_rules" / "__init__.py").write_text("")
        (self.packages / f"{name}_rules" / "odd.py").write_text(module, encoding="utf-8")
        info = self.packages / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[smo_lint.rules]\n{name} = {name}_rules\n")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the example is installed in by pip, without a network."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "examples" / "plugin", folder / "source")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder / "packages")]
    subprocess.run([*command, str(folder / "source")], check=True)
    return folder / "packages"


@pytest.fixture
def room(tmp_path: Path, house: Path) -> Room:
    shutil.copytree(house, tmp_path / "packages")
    room = Room(tmp_path / "project", tmp_path / "packages")
    for lang, text in PAGES.items():
        room.write(f"docs/{lang}/a.md", text)
    room.write("smo-lint.toml", CONFIG)
    return room


def test_a_file_alone_loads_nothing(room: Room) -> None:
    room.plugin("sly", "import pathlib\npathlib.Path('caught').touch()\n")
    room.write("smo-lint.toml", 'plugins = ["sly"]\n')
    done = room.run("check", SMO_LINT_ALLOW_PLUGINS="0")
    assert done.returncode == 2
    assert "smo-lint.toml:1:" in done.stderr
    assert "--allow-plugins" in done.stderr
    assert not (room.folder / "caught").exists()
    assert "declares no rule" in room.run("check", "--allow-plugins").stderr
    assert (room.folder / "caught").exists()


def test_ways_to_allow(room: Room) -> None:
    assert room.codes("--allow-plugins") == ["XHS101"]
    assert room.codes(SMO_LINT_ALLOW_PLUGINS="1") == ["XHS101"]
    assert room.codes(
        "--isolated", "--config", "plugins=house", "--config", "rules.XHS101.names=['Aurora']"
    ) == ["XHS101"]


def test_what_is_installed_but_not_named_is_not_there(room: Room) -> None:
    room.write("smo-lint.toml", 'source = "en"\n')
    assert room.codes("--allow-plugins") == []
    done = room.run("check", "--allow-plugins", "--select", "lost-name")
    assert (done.returncode, "unknown rule “lost-name”" in done.stderr) == (2, True)


def test_its_rules_are_selected_as_ours(room: Room) -> None:
    room.write("shared.toml", CONFIG)
    room.write("smo-lint.toml", 'extends = "shared.toml"\nselect = ["house"]\nseverity.XHS = "error"\n')
    assert room.run("check", "--allow-plugins").returncode == 1
    assert room.codes("--allow-plugins", "--ignore", "XHS101") == []
    room.write("docs/de/a.md", PAGES["de"].replace("Morg", "<!-- smo-lint-ignore XHS101 -- so -->\n\nMorg"))
    assert room.codes("--allow-plugins") == []


def test_its_pages_are_shown_as_ours(room: Room) -> None:
    assert room.run("explain", "--plugin", "house", "XHS101").stdout.startswith("# XHS101 lost-name\n")
    listed = json.loads(room.run("rules", "--plugin", "house", "--format", "json").stdout)
    assert [rule["family"] for rule in listed if rule["code"] == "XHS101"] == ["house"]
    assert "XHS101" not in room.run("rules").stdout


def test_the_page_of_the_example_is_true(room: Room) -> None:
    """As of our own rules: Bad is reported where it says, Good is silent."""
    room.write(
        "prove.py",
        """
import sys, tomllib
from smo_lint import Config, lint
from smo_lint.manual import page
from smo_lint.outside.configuration.plugins import loaded
from smo_lint.outside.configuration.settings import of_text
from smo_lint.rules import rules

loaded(["house"])
(rule,) = (rule for rule in rules() if rule.plugin)
examples = page(rule).examples
assert {example.kind for example in examples} == {"bad", "good"}
for example in examples:
    found = lint(dict(example.files), source=example.source, select=["house"], config=of_text(example.config))
    text = dict(example.files)
    places = [(f.problem.at.path, text[f.problem.at.path][: f.problem.at.span.start].count(chr(10)) + 1) for f in found]
    assert tuple(places) == example.expected, (places, example)
""",
    )
    done = room.python("prove.py", SMO_LINT_ALLOW_PLUGINS="1")
    assert done.returncode == 0, done.stderr


def test_a_caller_names_it_for_one_call(room: Room) -> None:
    room.write(
        "call.py",
        f"""
from smo_lint import Config, ConfigError, lint
pages = {PAGES!r}
pages = {{f"docs/{{lang}}/a.md": text for lang, text in pages.items()}}
config = Config(plugins=("house",), rules={{"lost-name": {{"names": ("Aurora",)}}}})
print([finding.code for finding in lint(pages, source="en", config=config)])
print([finding.code for finding in lint(pages, source="en")])
try:
    lint(pages, config=Config(plugins=("hause",)))
except ConfigError as error:
    print(error)
""",
    )
    first, second, wrong = room.python("call.py").stdout.splitlines()
    assert (first, second) == ("['XHS101']", "[]")
    assert "did you mean “house”?" in wrong


def test_processes_that_are_not_forked_have_its_rules(room: Room) -> None:
    for number in range(30):
        for lang, text in PAGES.items():
            room.write(f"docs/{lang}/{number}.md", text)
    room.write(
        "run.py",
        """
import multiprocessing, sys
from smo_lint.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    sys.exit(main(sys.argv[1:]))
""",
    )
    args = ("check", "--allow-plugins", "--format", "json")
    spread = room.python("run.py", *args, "--jobs", "2").stdout
    assert spread.count('"XHS101"') == 31
    assert spread == room.python("run.py", *args, "--jobs", "1").stdout


def test_a_corpus_is_checked_by_its_rules(room: Room) -> None:
    rows = [json.dumps({"article": "a", "lang": lang, "text": text}) for lang, text in PAGES.items()]
    room.write("rows.jsonl", "\n".join(rows) + "\n")
    words = ("corpus", "check", "rows.jsonl", "--out", "out", "--jobs", "1")
    done = room.run(*words, "--allow-plugins")
    assert "1 warning" in done.stdout, done.stderr
    assert room.run(*words[:4], "again", *words[5:]).returncode == 2


def test_what_it_found_once_is_forgotten_when_it_changes(room: Room) -> None:
    room.write(".git/HEAD", "ref: refs/heads/main\n")
    assert room.codes("--allow-plugins") == room.codes("--allow-plugins") == ["XHS101"]
    file = room.packages / "smo_lint_house" / "lost_name.py"
    file.write_text(
        file.read_text(encoding="utf-8").replace("if origin and", "if False and"), encoding="utf-8"
    )
    assert room.codes("--allow-plugins") == []


BROKEN = {
    "raises": ("1 / 0", "division by zero"),
    "exits": ("import missing_thing", "No module named"),
    "code": (
        "from smo_lint import Edition, rule\n@rule('HD999')\ndef odd(edition: Edition): return ()",
        "HD999 is no code of a plugin, such as XAB101",
    ),
    "subject": (
        "from smo_lint import rule\n@rule('XOD101')\ndef odd(page: str): return ()",
        "unknown subject",
    ),
    "name": (
        "from smo_lint import Edition, rule\n@rule('XOD101')\ndef even(edition: Edition): return ()",
        "must be named odd",
    ),
    "empty": ("", "declares no rule"),
}


@pytest.mark.parametrize(("module", "wrong"), BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_loaded_is_told(room: Room, module: str, wrong: str) -> None:
    room.plugin("odd", module)
    done = room.run("check", "--config", "plugins=odd")
    assert done.returncode == 2
    assert wrong in done.stderr
    assert "“odd”" in done.stderr
    assert "Traceback" not in done.stderr
