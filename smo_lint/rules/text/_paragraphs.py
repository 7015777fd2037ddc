"""What is prose enough to be compared: the words of a text that a translator would change."""

from __future__ import annotations

from functools import lru_cache

from smo_lint.model import Edition, Node
from smo_lint.prose import MASK, letters, prose
from smo_lint.regexes import regex

_EDGES = ".,;:!?…()[]\"'“”„‘’«»–—-*_、。，：；！？（）「」" + MASK
_SENTENCE = regex(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
# The label of a reference link whose definition stands in another file.
_LABEL = regex(r"\]\[[^\]]*\]")
# From U+0370 to U+1DFF and from U+2C00 to U+D7FF: said so, it is compiled five times as fast.
NOT_LATIN = regex(r"[^\u0000-\u036f](?<![\u1e00-\u2bff\ud800-\U0010ffff])")
# The subject of a commit, as change logs list them.
_COMMIT = regex(r"(?:feat|fix|docs|chore|refactor|perf|test|build|ci|style|revert|type)(?:\([^)]*\))?!?: ")
# A line of MDX in a page that is called Markdown, as Docusaurus has them.
_MODULE = regex(r"(?:import [^'\"]{0,200}['\"][^'\"]{1,200}['\"];?\s*)+$|export (?:const|default|function)\b")
# The part of a text in several scripts that must be in words before these speak for it.
_MOST = 0.8
_AUTHORS, _YEAR = regex(r"\bet al\b"), regex(r"\b(?:19|20)\d\d\b")
_ARCHIVE = regex(r"https?://(?:[\w-]+\.)?(?:arxiv|doi)\.org/")
# A clause: enough letters and plain words that two languages cannot share it by chance.
LETTERS, PLAIN_LETTERS, PLAIN_WORDS = 20, 12, 3
# Of texts that are longer, so many characters tell whether they are alike.
LONG = 20_000


def key(text: str) -> str:
    """Return a text without masks, case and the amount of white space."""
    text = text.casefold()
    return " ".join((text.replace(MASK, " ") if MASK in text else text).split())


@lru_cache(maxsize=16_384)
def plain(text: str) -> tuple[str, ...]:
    """Return the words of a text that are no names, numbers, URLs or identifiers."""
    if "][" in text:
        text = _LABEL.sub("", text)
    return tuple(filter(None, map(_plain, text.replace(MASK, " ").split())))


@lru_cache(maxsize=65_536)
def _plain(token: str) -> str:
    """A token without what stands around it, "" where it is no plain word."""
    word = token.strip(_EDGES)
    return word if len(word) > 1 and word == word.lower() and _is_word(word) else ""


def _is_word(word: str) -> bool:
    return word.isalpha() or word.replace("'", "").replace("’", "").replace("-", "").isalpha()


def is_clause(text: str) -> bool:
    """Whether a text says something in words: names, numbers, links and code left out.

    Scripts without capitals have no names to be told apart: there, letters alone count.
    """
    if letters(text) < LETTERS or _COMMIT.match(text) or _MODULE.match(text):
        return False
    words = plain(text)
    if any(char.lower() != char.upper() for char in text):
        return len(words) >= PLAIN_WORDS and sum(map(len, words)) >= PLAIN_LETTERS
    return True


def names_a_paper(text: str, node: Node) -> bool:
    """Whether a block is an entry of a bibliography: with authors, or a year and where it is kept."""
    kept = any(_ARCHIVE.match(link.url) for link in node.find("link"))
    return _AUTHORS.search(text) is not None or (kept and _YEAR.search(text) is not None)


def alike(ours: str, theirs: str, similarity: int) -> bool:
    """Whether the plain words of two texts are the same up to `similarity` percent."""
    if len(ours) < 2 * LETTERS or not 0.7 < len(ours) / (len(theirs) or 1) < 1.4:
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(ours[:LONG], theirs[:LONG], score_cutoff=similarity))


def makes_up(words: str, text: str) -> bool:
    """Whether words are nearly all that a text says: of Chinese a whole sentence may be no plain word."""
    return not NOT_LATIN.search(text) or letters(words) >= _MOST * letters(text)


def unlinked(edition: Edition, node: Node) -> str:
    """Return the prose of a block with its links masked: titles of other pages may stay as they are."""
    text = prose(edition, node).text
    for link in node.find("link"):
        text = text.replace(prose(edition, link).text or MASK, MASK, 1)
    return text


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, roughly; abbreviations may cut one in two."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
