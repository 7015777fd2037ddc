"""The page is in another language than the one its path declares.

A file was copied to the wrong folder, or a machine answered in the wrong language, and readers get a
page that they cannot read. Told by the script of the prose, else by the commonest words of languages
that are no neighbours of the declared one; in doubt nothing is said. What another edition says in the
same words is left out: that is no wrong language but a lacking translation, see `untranslated-edition`.
Names, code, headings and tables tell nothing, and a page in two languages is half translated.

Bad, another script:

~~~md en.md
# Guide

Install the server before you read on, it takes a minute and needs nothing that is not there.

Then open the configuration and choose a name for the host, which is shown to all of your users.

Start the server, look at the screen and wait until the name of the host is shown.
~~~

~~~md ko.md:1
# ガイド

先に進む前にサーバーをインストールしてください。一分ほどで終わり、ほかに必要なものはありません。

次に設定を開き、すべての利用者に表示されるホストの名前を選びます。これはあとで変えることもできます。

サーバーを起動し、画面を見て、ホストの名前が表示されるまで待ちます。表示されたら準備は終わりです。
~~~

Good:

~~~md ko.md
# 안내서

계속 읽기 전에 서버를 설치하세요. 일 분이면 끝나고 다른 것은 필요하지 않습니다.

그런 다음 설정을 열고 모든 사용자에게 표시되는 호스트의 이름을 고르세요.

서버를 시작하고 화면을 보면서 호스트의 이름이 표시될 때까지 기다리세요.
~~~

Bad, other words:

~~~md en.md
# Guide

Install the server before you read on, it takes a minute and needs nothing that is not there.

Then open the configuration and choose a name for the host, which is shown to all of your users.

Start the server, look at the screen and wait until the name of the host is shown.
~~~

~~~md pl.md:1
# Leitfaden

Installieren Sie den Server, bevor Sie weiterlesen, es dauert eine Minute und ist nicht schwer. Danach
ist alles bereit, und Sie werden von dem Server durch die nächsten Schritte geführt.

Öffnen Sie dann die Datei mit den Einstellungen und wählen Sie einen Namen für den Rechner, der den
Benutzern gezeigt wird. Der Name ist nicht wichtig, und Sie können ihn auf der Seite ändern.

Starten Sie den Server und sehen Sie auf den Bildschirm, bis der Name des Rechners gezeigt wird. Das ist
alles, und es ist nicht nötig, den Rechner neu zu starten.
~~~

Good, text that waits for its translation:

~~~md pl.md
# Poradnik

Install the server before you read on, it takes a minute and needs nothing that is not there.

Then open the configuration and choose a name for the host, which is shown to all of your users.

Start the server, look at the screen and wait until the name of the host is shown.
~~~
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from smo_lint.languages import close, language
from smo_lint.languages.telling import share, told
from smo_lint.model import Article, Edition, Problem, Span
from smo_lint.prose import prose
from smo_lint.rules import rule

_WORD = re.compile(r"[^\W\d_]+")
# What the names of letters begin with, in Unicode, for scripts that are not called alike there.
_LETTERS = {
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"), "Kore": ("HANGUL",), "Hans": ("CJK", "BOPOMOFO"),
    "Hant": ("CJK", "BOPOMOFO"), "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Arab": ("ARABIC",),
    "Deva": ("DEVANAGARI",), "Grek": ("GREEK",), "Hebr": ("HEBREW",), "Thai": ("THAI",),
    "Beng": ("BENGALI",), "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Geor": ("GEORGIAN",),
    "Armn": ("ARMENIAN",), "Mlym": ("MALAYALAM",), "Sinh": ("SINHALA",), "Gujr": ("GUJARATI",),
    "Knda": ("KANNADA",), "Khmr": ("KHMER",), "Laoo": ("LAO",), "Mymr": ("MYANMAR",),
}  # fmt: skip
_KANA = ("HIRAGANA", "KATAKANA")
# Parts of the letters: what a page in the right script has at least, and a page in another one at most
# (between the two it is half translated); kana in Chinese at most, in Japanese at least.
_HALF, _TRACE, _HARDLY, _MUCH = 0.5, 0.1, 0.02, 0.2
# Words of the declared language that a page in another one has by chance, beside the other's.
_CHANCE = 0.5


@rule("PG005", guard=True)
def wrong_language(article: Article, *, least: int = 120) -> Iterator[Problem]:
    """Report each edition whose own prose is in another language.

    least  letters of prose that an edition must have to be judged
    """
    shared = _shared(article)
    found: dict[Edition, str] = {}
    for edition in article.editions:
        texts = [text for text in _texts(edition) if text not in shared]
        if other := _other(" ".join(texts), edition.lang, least):
            found[edition] = other
    alike = Counter(found.values())
    for edition, other in found.items():
        # Without a source, what several editions have in one language is not meant for translation.
        if article.source is not None or alike[other] == 1:
            first = edition.skeleton.children[0].span.start
            end = edition.text.find("\n", first)
            place = Span(first, end if end >= 0 else len(edition.text))
            name = language(edition.lang).name
            yield Problem(edition.at(place), f"the page is in {other}, but its path says {name}")


def _shared(article: Article) -> frozenset[str]:
    """What more than one edition says in the same words."""
    said = Counter(text for edition in article.editions for text in set(_texts(edition)))
    return frozenset(text for text, n in said.items() if n > 1)


def _texts(edition: Edition) -> Iterator[str]:
    for node in edition.find("paragraph"):
        if not any(outer.kind == "quote" for outer in edition.ancestors(node)):
            yield " ".join(prose(edition, node).text.split())


def _other(text: str, tag: str, least: int) -> str:
    """What a text is in, where that is surely not the language of a tag; else ""."""
    own = language(tag)
    if own.script not in _LETTERS:
        return ""
    alphabets = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    count = alphabets.total()
    if count < least:
        return ""
    fitting = sum(alphabets[name] for name in _LETTERS[own.script])
    kana = sum(alphabets[name] for name in _KANA)
    words = _WORD.findall(text.casefold())
    if fitting >= _HALF * count:
        if own.script in ("Hans", "Hant", "Jpan"):
            return _by_kana(own.script, kana / count)
        return _by_words(words, tag)
    if fitting > _TRACE * count:
        return ""
    if most := next((name for name, n in alphabets.most_common(1) if n >= _HALF * count), ""):
        if most != "LATIN":
            return "Japanese" if kana > _MUCH * count else f"{most.capitalize()} script"
        there = told(words)
        return language(there).name if there and not close(there, tag) else ""
    return ""


def _by_kana(script: str, kana: float) -> str:
    if script == "Jpan":
        return "Chinese" if kana < _HARDLY else ""
    return "Japanese" if kana > _MUCH else ""


def _by_words(words: list[str], tag: str) -> str:
    there = told(words)
    if not there or not language(tag).words or close(there, tag):
        return ""
    return language(there).name if share(words, tag) < _CHANCE * share(words, there) else ""
