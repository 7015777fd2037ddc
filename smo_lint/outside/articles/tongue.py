"""The language of a text: by its letters, by its commonest words, by a model where one is installed."""

from __future__ import annotations

import unicodedata
from collections import Counter

from smo_lint.languages import named, normalise
from smo_lint.languages.telling import told
from smo_lint.regexes import regex

# Code points of prose that are looked at, and those among which it is sought, as badges and tables stand
# before it: enough to tell, and as fast on a book as on a page.
LOOK, READ = 2500, 10000

# Letters that must be left where links are passed over: a page may be nothing but links.
LEFT = 20

# Code, links, tags and keys are in nobody's language.
_LITERAL = regex(r"(?s)```.*?(?:```|\Z)|`[^`\n]*`|\]\([^()]*\)|<[A-Za-z/!][^<>]*>|https?://\S+")
# A line of links to the other editions names each in its own language.
_LINK = regex(r"\[[^\[\]\n]*\]\([^()\n]*\)|<a\b[^<>]*>[^<>]*</a>")
_WORD = regex(r"[^\W\d_]+")


# Alphabets that tell a language, or the one that most text in them is written in.
_ALPHABETS = {
    "HIRAGANA": "japanese", "KATAKANA": "japanese", "HANGUL": "korean", "CJK": "chinese", "THAI": "thai",
    "CYRILLIC": "russian", "GREEK": "greek", "HEBREW": "hebrew", "ARABIC": "arabic",
    "DEVANAGARI": "hindi", "BENGALI": "bengali", "TAMIL": "tamil", "TELUGU": "telugu", "GEORGIAN": "georgian",
    "ARMENIAN": "armenian", "KHMER": "khmer", "LAO": "lao", "MYANMAR": "burmese", "MALAYALAM": "malayalam",
    "SINHALA": "sinhala", "GUJARATI": "gujarati", "KANNADA": "kannada",
}  # fmt: skip


def by_text(text: str) -> str:
    """Return the tag of the language that a text in Markdown is most likely in, "" in doubt."""
    return by_model(text) or by_letters(text)


def by_letters(text: str) -> str:
    """Return the same without the model: fast enough to ask every page of a project."""
    return by_script(text) or by_words(text)


def by_script(text: str) -> str:
    """Return the tag that the script of a text tells, "" for scripts of many languages."""
    if text.isascii():
        return ""
    letters = [char for char in _said(text) if char.isalpha()]
    names = Counter(unicodedata.name(char, "").partition(" ")[0] for char in letters if char > "\u024f")
    if not names or sum(names.values()) < 0.1 * len(letters):
        return ""
    kana = names["HIRAGANA"] + names["KATAKANA"]
    if kana > 0.1 * sum(names.values()):
        return named(_ALPHABETS["HIRAGANA"])
    return named(_ALPHABETS.get(names.most_common(1)[0][0], ""))


def by_model(text: str) -> str:
    """Return the tag that a statistical model gives a text, "" without the extra `langid`."""
    try:
        import py3langid
    except ImportError:
        return ""
    return normalise(str(py3langid.classify(text)[0])) if len(text) > 40 else ""


def by_words(text: str) -> str:
    """Return the tag of the language of a text in Markdown, "" where its words leave a doubt."""
    return told(_WORD.findall(_said(text).casefold()))


def _said(text: str) -> str:
    """Return the beginning of what a page says itself."""
    text = text[:READ]
    plain = _LITERAL.sub(" ", _LINK.sub(" ", text))[:LOOK]
    return plain if sum(map(str.isalpha, plain)) >= LEFT else _LITERAL.sub(" ", text)[:LOOK]
