"""Files before and after: what the fixes of findings make of them, and what ignore comments do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from typing import TYPE_CHECKING

from smo_lint.model import Bundle, Fault, Finding

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.fix import Settled

Texts = Mapping[str, str | Fault]
Wanted = Callable[[Finding], bool]


@dataclass(frozen=True)
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


def repaired(run: Run, findings: Iterable[Finding], wanted: Wanted) -> Iterator[Repair]:
    """Yield each file that the fixes of wanted findings change.

    An article is read and judged anew: a file may have changed since the findings were made, and
    then their places are not to be trusted.
    """
    from smo_lint.fix import settle

    for bundle, files in _of(run, filter(wanted, findings)):
        settled = settle(files, partial(_wanted, run, bundle, wanted))
        yield from _changed(files, settled)


def ignored(run: Run, findings: Iterable[Finding], wanted: Wanted, reason: str) -> Iterator[Repair]:
    """Yield each file that gets ignore comments, so that wanted findings are silenced."""
    from smo_lint.add_ignore import add_ignores

    for bundle, files in _of(run, filter(wanted, findings)):
        langs = {member.path: member.lang for member in bundle.members}
        source = next((m.path for m in bundle.members if bundle.source and m.lang == bundle.source), "")
        told = partial(_wanted, run, bundle, wanted)
        yield from _changed(files, add_ignores(files, langs, source, reason, told))


def _of(run: Run, findings: Iterable[Finding]) -> Iterator[tuple[Bundle, dict[str, str | Fault]]]:
    """The articles of some findings with their texts."""
    keys = {finding.article for finding in findings}
    for bundle in run.discovery.bundles:
        if bundle.key in keys:
            yield bundle, run.task.files(bundle)


def _wanted(run: Run, bundle: Bundle, wanted: Wanted, texts: Texts) -> list[Finding]:
    return [finding for finding in run.task.findings(bundle, texts) if wanted(finding)]


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
