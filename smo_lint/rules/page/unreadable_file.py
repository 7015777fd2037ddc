"""A file cannot be read as text.

It is not UTF-8, holds NUL characters, is larger than the limit, or is a link that leads nowhere.
Nothing on the page can be compared; the other editions are checked all the same.

Bad:

~~~md en.md
# Guide
~~~

~~~fault pl.md:1
not UTF-8: byte 0xE9 at 17
~~~

Good:

~~~md pl.md
# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Problem, Span
from smo_lint.rules import rule


@rule("PG001", guard=True)
def unreadable_file(edition: Edition) -> Iterator[Problem]:
    """Report a file that could not be read."""
    if edition.fault is not None:
        place = Span(edition.fault.offset, edition.fault.offset)
        yield Problem(edition.at(place), f"cannot be read: {edition.fault.reason}")
