"""Runs over tables: the same findings whatever the format, the order of rows, the buckets, and what went wrong on the way."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smo_lint import lint
from smo_lint.corpus import checking, learning
from smo_lint.corpus.checking import _entered
from smo_lint.corpus.orders import Columns, Counts
from smo_lint.model import LoadError, SmoLintError
from smo_lint.options import Config
from smo_lint.outside.deadline import OutOfTime

pa = pytest.importorskip("pyarrow", reason="corpora need the extra “corpus”")
pq = pytest.importorskip("pyarrow.parquet")

from tests.corpus.conftest import ARTICLES, DAMAGED, rows, write  # noqa: E402

Go = Callable[..., dict[str, Any]]


def table(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def test_what_is_planted_is_found_and_nothing_else(go: Go, tmp_path: Path) -> None:
    manifest = go(write(tmp_path / "in", "a.parquet", rows()))
    assert manifest["counts"]["articles"] == ARTICLES
    assert manifest["counts"]["editions"] == 3 * ARTICLES
    assert manifest["learnt"]["source"] == "en"
    found = table(tmp_path / "out" / "findings")
    assert {(row["article"], row["lang"], row["code"], row["line"]) for row in found} == {
        (article, "de", "LK103", 3) for article in DAMAGED
    }
    assert found[0]["related_path"] == f"{found[0]['article']}.en.md"
    assert table(tmp_path / "out" / "summary.parquet") == [
        {"code": "LK103", "severity": "error", "lang": "de", "findings": len(DAMAGED)}
    ]


def test_as_from_files(go: Go, tmp_path: Path) -> None:
    """The same pipeline: what is said of a row is what is said of a file."""
    entries = rows()
    go(write(tmp_path / "in", "a.jsonl", entries), sample=0, config=Config(source="en"))
    of_files = lint({f"{row['article']}.{row['lang']}.md": row["text"] for row in entries}, source="en")
    of_rows = table(tmp_path / "out" / "findings")
    assert sorted((f.problem.at.path, f.code, f.problem.message) for f in of_files) == sorted(
        (row["path"], row["code"], row["message"]) for row in of_rows
    )


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.jsonl"])
@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_format_do_not_matter(go: Go, tmp_path: Path, name: str, seed: int) -> None:
    first = go(write(tmp_path / "first", "a.parquet", rows()), out="one", bucket=10**9)
    mixed = rows()
    random.Random(seed).shuffle(mixed)
    second = go(
        write(tmp_path / "in", name, mixed[:30]), write(tmp_path / "in", f"b{name}", mixed[30:]), out="two"
    )
    assert second["counts"]["digest"] == first["counts"]["digest"]
    assert second["counts"]["codes"] == first["counts"]["codes"]


def test_the_same_bytes_each_time(go: Go, tmp_path: Path) -> None:
    mixed = rows()
    random.Random(3).shuffle(mixed)
    source = write(tmp_path / "in", "a.parquet", mixed)
    go(source, out="one")
    go(source, out="two")
    assert len(list((tmp_path / "one" / "findings").iterdir())) > 2
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_clustered_input_is_not_sorted_again(go: Go, tmp_path: Path) -> None:
    whole = go(write(tmp_path / "in", "a.parquet", rows()), out="whole", bucket=10**9)
    entries = rows()
    names = ["a.parquet", "b.parquet"]
    half = len(entries) // 2
    files = [
        write(tmp_path / "cut", n, part)
        for n, part in zip(names, (entries[:half], entries[half:]), strict=True)
    ]
    cut = go(*files, out="cut-out", bucket=10**9)
    assert cut["learnt"]["clustered"]
    assert cut["learnt"]["parts"] == 2
    assert cut["counts"]["digest"] == whole["counts"]["digest"]


def test_a_large_bucket_is_split(go: Go, tmp_path: Path) -> None:
    """Compressed, a file says little about what is in it."""
    entries = [{**row, "text": row["text"] + "\nNothing else is to be said.\n" * 50} for row in rows()]
    random.Random(4).shuffle(entries)
    source = write(tmp_path / "in", "a.arrow", entries)
    manifest = go(source, bucket=source.stat().st_size, sample=0)
    assert manifest["counts"]["articles"] == ARTICLES
    (tmp_path / "in" / "a.arrow").unlink()
    packed = tmp_path / "in" / "b.jsonl.gz"
    import gzip

    packed.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in entries).encode()))
    split = go(packed, out="split", bucket=packed.stat().st_size, sample=0)
    assert split["learnt"]["parts"] > 3
    assert split["counts"]["digest"] == manifest["counts"]["digest"]


def test_kept_rows_are_whole(go: Go, tmp_path: Path) -> None:
    manifest = go(write(tmp_path / "in", "a.parquet", rows()), keep="error")
    kept = table(tmp_path / "out" / "kept")
    assert {(row["article"], row["lang"]) for row in kept} == {
        (row["article"], row["lang"])
        for row in rows()
        if not (row["lang"] == "de" and row["article"] in DAMAGED)
    }
    assert all(row in rows() for row in kept), "with all columns of the input"
    assert manifest["counts"]["kept"] == len(kept)


def test_columns_by_other_names(go: Go, tmp_path: Path) -> None:
    entries = [
        {
            "id": n,
            "l": row["lang"],
            "md": row["text"],
            "file": f"{row['lang']}/{n // 3}.md",
            "orig": row["lang"] == "de",
        }
        for n, row in enumerate(rows())
    ]
    entries = [{**entry, "id": entry["id"] // 3} for entry in entries]
    manifest = go(
        write(tmp_path / "in", "a.parquet", entries), columns=Columns("id", "l", "md", "file", "orig")
    )
    assert manifest["counts"]["articles"] == ARTICLES
    found = table(tmp_path / "out" / "findings")
    assert {(row["lang"], row["path"][:3]) for row in found} == {("en", "en/"), ("fr", "fr/")}, (
        "German is the source"
    )


def test_rows_that_cannot_be_used(go: Go, tmp_path: Path) -> None:
    extra = [
        {"article": None, "lang": "de", "text": "lost", "licence": ""},
        {"article": "a001", "lang": "de", "text": None, "licence": ""},
        {"article": "a001", "lang": "de", "text": "zzz again", "licence": ""},
        {"article": "a002", "lang": "", "text": "in no language", "licence": ""},
    ]
    mixed = rows() + extra
    random.Random(5).shuffle(mixed)
    manifest = go(write(tmp_path / "in", "a.parquet", mixed))
    assert manifest["counts"]["skipped"] == 4
    assert manifest["counts"]["editions"] == 3 * ARTICLES
    assert len(table(tmp_path / "out" / "findings")) == len(DAMAGED)


def test_an_article_that_raises_is_a_finding(go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = checking.lint_article

    def wrong(files: Any, config: Any, bundle: Any, *rest: Any) -> Any:
        if bundle.key == "a007":
            raise RecursionError("too deep")
        return right(files, config, bundle, *rest)

    monkeypatch.setattr(checking, "lint_article", wrong)
    go(write(tmp_path / "in", "a.parquet", rows()), keep="error")
    found = {
        row["article"]: row["message"]
        for row in table(tmp_path / "out" / "findings")
        if row["code"] == "XX001"
    }
    assert found == {"a007": "checking this article failed: RecursionError: too deep"}
    assert not any(row["article"] == "a007" for row in table(tmp_path / "out" / "kept"))


def test_an_article_that_takes_too_long_is_a_finding(
    go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = checking.lint_article

    def slow(files: Any, config: Any, bundle: Any, *rest: Any) -> Any:
        try:
            while bundle.key == "a007":
                pass
        except Exception:  # noqa: BLE001, S110 (as a careless rule would do it)
            pass
        return right(files, config, bundle, *rest)

    monkeypatch.setattr(checking, "lint_article", slow)
    go(write(tmp_path / "in", "a.parquet", rows()), timeout=5)
    found = [row for row in table(tmp_path / "out" / "findings") if row["code"] == "XX001"]
    assert [(row["article"], row["message"]) for row in found] == [
        ("a007", "checking this article took longer than 5 s")
    ]


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (Config(max_size=900), "has 1,000 bytes, more than the limit of 900"),
        (Config(max_nodes=40), "has more blocks and inlines than the limit (max-nodes) of 40"),
    ],
    ids=["bytes", "nodes"],
)
def test_a_text_that_is_too_large_is_a_finding(go: Go, tmp_path: Path, config: Config, why: str) -> None:
    given = rows()
    own = next(row for row in given if row["article"] == "a007" and row["lang"] == "de")
    own["text"] = "# a\n\n" * 200
    go(write(tmp_path / "in", "a.parquet", given), config=config)
    found = [row for row in table(tmp_path / "out" / "findings") if row["code"] == "PG001"]
    assert [(row["article"], row["lang"], row["message"]) for row in found] == [
        ("a007", "de", f"cannot be read: {why}")
    ]


@pytest.mark.parametrize("work", ["traits", "ratio"])
def test_an_article_that_takes_too_long_to_learn_from_teaches_nothing(
    go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    right = getattr(learning, work)
    asked: list[str] = []

    def slow(*words: str) -> Any:
        asked.append(words[0])
        if len(asked) == 3:
            raise OutOfTime  # as the alarm would at some time
        return right(*words)

    monkeypatch.setattr(learning, work, slow)
    manifest = go(write(tmp_path / "in", "a.parquet", rows()), timeout=600)
    assert len(asked) > 3
    assert manifest["counts"]["editions"] == 3 * ARTICLES


def test_resumed_run_does_what_is_missing(go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = rows()
    random.Random(6).shuffle(mixed)
    source = write(tmp_path / "in", "a.parquet", mixed)
    whole = go(source, out="whole", bucket=1500)
    right = checking.save
    saved: list[str] = []

    def until(uri: str, value: Any) -> None:
        if len(saved) == 3:
            raise KeyboardInterrupt
        saved.append(uri)
        right(uri, value)

    with monkeypatch.context() as patch:
        patch.setattr(checking, "save", until)
        with pytest.raises(KeyboardInterrupt):
            go(source, bucket=1500)
    assert len(list((tmp_path / "out" / "parts").iterdir())) == 3
    told = (tmp_path / "out" / "parts").iterdir()
    times = {path.name: path.stat().st_mtime_ns for path in told}
    assert go(source, resume=True, bucket=1500) == whole
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")
    assert all((tmp_path / "out" / "parts" / name).stat().st_mtime_ns == when for name, when in times.items())
    assert not (tmp_path / "out" / "scratch").exists()


def test_another_run_is_not_overwritten(go: Go, tmp_path: Path) -> None:
    source = write(tmp_path / "in", "a.parquet", rows())
    go(source)
    with pytest.raises(SmoLintError, match="is not empty"):
        go(source)
    with pytest.raises(SmoLintError, match="was told otherwise: keep"):
        go(source, resume=True, keep="hint")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "thesis.txt").write_text("mine")
    with pytest.raises(SmoLintError, match="holds no run"):
        go(source, out="foreign", resume=True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.parquet", b"PAR1 no PAR1", "a.parquet"),
        ("a.jsonl", b'{"article": 1, "lang": "en", "text": "x"}\n{"article": ', "a.jsonl"),
        ("a.arrow", b"", "a.arrow"),
        ("a.csv", b"a,b", "is none of Parquet, Arrow and JSONL"),
        (
            "a.jsonl",
            b'{"id": 1, "lang": "en", "text": "x"}\n',
            "there is no column “article”; there are id, lang, text",
        ),
    ],
)
def test_what_is_no_table(go: Go, tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError, match=message) as told:
        go(tmp_path / name)
    assert "\n" not in str(told.value)


def test_an_article_at_which_processes_end(tmp_path: Path) -> None:
    """Two ends may be bad luck; after three the article is left out."""
    trail = str(tmp_path / "trail")
    assert [_entered(trail, "x"), _entered(trail, "x"), _entered(trail, "x")] == [True, True, True]
    assert not _entered(trail, "x")
    assert _entered(trail, "y")
    assert _entered(trail, "x"), "another one was checked in between"


def test_counts_add_up() -> None:
    one = Counts(1, 2, 3, 4, {"A": 1, "B": 1}, 2**64 - 1)
    assert one + Counts(codes={"B": 2, "C": 3}, digest=3) == Counts(1, 2, 3, 4, {"A": 1, "B": 3, "C": 3}, 2)
