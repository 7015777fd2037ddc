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

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._references import broken, incomplete, key, undefined


@rule("LK010")
def undefined_reference(edition: Edition) -> Iterator[Problem]:
    """Report labels that nothing defines, and definitions that are none."""
    for base, found in broken(edition):
        span = Span(base + found.start(2), base + found.end(2))
        if found[2] != ":":
            yield Problem(
                edition.at(Span(base + found.start(1) - 1, base + found.end())),
                f"no colon right behind {quote('[' + found[1] + ']')}, so this defines nothing",
                fix=Fix("Put the colon behind the bracket", (Edit(span, ":"),)),
                topic=key(found[1]),
            )
    if incomplete(edition):
        return
    lone = _unused(edition)
    for base, found in undefined(edition):
        label = Span(base + found.start(2), base + found.end(2))
        fix = Fix("Use the label that is defined", (Edit(label, lone[0]),), safe=False) if lone else None
        yield Problem(
            edition.at(Span(base + found.start(), base + found.end())),
            f"no definition of {quote(found[2] or found[1])}, so this is no link",
            fix=fix if len(lone) == 1 else None,
            topic=key(found[2] or found[1]),
        )


def _unused(edition: Edition) -> list[str]:
    used = {key(node.name) for node in edition.find("link", "image") if node.name}
    return [node.name for node in edition.find("definition") if key(node.name) not in used]
