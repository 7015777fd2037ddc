"""A reference link whose label has no definition.

`[text][label]` is shown as it is written when no line `[label]: url` defines the label. Often one
of the two was translated, or the definition has a space before its colon. Looked for only where the
document defines labels at all; labels that a generator resolves (`module.Class`) are left alone.

Bad:

~~~md en.md
Read the [logs][logs specification], and the [traces][].

[logs specification]: /specs/logs
[traces]: /specs/traces
~~~

~~~md pt.md:1,4
Leia os [logs][logs specification] e os [traces][].

[especificação de logs]: /specs/logs
[traces] : /specs/traces
~~~

Good:

~~~md pt.md
Leia os [logs][especificação de logs] e os [traces][].

[especificação de logs]: /specs/logs
[traces]: /specs/traces
~~~

Good:

~~~md pt.md
Leia os [logs][especificação de logs], `[a][b]`, a[0][i] e [Agent][agents.agent.Agent].

[especificação de logs]: /specs/logs
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._raw import URL, matches

_USE = re.compile(r"(?<![\]\w\\!])\[([^\[\]]+)\]\[((?=[^\]]*[^\W\d_])[^\[\]]*|)\](?![\[(])")
_BROKEN = re.compile(rf"^[ ]{{0,3}}\[(?!\^)([^\[\]\n]+)\]([ \t]*[:：])[ \t]*<?{URL}", re.MULTILINE)
_SYMBOL = re.compile(r"[\w`]+(?:[.:][\w`]+)+|.*`.*")


@rule("LK010")
def undefined_reference(edition: Edition) -> Iterator[Problem]:
    """Report labels that nothing defines, and definitions that are none."""
    defined = {_key(node.name) for node in edition.find("definition")}
    broken = set()
    for base, found in matches(edition, _BROKEN):
        broken.add(_key(found[1]))
        span = Span(base + found.start(2), base + found.end(2))
        yield Problem(
            edition.at(Span(base + found.start(1) - 1, base + found.end())),
            f"no colon right behind {quote('[' + found[1] + ']')}, so this defines nothing",
            fix=Fix("Put the colon behind the bracket", (Edit(span, ":"),)),
            topic=_key(found[1]),
        )
    if not defined:
        return
    used = {_key(node.name) for node in edition.find("link", "image") if node.name}
    lone = [node.name for node in edition.find("definition") if _key(node.name) not in used]
    for base, found in matches(edition, _USE):
        label = found[2] or found[1]
        if _key(label) in defined | broken or _SYMBOL.fullmatch(label) or "\ufffc" in label:
            continue
        at = Span(base + found.start(), base + found.end())
        end = Span(base + found.start(2), base + found.end(2))
        yield Problem(
            edition.at(at),
            f"no definition of {quote(label)}, so this is no link",
            fix=_fix(end, lone),
            topic=_key(label),
        )


def _fix(label: Span, lone: list[str]) -> Fix | None:
    """Use the one label that is defined and never used."""
    if len(lone) != 1:
        return None
    return Fix("Use the label that is defined", (Edit(label, lone[0]),), safe=False)


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
