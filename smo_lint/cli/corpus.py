"""`smo-lint corpus check`: collections of articles in tables."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import configured, judging_options
from smo_lint.cli.screen import say
from smo_lint.model import SEVERITIES, SmoLintError

if TYPE_CHECKING:
    from smo_lint.corpus.orders import Counts, Order

MEGABYTE = 2**20
# Seconds between two lines about the progress where no terminal shows a bar.
SELDOM = 10.0


@click.group(short_help="Check collections of articles in Parquet, Arrow or JSONL.")
def corpus() -> None:
    """Check collections of articles that are too many for files."""


@corpus.command("check")
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("--out", required=True, metavar="DIR", help="Folder of the result; local or on object storage.")
@click.option(
    "--article-column", default="article", show_default=True, metavar="NAME", help="Id of the article."
)
@click.option("--lang-column", default="lang", show_default=True, metavar="NAME", help="BCP 47 tag.")
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="The Markdown.")
@click.option("--path-column", default="", metavar="NAME", help="What findings call the edition.")
@click.option("--source-column", default="", metavar="NAME", help="True for the source of the article.")
@click.option("--source", metavar="LANG|none", help="The source language; none: the editions vote.")
@judging_options
@click.option("--config", multiple=True, metavar="FILE|KEY=VALUE", help="A file, or one option in TOML.")
@click.option("--isolated", is_flag=True, help="Look for no configuration file.")
@click.option("--allow-plugins", is_flag=True, help="Let configuration files load plugins.")
@click.option(
    "--keep",
    type=click.Choice(SEVERITIES),
    help="Write rows without findings of this severity or a worse one.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds an article may take.",
)
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    default=2000,
    show_default=True,
    help="Articles that habits are learnt from.",
)
@click.option(
    "--bucket",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    metavar="MB",
    help="Text that a task holds.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Processes.  [default: one for each core]")
@click.option(
    "--engine", type=click.Choice(("local", "dask")), default="local", show_default=True, help="Who works."
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Of a Dask cluster, such as tcp://host:8786."
)
@click.option("--resume", is_flag=True, help="Go on with the run that stands in DIR.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but mistakes.")
def check(inputs: tuple[str, ...], **given: Any) -> int:
    """Check the articles of tables, and write what is found as tables.

    DIR gets findings/, editions/ and, with --keep, kept/ as Parquet, summary.parquet, and manifest.json
    with all that the result depends on. An input is a file or a folder of files in Parquet, Arrow or
    JSONL; its rows may stand in any order.
    """
    if given["engine"] == "dask" and not given["scheduler"]:
        raise click.UsageError("--engine dask needs --scheduler ADDRESS")
    try:
        from smo_lint.corpus.engines import engine
        from smo_lint.corpus.runs import Work, run
    except ImportError as error:
        raise SmoLintError(f"corpora need the package {error.name}: install smo-lint[corpus]") from None
    order = _order(given)
    width = given["jobs"] or os.cpu_count() or 1
    with engine(given["engine"], width, given["scheduler"]) as make:
        work = Work(make, width, given["bucket"] * MEGABYTE, given["sample"])
        manifest = run(
            inputs, order, work, _silent if given["quiet"] else _Progress(), resume=given["resume"]
        )
    return _told(manifest["counts"], order, quiet=given["quiet"])


def _order(given: dict[str, Any]) -> Order:
    from smo_lint.corpus.orders import Columns, Order
    from smo_lint.options import chosen
    from smo_lint.rules import rules

    # Here --timeout is of the run of a corpus, not of the configuration.
    config = configured([], {**given, "exclude": (), "timeout": None})
    chosen(rules(), config)  # a rule that does not exist is told before anything is read
    columns = Columns(*(given[f"{name}_column"] for name in ("article", "lang", "text", "path", "source")))
    return Order(given["out"].rstrip("/"), columns, config, given["keep"] or "", given["timeout"])


def _told(counts: dict[str, Any], order: Order, *, quiet: bool) -> int:
    from smo_lint.cli.sieve import FAILS

    levels = dict.fromkeys(SEVERITIES, 0)
    for key, number in counts["codes"].items():
        levels[key.split(" ")[1]] += number
    if not quiet:
        said = ", ".join(
            f"{number:,} {level}{'' if number == 1 else 's'}" for level, number in levels.items()
        )
        kept = f" · {counts['kept']:,} editions kept" if order.keep else ""
        click.echo(f"{counts['articles']:,} articles · {counts['editions']:,} editions · {said}{kept}")
    if any(key.startswith(FAILS) for key in counts["codes"]):
        return 2
    failing = (
        SEVERITIES[: SEVERITIES.index(order.config.fail_on) + 1] if order.config.fail_on != "never" else ()
    )
    return int(any(levels[level] for level in failing))


def _silent(phase: str, done: int, total: int, counts: Counts) -> None:
    pass


class _Progress:
    """Says on the standard error stream how far a run is: in place on a terminal, else now and then."""

    def __init__(self) -> None:
        self._phase = ""
        self._start = self._last = 0.0

    def __call__(self, phase: str, done: int, total: int, counts: Counts) -> None:
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._start, self._last = phase, now, now
        live = sys.stderr.isatty()
        if done < total and not live and now - self._last < SELDOM:
            return
        self._last = now
        rate = f" · {counts.articles / (now - self._start):,.1f} articles/s" if counts.articles else ""
        line = f"{phase}: {done} of {total} tasks{rate}"
        if live:
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if done == total else ""))
            sys.stderr.flush()
        else:
            say(line)
