"""A paragraph is far shorter or longer than its counterpart lets expect.

A sentence was lost, or one was added that the others do not know. How many letters one language needs
for what another says is learnt from the two editions themselves, and how far apart good translations
lie, too; where a page is too short for that, measured ratios of the languages stand in. Links, code
and formulas do not count. The measure is that of Gale and Church (1993).

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

import re
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from statistics import median
from typing import NamedTuple

from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem, once
from smo_lint.prose import letters, prose
from smo_lint.rules import rule

_LABEL = re.compile(r"\]\[[^\]]*\]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
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


@rule("TX105", severity="warning")
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


def _sizes(pair: Pair, least: int) -> Iterator[_Size]:
    """The sizes of the matched paragraphs, of those apart that are too short whatever is left out."""
    theirs, ours = _letters(pair.source), _letters(pair.target)
    for source, target in pair.matched("paragraph"):
        if theirs[source] < least or _foreign(pair.source, source) or _foreign(pair.target, target):
            continue
        there, here = _names(pair.source, source), _names(pair.target, target)
        # Names that both have are as long in any language.
        both = {name: letters(name) for name in there.keys() & here.keys()}
        yield _Size(
            target,
            source,
            theirs[source] - sum([there[name] * length for name, length in both.items()]),
            ours[target] - sum([here[name] * length for name, length in both.items()]),
        )


def _foreign(edition: Edition, node: Node) -> bool:
    """Whether a paragraph is in Latin letters though its edition is not: that is for another rule."""
    if language(edition.lang).script in ("Latn", ""):
        return False
    latin = sum([times * len(name) for name, times in _names(edition, node).items()])
    return 2 * latin > _letters(edition)[node]


@once
def _letters(edition: Edition) -> dict[Node, int]:
    """How many letters each paragraph has."""
    return {node: letters(_text(edition, node)) for node in edition.find("paragraph")}


def _names(edition: Edition, node: Node) -> Counter[str]:
    """How often each word in ASCII stands in a paragraph."""
    known = _known(edition)
    if node not in known:
        known[node] = Counter(_NAME.findall(_text(edition, node)))
    return known[node]


@once
def _known(edition: Edition) -> dict[Node, Counter[str]]:
    return {}


def _text(edition: Edition, node: Node) -> str:
    text = prose(edition, node).text
    return _LABEL.sub("", text) if "][" in text else text


def _usual(pair: Pair, sizes: list[_Size]) -> tuple[float, float]:
    """The usual letters of the target for one of the source, and the variance of that."""
    low, high = _VARIANCE
    if len(sizes) < _ENOUGH:
        theirs, ours = pair.source.locale.length, pair.target.locale.length
        if theirs and ours:
            return ours / theirs, high
        return language(pair.target.lang).length / language(pair.source.lang).length, high
    ratio = median(size.ours / size.theirs for size in sizes)
    squares = median((size.ours / ratio - size.theirs) ** 2 / size.theirs for size in sizes) if ratio else low
    return ratio, min(max(squares / _MEDIAN_SQUARE, low), high)
