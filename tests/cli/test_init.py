"""`smo-lint init`: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.habits import carries
from smo_lint.outside.configuration.settings import settings

NOTICE = 'Von Freiwilligen "übersetzt", für alle.'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve articles in two languages with a notice in one of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for lang, notice in (("en", ""), ("de", f"{NOTICE}\n\n")):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        for n in range(12):
            page = f"# {lang} {n}\n\n{notice}Text {n} {lang}.\n"
            (tmp_path / "docs" / lang / f"p{n}.md").write_text(page, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(args)
    out, err = capsys.readouterr()
    return code, out, err


def test_writes_what_it_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "init", "docs/de/p3.md")
    assert (code, out) == (0, "")
    assert "12 articles, 24 editions in 2 languages: de 12, en 12" in err
    assert "source language en" in err
    assert "wrote smo-lint.toml" in err
    text = (project / "smo-lint.toml").read_text(encoding="utf-8")
    assert f"# {NOTICE}" in text
    config = settings().config
    assert config.source == "en"
    assert config.habits is not None
    assert carries(config.habits, "de", NOTICE)
    assert run(capsys, "check", "--select", "TX103")[0] == 0


def test_prints_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "init", "--stdout")
    assert (code, tomllib.loads(out)["source"]) == (0, "en")
    assert not (project / "smo-lint.toml").exists()


def test_does_not_overwrite(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = 'source = "de"\nexclude = ["old/"]\n'
    (project / "smo-lint.toml").write_text(before)
    code, _, err = run(capsys, "init")
    assert (code, err.split("\n")[0]) == (
        2,
        "smo-lint: error: smo-lint.toml is there already; --force writes its habits anew",
    )
    assert (project / "smo-lint.toml").read_text() == before
    assert run(capsys, "init", "--force")[0] == 0
    text = (project / "smo-lint.toml").read_text(encoding="utf-8")
    assert text.startswith(before)
    assert run(capsys, "init", "--force")[0] == 0
    assert (project / "smo-lint.toml").read_text(encoding="utf-8") == text


def test_pyproject(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run(capsys, "init", "--pyproject")[0] == 0
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert (table["project"], table["tool"]["smo-lint"]["source"]) == ({"name": "x"}, "en")
    assert run(capsys, "init", "--pyproject")[0] == 2
    assert run(capsys, "init", "--pyproject", "--force")[0] == 0


def test_writes_where_the_configuration_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".smo-lint.toml").write_text('source = "en"\n')
    assert run(capsys, "init")[0] == 2
    assert run(capsys, "init", "--pyproject")[0] == 2
    assert run(capsys, "init", "--force")[0] == 0
    assert not (project / "smo-lint.toml").exists()
    assert "[habits]" in (project / ".smo-lint.toml").read_text(encoding="utf-8")


def test_sources_that_differ_are_left_to_be_detected(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in ("", ".de", ".en"):
        (project / f"note{lang}.md").write_text(
            f"---\nlang: {lang[1:] or 'fr'}\n---\n\n# Note\n", encoding="utf-8"
        )
    code, out, _ = run(capsys, "init", "--stdout")
    assert (code, "source" in tomllib.loads(out)) == (0, False)


def test_votes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "init", "--stdout", "--source", "none")
    assert (code, tomllib.loads(out)["source"]) == (0, "none")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["empty"], "no article found", id="nothing"),
        pytest.param(["--pair", "docs/en", "docs/de"], "--pair", id="pair"),
        pytest.param(["docs/gone"], "no such file", id="path"),
    ],
)
def test_refuses(project: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str) -> None:
    if args == ["empty"]:
        for path in (project / "docs").rglob("*.md"):
            path.unlink()
        args = []
    code, _, err = run(capsys, "init", *args)
    assert (code, message in err) == (2, True)


def test_what_somebody_writes_meanwhile_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from smo_lint.outside.configuration import draft

    file, renewed = project / "smo-lint.toml", draft.renewed

    def overtaken(*args: str) -> str:
        file.write_text('source = "de"\n')
        return renewed(*args)

    file.write_text('source = "en"\n')
    monkeypatch.setattr(draft, "renewed", overtaken)
    code, _, err = run(capsys, "init", "--force")
    assert (code, file.read_text()) == (2, 'source = "de"\n')
    assert "was changed by somebody else meanwhile: it is left alone" in err
