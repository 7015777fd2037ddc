"""Paths of files as parts of URIs."""

from __future__ import annotations

import os
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


def shown_at() -> str:
    """Return below which address the service that runs us shows files, with a final `/`; "" elsewhere."""
    env = os.environ.get
    if env("GITHUB_REPOSITORY") and env("GITHUB_SHA"):
        server = env("GITHUB_SERVER_URL") or "https://github.com"
        return f"{server}/{env('GITHUB_REPOSITORY')}/blob/{env('GITHUB_SHA')}/"
    if env("CI_PROJECT_URL") and env("CI_COMMIT_SHA"):
        return f"{env('CI_PROJECT_URL')}/-/blob/{env('CI_COMMIT_SHA')}/"
    return ""
