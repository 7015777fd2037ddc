"""Inline code is not what it is in the reference.

A name that was misspelt or translated, a blank inside a URL, a mark that slipped in: whoever types it
gets an error. The codes of aligned blocks are compared as sets, whatever their order and however often
each stands there. What differs freely: spaces, kinds of quotes, the `()` of a call, a plural, text in
quotes, `<placeholders>`, the `$` of a prompt, a remark in another script, the mark of an optional
parameter (`{string=}`), names in braces in another script (`{name}`), whole sentences that stand as code, and
words in lines of nothing but code. A word that became another one is a hint where no code of the translation
has it: it may only be stressed. So is the name of a host that nothing leads to: it is an example.

Bad:

~~~md en.md
# Models

Set `app.dependency_overrides` on `model1`, then call `run()`.
~~~

~~~md ja.md:3,3
# モデル

`モデル1` に `app.dependcy_overrides` を設定し、`run` を呼びます。
~~~

Good:

~~~md ja.md
# モデル

`model1` に `app.dependency_overrides` を設定し、`run` を呼びます。
~~~

Bad:

~~~md en.md
Deploy it to `https://<username>.example.com/<repository>/`.
~~~

~~~md zh.md:1
部署到 `https://<username> .example.com/<repository> /`。
~~~

Good:

~~~md zh.md
部署到 `https://<username>.example.com/<repository>/`。
~~~

Bad:

~~~md en.md
Is a node with `-onlynet=tor` safe?
~~~

~~~md fr.md:1
Un nœud avec `-onlynet=tor ?` est-il sûr ?
~~~

Good:

~~~md fr.md
Un nœud avec `-onlynet=tor` est-il sûr ?
~~~

Bad, a word is lost:

~~~md en.md
The list accepts the content type `as=Table`.
~~~

~~~md zh.md:1
列表接受内容类型 `=Table`。
~~~

Good:

~~~md zh.md
列表接受内容类型 `as=Table`。
~~~

Good:

~~~md en.md
Write `git commit -m "add a page"`, or `git checkout <branch>`; see the `ConfigMaps`.

The message is `feat: send an email when a product is shipped`, the anchor `#where-it-goes`.
~~~

~~~md fr.md
Écrivez `git commit -m "ajouter une page"` ou `git checkout <branche>` ; voir la `ConfigMap`.

Le message est `feat: envoyer un courriel à l'expédition du produit`, l'ancre `#ou-cela-va`.
~~~

Bad, a name among names that were kept:

~~~md en.md
Import `Body`, `Query` and `Form` from it.
~~~

~~~md fr.md:1
Importez `Body`, `Query` et `Formulaire` depuis là.
~~~

Good:

~~~md fr.md
Importez `Body`, `Query` et `Form` depuis là.
~~~

Bad, a hint, a word that was set as code:

~~~md en.md
The list of `public` members is there; start by `$ app run`, at `https://<user>.example.com/`.
~~~

~~~md zh.md:1
`公开`的成员列表在那里；用 `app run` 启动，位于 `https://<用户 名>.example.com/`。
~~~

Good, a remark behind it, and a file in the own language:

~~~md en.md
It shows an arrow, by default in mode `light`. See [`more/README.md`](more/README.md).

`{string} name` is optional, as in `app.run()`; they are `rest parameters`.
~~~

~~~md ja.md
矢印を表示し、モードは `light（明るい）` です。[`more/README_ja.md`](more/README_ja.md) を参照。

`{string=} name` は `app.run ()` と同じく省略できます。`残余引数（rest parameters）` です。
~~~

Bad, a hint, the noun outside of the code, and a member of it:

~~~md en.md
This is a `vueflow plugin`, so a plugin. It draws as `canvas_pad` does.
~~~

~~~md zh.md:1,1
这是一个 `vueflow` 插件。它与 `canvas_pad#draw` 完全一致。
~~~

Good, a sentence that was set as code, and a blank between tags:

~~~md en.md
`Thats it!` It stands in `<script> </script>`.
~~~

~~~md zh.md
`就是这样！` 它位于 `<script></script>`。
~~~

Good, the example's own name, said in the reader's language throughout:

~~~~md en.md
A `customers` folder may hold `+customers/page.ts`; an invocation is `[+customers]`.

```
app
└── +customers/
```
~~~~

~~~~md fr.md
Un dossier `clients` peut contenir `+clients/page.ts` ; un appel est `[+clients]`.

```
app
└── +clients/
```
~~~~

Good, names in braces that the reader is to replace:

~~~md en.md
A text may hold `{{name}}`; the file is `{date}_{NUMBER}.txt`.
~~~

~~~md zh.md
文本可以含有 `{{名称}}`；文件为 `{日期}_{编号}.txt`。
~~~

Bad, a hint, an example of a host:

~~~md en.md
It may be served from `https://ourlibrary.com/books/`.
~~~

~~~md de.md:1
Es kann von `https://unserebibliothek.com/books/` kommen.
~~~

Good:

~~~md de.md
Es kann von `https://ourlibrary.com/books/` kommen.
~~~

Bad, a hint, words put before it:

~~~md en.md
A fix raises the [`PATCH`](https://example.org/#patch) number.
~~~

~~~md zh.md:1
修复会增加[`修订号 PATCH`](https://example.org/#patch)。
~~~

Good, where both only have other words set as code:

~~~md en.md
Load the picture as a Lamp component by `pack` and [`@lamp/pack`](https://example.org/pic).
~~~

~~~md zh.md
用 `pack` 和 [@lamp/pack](https://example.org/pic) 把图片加载为 `Lamp` 组件。
~~~

Good, a sample of what is shown:

~~~md en.md
`::: left`
`on the left`
`:::`
~~~

~~~md ja.md
`::: left`
`左寄せ`
`:::`
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, once
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules._untranslated import vocabulary
from smo_lint.rules.code._inline import codes, compared, shown
from smo_lint.rules.code._renaming import renamed_code
from smo_lint.rules.code._wording import dropped, member, same

_WORD = regex(r"[^\W\d_]+")
# Likeness of two hosts from which one is the other misspelt.
_SLIP = 0.9
_ADDRESS = regex(r"(https?://)([^\s/:?#]++)(\S*+)")
# Words alone, in tags perhaps: no path, no option, no name with an underscore.
_PHRASE = regex(r"(?:</?\w+ ?/?>|[^\W\d_]|[ ,!?«»'-])+")
_LATIN = regex(r"[A-Za-z0-9_]")


@rule("CD105", severity="warning")
def changed_inline_code(pair: Pair) -> Iterator[Problem]:
    for block in compared(pair):
        for source, target in block.altered:
            if _sample(pair, source, target) or renamed_code(pair, source.text, target.text):
                continue
            about = _about(pair, source, target)
            there = pair.source.lang or "the reference"
            yield Problem(
                pair.target.at(target),
                f"inline code {quote(target.text)}, but {quote(source.text)} in {there}",
                related=(pair.source.at(source, "the code there"),),
                fix=None if about else _fix(pair, source, target),
                topic=source.text,
                severity="hint" if about or _weak(pair, source, target) else "",
            )


def _sample(pair: Pair, source: Node, target: Node) -> bool:
    """Whether words were translated in lines of nothing but code."""
    words = _PHRASE.fullmatch(source.text) is not None and _PHRASE.fullmatch(target.text) is not None
    return words and shown(pair.source, source) and shown(pair.target, target)


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    if "`" in source.text or "\n" in pair.target.slice(target.inner) or _translated(pair, source, target):
        return None
    return Fix(f"Write {quote(source.text)}", (Edit(target.inner, source.text),), safe=False)


def _about(pair: Pair, source: Node, target: Node) -> bool:
    """Whether one code is the other with a noun that a sentence may have outside of it, or a member of it."""
    if name := member(source.text, target.text):
        return name[0] == "#" or same(name[1:]) in codes(pair.source)
    lost, said = dropped(source.text, target.text), vocabulary(pair.source)[0]
    samples = (node.text for node in pair.source.find("code"))
    return bool(lost) and all(map(said.get, lost)) and not any(source.text in text for text in samples)


def _weak(pair: Pair, source: Node, target: Node) -> bool:
    return (
        _only_words(pair, source, target)
        or _sample_host(pair, source, target)
        or _glossed(source.text, target.text)
    )


def _glossed(source: str, target: str) -> bool:
    """Whether words of another script were put before or behind a code, which stands as it was."""
    before, whole, behind = target.partition(source)
    rest = (before + behind).strip(" ()（）")
    parted = (not before or before[-1] in " (（") and (not behind or behind[0] in " )(（")
    return bool(whole) and parted and any(map(str.isalpha, rest)) and not _LATIN.search(rest)


def _only_words(pair: Pair, source: Node, target: Node) -> bool:
    """Whether code that was translated is made of words of which no code of the translation has one."""
    if _PHRASE.fullmatch(source.text) is None or not _translated(pair, source, target):
        return False
    return _coded(pair.target).isdisjoint(_WORD.findall(source.text.casefold()))


def _sample_host(pair: Pair, source: Node, target: Node) -> bool:
    """Whether two addresses differ in the name of a host alone, which is no slip and which no link has."""
    from rapidfuzz.distance import Indel

    one, other = (_ADDRESS.fullmatch(node.text.strip()) for node in (source, target))
    if one is None or other is None or one.group(1, 3) != other.group(1, 3):
        return False
    if Indel.normalized_similarity(one[2], other[2]) >= _SLIP:
        return False
    links = (link.url for edition in (pair.source, pair.target) for link in edition.find("link"))
    return not any(one[2] in url or other[2] in url for url in links)


@once
def _coded(edition: Edition) -> frozenset[str]:
    """The words that stand in any code of an edition."""
    codes = (node.text.casefold() for node in edition.find("inline_code", "code"))
    return frozenset(word for text in codes for word in _WORD.findall(text))


def _translated(pair: Pair, source: Node, target: Node) -> bool:
    """Whether words would go that were translated: an example that readers read, and not a slip in a name."""
    theirs, ours = (set(_WORD.findall(node.text.casefold())) for node in (source, target))
    here, there = vocabulary(pair.target)[1], vocabulary(pair.source)[1]
    return _PHRASE.fullmatch(target.text) is not None and any(
        not word.isascii() or (here[word] and not there[word]) for word in ours - theirs
    )
