"""The second phase: the articles of a part linted, and its findings, editions and kept rows written."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from smo_lint.asking import INTERNAL_ERROR
from smo_lint.corpus.articles import Item, items, table_of
from smo_lint.corpus.orders import Counts, Order, Part
from smo_lint.corpus.storage import exists, load, save, written
from smo_lint.engine import lint_article
from smo_lint.model import SEVERITIES, Fault, Finding
from smo_lint.outside.configuration.plugins import loaded
from smo_lint.outside.deadline import OutOfTime, deadline
from smo_lint.reports import Sheet

FINDINGS = pa.schema(
    [("article", pa.string()), ("lang", pa.string()), ("path", pa.string())]
    + [("code", pa.string()), ("name", pa.string()), ("severity", pa.string()), ("message", pa.string())]
    + [(name, pa.int32()) for name in ("line", "column", "end_line", "end_column")]
    + [("related_path", pa.string()), ("related_line", pa.int32()), ("fix", pa.string())]
    + [("fingerprint", pa.string())]
)
EDITIONS = pa.schema(
    [("article", pa.string()), ("lang", pa.string()), ("path", pa.string())]
    + [(f"{level}s", pa.int32()) for level in SEVERITIES]
    + [("kept", pa.bool_())]
)
# Processes that may end at an article before it is left out: others' end takes innocent ones along.
ENDS = 3
Row = dict[str, Any]


def check(part: Part, order: Order, trail: str = "") -> Counts:
    """Check the articles of a part, unless that is done already; return what was counted.

    trail  a file on disk that says which article is being checked, so that whoever finds it there knows
           which one ended the process; "" for none
    """
    done = f"{order.out}/parts/{part.name}.json"
    if exists(done):
        return Counts(**load(done))
    loaded(order.config.plugins)
    names = () if order.keep else order.columns.used()
    table = table_of(part, order.columns, names)
    findings: list[Row] = []
    editions: list[Row] = []
    kept: list[int] = []
    doubled = articles = 0
    for item in items(table, order) if table else ():
        rows = list(_findings(item, order, trail))
        findings += rows
        told = list(_editions(item, rows, order.keep))
        editions += told
        kept += sorted(item.rows[row["path"]] for row in told if row["kept"])
        doubled += item.doubled
        articles += 1
    _write(f"{order.out}/findings/{part.name}.parquet", pa.Table.from_pylist(findings, FINDINGS))
    _write(f"{order.out}/editions/{part.name}.parquet", pa.Table.from_pylist(editions, EDITIONS))
    if order.keep and table:
        _write(f"{order.out}/kept/{part.name}.parquet", table.take(pa.array(kept, pa.int64())))
    codes = Counter(f"{row['code']} {row['severity']} {row['lang']}" for row in findings)
    digest = sum(map(_hash, findings)) % 2**64
    counts = Counts(articles, len(editions), doubled, len(kept), dict(sorted(codes.items())), digest)
    save(done, asdict(counts))
    if trail and os.path.exists(trail):
        os.unlink(trail)
    return counts


def _findings(item: Item, order: Order, trail: str) -> Iterator[Row]:
    """Yield the findings of an article; whatever goes wrong with it is one, and the run goes on."""
    if trail and not _entered(trail, item.bundle.key):
        yield _failed(item, f"the process that checked this article ended {ENDS} times")
        return
    try:
        with deadline(order.timeout):
            files = {path: _within(text, order.config.max_size) for path, text in item.files.items()}
            found = lint_article(files, order.config, item.bundle, order.habits)
            rows = _described(item, found)
    except OutOfTime:
        rows = [_failed(item, f"checking this article took longer than {order.timeout:g} s")]
    except Exception as error:  # noqa: BLE001 (one article of millions never ends the run)
        rows = [_failed(item, f"checking this article failed: {type(error).__name__}: {error}")]
    yield from rows


def _within(text: str, limit: int) -> str | Fault:
    """A text, or that it is too large: as of a file, in bytes."""
    if 4 * len(text) <= limit or (size := len(text.encode("utf-8", "surrogatepass"))) <= limit:
        return text
    return Fault(f"has {size:,} bytes, more than the limit of {limit:,}")


def _entered(trail: str, article: str) -> bool:
    """Say on the trail that an article is being checked; False where ENDS processes have ended at it."""
    ended = 0
    if os.path.exists(trail):
        with open(trail, encoding="utf-8", errors="surrogatepass") as file:
            before, _, times = file.read().rpartition("\n")
        ended = int(times or 0) if before == article else 0
    with open(trail, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write(f"{article}\n{ended + 1}")
    return ended < ENDS


def _described(item: Item, found: list[Finding]) -> list[Row]:
    sheets = {
        path: Sheet(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
        for path, text in item.files.items()
    }
    return [_row(item, finding, sheets) for finding in found]


def _row(item: Item, finding: Finding, sheets: dict[str, Sheet]) -> Row:
    problem = finding.problem
    place = sheets[problem.at.path].place(problem.at.span)
    related = problem.related[0] if problem.related else None
    return {
        "article": item.bundle.key,
        "lang": finding.lang,
        "path": problem.at.path,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": problem.message,
        **place._asdict(),
        "related_path": related and related.path,
        "related_line": related and sheets[related.path].place(related.span).line,
        "fix": problem.fix and ("safe" if problem.fix.safe else "unsafe"),
        "fingerprint": finding.fingerprint,
    }


def _failed(item: Item, message: str) -> Row:
    path = item.bundle.members[0].path if item.bundle.members else ""
    said = {"code": INTERNAL_ERROR, "name": "internal-error", "severity": "error", "message": message}
    return dict.fromkeys(FINDINGS.names) | {"article": item.bundle.key, "path": path, **said}


def _editions(item: Item, rows: list[Row], keep: str) -> Iterator[Row]:
    """Yield a row for each edition: how many findings of each severity it has, and whether it is kept."""
    failed = any(row["code"] == INTERNAL_ERROR for row in rows)
    for member in item.bundle.members:
        levels = Counter(row["severity"] for row in rows if row["path"] == member.path)
        barred = SEVERITIES[: SEVERITIES.index(keep) + 1] if keep else ()
        kept = bool(keep) and not failed and not any(levels[level] for level in barred)
        own = {f"{level}s": levels[level] for level in SEVERITIES}
        yield {"article": item.bundle.key, "lang": member.lang, "path": member.path, **own, "kept": kept}


def _hash(row: Row) -> int:
    told = json.dumps(row, sort_keys=True, ensure_ascii=True).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")


def _write(uri: str, table: pa.Table) -> None:
    with written(uri) as file:
        pq.write_table(table, file, compression="zstd")
