"""Articles checked as the editor has them: unsaved texts in the place of files, unchanged work kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smo_lint.comparing import Kept, compare
from smo_lint.engine import findings
from smo_lint.fix import apply, settle
from smo_lint.model import SEVERITIES, Article, Bundle, Edition, Fault, Finding
from smo_lint.model.frozen import frozen
from smo_lint.outside.task import undisturbed
from smo_lint.server.projects import Project

Texts = Mapping[str, str | Fault]


@frozen
class Checked:
    """An article as it was checked.

    texts     path of a member -> its text, or why it has none
    article   parsed and aligned
    findings  those that count: neither accepted by the baseline nor below what the project wants to see
    """

    project: Project
    bundle: Bundle
    texts: Texts
    article: Article
    findings: tuple[Finding, ...]

    def edition(self, path: str) -> Edition | None:
        """Return the edition of a member, None where there is none that could be read."""
        found = (edition for edition in self.article.editions if edition.path == path)
        return next((edition for edition in found if edition.fault is None), None)

    @property
    def source(self) -> str:
        """The path of the source edition, "" where the editions vote."""
        return self.article.source.path if self.article.source else ""


def checked(project: Project, bundle: Bundle, unsaved: Mapping[str, str], before: Checked | None) -> Checked:
    """Return an article checked.

    unsaved  absolute path -> text in the editor
    before   the same article at an earlier time, whose work is used where texts are the same
    """
    texts = texts_now(project, [member.path for member in bundle.members], unsaved)
    return judged(project, bundle, texts, before)


def texts_now(project: Project, members: Iterable[str], unsaved: Mapping[str, str]) -> dict[str, str | Fault]:
    """Return path of a member -> its text as it is now, in the editor or else in its file."""
    with project.within():
        texts = ((member, unsaved.get(project.place(member))) for member in members)
        return {member: project.task.read(member) if text is None else text for member, text in texts}


def judged(project: Project, bundle: Bundle, texts: Texts, before: Checked | None = None) -> Checked:
    """Return an article of these texts checked."""
    task = project.task
    same = before and before.project.task.config is task.config
    kept = Kept(before.texts, before.article) if before and same else None
    with undisturbed():
        article = compare(texts, bundle, task.habits, task.site, kept, nodes=task.config.max_nodes)
        found = findings(article, task.config, bundle, task.habits)
    return Checked(project, bundle, texts, article, tuple(_counting(project, found)))


def repaired(checked: Checked, path: str) -> str | None:
    """Return the text of a member with all safe fixes in it, None where it has no text."""

    def repairable(texts: Texts) -> Iterable[Finding]:
        now = checked if texts == checked.texts else judged(checked.project, checked.bundle, texts, checked)
        return [f for f in now.findings if f.problem.at.path == path and f.problem.fix and f.problem.fix.safe]

    text = settle(checked.texts, repairable).files.get(path)
    return text if isinstance(text, str) else None


def fixed(checked: Checked, finding: Finding) -> str | None:
    """Return the text of the file that a finding is about with its fix in it, None where it has none."""
    text = checked.texts.get(finding.problem.at.path)
    if not isinstance(text, str) or finding.problem.fix is None:
        return None
    return apply(text, [finding.problem.fix])[0]


def ignored(checked: Checked, finding: Finding, reason: str) -> dict[str, str]:
    """Return path -> text of the files that change where a comment silences a finding."""
    from smo_lint.add_ignore import add_ignores

    def told(texts: Texts) -> list[Finding]:
        now = judged(checked.project, checked.bundle, texts, checked)
        return [one for one in now.findings if one.fingerprint == finding.fingerprint]

    langs = {member.path: member.lang for member in checked.bundle.members}
    settled = add_ignores(checked.texts, langs, checked.source, reason, [finding], told)
    changed = ((path, text) for path, text in settled.files.items() if text != checked.texts[path])
    return {path: text for path, text in changed if isinstance(text, str)}


def _counting(project: Project, found: Iterable[Finding]) -> Iterable[Finding]:
    levels = SEVERITIES[: SEVERITIES.index(project.task.config.min_severity) + 1]
    for finding in found:
        if finding.severity in levels and finding.fingerprint not in project.accepted:
            yield finding
