"""What a run over a corpus is told, and the tasks that it is made of: values that pickle."""

from __future__ import annotations

from dataclasses import field

from smo_lint.habits import NONE, Habits
from smo_lint.model.frozen import frozen
from smo_lint.options import Config


@frozen
class Columns:
    """The names of the columns of the input; "" for one that it has not.

    article  id of the article: rows that share it are its editions
    lang     BCP 47 tag
    text     the Markdown
    path     what a finding calls the edition; without it, the article's id and the language
    source   true for the edition that the others are translated from
    """

    article: str = "article"
    lang: str = "lang"
    text: str = "text"
    path: str = ""
    source: str = ""

    def used(self) -> tuple[str, ...]:
        """Return the columns that the run needs."""
        return tuple(name for name in (self.article, self.lang, self.text, self.path, self.source) if name)


@frozen
class Order:
    """What every task of a run is told.

    out       address of the folder of the result
    columns   of the input
    config    as for files; what is about paths is not used
    keep      "" or the severity from which on an edition is not kept
    timeout   seconds that one article may take, 0 for no limit
    habits    what the corpus teaches
    source    tag of the source language where no column tells it, "" where the editions vote
    """

    out: str
    columns: Columns
    config: Config
    keep: str = ""
    timeout: float = 0.0
    habits: Habits = NONE
    source: str = ""


@frozen
class Piece:
    """Rows of one file of the input that are read by one task.

    groups  (first, end) of its row groups or record batches; None for the whole file
    size    bytes of its texts and ids in memory, as far as the file tells, else bytes of the file
    """

    uri: str
    format: str
    groups: tuple[int, int] | None
    size: int


@frozen
class Part:
    """Articles that are checked by one task; a part of the result has its name.

    pieces  of the input, where it holds each article in one place
    files   that the scatter phase wrote, where it does not; of each, `bucket`
    share   (which, of how many) of the articles: a bucket that came out too large is split
    """

    name: str
    pieces: tuple[Piece, ...] = ()
    files: tuple[str, ...] = ()
    bucket: int = 0
    buckets: int = 1
    share: tuple[int, int] = (0, 1)


@frozen
class Counts:
    """What a task has done: sums over tasks are sums of these.

    skipped  rows without an id or a text, and further rows of a language that an article has already
    kept     editions that pass, where that was asked for
    codes    "CODE severity lang" -> findings
    digest   sum of the hashes of all findings: equal for equal findings, in whatever order and files
    """

    articles: int = 0
    editions: int = 0
    skipped: int = 0
    kept: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    digest: int = 0

    def __add__(self, other: Counts) -> Counts:
        codes = {
            code: self.codes.get(code, 0) + other.codes.get(code, 0) for code in {*self.codes, *other.codes}
        }
        return Counts(
            self.articles + other.articles,
            self.editions + other.editions,
            self.skipped + other.skipped,
            self.kept + other.kept,
            dict(sorted(codes.items())),
            (self.digest + other.digest) % 2**64,
        )
