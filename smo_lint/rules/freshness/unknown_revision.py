"""The revision that a translation declares does not exist.

Nobody can tell whether the translation is up to date, and every tool that follows the declaration
stops there: mostly a typing mistake, or a commit that was squashed or rebased away before it was
merged. What the front matter declares is looked up in the repository that the source lies in. Nothing
is said in a shallow clone, where history ends early, and where no declared revision of a whole project
exists: then they name commits of another repository. A stamp of `smo-lint stamp` does without its
revision: the digests in it say enough.

Bad, where the repository has a revision `9f3c2ab`, but no `9f3c2ad`:

~~~md en.md
# Guide

Open the door.
~~~

~~~md en.md@9f3c2ab
# Guide

Open the door.
~~~

~~~md pl.md:3
---
title: Poradnik
default_lang_commit: 9f3c2ad
---

# Poradnik

Otwórz drzwi.
~~~

Good:

~~~md pl.md
---
title: Poradnik
default_lang_commit: 9f3c2ab
---

# Poradnik

Otwórz drzwi.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.stamps import declared


@rule("FR103")
def unknown_revision(pair: Pair) -> Iterator[Problem]:
    """Report the declaration."""
    told = declared(pair.target)
    if not told or not told.revision or told.parts or pair.past is None:
        return
    if pair.past.declared and not pair.past.revision:
        message = f"revision {quote(told.revision)} of {pair.source.path} does not exist in this repository"
        yield Problem(pair.target.at(told.span), message, topic=told.revision)
