"""A small corpus with known damage, in tables of any format, and runs in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="corpora need the extra “corpus”")
import pyarrow.parquet as pq  # noqa: E402 (there only now)

TEXTS = {
    "en": "# Guide {n}\n\nRead the [manual](/m/{n}) before page {n} is printed.\n\nRun `make {n}` twice.\n",
    "de": "# Anleitung {n}\n\nLies das [Handbuch](/m/{n}), bevor Seite {n} gedruckt wird.\n\nRufe zweimal `make {n}` auf.\n",
    "fr": "# Mode d’emploi {n}\n\nLisez le [manuel](/m/{n}) avant d’imprimer la page {n}.\n\nLancez deux fois `make {n}`.\n",
}
ARTICLES = 24
# Every fifth German page leads elsewhere.
DAMAGED = {f"a{n:03d}" for n in range(0, ARTICLES, 5)}

Row = dict[str, Any]


def rows() -> list[Row]:
    found = []
    for n in range(ARTICLES):
        for lang, text in TEXTS.items():
            article = f"a{n:03d}"
            text = text.format(n=n + 100)
            if lang == "de" and article in DAMAGED:
                text = text.replace("/m/", "/elsewhere/")
            found.append({"article": article, "lang": lang, "text": text, "licence": f"L{n}"})
    return found


def write(folder: Path, name: str, entries: list[Row]) -> Path:
    """A file in the format that its name says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    table = pa.Table.from_pylist(entries)
    if name.endswith(".parquet"):
        pq.write_table(table, path, row_group_size=20)
    elif name.endswith(".arrow"):
        with pa.ipc.new_file(path, table.schema) as sink:
            sink.write_table(table, max_chunksize=20)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in entries), encoding="utf-8")
    return path


@pytest.fixture
def go(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Run over inputs, in this process; the result stands in tmp_path/out or where `out` says."""
    from smo_lint.corpus.orders import Columns, Order
    from smo_lint.corpus.runs import Work, run
    from smo_lint.options import Config

    def go(
        *inputs: Path,
        out: str = "out",
        bucket: int = 4000,
        resume: bool = False,
        sample: int = 100,
        **order: Any,
    ) -> dict[str, Any]:
        told = Order(
            str(tmp_path / out), **{"columns": Columns(), "config": Config(select=("links",)), **order}
        )
        work = Work(lambda: ThreadPoolExecutor(1), 1, bucket, sample)
        return run([str(path) for path in inputs], told, work, lambda *_: None, resume=resume)

    return go
