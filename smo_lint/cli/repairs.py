"""Files before and after: what the fixes of findings make of them, and what ignore comments do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from smo_lint.model import Bundle, Fault, Finding
from smo_lint.model.frozen import frozen

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.fix import Settled

Texts = Mapping[str, str | Fault]
Wanted = Callable[[Finding], bool]


@frozen
class Repair:
    """A file before and after, and the findings that this is about."""

    path: str
    before: str
    after: str
    findings: tuple[Finding, ...]

    def diff(self) -> str:
        """Return the repair as a unified diff."""
        before, after = _lines(self.before), _lines(self.after)
        return "".join(unified_diff(before, after, self.path, self.path))


class Changes(NamedTuple):
    """Files before and after, and the run over all files as they are then, with its findings."""

    repairs: tuple[Repair, ...]
    run: Run
    found: list[Finding]


def repaired(run: Run, found: list[Finding], wanted: Wanted) -> Changes:
    """Return what the fixes of wanted findings change; `found`: all findings of the run.

    All articles are repaired together: what a page offers to links changes with it, and so do the
    fixes of pages that link to it.
    """
    from smo_lint.fix import settle

    now = run

    def repairable(texts: Texts) -> Iterable[Finding]:
        nonlocal now, found
        changed = {path: text for path, text in texts.items() if text != now.task.read(path)}
        if changed:
            before, now = now, now.with_texts(changed)
            found = now.lint_again(before, found)
        return filter(wanted, found)

    paths = (member.path for bundle in run.discovery.bundles for member in bundle.members)
    files = {path: run.task.read(path) for path in paths}
    settled = settle(files, repairable)
    repairable(settled.files)
    return Changes(tuple(_changed(files, settled)), now, found)


def ignored(run: Run, found: list[Finding], wanted: Wanted, reason: str) -> Changes:
    """Return what ignore comments change, so that wanted findings are silenced."""
    from smo_lint.add_ignore import add_ignores

    articles: dict[str, list[Finding]] = {}
    for finding in filter(wanted, found):
        articles.setdefault(finding.article, []).append(finding)
    repairs: list[Repair] = []
    for bundle in run.discovery.bundles:
        if bundle.key not in articles:
            continue

        def told(texts: Texts, bundle: Bundle = bundle) -> list[Finding]:
            return [finding for finding in run.task.findings(bundle, texts) if wanted(finding)]

        files = run.task.files(bundle)
        langs = {member.path: member.lang for member in bundle.members}
        source = next((path for path in langs if path in run.sources), "")
        repairs += _changed(files, add_ignores(files, langs, source, reason, articles[bundle.key], told))
    after = run.with_texts({repair.path: repair.after for repair in repairs})
    return Changes(tuple(repairs), after, after.lint_again(run, found))


def _changed(before: Texts, settled: Settled) -> Iterator[Repair]:
    for path, text in settled.files.items():
        old = before[path]
        if isinstance(old, str) and isinstance(text, str) and text != old:
            about = (finding for finding in settled.applied if finding.problem.at.path == path)
            yield Repair(path, old, text, tuple(about))


def _lines(text: str) -> list[str]:
    """Lines with their ends, as a diff wants them; the last one may be told apart by having none."""
    lines = [line + "\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        return lines[:-1]
    lines[-1] = lines[-1] + "\\ No newline at end of file\n"
    return lines
