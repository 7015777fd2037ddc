"""Paths of files as parts of URIs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """Return a path as a relative reference: `/` stays, all else that is not plain is %XX of its UTF-8."""
    # Names of files that are no text come with their bytes as halves of surrogate pairs.
    try:
        return quote(path.removeprefix("./").encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.removeprefix("./").encode("utf-8", "backslashreplace"))


def local(path: str) -> str:
    """Return the URI of a file on this machine."""
    return Path(path).absolute().as_uri()
