"""No space stands after a mark, where the language has one.

Two sentences or two parts of a list run together. Looked for between words, in languages that separate
words: numbers, names with a dot inside (`Node.js`, `System.Out`, `logging.Logger`), file names, times,
code and URLs are left alone, and so is what the source writes in the same way.

Bad:

~~~md en.md
Install it, then open the page. After that, wait.
~~~

~~~md de.md:1
Installieren Sie es,öffnen Sie dann die Seite wieder.Danach warten Sie.
~~~

Good:

~~~md de.md
Installieren Sie es, öffnen Sie dann die Seite wieder. Danach warten Sie.
~~~

Good:

~~~md de.md
Node.js, System.Out, logging.Logger, README.md, example.com, 1,5 und 10:30 und a,b sowie z.B. und
e-mail@example.org.
~~~

~~~md zh.md
它很快,而且很小。
~~~
"""

from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

_WORD = r"[^\W\d_]"
# Whole tokens: what else stands in one tells names, addresses and lists of symbols from prose.
_TOKEN = regex(rf"(?<!\S)[(\"'“„«]*({_WORD}{{2,}})([,;!?.])({_WORD}{{2,}})[.,;:!?)\"'”“»]*(?!\S)")
_GLUED = regex(rf"[,;!?.]{_WORD}")


@rule("PN004", severity="hint")
def missing_space(edition: Edition) -> Iterator[Problem]:
    """Report each mark that glues two words together."""
    own = language(edition.lang)
    if not own.spaces or not own.cased:
        return
    for _, text in blocks(edition, _GLUED):
        for match in _TOKEN.finditer(text.text):
            before, mark, after = match.groups()
            if (
                mark == "."
                and not (
                    before.islower()
                    and after.istitle()
                    and min(len(before), len(after)) > 2
                    # A thing in a module of its kind: `time.Time`, `logging.Logger`.
                    and before[:3] != after[:3].lower()
                )
            ):
                continue
            place = text.span(match.end(2), match.end(2)).start
            yield Problem(
                edition.at(text.span(match.start(2), match.end(3))),
                f"no space after “{mark}”",
                fix=Fix("Insert a space", (Edit(text.span(match.end(2), match.end(2)), " "),), safe=False)
                if edition.text[place - 1 : place] == mark
                else None,
                topic=mark,
            )
