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

Good, a page of few words, which other languages have as well:

~~~md en.md
# Buttons

Press button number 1 before you let both go at once.

Press button number 2 before you let both go at once.

Press button number 3 before you let both go at once.

Press button number 4 before you let both go at once.

Press button number 5 before you let both go at once.

Press button number 6 before you let both go at once.

Press button number 7 before you let both go at once.
~~~

~~~md pl.md
# Przyciski

Naciśnij przycisk numer 1, zanim puścisz od razu oba.

Naciśnij przycisk numer 2, zanim puścisz od razu oba.

Naciśnij przycisk numer 3, zanim puścisz od razu oba.

Naciśnij przycisk numer 4, zanim puścisz od razu oba.

Naciśnij przycisk numer 5, zanim puścisz od razu oba.

Naciśnij przycisk numer 6, zanim puścisz od razu oba.

Naciśnij przycisk numer 7, zanim puścisz od razu oba.
~~~
"""

from collections import Counter
from collections.abc import Iterator
from zlib import crc32

from smo_lint.languages import language
from smo_lint.model import Article, Edition, Problem, Span, lasting, once
from smo_lint.rules import rule
from smo_lint.rules.page._said import said
from smo_lint.rules.page._tongue import other as other_tongue


@rule("PG005", guard=True)
def wrong_language(article: Article, *, least: int = 120) -> Iterator[Problem]:
    """Report each edition whose own prose is in another language.

    least  letters of prose that an edition must have to be judged
    """
    times = Counter([mark for edition in article.editions for mark in set(_marks(edition))])
    found: dict[Edition, str] = {}
    for edition in article.editions:
        marks = _marks(edition)
        shared = tuple([number for number, mark in enumerate(marks) if times[mark] > 1])
        own = sum(length for _, length in marks) - 2 * sum(marks[number][1] for number in shared)
        if own > 0 and (there := _tongue(edition, shared, least)):
            found[edition] = there
    alike = Counter(found.values())
    for edition, other in found.items():
        # Without a source, what several editions have in one language is not meant for translation.
        if article.source is not None or alike[other] == 1:
            first = edition.skeleton.children[0].span.start
            end = edition.text.find("\n", first)
            place = Span(first, end if end >= 0 else len(edition.text))
            name = language(edition.lang).name
            yield Problem(edition.at(place), f"the page is in {other}, but its path says {name}")


@lasting
def _tongue(edition: Edition, shared: tuple[int, ...], least: int) -> str:
    """What the texts of an edition are in, where that is not its language, without those of these numbers."""
    left = {*shared}
    texts = [text for number, text in enumerate(_texts(edition)) if number not in left]
    return other_tongue(" ".join(texts), edition.lang, least)


@lasting
def _marks(edition: Edition) -> tuple[tuple[int, int], ...]:
    """What tells each text of an edition from others, and how long it is."""
    return tuple((crc32(text.encode("utf-8", "surrogatepass")), len(text)) for text in _texts(edition))


@once
def _texts(edition: Edition) -> list[str]:
    return [
        text
        for node, text in said(edition).items()
        if node.kind == "paragraph" and not edition.within(node, "quote")
    ]
