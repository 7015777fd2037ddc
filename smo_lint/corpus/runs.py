"""A run over a corpus: what is to be done, what is done already, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from smo_lint import __version__
from smo_lint.corpus.checking import check
from smo_lint.corpus.engines import done
from smo_lint.corpus.learning import taught
from smo_lint.corpus.orders import Counts, Order, Part, Piece
from smo_lint.corpus.scatter import scatter
from smo_lint.corpus.storage import drop, listed, load, opened, save, written
from smo_lint.corpus.tables import ordered, pieces
from smo_lint.model import SmoLintError
from smo_lint.model.frozen import frozen

# What is told while a run goes on: phase, tasks done, tasks in all, counts so far.
Tell = Callable[[str, int, int, Counts], None]


@frozen
class Work:
    """Who works, and on how much at a time.

    make     returns an executor; width  tasks that are done at a time
    bucket   bytes of text that one task holds, about
    sample   articles that habits are learnt from, 0 for none
    """

    make: Callable[[], Executor]
    width: int = 1
    bucket: int = 16 * 2**20
    sample: int = 2000


def run(uris: Sequence[str], order: Order, work: Work, tell: Tell, *, resume: bool = False) -> dict[str, Any]:
    """Check a corpus; return the manifest, which stands in the folder of the result as well.

    Raises SmoLintError for what is no table, a folder that holds another run, or processes that end again
    and again.
    """
    found = pieces(uris, order.columns, work.bucket)
    manifest = _begun(found, order, work, resume)
    whole = ordered(found, order.columns)
    if whole is not None:
        parts, skipped = [Part(f"part-{n:06d}", (piece,)) for n, piece in enumerate(whole)], 0
    else:
        parts, skipped = _scattered(found, order, work, tell)
    order = taught(parts, order, work.sample)
    local = isinstance(opened(order.out)[0], fs.LocalFileSystem)
    if local:
        opened(order.out)[0].create_dir(f"{opened(order.out)[1]}/scratch/trails", recursive=True)
    calls = ((part, order, f"{order.out}/scratch/trails/{part.name}" if local else "") for part in parts)
    counts = Counts(skipped=skipped)
    tell("check", 0, len(parts), counts)
    for number, one in enumerate(done(work.make, check, calls, work.width), start=1):
        counts += one
        tell("check", number, len(parts), counts)
    _summary(order, counts)
    learnt = {"source": order.source, "parts": len(parts), "clustered": whole is not None}
    manifest |= {"learnt": learnt, "counts": asdict(counts) | {"digest": f"{counts.digest:016x}"}}
    save(f"{order.out}/manifest.json", manifest)
    drop(f"{order.out}/scratch")
    return manifest


def _begun(found: Iterable[Piece], order: Order, work: Work, resume: bool) -> dict[str, Any]:
    """Return what the manifest says before the run: all that its result depends on."""
    uris = sorted({piece.uri for piece in found})
    asked = {
        "inputs": {uri: _state(uri) for uri in uris},
        "columns": asdict(order.columns),
        "config": repr(order.config),
        "keep": order.keep,
        "timeout": order.timeout,
        "bucket": work.bucket,
        "sample": work.sample,
        "versions": {"smo-lint": __version__, "pyarrow": pa.__version__},
    }
    known = listed(order.out)
    if known and not resume:
        raise SmoLintError(
            f"“{order.out}” is not empty: name another folder, or --resume the run that is in it"
        )
    if known and "manifest.json" not in known:
        raise SmoLintError(f"“{order.out}” holds no run that could be resumed")
    if known:
        before = load(f"{order.out}/manifest.json")["asked"]
        if differ := [key for key in asked if asked[key] != before.get(key)]:
            raise SmoLintError(f"“{order.out}” holds a run that was told otherwise: {', '.join(differ)}")
    manifest: dict[str, Any] = {"asked": asked}
    if not known:
        save(f"{order.out}/manifest.json", manifest)
    return manifest


def _state(uri: str) -> list[Any]:
    system, path = opened(uri)
    info = system.get_file_info(path)
    return [info.size, info.mtime_ns]


def _scattered(found: Sequence[Piece], order: Order, work: Work, tell: Tell) -> tuple[list[Part], int]:
    """Sort the rows of the input into buckets; return the parts, and how many rows have no id or no text."""
    buckets = max(1, math.ceil(sum(piece.size for piece in found) / work.bucket))
    names = () if order.keep else order.columns.used()
    files = [f"{order.out}/scratch/rows/{number:06d}.arrow" for number in range(len(found))]
    calls = ((piece, file, order.columns, names, buckets) for piece, file in zip(found, files, strict=True))
    tell("scatter", 0, len(found), Counts())
    for number, _ in enumerate(done(work.make, scatter, calls, work.width), start=1):
        tell("scatter", number, len(found), Counts())
    full, weights, skipped = _weighed(files, buckets)
    parts = []
    for bucket, weight in enumerate(weights):
        shares = max(1, round(weight / work.bucket))
        for share in range(shares if weight else 0):
            name = f"part-{bucket:06d}" + (f"-{share:03d}" if shares > 1 else "")
            parts.append(Part(name, (), full, bucket, buckets, (share, shares)))
    return parts, skipped


def _weighed(files: Sequence[str], buckets: int) -> tuple[tuple[str, ...], list[int], int]:
    """The files that hold rows, the bytes of each bucket, and the rows left out."""
    full: list[str] = []
    weights, skipped = [0] * buckets, 0
    for file in files:
        told = load(f"{file}.json")
        weights = [one + more for one, more in zip(weights, told["weights"], strict=True)]
        skipped += told["skipped"]
        if not told["empty"]:
            full.append(file)
    return tuple(full), weights, skipped


def _summary(order: Order, counts: Counts) -> None:
    """Write how many findings each rule has in each language."""
    words = ("code", "severity", "lang")
    rows = [dict(zip(words, key.split(" "), strict=True), findings=n) for key, n in counts.codes.items()]
    schema = pa.schema([*((word, pa.string()) for word in words), ("findings", pa.int64())])
    with written(f"{order.out}/summary.parquet") as file:
        pq.write_table(pa.Table.from_pylist(rows, schema), file)
