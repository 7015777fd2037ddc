"""The report to browse: one file with everything in it, which opens without a network.

The parts of the page lie in `page/`. What the page shows is data, deflated and written in Base64:
documents never stand in it as markup, and the page writes them as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, TextIO

from smo_lint.reports import Report, counted
from smo_lint.reports.html.aligned import skeletons
from smo_lint.reports.html.data import overview

# The parts of the page, in the order in which they are put together.
STYLES = ("base", "matrix", "article", "screens")
_SHARED = ("dom", "data", "state", "virtual", "matrix", "rows", "article", "findings")
SCRIPTS = (*_SHARED, "rules", "languages", "keys", "main")


def render(report: Report, out: TextIO) -> None:
    """Write the page."""
    style = "".join(_part(f"{name}.css") for name in STYLES)
    script = f'"use strict";\n{"".join(_part(f"{name}.js") for name in SCRIPTS)}'
    told = dict(skeletons(report))
    out.write(
        Template(_part("page.html")).substitute(
            policy=_policy(style, script),
            title=escape(_title(report)),
            style=style,
            script=script,
            data=_island("overview", overview(report, told)),
        )
    )
    out.writelines(_island(f"skeleton-{number}", skeleton) for number, skeleton in told.items())
    out.write("</body>\n</html>\n")


def _policy(style: str, script: str) -> str:
    """What the page may do: nothing but its own style and its own script."""
    rules = (
        "default-src 'none'",
        f"style-src {_digest(style)}",
        f"script-src {_digest(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _part(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


def _title(report: Report) -> str:
    return f"{counted(len(report.findings), 'finding')} in {counted(len(report.bundles), 'article')}"


def _island(name: str, value: Any) -> str:
    """Return a value as an element that a browser does nothing with: JSON, deflated, in Base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    squeezed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    content = base64.b64encode(squeezed.compress(text.encode()) + squeezed.flush()).decode()
    return f'<script type="text/plain" id="{name}">{content}</script>\n'


def island(page: str, name: str) -> Any:
    """Return the value of an element of a page, as its script reads it."""
    start = page.index(f'id="{name}">') + len(f'id="{name}">')
    content = base64.b64decode(page[start : page.index("<", start)])
    return json.loads(zlib.decompress(content, wbits=-zlib.MAX_WBITS))
