"""A task is done here and open in the reference, or the reverse; or its box is lost.

Readers tick off what is not done, or do again what is. Compared are the boxes of corresponding items,
`[X]` and `[x]` being the same.

Bad:

~~~md en.md
# Plan

- [x] Write `first`
- [ ] Test `second`
~~~

~~~md pl.md:4
# Plan

- [x] Napisać `first`
- [x] Sprawdzić `second`
~~~

Good:

~~~md pl.md
# Plan

- [x] Napisać `first`
- [ ] Sprawdzić `second`
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import reference

_STATES = {"[ ]": "open", "[x]": "done", "": "no task"}


@rule("LS106", severity="warning")
def changed_task_state(pair: Pair) -> Iterator[Problem]:
    """Report each matched item whose box differs."""
    for source, target in pair.matched("item"):
        one, two = source.name.lower(), target.name.lower()
        if one != two and one in _STATES and two in _STATES:
            where = reference(pair)
            message = f"{_STATES[two]}, but {_STATES[one]} in {where}"
            related = (pair.source.at(source, "the item"),)
            yield Problem(pair.target.at(target), message, related, _fix(pair, target, one))


def _fix(pair: Pair, target: Node, state: str) -> Fix | None:
    """Set the box; where one side has none, people must say whether it is a task."""
    if not state or not target.name or target.marker is None:
        return None
    start = pair.target.text.find("[", target.marker.end)
    return Fix("Set the box", (Edit(Span(start, start + 3), state),))
