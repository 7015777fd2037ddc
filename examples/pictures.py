"""Make the pictures of the README: python examples/pictures.py.

Terminals are drawn by rich, pages by a browser: needs the extra `browser`, a Chromium, found on the path
or named by SMO_LINT_BROWSER, and fonts with Arabic, Chinese and Hindi letters.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SITE = ROOT / "examples" / "site"
sys.path.insert(0, str(ROOT / "benchmarks"))

INSTALL = "article?article=docs/*/guide/install.md"
# Name of a picture, what is called where, and how many lines of it are drawn.
TERMINALS = (
    ("check", ROOT, ("check", "seeds", "--ignore", "LK001"), 34),
    ("show", SITE, ("show", "docs/en/guide/alerts.md", "--lang", "de"), 40),
)
# Name of a picture, view, width, height, colours.
PAGES = (
    ("matrix", "matrix", 1200, 480, "light"),
    ("article", f"{INSTALL}&edition=zh", 1200, 760, "light"),
    ("article-dark", f"{INSTALL}&edition=ar", 1200, 640, "dark"),
    ("languages", "languages", 1200, 620, "light"),
    ("phone", f"{INSTALL}&edition=hi", 390, 760, "dark"),
)
COLUMNS = 120
# The picture of a terminal without letters from the network: those at hand do.
LOCAL = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def terminal(name: str, where: Path, words: tuple[str, ...], height: int) -> None:
    """Draw what a command prints in a terminal."""
    env = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    said = subprocess.run(
        [sys.executable, "-m", "smo_lint", *words],
        cwd=where,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = said.stdout.rstrip("\n").split("\n")
    shown = [*lines[: height - 1], "…"] if len(lines) > height else lines
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(shown)))
    title = " ".join(("smo-lint", *words))
    svg = console.export_svg(title=title, theme=MONOKAI, unique_id=name, code_format=LOCAL)
    (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


def pages() -> None:
    """Draw the screens of the HTML report of the sample site."""
    from browsing import browser

    with TemporaryDirectory() as room, browser() as running:
        report = Path(room, "report.html")
        command = [sys.executable, "-m", "smo_lint", "check", ".", "-q", "-o", f"html:{report}"]
        subprocess.run(command, cwd=SITE, capture_output=True, check=False)
        for name, view, width, height, colours in PAGES:
            page = running.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
            page.goto(f"{report.as_uri()}#{view}")
            page.wait_for_selector("html[data-drawn]")
            page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for made in TERMINALS:
        terminal(*made)
    pages()


if __name__ == "__main__":
    main()
