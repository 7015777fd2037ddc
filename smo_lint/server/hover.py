"""What is shown beside the cursor: the pages of the rules that speak here, and the text of the reference."""

from __future__ import annotations

import re

from smo_lint.asking import block_at
from smo_lint.manual import readable
from smo_lint.model import Edition, Finding, Node
from smo_lint.rules import rules
from smo_lint.server.articles import Checked

# Pages shown at once: more than one rule speaks of one place now and then.
_PAGES = 2


def hover(checked: Checked, path: str, offset: int) -> str:
    """Return what there is to show at an offset of a member, in Markdown; "" for nothing."""
    parts = [_page(finding) for finding in speaking(checked, path, offset, offset)[:_PAGES]]
    if beside := reference(checked, path, offset):
        edition, node = beside
        parts.insert(0, f"**{edition.lang}** `{edition.path}`\n\n{_fenced(edition.slice(node.span))}")
    return "\n\n---\n\n".join(part for part in parts if part)


def speaking(checked: Checked, path: str, start: int, end: int) -> list[Finding]:
    """Return the findings of a member that touch a part of it."""
    found = (finding for finding in checked.findings if finding.problem.at.path == path)
    return [f for f in found if f.problem.at.span.start <= end and start <= f.problem.at.span.end]


def reference(checked: Checked, path: str, offset: int) -> tuple[Edition, Node] | None:
    """Return the reference of a member and what its block at an offset corresponds to there."""
    return next(iter(beside(checked, path, offset)), None) if path != checked.source else None


def beside(checked: Checked, path: str, offset: int) -> list[tuple[Edition, Node]]:
    """Return the other editions and the block of each that the block at an offset corresponds to.

    Where nothing corresponds to the block, the block around it counts. The reference comes first.
    """
    edition = checked.edition(path)
    if edition is None:
        return []
    block = block_at(edition, offset)
    for node in (block, *edition.ancestors(block)):
        found = list(
            {other.path: (other, at) for other, at in checked.article.counterparts(edition, node)}.values()
        )
        if found:
            return sorted(found, key=lambda one: one[0].path != checked.source)
    return []


def _page(finding: Finding) -> str:
    doc = next((rule.doc for rule in rules() if rule.code == finding.code), "")
    return f"**{finding.code} {finding.name}**: {finding.problem.message}\n\n{readable(doc)}".strip()


def _fenced(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}markdown\n{text}\n{fence}"
