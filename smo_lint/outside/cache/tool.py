"""What makes a finding: our own files and those of plugins, the libraries that they use, the interpreter."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import smo_lint
from smo_lint import __version__

# Distributions whose version bears on what is found, as their folders of metadata begin.
_LIBRARIES = (
    *("frontmatter", "langcodes", "mistune", "pathspec", "py3langid"),
    *("python_frontmatter", "pyyaml", "rapidfuzz", "smo_lint"),
)
_PACKAGE = os.path.dirname(os.path.abspath(smo_lint.__file__))


def tool(plugins: Iterable[str] = ()) -> str:
    """Return a digest that changes with whatever could change a finding; no file is read for it.

    plugins  those that are loaded
    """
    from hashlib import blake2b

    parts = [__version__, sys.version, *sorted(_libraries()), *sorted(_files(_PACKAGE))]
    parts += (line for plugin in plugins for line in sorted(_plugin(plugin)))
    return "smo-lint " + blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _libraries() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")) and name.lower().startswith(_LIBRARIES):
                yield name


def _plugin(name: str) -> Iterator[str]:
    from smo_lint.rules import enrolled

    module = sys.modules[enrolled[name]]
    for folder in getattr(module, "__path__", ()):
        yield from _files(folder)
    if module.__file__:
        yield _seen(module.__file__, os.stat(module.__file__))


def _files(folder: str) -> Iterator[str]:
    """Yield name, size and times of every file of the package: an editable one changes between runs."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif entry.name.endswith((".py", ".toml")):
            yield _seen(entry.path, entry.stat())


def _seen(path: str, stat: os.stat_result) -> str:
    return f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
