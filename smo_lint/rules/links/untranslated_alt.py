"""The description of an image was left in the language of the source.

Who cannot see the picture hears words of another language. Only phrases of several words in lower
case are looked at: names and file names stay as they are.

Bad:

~~~md en.md
![a screen with the list of tasks](list.png)
~~~

~~~md pl.md:1
![a screen with the list of tasks](list.png)
~~~

Good:

~~~md pl.md
![ekran z listą zadań](list.png)
~~~

Good:

~~~md en.md
![GitHub Actions](actions.png) <img src="avatar.png" alt="avatar">
~~~

~~~md pl.md
![GitHub Actions](actions.png) <img src="avatar.png" alt="avatar">
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import phrase
from smo_lint.rules.links._changes import equals


@rule("LK111", severity="hint")
def untranslated_alt(pair: Pair) -> Iterator[Problem]:
    """Report images of matched blocks whose description is the source's."""
    for source, target in equals(pair, "image"):
        text = " ".join(target.text.split())
        if phrase(text) and text == " ".join(source.text.split()):
            yield Problem(
                pair.target.at(target),
                f"image description {quote(text)} is the same as in {pair.source.lang}",
                related=(pair.source.at(source, "the image"),),
            )
