"""The language of a code block is not the reference's.

The block loses its colours, or is coloured as something else; where the name was translated, some
builds stop. Names of one language are equal (`js`, `javascript`), and so are a language and what adds
tags to it (`js`, `jsx`), and the names of "no language" (`text`, `plain`, none). A block that has a
language here and none in the reference was improved and is not reported; nor is one whose code is
another one altogether.

Bad:

~~~~md en.md
```python
print("Hello")
```
~~~~

~~~~md es.md:1
```pitón
print("Hola")
```
~~~~

Good:

~~~~md es.md
```python
print("Hola")
```
~~~~

Bad:

~~~~md en.md
- Start it:

  ```bash
  app run
  ```
~~~~

~~~~md es.md:3
- Inicie:

  ```
  app run
  ```
~~~~

Good:

~~~~md es.md
- Inicie:

  ```bash
  app run
  ```
~~~~

Good:

~~~~md en.md
```js
run()
```

```
run()
```
~~~~

~~~~md es.md
```javascript
run()
```

```js
run()
```
~~~~

Bad, a hint, two names for markup that is the same in both:

~~~~md en.md
```html
### Title <Badge text="new" />
```
~~~~

~~~~md ja.md:1
```md
### Title <Badge text="new" />
```
~~~~

Good:

~~~~md ja.md
```html
### Title <Badge text="new" />
```
~~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem, Span
from smo_lint.rules import rule

_SAME = (
    ("", "text", "txt", "plain", "plaintext", "none", "nohighlight", "output"),
    ("js", "javascript", "mjs", "cjs", "node", "jsx"),
    ("ts", "typescript", "tsx"),
    ("py", "python", "python3", "py3"),
    ("sh", "shell", "bash", "zsh"),
    ("console", "shell-session", "shellsession", "sh-session", "terminal"),
    ("yml", "yaml"),
    ("md", "markdown"),
    ("rb", "ruby"),
    ("rs", "rust"),
    ("go", "golang"),
    ("cs", "csharp", "c#"),
    ("c++", "cpp", "cxx"),
    ("kt", "kotlin"),
    ("ps1", "powershell", "pwsh"),
    ("docker", "dockerfile"),
    ("make", "makefile"),
    ("html", "htm", "xhtml"),
    ("json", "jsonc", "json5"),
    ("hbs", "handlebars"),
)
_NAME = {name: names[0] for names in _SAME for name in names}
_ALIKE = 0.4
# Languages that hold each other: one text may be called any of them.
_MARKUP = frozenset(("md", "mdx", "html", "vue", "svelte", "astro"))


@rule("CD104", severity="warning")
def changed_code_language(pair: Pair) -> Iterator[Problem]:
    for source, target in pair.matched("code"):
        if not source.level or not target.level or not _named(source):
            continue
        if _named(source) == _named(target) or not _alike(source.text, target.text):
            continue
        there = f"{source.name} in {pair.source.lang or 'the reference'}"
        said = f"code is marked as {target.name}" if target.name else "code has no language"
        yield Problem(
            pair.target.at(target.marker or target),
            f"{said}, but {there}",
            related=(pair.source.at(source.marker or source, "the fence there"),),
            fix=_fix(pair, source, target),
            topic=source.name,
            severity="hint" if _markup(source, target) else "",
        )


def _markup(source: Node, target: Node) -> bool:
    """Whether one and the same text is called by two names of markup: only its colours differ."""
    return {_named(source), _named(target)} <= _MARKUP and source.text.split() == target.text.split()


def _named(code: Node) -> str:
    word = re.split(r"[:,(\[{]", code.name.lower().removeprefix("{").lstrip(".="))[0].removesuffix("}")
    return _NAME.get(word, word)


def _alike(source: str, target: str) -> bool:
    from rapidfuzz.distance import Indel

    return source == target or Indel.normalized_similarity(source, target, score_cutoff=_ALIKE) > 0


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    if target.marker is None:
        return None
    written = pair.target.slice(target.marker)
    start = target.marker.start + (written.index(target.name, target.level) if target.name else target.level)
    return Fix(f"Mark it as {source.name}", (Edit(Span(start, start + len(target.name)), source.name),))
