"""A key of the front matter was translated or misspelt.

Programs read the key: `título:` is no title for them. Recognised by its letters, by an equal value,
or by its place between the same neighbours.

Bad:

~~~md en.md
---
title: Guide
weight: 3
layout: page
---

# Guide
~~~

~~~md de.md:2,3,4
---
Title: Leitfaden
Gewicht: 3
layot: page
---

# Leitfaden
~~~

Good:

~~~md de.md
---
title: Leitfaden
weight: 3
layout: page
---

# Leitfaden
~~~

Bad:

~~~md en.md
---
title: The guide
description: What to read first
weight: 3
---

# Guide
~~~

~~~md pt.md:2,3
---
título: O guia
descrição: O que ler primeiro
weight: 3
---

# Guia
~~~

Good:

~~~md pt.md
---
title: O guia
description: O que ler primeiro
weight: 3
---

# Guia
~~~

Good, one key went and another came:

~~~md pt.md
---
title: O guia
description: O que ler primeiro
weight: 3
sidebar_label: guia
---

# Guia
~~~

Bad, a single word beside a translated one:

~~~md en.md
---
title: Server
---

Text.
~~~

~~~md ja.md:2
---
題名: サーバー
---

本文。
~~~

Good:

~~~md ja.md
---
title: サーバー
---

本文。
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.front_matter._keys import compare, dotted


@rule("FM004")
def translated_key(pair: Pair) -> Iterator[Problem]:
    """Report each key that stands for another one of the source."""
    for source, target, sure in compare(pair).renamed:
        name = pair.source.slice(source.key)
        written = pair.target.slice(target.key)
        message = f"key {quote(written)} should be {quote(name)}, as in {reference(pair)}"
        fix = Fix(f"Name it {quote(name)}", (Edit(target.key, name),), safe=sure)
        related = (pair.source.at(source.key, "the key"),)
        yield Problem(pair.target.at(target.key), message, related, fix, dotted(source))
