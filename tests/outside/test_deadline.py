"""A limit of time holds in every thread, inside a regular expression too, and leaves no trace."""

from __future__ import annotations

import contextlib
import importlib
import json
import re
import signal
import sys
import threading
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.model import Bundle, Member
from smo_lint.options import Config
from smo_lint.outside.deadline import OutOfTime, deadline
from smo_lint.outside.pool import judged
from smo_lint.outside.task import Task


def for_ever() -> None:
    while True:
        pass


def test_work_without_end_is_ended() -> None:
    with pytest.raises(OutOfTime), deadline(0.05):
        for_ever()


def test_work_without_end_is_ended_in_another_thread() -> None:
    ended: list[str] = []

    def work() -> None:
        try:
            with deadline(0.05):
                for_ever()
        except OutOfTime:
            ended.append("out of time")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert ended == ["out of time"]


def test_nothing_is_left_that_a_profiler_could_trip_over() -> None:
    """In CPython 3.11 what waits to be delivered and is not there lets traced calls begin for ever."""
    calls: list[str] = []

    def work() -> None:
        with contextlib.suppress(OutOfTime), deadline(0.05):
            for_ever()
        sys.setprofile(lambda frame, event, told: calls.append(event))
        try:
            settled()
        finally:
            sys.setprofile(None)

    def settled() -> None:
        pass

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    assert calls.count("call") == 1


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such signal")
def test_a_regular_expression_is_cut_short() -> None:
    with pytest.raises(OutOfTime), deadline(0.05):
        re.fullmatch("(a|a)*b", "a" * 60)


@pytest.mark.parametrize("seconds", [0, 600])
def test_work_in_time_is_left_alone(seconds: float) -> None:
    before = signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None
    with deadline(seconds):
        done = sum(range(1000))
    assert done == 499_500
    assert before is None or signal.getsignal(signal.SIGALRM) is before


EN = "# Guide\n\nSome words.\n"


def pages(count: int) -> list[Bundle]:
    found = []
    for number in range(count):
        members = []
        for lang in ("en", "de"):
            path = Path(f"docs/{lang}/{number}.md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(EN if lang == "en" else EN.replace("Some", "Einige"), encoding="utf-8")
            members.append(Member(str(path), lang, ""))
        found.append(Bundle(f"docs/*/{number}.md", tuple(members), "en"))
    return found


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in whose folder nothing ends that judges the second."""
    from smo_lint import comparing

    real = comparing.compare

    def lint(files: object, bundle: Bundle, *rest: object, **more: object) -> object:
        if bundle.key.endswith("/1.md"):
            for_ever()
        return real(files, bundle, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.chdir(tmp_path)
    list(judged(pages(1), Task(Config()), 1))  # whatever is loaded first takes no time of an article
    monkeypatch.setattr(comparing, "compare", lint)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("endless")
def test_an_article_out_of_time_is_an_error_and_the_run_goes_on(jobs: int) -> None:
    verdicts = list(judged(pages(3), Task(Config(timeout=4)), jobs))
    assert [[finding.code for finding in verdict.findings] for verdict in verdicts] == [[], ["XX001"], []]
    (finding,) = verdicts[1].findings
    assert finding.problem.at.path == "docs/en/1.md"
    assert "longer than 4 s" in finding.problem.message


@pytest.mark.usefixtures("endless")
def test_the_command_fails_and_names_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    pages(3)
    for _ in range(2):  # what is kept of a run does not hold it
        assert main(["docs", "--timeout", "3", "--format", "json", "--jobs", "1"]) == 2
        found = json.loads(capsys.readouterr().out)["findings"]
        assert [(one["code"], one["path"]) for one in found] == [("XX001", "docs/de/1.md")]


SURVEYS = ("site.outline.outline", "habits.traits.traits", "habits.lengths.ratio", "stamps.declared_in")


@pytest.mark.parametrize("name", SURVEYS)
def test_a_file_that_takes_too_long_to_look_through_is_an_error_and_the_run_goes_on(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pages(12)
    hostile = Path("docs/de/1.md")
    hostile.write_text(
        EN.replace("Some words.", f"Einige Wörter. Nie{'mals' * 300} [hier](2.md).\n"), encoding="utf-8"
    )
    module, _, work = f"smo_lint.{name}".rpartition(".")
    real = getattr(importlib.import_module(module), work)

    def endless(*words: str) -> object:
        if "Niemals" in words[-1 if name.endswith("ratio") else 0]:
            raise OutOfTime  # as the alarm would at some time
        return real(*words)

    with monkeypatch.context() as patch:
        patch.setattr(f"{module}.{work}", endless)
        for _ in range(2):  # what is kept of a run does not hold it
            assert main(["docs", "--timeout", "600", "--format", "json", "--jobs", "1"]) == 2
            found = json.loads(capsys.readouterr().out)["findings"]
            assert [(one["code"], one["article"]) for one in found] == [("XX001", "docs/*/1.md")]
            assert "docs/de/1.md” has taken longer than 600 s" in found[0]["message"]
    assert main(["docs", "--timeout", "600", "--format", "json"]) in (0, 1)
    assert not [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "XX001"]
