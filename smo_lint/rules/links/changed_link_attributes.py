"""A link has other attributes than in the source.

`{target=_blank}` and `<a class="…">` decide how a link opens and looks, in every language the same.
Attributes that are read out (`title`, `aria-label`) or that name a language may differ, and so may
a link that is written as a tag on one side only.

Bad:

~~~md en.md
See [the docs](docs.md){.internal-link target=_blank} first.
~~~

~~~md es.md:1
Consulte primero [la documentación](docs.md){.internal-link}.
~~~

Good:

~~~md es.md
Consulte primero [la documentación](docs.md){.internal-link target=_blank}.
~~~

Good:

~~~md es.md
Consulte primero [la documentación](docs.md){ target="_blank" .internal-link }.
~~~

Bad:

~~~md en.md
Made by <a href="/team" class="external" target="_blank">us</a>.
~~~

~~~md es.md:1
Hecho por <a href="/team">nosotros</a>.
~~~
"""

from collections.abc import Iterator

from smo_lint.earlier import telling
from smo_lint.model import Edit, Edition, Fix, Match, Node, Pair, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._changes import equal, parts
from smo_lint.rules.links._html import attributes, offering

_FREE = frozenset(("title", "aria-label", "alt", "lang", "hreflang", "href", "id", "dir", "translate"))
_PART = regex(r"""[^\s{}:"'=]+(?:=(?:"[^"]*"|'[^']*'|[^\s{}"']+))?""")


@rule("LK113", severity="warning")
def changed_link_attributes(pair: Pair) -> Iterator[Problem]:
    """Report links of matched blocks whose attributes differ."""
    differing = telling(pair, _differ, offering(pair.source, "link"))
    for source, target in (both for match in differing for both in _differing(pair, match)):
        ours, theirs = _attributes(pair.source, source), _attributes(pair.target, target)
        yield Problem(
            pair.target.at(target),
            f"link with {_said(theirs)}, but with {_said(ours)} in {pair.source.lang}",
            related=(pair.source.at(source, "the link"),),
            fix=_fix(pair, source, target),
            topic=parts(pair, target).topic,
        )


def _differ(pair: Pair, match: Match) -> bool:
    return next(_differing(pair, match), None) is not None


def _differing(pair: Pair, match: Match) -> Iterator[tuple[Node, Node]]:
    """Yield the links of a match that lead to the same with other attributes."""
    for source, target in equal(pair, match, "link"):
        if (source.name == "html") == (target.name == "html") and "auto" not in (source.name, target.name):
            if _attributes(pair.source, source) != _attributes(pair.target, target):
                yield source, target


def _attributes(edition: Edition, link: Node) -> frozenset[str]:
    if link.name == "html":
        found = attributes(edition, link)
        pairs = ((name, " ".join(sorted(edition.slice(span).split()))) for name, span in found)
        return frozenset(f"{name}={value}" for name, value in pairs if name not in _FREE)
    text = edition.slice(_list(edition, link))
    listed = (part.replace('"', "").replace("'", "") for part in _PART.findall(text))
    return frozenset(p for p in listed if p.partition("=")[0] not in _FREE and p[0] != "#")


def _list(edition: Edition, link: Node) -> Span:
    """Where the attribute list behind a link stands; empty where there is none."""
    if "attribute lists" not in edition.memo:
        lists = {node.span.start: node.span for node in edition.find("attributes")}
        edition.memo["attribute lists"] = lists
    at = link.span.end
    found: Span = edition.memo["attribute lists"].get(at, Span(at, at))
    return found


def _said(listed: frozenset[str]) -> str:
    return quote(" ".join(sorted(listed))) if listed else "no attributes"


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    if source.name == "html":
        return None
    edit = Edit(_list(pair.target, target), pair.source.slice(_list(pair.source, source)))
    return Fix(f"Use the attributes of {pair.source.lang}", (edit,))
