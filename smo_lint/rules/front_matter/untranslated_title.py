"""A title or a description was left in another edition's language.

It is what search engines, menus and link previews show. What equals the source's is reported when most
translations have their own, or when the source uses its words in plain prose and the translation
never does; without a source, what several editions share while most have their own. Single words are
reported between scripts only; names, paths and slugs are no texts, nor is what all editions share. What
nearly no page of a language translates, while others do, is a custom and a hint.

Bad:

~~~md en.md
---
title: Best practices for maintainers
---

These practices are the best for all maintainers.
~~~

~~~md de.md:2
---
title: Best practices for maintainers
---

Das hier ist für alle, die Projekte betreuen.
~~~

Good:

~~~md de.md
---
title: Bewährte Verfahren für Betreuer
---

Das hier ist für alle, die Projekte betreuen.
~~~

Good, a name:

~~~md en.md
---
title: Docker Compose
---

We run it with Docker Compose.
~~~

~~~md de.md
---
title: Docker Compose
---

Wir starten es mit Docker Compose.
~~~

Bad, a hint, where the language translates no title anywhere:

~~~md en.md
---
title: Best practices for maintainers
---

These practices are the best for all maintainers.
~~~

~~~md de.md:2
---
title: Best practices for maintainers
---

Das hier ist für alle, die Projekte betreuen.
~~~

~~~toml smo-lint.toml
[habits.kept]
de = ["title"]
~~~

Bad, without a source:

~~~md da.md:2
---
title: Social Media Optimization
---

Brugen af sociale medier.
~~~

~~~md de.md
---
title: Social-Media-Optimierung
---

Die Nutzung sozialer Medien.
~~~

~~~md fi.md:2
---
title: Social Media Optimization
---

Sosiaalisen median käyttö.
~~~

~~~md is.md
---
title: Hagræðing á samfélagsmiðlum
---

Notkun samfélagsmiðla.
~~~

~~~md pl.md
---
title: Optymalizacja mediów społecznościowych
---

Wykorzystanie mediów społecznościowych.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Edition, Problem, Span, lasting
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules._untranslated import Text, untranslated

# Of a key: the keys from the top, positions in lists as numbers.
_Path = tuple[str | int, ...]
_SLUG = regex(r"\s*\S*[-_/.:]\S*\s*")
# Keys, at any depth, whose values readers see.
_TEXTS = (
    *("title", "subtitle", "description", "summary", "excerpt", "abstract", "tagline", "heading"),
    *("linkTitle", "menuTitle", "sidebar_label", "sidebarTitle", "short_title", "label", "text", "details"),
)


@rule("FM008", severity="warning")
def untranslated_title(article: Article, *, texts: tuple[str, ...] = _TEXTS) -> Iterator[Problem]:
    """Report each value of a key in `texts` that was not translated where it should be."""
    found: dict[_Path, list[Text]] = {}
    for edition in article.editions:
        for path, scalar, start, end in _entries(edition):
            if path[-1] in texts:
                text = Text(edition, scalar, Span(start, end), f"{path[-1]}")
                found.setdefault(path, []).append(text)
    for path, values in found.items():
        if all(_SLUG.fullmatch(value.text) for value in values):
            continue
        for copy, original in untranslated(article, values):
            yield Problem(
                copy.place,
                f"{path[-1]} left untranslated: {quote(copy.text)}, as in {original.edition.lang}",
                related=(original.place,),
                topic=".".join(map(str, path)),
                severity="hint" if path[-1] in copy.edition.locale.kept and len(path) == 1 else "",
            )


@lasting
def _entries(edition: Edition) -> tuple[tuple[_Path, str, int, int], ...]:
    """The texts that stand under keys: path of a key, what it says, where that stands."""
    first = {entry.path: entry for entry in reversed(edition.meta.entries)} if edition.meta else {}
    return tuple(
        (entry.path, entry.scalar, *entry.value)
        for entry in (edition.meta.entries if edition.meta else ())
        if entry.type == "string" and isinstance(entry.path[-1], str) and first[entry.path] is entry
    )
