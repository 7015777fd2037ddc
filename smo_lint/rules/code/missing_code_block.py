"""A code block of the reference has no counterpart.

The reader is told to run or write something and does not see what. A block that stands elsewhere, or
that is part of a larger missing part, is not reported here; nor is one that this edition shows as
inline code, where its whole text stands.

Bad:

~~~~md en.md
Install it:

```sh
pip install pelican
```

Then run it:

```sh
pelican content
```
~~~~

~~~~md pt.md:7
Instale:

```sh
pip install pelican
```

Depois execute:
~~~~

Good:

~~~~md pt.md
Instale:

```sh
pip install pelican
```

Depois execute: `pelican content`
~~~~

Good, behind the paragraph that follows in the reference, with its remark translated:

~~~~md en.md
Now the service is there.

```sh
# Ask for the service on the second cluster
$ kubectl --context member2 get svc
```

Start a `request` on the second cluster:

```sh
kubectl run request --image=request
```
~~~~

~~~~md pt.md
Agora o serviço existe.

Inicie um `request` no segundo cluster:

```sh
# Procure o serviço no segundo cluster
$ kubectl --context member2 get svc
```

```sh
kubectl run request --image=request
```
~~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote


@rule("CD101")
def missing_code_block(pair: Pair) -> Iterator[Problem]:
    for code in pair.missing("code"):
        text = " ".join(code.text.split())
        if text and text in {" ".join(span.text.split()) for span in pair.target.find("inline_code")}:
            continue
        name = f"{code.name} " if code.name else ""
        first = next((line for line in code.text.split("\n") if line.strip()), "")
        yield Problem(
            pair.gap(code),
            f"{name}code block {quote(first)} of {pair.source.lang or 'the reference'} is missing here",
            related=(pair.source.at(code, "the code block there"),),
        )
