"""What the top of a file says about its language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from smo_lint.languages import named, normalise

# Characters that are looked at; more would be read for nothing on every page.
HEAD = 8192

_BLOCK = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(
    r"^(lang|language|locale|translationKey|translation_key|ref)[ \t]*[:=][ \t]*"
    r"(['\"]?)([^\r\n#]*?)\2[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)
# Alphabets that tell a language, or the one that most text in them is written in.
_ALPHABETS = {
    "HIRAGANA": "japanese", "KATAKANA": "japanese", "HANGUL": "korean", "CJK": "chinese", "THAI": "thai",
    "CYRILLIC": "russian", "GREEK": "greek", "HEBREW": "hebrew", "ARABIC": "arabic",
    "DEVANAGARI": "hindi", "BENGALI": "bengali", "TAMIL": "tamil", "TELUGU": "telugu", "GEORGIAN": "georgian",
    "ARMENIAN": "armenian", "KHMER": "khmer", "LAO": "lao", "MYANMAR": "burmese", "MALAYALAM": "malayalam",
    "SINHALA": "sinhala", "GUJARATI": "gujarati", "KANNADA": "kannada",
}  # fmt: skip


class Facts(NamedTuple):
    """What a file says itself.

    lang  tag from its front matter, "" where it has none
    key   what its front matter says it translates, "" where it does not
    text  the first thousands of characters below the front matter
    """

    lang: str = ""
    key: str = ""
    text: str = ""


def facts(text: str) -> Facts:
    """Return the facts in the first lines of a document, however much of it is given."""
    text = text[:HEAD]
    block = _BLOCK.match(text)
    if block is None:
        return Facts(text=text)
    entries = {key: value.strip() for key, _, value in _KEY.findall(block.group(2))}
    lang = entries.get("lang") or entries.get("language") or entries.get("locale") or ""
    key = entries.get("translationKey") or entries.get("translation_key") or entries.get("ref") or ""
    return Facts(normalise(lang) or named(lang), key, text[block.end() :])


def by_script(text: str) -> str:
    """Return the tag that the script of a text tells, "" for scripts of many languages."""
    letters = [char for char in text if char.isalpha()][:2000]
    names = Counter(unicodedata.name(char, "").partition(" ")[0] for char in letters if char > "\u024f")
    if not names or sum(names.values()) < 0.2 * len(letters):
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
