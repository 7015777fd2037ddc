"""A code block of the reference has no counterpart.

The reader is told to run or write something and does not see what. A block that stands elsewhere, or
that is part of a larger missing part, is not reported here, nor is one whose lines another block says; nor
is one that this edition shows as inline code, where its whole text stands. A block that the reference says
twice in a row is a hint: nothing is lost.

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

Good, the lines of three blocks in two, in another order:

~~~~md en.md
Take the sources:

```sh
git clone https://example.org/lamp.git
cd lamp
```

Then the tools:

```sh
make tools
```

Light it:

```sh
lamp --on
```
~~~~

~~~~md pt.md
Para acender:

```sh
lamp --on
```

Pegue tudo:

```sh
# as ferramentas
make tools
# o código
git clone https://example.org/lamp.git
cd lamp
```
~~~~

Bad, a hint, said twice in a row:

~~~~md en.md
Put this into your settings:

```json
{"lamp": {"volts": 12}}
```

```json
{"lamp": {"volts": 12}}
```
~~~~

~~~~md pt.md:5
Ponha isto na configuração:

```json
{"lamp": {"volts": 12}}
```
~~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, Problem
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
            severity="hint" if _again(pair.source, code) else "",
        )


def _again(edition: Edition, code: Node) -> bool:
    """Whether the block right before it or behind it says the same."""
    for other in edition.find("code"):
        if other is not code and other.text == code.text:
            first, second = sorted((code.span, other.span))
            if not edition.text[first.end : second.start].strip():
                return True
    return False
