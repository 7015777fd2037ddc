"""What is fuzzed: bytes -> a part of the program, and what must hold whatever the bytes are."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from smo_lint.alignment.align import align
from smo_lint.engine import lint_article
from smo_lint.fix import apply, settle
from smo_lint.front_matter import read
from smo_lint.ignores import ignores
from smo_lint.manual import page
from smo_lint.markdown import parse
from smo_lint.model import Bundle, ConfigError, Fault, Finding, Member, Node, Span
from smo_lint.options import Config
from smo_lint.outside.configuration.places import places
from smo_lint.outside.configuration.settings import settings
from smo_lint.prose import prose
from smo_lint.rules import rules
from smo_lint.site.outline import outlined
from smo_lint.stamps import declared_in

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# Between the two editions of an article: no text holds it.
BETWEEN = "\0"
_HEADS = re.compile(r"\A(?:---|\+\+\+|\{).*?\n(?:---|\+\+\+|\})[ \t]*(?:\n|\Z)", re.DOTALL)


def markdown(content: bytes) -> None:
    """Parsing never fails; what is inside a node is inside its span, one after the other."""
    for path in ("a.md", "a.mdx"):
        edition = parse(_text(content), path, "en")
        whole = Span(0, len(edition.text))
        for node in edition.nodes:
            assert _within(node.span, whole) and _within(node.inner, node.span), node
            for span in (node.marker, node.target):
                assert span is None or _within(span, whole), node
            _in_order(node)
        for node in edition.find("paragraph", "heading", "cell", "title"):
            shown = prose(edition, node)
            assert len(shown.text) <= len(edition.text), node
    outlined("a.md", "en", "a", _text(content))


def front_matter(content: bytes) -> None:
    """Reading never fails; keys and values stand between the fences."""
    text = _text(content).replace("\r\n", "\n").replace("\r", "\n")
    meta = read(text)
    declared_in(text)
    if meta is None:
        return
    assert _within(meta.body, meta.span) and _within(meta.span, Span(0, len(text))), meta
    for entry in meta.entries:
        assert _within(entry.key, meta.body) and _within(entry.value, meta.body), entry
    for fault in meta.faults:
        assert 0 <= fault.offset <= len(text), fault


def aligner(content: bytes) -> None:
    """Both sides rise, and only what may belong together is matched."""
    half = len(content) // 2
    first, second = ([byte & 15 or None for byte in part] for part in (content[:half], content[half:]))
    grades = [byte / 128 - 1 for byte in content] or [0.0]

    def score(i: int, j: int) -> float:
        return 1.0 if first[i] is not None and first[i] == second[j] else grades[(i * 7 + j) % len(grades)]

    steps = align(first, second, score)
    for (a, b), (c, d) in pairwise(steps):
        assert a < c and b < d, steps
    for a, b in steps:
        assert 0 <= a < len(first) and 0 <= b < len(second) and score(a, b) > 0, steps


def comments(content: bytes) -> None:
    """Comments that silence rules stand, and cover, inside the text."""
    text = _text(content)
    edition = parse(text, "a.mdx" if len(text) % 2 else "a.md", "en")
    whole = Span(0, len(edition.text))
    for one in ignores(edition):
        assert _within(one.span, whole) and _within(one.covers, whole), one
        for word in (*one.words, *one.tags):
            assert edition.slice(word.span) == word.text, one


def configuration(content: bytes) -> None:
    """A configuration is understood, or refused with a message; its keys are found in the text."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "smo-lint.toml")
        Path(file).write_bytes(content)
        try:
            settings(given=(file,), cwd=folder)
        except ConfigError as error:
            said = str(error)
        else:
            said = "nothing is wrong"
        assert said
    text = _text(content).replace("\r\n", "\n")
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    whole = Span(0, len(text))
    for place in places(text).values():
        assert _within(place.key, whole) and _within(place.value, whole), place


def fixes(content: bytes) -> None:
    """No rule fails; fixes touch nothing but their edits; repairing twice is repairing once."""
    one, _, other = _text(content).partition(BETWEEN)
    name = "mdx" if len(one) % 5 == 0 else "md"
    files: dict[str, str | Fault] = {f"en.{name}": one, f"de.{name}": other.replace(BETWEEN, "")}
    bundle = Bundle(
        "a", (Member(f"en.{name}", "en", ""), Member(f"de.{name}", "de", "")), "en" if one else ""
    )
    found = _found(files, bundle)
    for finding in found:
        edition = parse(str(files[finding.problem.at.path]), finding.problem.at.path)
        assert _within(finding.problem.at.span, Span(0, len(edition.text))), finding
        if finding.problem.fix:
            _local(str(files[finding.problem.at.path]), finding)

    def safe(texts: Mapping[str, str | Fault]) -> Iterator[Finding]:
        return (one for one in _found(texts, bundle) if one.problem.fix and one.problem.fix.safe)

    once = settle(files, safe)
    again = settle(once.files, safe)
    assert again.files == once.files or len(once.applied) > 4, "repairing twice is not repairing once"


def _found(files: Mapping[str, str | Fault], bundle: Bundle) -> list[Finding]:
    found = lint_article(files, Config(select=("ALL",)), bundle)
    assert not any(finding.code.startswith("XX") for finding in found), found
    return found


def _local(text: str, finding: Finding) -> None:
    assert finding.problem.fix
    changed, applied = apply(text, [finding.problem.fix])
    assert applied == (finding.problem.fix,)
    if "\r" in text or text.startswith("\ufeff"):
        return
    edits = sorted(finding.problem.fix.edits, key=lambda edit: edit.span)
    assert changed.startswith(text[: edits[0].span.start]), finding
    assert changed.endswith(text[edits[-1].span.end :]), finding


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _within(span: Span, around: Span) -> bool:
    return around.start <= span.start <= span.end <= around.end


def _in_order(node: Node) -> None:
    end = node.span.start
    for child in node.children:
        assert child.span.start >= end and child.span.end <= node.span.end, (node, child)
        end = child.span.end


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (markdown, front_matter, aligner, comments, configuration, fixes)
}


def seeds(name: str) -> Iterator[bytes]:
    """Yield what a target starts from: the sample articles, and the examples of the rules' pages."""
    texts = [path.read_text(encoding="utf-8")[:3000] for path in sorted(SEEDS.glob("*.md"))]
    examples = [example for rule in rules() for example in page(rule).examples]
    if name == "configuration":
        yield from (example.config.encode() for example in examples if example.config)
        yield b'select = ["ALL"]\n[severity]\nLK101 = "hint"\n[[projects]]\nroot = "a"\n'
    elif name == "aligner":
        yield bytes(range(1, 60)) + bytes(range(1, 50))
    elif name == "fixes":
        for example in examples:
            found = [text for _, text in example.files if isinstance(text, str)]
            yield BETWEEN.join(found[:2]).encode()
    else:
        texts += [text for example in examples for _, text in example.files if isinstance(text, str)]
        if name == "front_matter":
            texts = [match[0] for text in texts if (match := _HEADS.match(text))]
        if name == "comments":
            texts = [text for text in texts if "smo-lint-" in text]
        yield from (text.encode() for text in dict.fromkeys(texts))
