"""An ignore comment names a rule that does not exist, cannot be understood, or is never ended.

It silences nothing, or more than was meant, and nobody sees that it does not work.

A comment names rules by code, name, prefix of a code or family; regions end with the same names with
which they start. Anything that looks like an ignore comment inside code is a quotation.

Bad:

~~~md en.md:3
# Guide

<!-- smo-lint-ignore HD193 -->

## Install
~~~

Good:

~~~md en.md
# Guide

<!-- smo-lint-ignore HD103, links, PN, missing-heading -- all four are names -->

## Install
~~~

Bad:

~~~md en.md:1,3,5,7
<!-- smo-lint-ignore -->

<!-- smo-lint-disable HD103 -->

<!-- smo-lint-ignore-end TX101 -->

<!-- smo-lint-ignore-start PN001 -->

Text.
~~~

Good:

~~~md en.md
<!-- smo-lint-ignore-start PN001 TX101 -->

Text.

<!-- smo-lint-ignore-end TX101, PN001 -->

Write `<!-- smo-lint-disable HD103 -->` for nothing.
~~~

Bad:

~~~md en.md:3
# Guide

<!-- smo-lint-ignore[xxx-y] HD103 -- no such language -->

## Install
~~~

Good:

~~~md en.md
# Guide

<!-- smo-lint-ignore[pl, zh-Hans] HD103 -->

## Install
~~~
"""

from collections.abc import Iterator

from smo_lint.ignores import KINDS, Ignore, fits, ignores
from smo_lint.languages import normalise
from smo_lint.model import Edition, Problem
from smo_lint.rules import rule, rules


@rule("IG002", severity="warning")
def unknown_ignore(edition: Edition) -> Iterator[Problem]:
    for comment in ignores(edition):
        if comment.kind not in KINDS:
            message = f"“smo-lint-{comment.kind}” is not a comment that smo-lint knows"
            near = _near(comment.kind, KINDS, "smo-lint-")
            yield Problem(edition.at(comment.span), message + near, topic=comment.kind)
            continue
        yield from _words(edition, comment)
        names = ", ".join(word.text for word in comment.words)
        if comment.kind == "ignore-start" and comment.end is None:
            message = f"the region of “{names}” that starts here is never ended"
            yield Problem(edition.at(comment.span), message, topic=names)
        if comment.kind == "ignore-end":
            message = f"no region of “{names}” is open here" if names else "no region is open here"
            yield Problem(edition.at(comment.span), message, topic=names)


def _words(edition: Edition, comment: Ignore) -> Iterator[Problem]:
    if not comment.words and comment.kind != "ignore-end":
        message = "this comment names no rule, so it silences nothing"
        yield Problem(edition.at(comment.span), message)
    for word in comment.words:
        if not any(fits(word.text, rule.code, rule.name, rule.family) for rule in rules()):
            near = _near(word.text, [name for rule in rules() for name in (rule.code, rule.name)])
            yield Problem(edition.at(word.span), f"unknown rule “{word.text}”{near}", topic=word.text)
    for tag in comment.tags:
        if not normalise(tag.text):
            yield Problem(edition.at(tag.span), f"unknown language “{tag.text}”", topic=tag.text)


def _near(word: str, names: list[str] | tuple[str, ...], prefix: str = "") -> str:
    from rapidfuzz import process

    found = process.extractOne(word, names, score_cutoff=60)
    return f", did you mean “{prefix}{found[0]}”?" if found else ""
