"""A term is rendered otherwise than the glossary says.

One thing gets two names, and readers look for a difference that there is none. The glossary is yours:
terms that no language translates (`keep`), renderings of which one must be used (`use`) or that must
not be used (`avoid`), here under `rules.glossary.terms` or in a file that `glossary` names: TOML with
the same tables, CSV with a column for each language, or TBX. A rendering is looked for in the block
that says what the source's block says. It counts with the endings of its language; a required one in
any form, inside compounds too; `case = true` tells a name from a word. Blocks that are not translated
at all are reported elsewhere.

Bad:

~~~toml smo-lint.toml
[[rules.glossary.terms]]
term = "pull request"
use.pl = "żądanie zmian"
avoid.pl = ["prośba o wciągnięcie"]
~~~

~~~md en.md
A pull request waits.
~~~

~~~md pl.md:1
Prośba o wciągnięcie czeka.
~~~

Good:

~~~md pl.md
Żądanie zmian czeka.
~~~

Bad:

~~~toml smo-lint.toml
[[rules.glossary.terms]]
term = "pull request"
use.pl = "żądanie zmian"
avoid.pl = ["prośba o wciągnięcie"]

[[rules.glossary.terms]]
term = "Guardrails"
keep = true
~~~

~~~md en.md
We review pull requests every day.

Guardrails watch the agent.
~~~

~~~md pl.md:1,3
Codziennie przeglądamy zgłoszenia.

Barierki pilnują agenta.
~~~

Good:

~~~md pl.md
Codziennie przeglądamy żądania zmian.

`Guardrails` pilnują agenta.
~~~

Bad:

~~~toml smo-lint.toml
[[rules.glossary.terms]]
term = "guardrail"
avoid.de = "Leitplanke"
~~~

~~~md en.md
A guardrail stops it.
~~~

~~~md de.md:1
Die Leitplanken halten es an.
~~~

Good:

~~~md de.md
Ein Guardrail hält es an. Die Leitung ist gut.
~~~

Good, with endings, in another order, and a longer term that begins with the same word:

~~~toml smo-lint.toml
[[rules.glossary.terms]]
term = "workflow"
use.pl = "przepływ pracy"

[[rules.glossary.terms]]
term = "Java"
keep = true

[[rules.glossary.terms]]
term = "agent"
use.de = "Agent"
use.ja = "エージェント"
~~~

~~~md en.md
Workflows help, and so does Java.

JavaScript is another language.

The agent reads.
~~~

~~~md pl.md
Pomagają przepływy pracy, i Java też.

JavaScript jest innym językiem.

Agent czyta.
~~~

~~~md ja.md
JavaもWorkflowも役に立ちます。

JavaScriptは別の言語です。

そのエージェントは読みます。
~~~

~~~md de.md
Workflows helfen, und Java auch.

JavaScript ist eine andere Sprache.

Die Agenten lesen.
~~~
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, Span
from smo_lint.prose import prose
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.text._inflection import occurrences, rendered


class _Term(NamedTuple):
    """A term of the source and its renderings in the language of the target."""

    term: str
    keep: bool
    case: bool
    use: tuple[str, ...]
    avoid: tuple[str, ...]


class _Sides(NamedTuple):
    """Blocks that say the same, and what their source reads."""

    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    source: str


@rule("TX108", severity="warning")
def glossary(pair: Pair, *, terms: tuple[Mapping[str, Any], ...] = ()) -> Iterator[Problem]:
    """Report forbidden renderings, and blocks without the required one.

    terms  tables with `term`, and `keep`, `case`, `use` and `avoid` as the glossary's files have them
    """
    known = [_term(table, pair.target.lang) for table in terms]
    names = [term.term for term in known]
    for sources, targets in pair.prose() if known else ():
        sides = _Sides(sources, targets, _read(pair.source, sources))
        if sides.source == _read(pair.target, targets):
            continue
        for term in known:
            if any(occurrences(sides.source, term.term, pair.source.lang, names, case=term.case)):
                yield from _judged(pair, sides, term, names)


def _term(table: Mapping[str, Any], lang: str) -> _Term:
    return _Term(
        table["term"],
        bool(table.get("keep")),
        bool(table.get("case")),
        _renderings(table.get("use", {}), lang),
        _renderings(table.get("avoid", {}), lang),
    )


def _renderings(held: Mapping[str, Any], lang: str) -> tuple[str, ...]:
    """Those of the language itself, else of the one that it is a form of."""
    found = held.get(lang, held.get(lang.partition("-")[0], ()))
    return (found,) if isinstance(found, str) else tuple(found)


def _judged(pair: Pair, sides: _Sides, term: _Term, names: list[str]) -> Iterator[Problem]:
    """What a block says in the place of a term that its source has."""
    wrong = list(_forbidden(pair, sides, term))
    yield from wrong
    wanted = (term.term,) if term.keep else term.use
    if wrong or not wanted:
        return
    # A name may stand in code or in an address: there it is kept, too.
    text = " ".join(pair.target.slice(node.span) for node in sides.targets)
    text = f"{text} {_read(pair.target, sides.targets)}"
    lang, case = pair.target.lang, term.case
    if term.keep:
        there = any(occurrences(text, term.term, lang, names, case=case))
    else:
        there = any(rendered(text, word, lang, case=case) for word in term.use)
    if there:
        return
    name = quote(term.term)
    said = (
        f"{name} is not here: it stands in {reference(pair)}, and is not translated"
        if term.keep
        else f"{name} of {reference(pair)} is not rendered as {' or '.join(map(quote, term.use))}"
    )
    related = (pair.source.at(sides.sources[0], "the term there"),)
    yield Problem(pair.target.at(sides.targets[0]), said, related, topic=term.term)


def _forbidden(pair: Pair, sides: _Sides, term: _Term) -> Iterator[Problem]:
    right = term.term if term.keep else term.use[0] if len(term.use) == 1 else ""
    lang = pair.target.lang
    for node in sides.targets:
        found = prose(pair.target, node)
        good = [m.span() for word in term.use for m in occurrences(found.text, word, lang, case=term.case)]
        for word in term.avoid:
            for match in occurrences(found.text, word, lang, (*term.use, *term.avoid), case=term.case):
                if any(start <= match.start() < end for start, end in good):
                    continue
                span = found.span(*match.span())
                instead = f", but {quote(right)}" if right else ""
                yield Problem(
                    pair.target.at(span),
                    f"{quote(match[0])} is not how {quote(term.term)} is rendered{instead}",
                    (pair.source.at(sides.sources[0], "the term there"),),
                    _fix(pair.target, span, match[0], word, right),
                    term.term,
                )


def _fix(edition: Edition, span: Span, found: str, word: str, right: str) -> Fix | None:
    """Write the right one; what has an ending would need one, too."""
    if not right or found.casefold() != word.casefold() or edition.slice(span) != found:
        return None
    written = right[:1].upper() + right[1:] if found[:1].isupper() and word[:1].islower() else right
    return Fix(f"Write {quote(right)}", (Edit(span, written),), safe=False)


def _read(edition: Edition, nodes: tuple[Node, ...]) -> str:
    return "\n".join(prose(edition, node).text for node in nodes)
