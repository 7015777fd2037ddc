"""Where the cache of a project lies, and how it is removed without touching anything else."""

from __future__ import annotations

import contextlib
import os

from smo_lint.model import LoadError
from smo_lint.options import Config

NAME, VARIABLE = ".smo_lint_cache", "SMO_LINT_CACHE_DIR"
TAG = "CACHEDIR.TAG"
# What the convention for folders of caches wants to stand at the beginning of the tag.
SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55"
# What tells that it is ours, in a comment of the tag.
MAKER = b"smo-lint"


def cache_folder(config: Config, root: str) -> str:
    """Return the absolute path of the cache; `root`: of the project."""
    named = config.cache_dir or os.environ.get(VARIABLE, "")
    return os.path.abspath(named or os.path.join(config.root or root, NAME))


def remove(folder: str) -> int:
    """Remove a cache, and return how many files it had. Raises LoadError where it is none."""
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise LoadError(f"“{folder}” is no folder: it is left alone")
    if not is_ours(folder):
        raise LoadError(f"“{folder}” has no {TAG} of smo-lint: it is left alone")
    count = sum(len(files) for _, _, files in os.walk(folder))
    try:
        _emptied(folder)
        os.rmdir(folder)
    except OSError as error:
        raise LoadError(f"“{error.filename}” cannot be removed: {(error.strerror or '').lower()}") from None
    return count


def _emptied(folder: str) -> None:
    """Remove what is in a folder, the tag last: what somebody who was interrupted has left is ours still."""
    import shutil

    for name in sorted(os.listdir(folder), key=lambda name: name == TAG):
        path = os.path.join(folder, name)
        with contextlib.suppress(FileNotFoundError):  # a run that is under way has renamed it
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            else:
                os.unlink(path)


def is_ours(folder: str) -> bool:
    """Whether a folder says that it is a cache of ours."""
    try:
        with open(os.path.join(folder, TAG), "rb") as file:
            text = file.read(1_000)
    except OSError:
        return False
    return text.startswith(SIGNATURE) and MAKER in text
