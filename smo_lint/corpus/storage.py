"""Folders and files of a result, on disk or on object storage: written as a whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from pyarrow import fs

from smo_lint.model import LoadError


def opened(uri: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of an address and the path in it. Raises LoadError."""
    try:
        if "://" in uri:
            system, path = fs.FileSystem.from_uri(uri)
            return system, path
        return fs.LocalFileSystem(), os.path.abspath(uri)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise LoadError(f"{uri}: {str(error).splitlines()[0]}") from None


def exists(uri: str) -> bool:
    """Return whether a file or a folder is there."""
    system, path = opened(uri)
    return bool(system.get_file_info(path).type != fs.FileType.NotFound)


def listed(uri: str) -> list[str]:
    """Return the names of what is in a folder, sorted; none where there is no folder."""
    system, path = opened(uri)
    found = system.get_file_info(fs.FileSelector(path, allow_not_found=True))
    return sorted(entry.base_name for entry in found)


@contextmanager
def written(uri: str) -> Iterator[pa.NativeFile]:
    """Open a file that is there, whole, once the block has ended well."""
    system, path = opened(uri)
    folder, _, name = path.rpartition("/")
    system.create_dir(folder, recursive=True)
    scratch = f"{folder}/.{name}.{os.getpid()}.tmp"
    try:
        with system.open_output_stream(scratch) as file:
            yield file
    except BaseException:
        if system.get_file_info(scratch).type != fs.FileType.NotFound:
            system.delete_file(scratch)
        raise
    system.move(scratch, path)


def save(uri: str, value: Any) -> None:
    """Write a value as JSON."""
    with written(uri) as file:
        file.write(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n")


def load(uri: str) -> Any:
    """Return what `save` wrote. Raises LoadError where it is not JSON."""
    system, path = opened(uri)
    with system.open_input_stream(path) as file:
        try:
            return json.loads(file.read())
        except ValueError as error:
            raise LoadError(f"{uri}: {error}") from None


def drop(uri: str) -> None:
    """Remove a folder and what is in it; nothing where there is none."""
    system, path = opened(uri)
    if system.get_file_info(path).type == fs.FileType.Directory:
        system.delete_dir(path)
