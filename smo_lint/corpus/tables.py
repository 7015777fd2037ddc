"""Tables of articles: which files there are, what of them one task reads, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json
import pyarrow.parquet as pq
from pyarrow import fs

from smo_lint.corpus.orders import Columns, Piece
from smo_lint.corpus.storage import opened
from smo_lint.model import LoadError

FORMATS = {
    ".parquet": "parquet", ".pq": "parquet", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
PACKED = (".gz", ".zst", ".bz2")
# Rows that are held at once while a file is read.
ROWS = 4096


def pieces(uris: Iterable[str], columns: Columns, size: int) -> list[Piece]:
    """Return what tasks read, each about `size` bytes or a row group, in the order of the names of files.

    Raises LoadError for what is no table, or has not the columns.
    """
    files = [file for uri in uris for file in _files(uri)]
    return [piece for uri, format_ in files for piece in _cut(uri, format_, columns, size)]


def batches(piece: Piece, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a piece in their order. Raises LoadError where the file is broken.

    names  of the columns wanted; none for all
    """
    system, path = opened(piece.uri)
    try:
        yield from _READERS[piece.format](system, path, piece.groups, list(names) or None)
    except (pa.ArrowException, OSError) as error:
        raise LoadError(f"{piece.uri}: {str(error).splitlines()[0]}") from None


def plain(column: pa.Array) -> pa.Array:
    """Return a column of ids, tags or texts as strings, whatever type it has."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column if pa.types.is_string(column.type) else pc.cast(column, pa.string())


def ordered(found: Sequence[Piece], columns: Columns) -> list[Piece] | None:
    """Return the pieces by the ids that they hold, where no article is in two of them; else None.

    Only Parquet tells, by the least and the greatest id of each row group.
    """
    spans = []
    for piece in found:
        span = _span(piece, columns.article)
        if span is None:
            return None
        spans.append((*span, piece))
    spans.sort(key=lambda entry: entry[:2])
    apart = all(before[1] < after[0] for before, after in pairwise(spans))
    return [entry[2] for entry in spans] if apart else None


def _files(uri: str) -> Iterator[tuple[str, str]]:
    """Yield the files of an address and their formats: itself, or those of a folder."""
    system, path = opened(uri)
    info = system.get_file_info(path)
    if info.type == fs.FileType.NotFound:
        raise LoadError(f"“{uri}” does not exist")
    if info.type == fs.FileType.File:
        if not _format(path):
            raise LoadError(f"“{uri}” is none of Parquet, Arrow and JSONL, as told by its ending")
        yield uri, _format(path)
        return
    inside = system.get_file_info(fs.FileSelector(path, recursive=True))
    names = sorted(
        e.path for e in inside if e.type == fs.FileType.File and not e.base_name.startswith((".", "_"))
    )
    found = [name for name in names if _format(name)]
    if not found:
        raise LoadError(f"“{uri}” holds no file in Parquet, Arrow or JSONL")
    for name in found:
        yield uri.rstrip("/") + name[len(path.rstrip("/")) :], _format(name)


def _format(name: str) -> str:
    for ending in PACKED:
        name = name.removesuffix(ending)
    return next((format_ for ending, format_ in FORMATS.items() if name.endswith(ending)), "")


def _cut(uri: str, format_: str, columns: Columns, size: int) -> Iterator[Piece]:
    system, path = opened(uri)
    try:
        if format_ == "parquet":
            yield from _groups(uri, pq.ParquetFile(path, filesystem=system), columns, size)
            return
        whole = Piece(uri, format_, None, system.get_file_info(path).size)
        first = next(iter(batches(whole, ())), None)
        _has(uri, columns, first.schema.names if first else columns.used())
        yield whole
    except (pa.ArrowException, OSError) as error:
        raise LoadError(f"{uri}: {str(error).splitlines()[0]}") from None


def _groups(uri: str, file: pq.ParquetFile, columns: Columns, size: int) -> Iterator[Piece]:
    """Yield runs of row groups that are about `size` bytes together."""
    _has(uri, columns, file.schema_arrow.names)
    meta = file.metadata
    wanted = [n for n, name in enumerate(_leaves(meta)) if name in columns.used()]
    first = weight = 0
    for group in range(meta.num_row_groups):
        row_group = meta.row_group(group)
        own = sum(row_group.column(n).total_uncompressed_size for n in wanted)
        if weight and weight + own > size:
            yield Piece(uri, "parquet", (first, group), weight)
            first, weight = group, 0
        weight += own
    if first < meta.num_row_groups:
        yield Piece(uri, "parquet", (first, meta.num_row_groups), weight)


def _leaves(meta: Any) -> list[str]:
    return (
        [meta.row_group(0).column(n).path_in_schema for n in range(meta.num_columns)]
        if meta.num_row_groups
        else []
    )


def _has(uri: str, columns: Columns, names: Sequence[str]) -> None:
    missing = [name for name in columns.used() if name not in names]
    if missing:
        raise LoadError(f"{uri}: there is no column “{missing[0]}”; there are {', '.join(names)}")


def _span(piece: Piece, article: str) -> tuple[str, str] | None:
    """The least and the greatest id of a piece, where the file tells."""
    if piece.format != "parquet" or piece.groups is None:
        return None
    system, path = opened(piece.uri)
    meta = pq.ParquetFile(path, filesystem=system).metadata
    place = _leaves(meta).index(article)
    told = [meta.row_group(n).column(place).statistics for n in range(*piece.groups)]
    if not all(s and s.has_min_max and isinstance(s.min, str) for s in told):
        return None
    return min(s.min for s in told), max(s.max for s in told)


def _parquet(system: Any, path: str, groups: Any, names: Any) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path, filesystem=system) as file:
        yield from file.iter_batches(ROWS, row_groups=list(range(*groups)), columns=names)


def _arrow(system: Any, path: str, groups: Any, names: Any) -> Iterator[pa.RecordBatch]:
    with system.open_input_file(path) as file:
        try:
            reader = pa.ipc.open_file(file)
            found = (reader.get_batch(n) for n in range(reader.num_record_batches))
        except pa.ArrowInvalid:  # no table of contents at its end: a stream
            file.seek(0)
            found = iter(pa.ipc.open_stream(file))
        for batch in found:
            yield batch.select(names) if names else batch


def _jsonl(system: Any, path: str, groups: Any, names: Any) -> Iterator[pa.RecordBatch]:
    with system.open_input_stream(path, compression="detect") as file:
        for batch in pa.json.open_json(file):
            yield batch.select(names) if names else batch


_READERS = {"parquet": _parquet, "arrow": _arrow, "jsonl": _jsonl}
