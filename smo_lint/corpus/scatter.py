"""The first phase: the rows of a piece of the input, sorted into buckets by the hash of their article."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from smo_lint.corpus.orders import Columns, Part, Piece
from smo_lint.corpus.storage import exists, opened, save, written
from smo_lint.corpus.tables import batches, plain

# Bytes of rows that are sorted at a time.
HELD = 32 * 2**20
_PACKED = pa.ipc.IpcWriteOptions(compression="zstd")


def scatter(piece: Piece, file: str, columns: Columns, names: Sequence[str], buckets: int) -> None:
    """Write the rows of a piece to a file whose record batches are, over and over, one for each bucket.

    file   address; beside it stands "….json" with the bytes of each bucket, written last
    names  of the columns that are kept, none for all
    """
    if exists(f"{file}.json"):
        return
    weights = [0] * buckets
    skipped = 0
    sink = None
    with written(file) as out:
        for table in _held(batches(piece, names)):
            known = table.filter(
                pc.and_(pc.is_valid(table[columns.article]), pc.is_valid(table[columns.text]))
            )
            skipped += table.num_rows - known.num_rows
            for bucket, rows in enumerate(_sorted(known, columns.article, buckets)):
                sink = sink or pa.ipc.new_file(out, rows.schema, options=_PACKED)
                sink.write_batch(rows)
                weights[bucket] += rows.nbytes
        if sink:
            sink.close()
    save(f"{file}.json", {"weights": weights, "skipped": skipped, "empty": sink is None})


def gathered(part: Part) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a part's bucket from all files of the first phase."""
    for name in part.files:
        system, path = opened(name)
        with system.open_input_file(path) as file:
            reader = pa.ipc.open_file(file)
            for number in range(part.bucket, reader.num_record_batches, part.buckets):
                yield reader.get_batch(number)


def number(article: str, of: int, salt: bytes = b"") -> int:
    """Return which of so many shares an article falls into: the same on every machine."""
    return zlib.crc32(salt + article.encode("utf-8", "surrogatepass")) % of


def _held(found: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield rows in tables of about HELD bytes."""
    rows: list[pa.RecordBatch] = []
    for batch in found:
        rows.append(batch)
        if sum(one.nbytes for one in rows) >= HELD:
            yield pa.Table.from_batches(rows)
            rows = []
    if rows:
        yield pa.Table.from_batches(rows)


def _sorted(table: pa.Table, article: str, buckets: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows of each bucket, none of it left out."""
    ids = plain(table[article].combine_chunks()).dictionary_encode()
    of_id = pa.array([number(one, buckets) for one in ids.dictionary.to_pylist()], pa.int32())
    own = of_id.take(ids.indices)
    for bucket in range(buckets):
        yield _one(table.filter(pc.equal(own, bucket)))


def _one(table: pa.Table) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [column.combine_chunks() for column in table.columns], schema=table.schema
    )
