"""A paragraph is far shorter or longer than its counterpart lets expect.

A sentence was lost, or one was added that the others do not know. How many letters one language needs
for what another says is learnt from the two editions themselves, and how far apart good translations
lie, too; where a page is too short for that, measured ratios of the languages stand in. Links, code
and formulas do not count. The measure is that of Gale and Church (1993). A hint: some writers only use
more words.

Bad:

~~~md en.md
You can install the package with one command. It needs a recent version of the interpreter, and it
takes about a minute. When it is done, you can open the page in your browser, and everything that you
have written before will be there again, in the same order, with all the pictures and all the notes.
Should one of them be missing, look into the folder of the package, where every version is kept.
~~~

~~~md de.md:1
Sie können das Paket mit einem Befehl installieren.
~~~

Good:

~~~md de.md
Sie können das Paket mit einem Befehl installieren. Es braucht eine aktuelle Version des Interpreters,
und es dauert etwa eine Minute. Danach können Sie die Seite im Browser öffnen, und alles, was Sie zuvor
geschrieben haben, ist wieder da, in derselben Reihenfolge, mit allen Bildern und Notizen. Fehlt etwas,
so sehen Sie in den Ordner des Pakets: Dort ist jede Fassung aufgehoben.
~~~

Good:

~~~md de.md
Sie können das Paket mit einem Befehl installieren. Es braucht eine aktuelle Version des Interpreters,
und es dauert etwa eine Minute. Danach können Sie die Seite im Browser öffnen, und alles, was Sie zuvor
geschrieben haben, ist wieder da. Fehlt etwas, so sehen Sie in den Ordner des Pakets.
~~~

~~~md zh.md
您可以用一个命令安装这个软件包。它需要较新版本的解释器，大约需要一分钟。完成后，您可以在浏览器中打开页面，
之前所写的一切，连同所有的图片和笔记，都会以同样的顺序再次出现。如果缺少什么，请查看软件包的文件夹。
~~~
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from math import sqrt
from sys import intern
from typing import NamedTuple

from smo_lint.earlier import each
from smo_lint.languages import language
from smo_lint.model import Edition, Match, Node, Pair, Problem, once
from smo_lint.prose import letters, prose
from smo_lint.regexes import regex
from smo_lint.rules import rule

_LABEL = regex(r"\]\[[^\]]*\]")
_NAME = regex(r"[A-Za-z][A-Za-z0-9_.-]*")
# Blocks that a page must have for its own ratio to be trusted.
_ENOUGH = 12
# The variance of good translations, per letter of the source, is between these.
_VARIANCE = (1.5, 8.0)
# The median of a squared standard normal variable.
_MEDIAN_SQUARE = 0.455


class _Size(NamedTuple):
    node: Node
    counterpart: Node
    theirs: int
    ours: int


class _Lengths(NamedTuple):
    """Letters of a paragraph of the source and of its counterpart, without the names that both have."""

    theirs: int
    ours: int


@rule("TX105", severity="hint")
def length_outlier(pair: Pair, *, threshold: float = 5.0, min_letters: int = 80) -> Iterator[Problem]:
    """Report each paragraph whose length is more than `threshold` standard deviations off."""
    sizes = [size for size in _sizes(pair, min_letters) if size.theirs >= min_letters]
    ratio, variance = _usual(pair, sizes)
    for size in sizes:
        expected = ratio * size.theirs
        deviation = (size.ours - expected) / (sqrt(size.theirs * variance) * ratio)
        if abs(deviation) > threshold and size.ours:
            far = "shorter" if deviation < 0 else "longer"
            usual = f"{size.ours} letters where about {round(expected)} are usual"
            yield Problem(
                pair.target.at(size.node),
                f"far {far} than in {pair.source.lang}: {usual}",
                related=(pair.source.at(size.counterpart, f"the paragraph in {pair.source.lang}"),),
            )


class _Text(NamedTuple):
    """What of a paragraph tells its length.

    words         its words in ASCII: names are as long in any language
    untranslated  whether it is in Latin letters though its edition is not: that is for another rule
    """

    letters: int
    words: Sequence[str]
    untranslated: bool

    def without(self, names: Collection[str]) -> int:
        """The letters that are not in these names."""
        return self.letters - sum([letters(word) for word in self.words if word in names])


def _sizes(pair: Pair, least: int) -> Iterator[_Size]:
    """The sizes of the matched paragraphs, of those apart that are too short whatever is left out."""
    for match, lengths in each(pair, _measure(least)):
        if lengths is not None:
            yield _Size(match.target[0], match.source[0], lengths.theirs, lengths.ours)


@cache  # what is kept of a match is kept under this function
def _measure(least: int) -> Callable[[Pair, Match], _Lengths | None]:
    """Return what tells the lengths of two paragraphs, None where they tell nothing."""

    def lengths(pair: Pair, match: Match) -> _Lengths | None:
        if len(match.source) != 1 or len(match.target) != 1:
            return None
        one, other = match.source[0], match.target[0]
        if one.kind != "paragraph" or other.kind != "paragraph":
            return None
        if len(prose(pair.source, one).text) < least:
            return None
        there = _text(pair.source, one)
        if there.letters < least or there.untranslated:
            return None
        here = _text(pair.target, other)
        if here.untranslated:
            return None
        names = set(there.words).intersection(here.words)
        return _Lengths(there.without(names), here.without(names))

    return lengths


def _text(edition: Edition, node: Node) -> _Text:
    """What tells the length of a paragraph; kept in the edition's memo."""
    known = _texts(edition)
    found = known.get(node)
    if found is None:
        found = known[node] = _measured(prose(edition, node).text, language(edition.lang).script)
    return found


@once
def _texts(edition: Edition) -> dict[Node, _Text]:
    return {}


def _measured(text: str, script: str) -> _Text:
    text = _LABEL.sub("", text) if "][" in text else text
    count = letters(text)
    # Pages say the same words over and over: each is kept once.
    words = tuple(map(intern, _NAME.findall(text)))
    latin = script in ("Latn", "")
    return _Text(count, words, not latin and 2 * sum(map(len, words)) > count)


def _usual(pair: Pair, sizes: list[_Size]) -> tuple[float, float]:
    """The usual letters of the target for one of the source, and the variance of that."""
    low, high = _VARIANCE
    if len(sizes) < _ENOUGH:
        theirs, ours = pair.source.locale.length, pair.target.locale.length
        if theirs and ours:
            return ours / theirs, high
        return language(pair.target.lang).length / language(pair.source.lang).length, high
    from statistics import median

    ratio = median(size.ours / size.theirs for size in sizes)
    squares = median((size.ours / ratio - size.theirs) ** 2 / size.theirs for size in sizes) if ratio else low
    return ratio, min(max(squares / _MEDIAN_SQUARE, low), high)
