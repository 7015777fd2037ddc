"""The files of an article before they are read, and the mistakes of a user."""

from __future__ import annotations

from typing import NamedTuple

from smo_lint.model.frozen import frozen
from smo_lint.model.past import Past


class Member(NamedTuple):
    """A file as a language version: why it was taken for one is told to the user.

    past    of a translation: what it was made from; None where nothing tells
    silent  selectors of the rules that say nothing about it
    """

    path: str
    lang: str
    why: str
    past: Past | None = None
    silent: tuple[str, ...] = ()


@frozen(slots=True)
class Bundle:
    """The files of one article, before they are read.

    key      what the paths share
    members  in the order of their paths
    source   tag of the source language, "" where the editions vote
    absent   how many members more it has, where it is asked about in parts
    """

    key: str
    members: tuple[Member, ...]
    source: str = ""
    absent: int = 0


class SmoLintError(Exception):
    """A mistake of the user's: printed as one line, exit code 2."""


class ConfigError(SmoLintError):
    """An option that does not exist or does not fit."""


class LoadError(SmoLintError):
    """A path that cannot be used."""
