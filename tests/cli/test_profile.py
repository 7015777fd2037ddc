import re
from itertools import count
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.outside import stopwatch

PAGES = {"docs/en/a.md": "# Guide\n\nRead [this](x.md) now.\n", "docs/de/a.md": "# Anleitung\n\nLesen.\n"}


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[str, str]:
    main(["check", "--format", "json", *args, "docs"])
    out, err = capsys.readouterr()
    return re.sub(r'"seconds": [\d.]+', "", out), err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_table_names_phases_and_rules(
    jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ticks = count()  # a clock that goes on whenever it is read: the real one is slow on some machines
    monkeypatch.setattr(stopwatch, "process_time", lambda: float(next(ticks)))
    for path, text in PAGES.items():
        for name in ("a", "b", "c"):
            file = Path(path.replace("a.md", f"{name}.md"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    plain, nothing = run(capsys, "--quiet", "--jobs", jobs)
    told, table = run(capsys, "--quiet", "--jobs", jobs, "--profile")
    assert told == plain
    assert not nothing
    names = [line.split()[0] for line in table.splitlines()[1:]]
    assert names[:10] == "discover history read habits site parse align judge report rules".split()  # noqa: SIM905
    assert "LK101" in names[10:]
    whole = {}
    for line in table.splitlines()[1:]:
        name, seconds = line.split()[:2]
        whole[name] = float(seconds)
    asked = sum(seconds for name, seconds in whole.items() if name[:2].isupper())
    assert whole["parse"] >= 3  # each article at least once
    assert whole["rules"] == asked > 0
