"""The status as a badge: a small picture that says how much is complete."""

from __future__ import annotations

from string import Template
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len

from smo_lint.reports import shown
from smo_lint.status import Status

# From this percentage on, a colour; dark enough for white letters.
COLOURS = ((95, "#2c7a2c"), (75, "#7a6a00"), (0, "#b0413e"))
# Of a letter, in pixels: the font of the reader is fitted to it.
LETTER, MARGIN = 7, 6

_BADGE = Template(
    """\
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="20" role="img" aria-label=$name>
<title>$title</title>
<clipPath id="r"><rect width="$width" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)">
<rect width="$left" height="20" fill="#555"/>
<rect x="$left" width="$right" height="20" fill="$colour"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="$at_left" y="14" textLength="$long_left" lengthAdjust="spacingAndGlyphs">$label</text>
<text x="$at_right" y="14" textLength="$long_right" lengthAdjust="spacingAndGlyphs">$value</text>
</g>
</svg>
"""
)


def render(status: Status, out: TextIO) -> None:
    """Write the badge of all translations, or of the language where only one is looked at."""
    only = status.progress[0].lang if len(status.progress) == 1 else ""
    out.write(badge(f"translations {only}".rstrip(), status.total.percent))


def badge(label: str, percent: int) -> str:
    """Return a badge: the label, then the percentage."""
    label, value = shown(label), f"{percent} %"
    long = [LETTER * cell_len(text) for text in (label, value)]
    left, right = (length + 2 * MARGIN for length in long)
    return _BADGE.substitute(
        width=left + right,
        left=left,
        right=right,
        at_left=left / 2,
        at_right=left + right / 2,
        long_left=long[0],
        long_right=long[1],
        label=escape(label),
        value=escape(value),
        name=quoteattr(f"{label}: {value}"),
        title=escape(f"{label}: {value}"),
        colour=next(colour for least, colour in COLOURS if percent >= least),
    )
