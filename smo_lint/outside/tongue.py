"""The language of a text: by its letters, by its commonest words, by a model where one is installed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from smo_lint.languages import named, normalise

# Code points that are looked at: enough to tell, and as fast on a book as on a page.
LOOK = 2500

# Words that a text must have before a guess is made, the share of them that the best language must
# know, and how far it must be ahead of the next one. Lists of names and pages of code stay below.
ENOUGH, SHARE, AHEAD = 20, 0.08, 1.25

_WORDS = {
    "english": "the of and to in is that for with are this you it be can",
    "german": "der die das und ist nicht mit den von auf für ein eine wird werden sie",
    "french": "le la les des est et une dans pour que pas avec du sur vous un",
    "spanish": "el los las de y en que una para con por es se del un como",
    "portuguese": "o os as de e em que uma para com não do da no um você",
    "italian": "il di che è e per una con non della sono gli nel un si le",
    "catalan": "el la els les i de en que una per amb és un al dels",
    "romanian": "și în de la cu pe este nu pentru care sau din o să un",
    "dutch": "de het een en van is niet met voor op dat zijn wordt je",
    "danish": "og at det er en til af på ikke med som den for de kan",
    "norwegian": "og å det er en til av på ikke med som den for de kan",
    "swedish": "och att det är en till av på inte med som den för de kan",
    "icelandic": "og að er í á sem til ekki við um það eru með því þú",
    "finnish": "ja on ei että se ovat tai kuin voi myös joka sekä jos ole voit",
    "estonian": "ja on ei see et kui või ning mis seda oma ka selle saab",
    "polish": "i w na nie z do się jest to że oraz przez dla o są jak",
    "czech": "a v na je se že s pro jsou nebo jako které do o k si",
    "slovak": "a v na je sa že s pre sú alebo ako ktoré do o k si",
    "croatian": "i u je na se da su za od koji s ili kao što ne",
    "slovenian": "in v je na se da so za ki ali kot s z pa ne",
    "lithuanian": "ir yra kad su į iš kaip bet tai ar jūs jei arba",
    "latvian": "un ir ar no uz par kas vai lai jūs kā tas šo",
    "hungarian": "a az és hogy nem egy is van vagy meg ez ha de",
    "turkish": "ve bir bu için ile da de olarak olan gibi çok daha veya",
    "indonesian": "dan yang di untuk dengan ini dari atau pada adalah tidak anda akan",
    "vietnamese": "và của là các một trong được cho có không với này bạn",
    "swahili": "ya na kwa wa ni la katika za kama cha hii au kuwa",
}
_KNOWN: dict[str, list[str]] = {}
for _name, _words in _WORDS.items():
    for _word in _words.split():
        _KNOWN.setdefault(_word, []).append(_name)
# Code, links, tags and keys are in nobody's language.
_LITERAL = re.compile(r"(?s)```.*?(?:```|\Z)|`[^`\n]*`|\]\([^)]*\)|<[^>\n]*>|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")


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
    letters = [char for char in _LITERAL.sub(" ", text[:LOOK]) if char.isalpha()]
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
    words = Counter(_WORD.findall(_LITERAL.sub(" ", text[:LOOK]).casefold()))
    total = words.total()
    if total < ENOUGH:
        return ""
    # A word that neighbours have too says less: Danish and Norwegian differ by two or three.
    score = dict.fromkeys(_WORDS, 0.0)
    common = Counter[str]()
    for word in words.keys() & _KNOWN.keys():
        names = _KNOWN[word]
        for name in names:
            score[name] += words[word] / len(names)
            common[name] += words[word]
    second, best = sorted(score, key=lambda name: score[name])[-2:]
    told = common[best] >= SHARE * total and score[best] >= AHEAD * score[second]
    return named(best) if told else ""
