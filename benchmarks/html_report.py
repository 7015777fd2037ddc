"""How soon the HTML report of a large project opens in a browser: python benchmarks/html_report.py.

The project is made up: 20,000 articles in five languages with 75,000 findings. Needs the extra
`browser` and a Chromium, found on the path or named by SMO_LINT_BROWSER.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from smo_lint.model import Bundle, Finding, Location, Member, Problem, Span
from smo_lint.reports import Report, renderer
from smo_lint.rules import rules

LANGS = ("en", "de", "hi", "ja", "pt-BR")
FOLDERS = ("guide", "reference", "tutorial", "blog/2024", "blog/2025", "api/rest", "api/events")
TEXT = "# Title\n\n" + "A paragraph of this page, with `code` and a [link](/to/a/page).\n\n" * 12


def made_up(articles: int, findings: int) -> Report:
    """Return a report of so many articles and findings, the same each time."""
    bundles = tuple(_bundles(articles))
    return Report(tuple(_findings(bundles, findings)), bundles, lambda _: TEXT, source="en")


def _bundles(number: int) -> Iterator[Bundle]:
    for i in range(number):
        key = f"docs/*/{FOLDERS[i % len(FOLDERS)]}/page-{i:05}.md"
        members = tuple(Member(key.replace("*", lang), lang, "") for lang in LANGS)
        yield Bundle(key, members, "en")


def _findings(bundles: tuple[Bundle, ...], number: int) -> Iterator[Finding]:
    dice = random.Random(3)
    known = rules()
    chosen = sorted(dice.choices(range(len(bundles)), k=number))
    for i, place in enumerate(chosen):
        bundle, rule, start = bundles[place], dice.choice(known), dice.randrange(len(TEXT) - 9)
        member = dice.choice(bundle.members[1:])
        there = Location(bundle.members[0].path, Span(start, start + 4), "the link there")
        message = f"link leads to /{member.lang}/page-{i}, but to /page-{i * 7 % 9999} in en"
        problem = Problem(Location(member.path, Span(start, start + 8)), message, (there,))
        yield Finding(rule.code, rule.name, rule.severity, member.lang, bundle.key, problem, f"{i:016x}")


@click.command()
@click.option("--articles", default=20_000, show_default=True)
@click.option("--findings", default=75_000, show_default=True)
@click.option("--keep", type=click.Path(), help="Leave the report here.")
def main(articles: int, findings: int, keep: str | None) -> None:
    """Write the report, open it, and print how long each step took."""
    from browsing import browser

    with TemporaryDirectory() as room:
        file = Path(keep or Path(room, "report.html")).resolve()
        report = made_up(articles, findings)
        start = time.perf_counter()
        with open(file, "w", encoding="utf-8") as out:
            renderer("html")(report, out)
        print(f"written in {time.perf_counter() - start:.1f} s, {file.stat().st_size / 1e6:.1f} MB")
        with browser() as running:
            for name, fragment, ready in STEPS:
                page = running.new_page()
                meter = page.context.new_cdp_session(page)
                meter.send("Performance.enable")
                page.goto(f"{file.as_uri()}#{fragment}")
                page.wait_for_selector(ready)
                opened = page.evaluate("performance.getEntriesByName('drawn')[0]?.startTime")
                print(
                    f"{name:10} drawn after {opened / 1000:.2f} s, {_worked(meter):.2f} s of processor time"
                )
            page.goto(f"{file.as_uri()}#matrix")
            page.wait_for_selector("tbody td a")
            for name, script in ACTIONS.items():
                print(f"{name:10} {page.evaluate(script):.0f} ms")


def _worked(meter: Any) -> float:
    """Seconds of processor time that the process of the page has taken: what else runs does not count."""
    figures = meter.send("Performance.getMetrics")["metrics"]
    return float(next(figure["value"] for figure in figures if figure["name"] == "ProcessTime"))


STEPS = (
    ("matrix", "matrix", ".matrix tbody td a"),
    ("article", "article?article=docs/*/guide/page-00007.md", ".finding, .skeleton"),
    ("findings", "findings", ".list tbody td"),
    ("rules", "rules", ".rules tbody td"),
    ("languages", "languages", ".card"),
)
_TIMED = "async () => { const start = performance.now(); await go(%s); return performance.now() - start; }"
_SCROLLED = """async () => {
    const scroller = document.querySelector('.scroller'); let worst = 0, last = performance.now();
    for (let i = 0; i < 60; i++) {
      scroller.scrollTop += 4000;
      await new Promise(requestAnimationFrame);
      const now = performance.now(); worst = Math.max(worst, now - last); last = now;
    }
    return worst; }"""
ACTIONS = {
    "a filter": _TIMED % '{ q: "page-777" }',
    "no filter": _TIMED % '{ q: "" }',
    "sorting": _TIMED % '{ sort: "-findings" }',
    "worst frame of a scroll": _SCROLLED,
}

if __name__ == "__main__":
    main()
