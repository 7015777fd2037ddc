"""Short texts that were left in another edition's language, told from names that nobody translates."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from smo_lint.languages import close, language
from smo_lint.languages.telling import share, told
from smo_lint.model import Article, Edition, Location, Span, lasting, once
from smo_lint.prose import MASK, letters
from smo_lint.regexes import regex
from smo_lint.rules._blocks import blocks
from smo_lint.rules._generated import generated

# Latin words are words of their own, whatever a Korean or Japanese text glues to them.
_WORD = regex(r"[A-Za-zÀ-ɏ]+|[^\W\d_A-Za-zÀ-ɏ]+")
_JOINED = regex(r"^[^\W_A-Z]+(?:[-_.][^\W_A-Z]+)+$")
# Code without backticks: names with underscores, dotted ones, with or without what they take, and calls.
_CALL = regex(r"(?<![\w$.])(?:\w*_\w+|[\w$]++(?:\.[\w$]++)+(?: ?\([^()]*\))?|[\w$]++(?:\([^()]*\)| \(\)))")
# Below this many words or letters, languages of one script agree by chance: "Installation", "Minimum".
_WORDS, _LETTERS = 2, 8
# So many words that are surely of one language are a clause of it, even where no edition has its own.
_CLAUSE = 5
# Where a text is at home, its words are this many times as frequent as where it was only left.
_TIMES = 4
# From so many words on, the commonest ones tell a language.
_TELLING = 6


class Text(NamedTuple):
    """A title or heading of one edition: `text` without markup, where it stands, and what it is called."""

    edition: Edition
    text: str
    at: Span
    what: str

    @property
    def place(self) -> Location:
        """Where it stands."""
        return self.edition.at(self.at, f"{self.what} in {self.edition.lang}")


def untranslated(article: Article, texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Yield (the text that was left as it is, the text of another edition that it equals).

    `texts` are what the editions write at one place. With a source, what equals the source's is left
    untranslated when most translations have their own or there are too few of them to tell, and when
    the source uses two of its words in plain prose and the translation hardly ever does; where the
    scripts differ, one word that stands alone is enough. Without one, what
    several editions share is, when most editions have their own.
    """
    if article.source is None:
        voters = {pair.source for pair in article.pairs}  # a copy of another edition is none
        texts = [text for text in texts if text.edition in voters]
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[_key(text.text)].append(text)
    for group in groups.values():
        if len(group) > 1 and letters(group[0].text) >= _LETTERS:
            if article.source is None:
                yield from _outvoted(group, len(texts))
            elif group[0].edition is article.source or any(t.edition is article.source for t in group):
                yield from _copied(article.source, group, len(texts))


def _key(text: str) -> str:
    return " ".join(text.replace(MASK, " ").casefold().split())


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(_plain(text)) if len(word) > 1]


def _plain(text: str) -> str:
    """A text without code, and without what is in lower case and joined by hyphens: programs, files."""
    return _JOINED.sub(" ", _CALL.sub(" ", text.replace(MASK, " ")))


def _outvoted(group: list[Text], editions: int) -> Iterator[tuple[Text, Text]]:
    own = editions - len(group)
    if len(_words(group[0].text)) < _WORDS:
        return
    used = {text: _used(text) for text in group}
    spoken = {text: _spoken(text) for text in group}
    homes = {text: _home(text, group, used, spoken) for text in group}
    pairs = [(text, home) for text, home in homes.items() if home]
    proven = any(_in_script(text, home) and _surely(home, text) > _WORDS for text, home in pairs)
    for text, home in pairs:
        if (spoken[text] and _TIMES * spoken[home] <= spoken[text]) or _in_script(home, text):
            continue
        # Where no majority has words of its own, the words must be surely the other's.
        if 2 * own <= editions and _surely(home, text) < _needed(own, _in_script(text, home), proven):
            continue
        if not own and not spoken[home]:
            continue
        ahead = spoken[home] > 0 and _TIMES * spoken[text] <= spoken[home]
        if ahead or not _at_home(text) or (used[home] and _TIMES * used[text] <= used[home]):
            if not _origin(text, home):
                yield text, home


def _home(
    text: Text, group: Sequence[Text], used: Mapping[Text, float], spoken: Mapping[Text, float]
) -> Text | None:
    """Which of the equal texts stands in the language that it is written in, as far as one can tell."""
    twins = [t for t in group if t is not text and not close(t.edition.lang, text.edition.lang)]
    return max(twins, key=lambda twin: (_in_script(text, twin), used[twin], spoken[twin]), default=None)


def _needed(own: int, foreign: bool, proven: bool) -> int:
    """How many words must surely be another language's where no majority has words of its own.

    own      how many editions have; one alone shows no more than that there is something to translate
    foreign  whether the text is in another script than its edition
    proven   whether another edition has more words than that in another script: they are no name
    """
    if not own:
        return _CLAUSE if foreign else sys.maxsize
    return _WORDS if foreign else _WORDS + (own == 1) - proven


def _surely(home: Text, text: Text) -> int:
    """How many words of a text are surely of the edition of `home`: its plain words and what its language
    is made of; in an edition of another script, all in lower case, for names are not."""
    theirs, ours = (set(language(t.edition.lang).words) for t in (home, text))
    words = _words(text.text)
    small = {word for word in words if word in theirs - ours}
    if _in_script(text, home):
        small.update(word for word in words if len(word) > 2 and word.islower())
    return len(small.union(_ordinary(home.edition, text)))


def _origin(text: Text, other: Text) -> bool:
    """Whether the paragraphs that two editions share are in the language of the first, which wrote them."""
    shared = set(_marks(text.edition)).intersection(_marks(other.edition))
    tongue = _tongue(text.edition, tuple(sorted(shared)))
    return bool(tongue) and close(tongue, text.edition.lang)


@lasting
def _marks(edition: Edition) -> tuple[int, ...]:
    """What tells each paragraph of an edition from others."""
    return tuple(_mark(paragraph) for paragraph in _paragraphs(edition))


@lasting
def _tongue(edition: Edition, marks: tuple[int, ...]) -> str:
    """The language that some paragraphs of an edition are told to be in."""
    texts = {mark: text for text in _paragraphs(edition) if (mark := _mark(text)) in marks}
    return told(word for _, text in sorted(texts.items()) for word in _WORD.findall(text))


def _mark(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _paragraphs(edition: Edition) -> list[str]:
    return [_key(found.text) for node, found in blocks(edition) if node.kind == "paragraph"]


def _in_script(there: Text, here: Text) -> bool:
    """Whether a text is in the script of the edition `here` stands in, and not in that of `there`."""
    ours, theirs = language(here.edition.lang).script, language(there.edition.lang).script
    latin = all(char < "\u0250" for char in here.text if char.isalpha())
    return bool(ours and theirs) and latin and ours == "Latn" != theirs


def _copied(source: Edition, group: list[Text], editions: int) -> Iterator[tuple[Text, Text]]:
    original = next(text for text in group if text.edition is source)
    copies = [t for t in group if t is not original and not close(t.edition.lang, source.lang)]
    copies = [copy for copy in copies if not generated(source, copy.edition)]
    own, translations = editions - len(group), editions - 1
    for copy in copies:
        told = 2 * own > translations and own > 1
        enough = 1 if told and _foreign(copy, source) else _WORDS
        if (told or translations <= 2) and (
            len(_ordinary(source, copy)) >= enough or _sentence(copy, source)
        ):
            yield copy, original


def _foreign(copy: Text, source: Edition) -> bool:
    """Whether a text is one capitalised word in the source's script, in an edition that has its own."""
    alone = len(_words(copy.text)) == 1 and copy.text[:1].isupper()
    return alone and language(copy.edition.lang).script != language(source.lang).script


def _sentence(copy: Text, source: Edition) -> bool:
    """Whether a text holds words that only sentences of the source's language have, in another script."""
    if language(copy.edition.lang).script == language(source.lang).script:
        return False
    words = [word for word in _WORD.findall(_plain(copy.text)) if word.islower()]
    common = {word for word in words if len(word) == 1 or word in language(source.lang).words}
    return len(words) > 1 and bool(common)


def _ordinary(source: Edition, copy: Text) -> list[str]:
    """The words of a text that are plain words for the source and none for the edition it stands in."""
    words = _common_words(copy.text)
    if not words:
        return []
    return [
        word
        for word in sorted(words)
        if (theirs := _uses(source, word)[0]) and _uses(copy.edition, word)[1] <= theirs // 4
    ]


@lasting
def _uses(edition: Edition, word: str) -> tuple[int, int]:
    """How often the paragraphs of an edition hold a word: in lower case, and in any."""
    plain, folded = vocabulary(edition)
    return plain[word], folded[word]


def _at_home(text: Text) -> bool:
    """Whether an edition uses half the words of a text in its own prose, where the text itself is not."""
    words = _common_words(text.text)
    return bool(words) and 2 * _elsewhere(text.edition, text.text)[1] >= len(words)


def _used(text: Text) -> float:
    """The share that the words of a text have of its edition's prose, where the text itself is not."""
    total, _, times = _elsewhere(text.edition, text.text)
    return times / max(1, total)


def _spoken(text: Text) -> float:
    """The share of a text's words that are the commonest of its edition's language, 0 for too few."""
    words = _WORD.findall(_key(text.text))
    tag = text.edition.lang.partition("-")[0]
    common = set(language(tag).words).intersection(words)
    return share(words, tag) if len(words) >= _TELLING or len(common) > 1 else 0.0


def _common_words(text: str) -> set[str]:
    return {word.casefold() for word in _words(text) if len(word) > 2 and word[1:].islower()}


@lasting
def _elsewhere(edition: Edition, text: str) -> tuple[int, int, int]:
    """How many words the paragraphs of an edition have without a text, where it stands there once more; how
    many of the text's words are among them, and how often."""
    words = _common_words(text)
    used = Counter(_WORD.findall(" ".join(_own(edition)).replace(_key(text), " ")))
    return used.total(), len(words & used.keys()), sum(used[word] for word in words)


@once
def _own(edition: Edition) -> list[str]:
    """The paragraphs of an edition that are not told to be in another language."""
    said = {paragraph: told(_WORD.findall(paragraph)) for paragraph in _paragraphs(edition)}
    return [paragraph for paragraph, tongue in said.items() if not tongue or close(tongue, edition.lang)]


@once
def vocabulary(edition: Edition) -> tuple[Counter[str], Counter[str]]:
    """Return how often the paragraphs of an edition hold each word: in lower case, and case-folded."""
    paragraphs = [text.text for node, text in blocks(edition) if node.kind == "paragraph"]
    words = Counter(_WORD.findall("\n".join(paragraphs)))
    folded = Counter[str]()
    for word, times in words.items():
        folded[word.casefold()] += times
    return Counter({word: times for word, times in words.items() if word.islower()}), folded
