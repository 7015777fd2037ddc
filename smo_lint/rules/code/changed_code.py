"""Code differs from the reference's beyond what a translator may touch.

A command with another option, a line that fell out, a translated keyword: the reader copies it and it
does not work. Two aligned blocks are compared line by line without what may be translated: comments,
strings, text between tags, values of YAML, placeholders in angle brackets, spaces and line breaks, and
the tag of the edition's own language (`locale={frFR}`). Which part of a line that is, the block's
language says. In a block without a known language (output, a tree, a diagram) words are no evidence;
there only options, paths and names with digits, dots, underscores or inner capitals are compared, and
only in lines that are otherwise alike, so that a translated example stays silent. Samples of Markdown
are left alone: they are prose. So is a sample that sets up the edition's own language where the reference's
does not (`import zhCN from 'app/locale/zh_CN'`). Parentheses around a single thing and the order of what is
imported or exported are style.

Lines that begin as comments do say nothing in such a block, and a line in letters beyond Latin, where the
reference's are Latin, says in words what the reference shows.

Code that is the same inside is a hint: where one gives it to a function when it exports it
(`export default defineConfig({…})`), returns it in braces or not, or calls a thing in short (`get po`). So is
a name that the examples declare themselves, where the page says it in the reader's language throughout, one
that the reader is to replace (`MyShop`), a sum in another currency, and the setting of the reference's own
language that an edition leaves out. Where no line is lost and more came than the reference has, it is a
warning, like an extra block. Blocks that an edition cut or joined are compared as one.

The fix restores the code and keeps translated comments and strings.

Bad:

~~~~md en.md
```sh
# Test one component
npm run test component/button
```
~~~~

~~~~md pl.md:3
```sh
# Testuje jeden komponent
npm run test componet/button
```
~~~~

Good:

~~~~md pl.md
```sh
# Testuje jeden komponent
npm run test component/button
```
~~~~

Good, one command in two ways, and a type that only a remark is added to:

~~~~md en.md
```sh
name=$(kubectl get po -n curl -o name)
npm i lamp --save
```

```ts
type Rows = Table & {
  // more of them, as you like
};
```
~~~~

~~~~md pl.md
```sh
name=`kubectl get po -n curl -o name`
npm i lamp -S
```

```ts
type Rows = Table;

// wedle życzenia, na przykład:
// limit?: number;
```
~~~~

Bad, where they differ:

~~~~md en.md
```sh
name=$(kubectl get po -n curl -o name)
kubectl exec -it $name -- curl -s http://example.org
```
~~~~

~~~~md pl.md:3
```sh
name=`kubectl get po -n curl -o name`
kubectl exec $name -- curl -s http://example.org
```
~~~~

Good:

~~~~md pl.md
```sh
name=`kubectl get po -n curl -o name`
kubectl exec -it $name -- curl -s http://example.org
```
~~~~

Bad:

~~~~md en.md
1. Read it:

   ```python
   def read(size: int = 10):  # never more
       print("Reading")
       return size
   ```
~~~~

~~~~md de.md:4
1. Lies es:

   ```python
   def lies(size: int = 10):  # niemals mehr
       print("Ich lese")
       return size
   ```
~~~~

Good:

~~~~md de.md
1. Lies es:

   ```python
   def read(size: int = 10):  # niemals mehr
       print("Ich lese")
       return size
   ```
~~~~

Bad:

~~~~md en.md
```ts
type Icon =
  | 'mastodon'
  | 'npm'
  | 'slack'
```
~~~~

~~~~md zh-CN.md:3
```ts
type Icon =
  | 'mastodon'
  | 'slack'
```
~~~~

Good:

~~~~md zh-CN.md
```ts
type Icon =
  | 'mastodon'
  | 'npm'
  | 'slack'
```
~~~~

Bad, a hint, what only stands around the code:

~~~~md en.md
```ts
export default {
  port: 80
}
```

```ts
items.map((item) => {
  return (
    item.name
  )
})
```

```sh
cluster get services --all
```
~~~~

~~~~md fr.md:2,10,16
```ts
import { defineConfig } from 'app'

export default defineConfig({
  port: 80
})
```

```ts
items.map((item) => (
  item.name
))
```

```sh
cluster get svc --all
```
~~~~

Bad, a hint, the example's own name:

~~~~md en.md
The pages of customers:

```ts
// customers/props.ts
export interface CustomersProps {
  address: string;
}
```

```ts
const value: CustomersProps = { address: "/" };
```
~~~~

~~~~md pt.md:5,11
As páginas de clientes:

```ts
// clientes/props.ts
export interface ClientesProps {
  address: string;
}
```

```ts
const value: ClientesProps = { address: "/" };
```
~~~~

Bad, a hint, what is said for the edition's own readers:

~~~~md en.md
```js
const lamp = new Lamp({lang: 'en'})
```

```py
shop.open(at=MyStreet())
```

```json
{"lamp": "on", "price": "$100"}
```
~~~~

~~~~md pt.md:2,6,10
```js
const lamp = new Lamp()
```

```py
shop.open(at=MinhaRua())
```

```json
{"lamp": "on", "price": "€100"}
```
~~~~

Bad, another sum, and another setting:

~~~~md en.md
```js
const lamp = new Lamp({lang: 'en'})
```

```json
{"lamp": "on", "price": "$100"}
```
~~~~

~~~~md pt.md:2,6
```js
const lamp = new Lamp({volts: 12})
```

```json
{"lamp": "on", "price": "€90"}
```
~~~~

Bad, a line of three blocks that are one here:

~~~~md en.md
Get it:

```sh
git clone https://example.org/lamp.git
cd lamp
```

Build it:

```sh
make tools
make lamp
```

Light it:

```sh
./lamp --on --slowly
```
~~~~

~~~~md pt.md:12
Tudo:

```sh
# o código
git clone https://example.org/lamp.git
cd lamp

# as partes
make tools
make lamp

./lamp --on
```
~~~~

Bad, a warning, far more than the reference says:

~~~~md en.md
```sh
lamp --check
```
~~~~

~~~~md pt.md:2
```sh
make tools
make wires
lamp --check
```
~~~~

Good:

~~~~md pt.md
```sh
lamp --check
```
~~~~

Bad, a name from elsewhere:

~~~~md en.md
```ts
import { useCustomers } from "shop";
const customers = useCustomers();
```
~~~~

~~~~md pt.md:2
```ts
import { useClientes } from "shop";
const clientes = useClientes();
```
~~~~

Good:

~~~~md pt.md
```ts
import { useCustomers } from "shop";
const customers = useCustomers();
```
~~~~

Bad:

~~~~md en.md
```
kubectl promote nginx -n default -C member1
```
~~~~

~~~~md fr.md:2
```
kubectl promote nginx -n default -c member1
```
~~~~

Good:

~~~~md fr.md
```
kubectl promote nginx -n default -C member1
```
~~~~

Good:

~~~~md en.md
```json
{"title": "Welcome", "port": 80}
```

```yaml
title: Welcome  # shown above
locale: en
```

```tsx
<Form.Item label="Name">Your name</Form.Item>;
```

```
├── main.py   # the application
└── feat: send an email
```

```js-vue
Hello {{ 1 + 1 }}
```

```mermaid
graph LR
    A[Request] --> B[Answer]
```
~~~~

~~~~md fr.md
```json
{"title": "Bienvenue", "port": 80}
```

```yaml
title: Bienvenue  # affiché en haut
locale: fr
```

```tsx
<Form.Item label="Nom">Votre nom</Form.Item>;
```

```
├── main.py   # l'application
└── feat: envoie un courriel
```

```js-vue
Bonjour {{ 1 + 1 }}
```

```mermaid
graph LR
    A[Requête] --> B[Réponse]
```
~~~~

Good, remarks and values that are said in words:

~~~~md en.md
```
// <my-list ref="myList"></my-list>
this.$refs.myList.hide();
will return e.rowIds
```

```json
{ index: 1, title: 'hot' }
```
~~~~

~~~~md zh-CN.md
```
//先在组件上绑定 ref
this.$refs.myList.hide();
将会返回已经选中的 e.rowIds 和 e.rowNames
```

```json
{ index: 选中的序号, title: '热门' }
```
~~~~

Good, the remarks of a drawn tree, which may run over two lines:

~~~~md en.md
```
bin/lamp            entry, builds what is missing
  └─ src/start.ts   looks for a running lamp;
                    otherwise runs lamp --table
inside the lamp
  └─ src/table.ts   reads --volts and --shade
```
~~~~

~~~~md fr.md
```
bin/lamp            entrée
  └─ src/start.ts   cherche une lampe ; sinon lamp --table
dans la lampe
  └─ src/table.ts   lit les options
```
~~~~

Good, a comment without an end, and quotations:

~~~~md en.md
```js
<!-- this is a comment, too
run()
```

```
> quote 1
>>> quote 3
```
~~~~

~~~~md fr.md
```js
<!-- ceci est aussi un commentaire
run()
```

```
> citation 1
>>> citation 3
```
~~~~

Good:

~~~~md en.md
```jsx
import { App, Config } from 'app';

export default () => <App />;
```

```ts
export default {
  icon: 'x.ico'
} // put the icon in the folder

/* Would give:
  <link href="/x.ico">
*/
```

```js
const data = await fetch(url)
return data.map(entry => {
  return entry.name
})
```
~~~~

~~~~md fr.md
```jsx
import { Config, App } from 'app';
import frFR from 'app/locale/fr_FR';

export default () => <Config locale={frFR}><App /></Config>;
```

```ts
export default {
  icon: 'x.ico'
} // mettez l'icône dans le dossier
```

```js
const data = await (fetch(url))
return data.map((entry) => {
  return entry.name
})
```
~~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from smo_lint.model import Edition, Match, Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.code._adapted import adapted
from smo_lint.rules.code._compare import Change, Line, changes, lines
from smo_lint.rules.code._places import spans
from smo_lint.rules.code._renaming import renamed
from smo_lint.rules.code._restore import restored
from smo_lint.rules.code._wrapping import alike

# What these hold is prose, which other languages translate, markup and all.
_PROSE = frozenset(("md", "markdown", "mdx", "rst", "adoc", "asciidoc", "prompt"))
# Letters and digits from which a line tells what it is.
_TELLING = 3


@rule("CD103")
def changed_code(pair: Pair) -> Iterator[Problem]:
    for match in pair.matches if pair.source.has("code") else ():
        if match.source[0].kind != "code" or match.target[0].kind != "code":
            continue
        sources, targets = _side_by_side(match)
        name, (there, here) = sources[0].name, (_text(sources), _text(targets))
        if there == here or name.lower() in _PROSE or _localised(there, here, pair.target.lang):
            continue
        theirs, ours = lines(name, there), lines(name, here)
        found = tuple(_here(pair, changes(theirs, ours, pair.target.lang)))
        if found:
            problem = _problem(pair, sources, targets, found)
            weak = alike(theirs, ours, found) or renamed(pair, found) or adapted(pair, found)
            level = "hint" if weak else "warning" if _extended(theirs, found) else ""
            yield replace(problem, fix=None if weak else problem.fix, severity=level)


def _extended(theirs: Sequence[Line], found: Sequence[Change]) -> bool:
    """Whether no line of the source is lost, and more came than it has: as good as a block of their own."""
    return not any(change.source for change in found) and sum(len(c.target) for c in found) > len(theirs)


def _side_by_side(match: Match) -> tuple[Sequence[Node], Sequence[Node]]:
    """The blocks of both editions; several in the order in which the one that holds their lines says them."""
    sources, targets = match.source, match.target
    if len(targets) > 1:
        return sources, _as_said(targets, sources[0].text)
    return (_as_said(sources, targets[0].text) if len(sources) > 1 else sources), targets


def _as_said(parts: Sequence[Node], whole: str) -> Sequence[Node]:
    said = [line.strip() for line in whole.split("\n")]

    def first(part: Node) -> int:
        own = {line.strip() for line in part.text.split("\n")} - {""}
        return next((at for at, line in enumerate(said) if line in own), len(said))

    return sorted(parts, key=first)


def _text(codes: Sequence[Node]) -> str:
    return codes[0].text if len(codes) == 1 else "\n".join([code.text.removesuffix("\n") for code in codes])


def _here(pair: Pair, found: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes but those whose lines the other edition says in a block of its own, which is told."""
    for change in found:
        source = (line.kept in _apart(pair, pair.target) for line in change.source)
        target = (line.kept in _apart(pair, pair.source) for line in change.target)
        if not (all(source) and all(target)):
            yield change


def _apart(pair: Pair, edition: Edition) -> frozenset[str]:
    """What the lines of those blocks of code keep that have no counterpart."""
    key = _apart, edition is pair.source
    if key not in pair.memo:
        alone = (code for code in edition.find("code") if pair.match(code) is None)
        kept = (line.kept for code in alone for line in lines(code.name, code.text))
        pair.memo[key] = frozenset(line for line in kept if sum(map(str.isalnum, line)) >= _TELLING)
    known: frozenset[str] = pair.memo[key]
    return known


def _localised(source: str, target: str, lang: str) -> bool:
    """Whether a sample shows how to use the edition's own language, which the source's does not name."""
    base, _, rest = lang.partition("-")
    name = rf"{base}(?:[-_]?{rest}|[-_]?[A-Z]{{2}})" if rest else rf"{base}[-_]?[A-Z]{{2}}"
    own = re.compile(rf"(?<![^\W_]){name}(?![^\W_])", re.IGNORECASE if rest else 0)
    return own.search(target) is not None and own.search(source) is None


def _problem(
    pair: Pair, sources: Sequence[Node], targets: Sequence[Node], found: tuple[Change, ...]
) -> Problem:
    first, single = found[0], len(sources) == len(targets) == 1
    theirs = [place for source in sources for place in spans(pair.source, source)]
    ours = [place for target in targets for place in spans(pair.target, target)]
    more = f", and {len(found) - 1} more such places" if len(found) > 1 else ""
    lang = pair.source.lang or "the reference"
    if first.source and first.target:
        said = f"code {quote(first.target[0].text)}, but {quote(first.source[0].text)} in {lang}"
    elif first.source:
        said = f"code {quote(first.source[0].text)} of {lang} is missing here"
    else:
        said = f"code {quote(first.target[0].text)} is not in {lang}"
    at = ours[first.target[0].number] if first.target else _after(targets[0], ours, first.place)
    there = theirs[first.source[0].number] if first.source else sources[0].marker or sources[0].span
    return Problem(
        pair.target.at(at),
        said + more,
        related=(pair.source.at(there, "the code there"),),
        fix=restored(pair, sources[0], targets[0], found) if single else None,
        topic=(first.source or first.target)[0].kept,
    )


def _after(target: Node, ours: Sequence[Span], place: int) -> Span:
    """The end of the line that a missing line should follow."""
    if place < 0:
        fence = target.marker or Span(target.span.start, target.span.start)
        return Span(fence.end, fence.end)
    return Span(ours[place].end, ours[place].end)
