"""`smo-lint completions`, `clean` and `version`: what has to do with the program itself."""

from __future__ import annotations

import os
from typing import Any

import click

from smo_lint.cli.configured import ALLOW_PLUGINS, configured_by
from smo_lint.cli.flags import Verb, flag
from smo_lint.cli.screen import say
from smo_lint.cli.shells import SHELLS, script
from smo_lint.model import SmoLintError


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completions(shell: str) -> int:
    """Print the script that makes a shell complete commands, options, rules and languages.

    For example: smo-lint completions bash >> ~/.bashrc
    """
    click.echo(script(shell))
    return 0


@click.command(cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@flag("Run", "--cache-dir", type=click.Path(), default=None, metavar="PATH", help="Folder of the cache.")
@flag("Run", "--config", multiple=True, metavar="FILE|KEY=VALUE", help="A file, or one option in TOML.")
@flag("Run", "--isolated", is_flag=True, help="Look for no configuration file.")
@ALLOW_PLUGINS
def clean(paths: tuple[str, ...], **given: Any) -> int:
    """Remove the cache of a project and what killed runs have left, and nothing that is not ours."""
    from smo_lint.outside.articles.root import root_for
    from smo_lint.outside.cache.folder import cache_folder, remove
    from smo_lint.outside.load import leftovers

    config, _ = configured_by(paths, given)
    root = root_for(paths) or os.path.abspath(paths[0])
    for path in leftovers(root):
        try:
            os.unlink(path)
        except FileNotFoundError:  # it was of a run that has come to its end
            continue
        except OSError as error:
            raise SmoLintError(f"“{path}” cannot be removed: {(error.strerror or '').lower()}") from None
        say(f"removed {path}: a run that was killed has left it")
    folder = cache_folder(config, root)
    if not os.path.lexists(folder):
        say(f"there is no cache: {folder}")
        return 0
    count = remove(folder)
    say(f"removed {folder}: {count} file{'' if count == 1 else 's'}")
    return 0


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="Also of Python, the platform and what is used.")
def version(verbose: bool) -> int:
    """Print the version; with -v, what else a report of a mistake should say."""
    from smo_lint import __version__

    click.echo(f"smo-lint {__version__}")
    if verbose:
        for line in _surroundings():
            click.echo(line)
    return 0


def _surroundings() -> list[str]:
    import platform
    import sys
    from importlib import metadata

    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(line) for line in metadata.requires("smo-lint") or ()]
    except metadata.PackageNotFoundError:
        raise SmoLintError("smo-lint is not installed: it cannot tell what it uses") from None
    lines = [f"Python {platform.python_version()} at {sys.executable}", platform.platform()]
    for requirement in wanted:
        extra = str(requirement.marker).partition('extra == "')[2].partition('"')[0]
        if extra == "dev":
            continue
        try:
            lines.append(f"{requirement.name} {metadata.version(requirement.name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{requirement.name} is not installed{f' (extra {extra})' if extra else ''}")
    return [*lines, "no telemetry, no network"]
