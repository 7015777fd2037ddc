"""How an ignore comment, or one of its words, is taken out of a document."""

from __future__ import annotations

from smo_lint.ignores import Ignore, Word
from smo_lint.model import Edit, Edition, Span


def removal(edition: Edition, comment: Ignore, word: Word) -> tuple[Edit, ...]:
    """Return the edits that take a word out of a comment, the comment with its last word."""
    if len(comment.words) > 1:
        edits = [_without_word(edition, comment, word)]
        if comment.end:
            same = (other for other in comment.end.words if other.text == word.text)
            edits += [_without_word(edition, comment.end, other) for other in same]
        return tuple(edits)
    return tuple(_without_comment(edition, part.span) for part in (comment, comment.end) if part)


def _without_word(edition: Edition, comment: Ignore, word: Word) -> Edit:
    index = [other.span for other in comment.words].index(word.span)
    if index + 1 < len(comment.words):
        return Edit(Span(word.span.start, comment.words[index + 1].span.start), "")
    if index == 0:
        return _without_comment(edition, comment.span)
    return Edit(Span(comment.words[index - 1].span.end, word.span.end), "")


def _without_comment(edition: Edition, span: Span) -> Edit:
    """Leave a blank line where the comment kept two blocks apart, and none where one is there already."""
    text = edition.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end) + 1 or len(text)
    before, after = text[start : span.start], text[span.end : end]
    if before.strip() or after.strip():
        return _without_inline(text, span)
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    below_end = text.find("\n", end) + 1 or len(text)
    if text[end:below_end].strip() == "" and end < len(text):
        in_front = edition.meta is not None and span.start < edition.meta.span.end
        return Edit(Span(start, end if in_front else below_end), "")
    if not above.strip() or end == len(text) or (edition.meta and span.start < edition.meta.span.end):
        return Edit(Span(start, end), "")
    return Edit(span, "")


def _without_inline(text: str, span: Span) -> Edit:
    start = span.start
    while start and text[start - 1] in " \t":
        start -= 1
    return Edit(Span(start, span.end), "")
