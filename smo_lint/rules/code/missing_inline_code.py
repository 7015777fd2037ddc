"""Inline code of the reference is missing in the aligned block.

A name, a value or a key fell out of the sentence, or lost its backticks: then the message says that the
bare words still stand there; that is a hint for numbers, for acronyms and names of products, in another
case, and for a plain word that is the whole text of a link, or in a text whose letters are Latin, as the
source's are not. So is a name of which the last part stands there, a phrase of which a word does, `true`
and `false`, as a verb may say them, and a name that the edition never writes as code, where the source does
three times or more. A plain word counts only where the block keeps others, and is a hint where that is but
one; each code is reported once, at the first place, with the others of its block. Codes that stand
elsewhere in the same section, in a code block of it or in `<code>` are not missing, nor is one that is
mentioned once instead of twice. A code that became another one is a changed code, not a missing one.

Bad:

~~~md en.md
Set `size` to `small`, `middle` or `large`. Press `Ctrl-D` to stop.
~~~

~~~md de.md:1,1
Setzen Sie `size` auf `small` oder `large`. Mit Ctrl-D beenden Sie es.
~~~

Good:

~~~md de.md
Setzen Sie `size` auf `large`, `middle` oder `small`. Mit <kbd>Ctrl-D</kbd> beenden Sie es.
~~~

Good:

~~~md en.md
Call `run()`. The call of `run()` returns `None`.

It never raises.
~~~

~~~md de.md
Rufen Sie `run()` auf.

Der Aufruf gibt `None` zurück und wirft nie eine Ausnahme.
~~~

Good, a word that was translated, and one that stands bare in both:

~~~md en.md
You can pass the `int` code directly, like `404`.

| `render` | Takes a `record` and an `index` | (record: T, index: number) |
| - | - | - |
~~~

~~~md de.md
Sie können den ganzzahligen Code direkt übergeben, etwa `404`.

| `render` | Nimmt einen Datensatz und seine Nummer | (record: T, index: number) |
| - | - | - |
~~~

Bad, a word in another script:

~~~md en.md
Add the `workshop` label to it.
~~~

~~~md zh.md:1
给它加上 workshop 标签。
~~~

Good:

~~~md zh.md
给它加上 `workshop` 标签。
~~~

Good, code that is said in words, and a phrase that was set as code:

~~~md en.md
Show two of them with `lines=2`, and hide the `cancel button` of the bar.

Here is one `that never ends. Take `size` and `list` for it.
~~~

~~~md zh.md
把 lines 设为 2 即可显示两行，并隐藏栏里的取消按钮。

这里没有结束。请使用 `size` 和 `list`。
~~~

Bad, a hint, a word that the sentence may say:

~~~md en.md
The button's `type`, by default `primary`.
~~~

~~~md zh.md:1
按钮的类型，默认为 `primary`。
~~~

Bad, a hint, a name in another case:

~~~md zh.md
重新计算 `TabBar` 的样式，基于 `ORM`。
~~~

~~~md en.md:1,1
It relayouts the tabbar, by ORM.
~~~

Bad, a hint, a number:

~~~md en.md
Set `keepFor` to `300`, then wait.
~~~

~~~md zh.md:1
把 `keepFor` 设为 300，然后等待。
~~~

Bad, a hint, the last part of a name, and a phrase of which the sentence has a word:

~~~md en.md
Connect it by `page-store` with `size_of`.

The plugin supports `Page dev server RELOAD`.
~~~

~~~md zh.md:1,3
用 store 连接它，使用 `size_of`。

插件支持开发服务器的 RELOAD。
~~~

Good, a mark behind it:

~~~md en.md
**CHANGE:** a footer `CHANGE:`, or the `CHANGE` itself, is upper case; see `rules.md`.
~~~

~~~md zh.md
**CHANGE:** 脚注 `CHANGE` 必须大写；参见 `rules.md`。
~~~

Good, code that is part of another one:

~~~md en.md
Go back by `HEAD~<n> (the number)` with `undo`, which `app` knows, and set `size`.
~~~

~~~md zh.md
用 `app undo --all` 撤销 `HEAD~<n>`，并设置 `size`。
~~~

Bad, a hint, a name that is plain text on the whole page:

~~~md en.md
Set `deletePolicy/clusterPolicy` first.

The `deletePolicy/clusterPolicy` decides what stays, in the way of all that the `lamp` needs.

Without `deletePolicy/clusterPolicy` nothing goes.
~~~

~~~md de.md:1
Setzen Sie zuerst deletePolicy/clusterPolicy.

Die deletePolicy/clusterPolicy entscheidet, was bleibt, so wie alles, was die `lamp` braucht.

Ohne deletePolicy/clusterPolicy geht nichts.
~~~

Bad, a hint, what a verb says, and the text of a link:

~~~md en.md
Set `useLamp` of `Table` to `true`; see [here](https://example.org/#prefix) for `prefix` and `Rows`.

Set `keepLamp` of `Table` to `false`.
~~~

~~~md pt.md:1,3
Ligue `useLamp` de `Table`; veja `Rows` em [prefix](https://example.org/#prefix).

Desligue `keepLamp` de `Table`.
~~~

Good, a name that stands bare once in both:

~~~md en.md
Here **rowMap** maps the names of `rows`. The `rowMap` looks so:
~~~

~~~md pt.md
Aqui **rowMap** leva os nomes a `rows`, e tem esta forma:
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import written
from smo_lint.rules._hole import hole
from smo_lint.rules._quote import quote
from smo_lint.rules._untranslated import vocabulary
from smo_lint.rules.code._inline import Block, codes, compared, shown
from smo_lint.rules.code._wording import same

_PLAIN = regex(r"[a-z]+|<[a-z]+>|[A-Z]?[a-z]+(?:[ /][A-Za-z][a-z]+)+|[A-Z][a-z]+")
# Parts of a block that stand out or apart.
_PARTS = ("strong", "emphasis", "cell")
# What is set as code to stress it: an acronym, the name of a product.
_NAME = regex(r"[A-Z]{2,5}|[A-Z][A-Za-z]+(?: [A-Z\d][\w.+]*)+")
_NUMBER = regex(r"\d+(?:[.,]\d+)*+")
# Plain words that are code whatever the sentence.
_VALUES = frozenset(("true", "false", "null", "undefined", "none", "nil"))
# What a verb says as well: to switch on, to switch off.
_SWITCHED = frozenset(("true", "false"))
_PHRASE = regex(r"[A-Za-z]+(?: [a-z]+)+")
# Where so many codes are kept, plain words are codes as well and no words of the sentence.
_SEVERAL = 2
# Places where an edition writes as plain text what the source writes as code, from which that is its way.
_OFTEN = 3
# A name of several words, or a phrase.
_JOINED = regex(r"[a-z]+(?:-[a-z]+)+|[A-Za-z]+(?: [A-Za-z]+){2,}")
# So many codes of one block are named.
_NAMED = 4


@rule("CD106", severity="warning")
def missing_inline_code(pair: Pair) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in compared(pair):
        bare: list[tuple[Node, Span]] = []
        lost: list[tuple[Node, Span]] = []
        apart = _set_apart(block.sources) if block.gone else frozenset()
        for code in block.gone:
            place = _bare(pair.target, code, block.targets, apart)
            if same(code.text) not in seen and _telling(pair, code, block, place):
                seen.add(same(code.text))
                (bare if place else lost).append((code, place or block.targets[0].span))
        for found, verb in ((bare, "without backticks"), (lost, "")):
            if found:
                yield _problem(pair, block, found, verb)


def _problem(pair: Pair, block: Block, found: list[tuple[Node, Span]], how: str) -> Problem:
    """One problem for the codes of a block; its topic is the first, on which several references agree."""
    there = pair.source.lang or "the reference"
    named = ", ".join(quote(code.text) for code, _ in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    one = len(found) == 1
    if how:
        said = f"{named}{more} {'stands' if one else 'stand'} here {how}, but as code in {there}"
    else:
        said = f"inline code {named}{more} of {there} {'is' if one else 'are'} missing here"
    code, place = found[0]
    related = (pair.source.at(code, "the code there"),)
    home = block.targets[0]
    covers = _linked(home, place) if how else hole(pair.target, home)
    level = "hint" if _weak(pair, block, found, how) else ""
    return Problem(pair.target.at(place), said, related, topic=code.text, covers=covers, severity=level)


def _weak(pair: Pair, block: Block, found: list[tuple[Node, Span]], how: str) -> bool:
    """Whether all that was lost may be words of the sentence, or was only stressed."""
    words = [code.text for code, _ in found]
    if not how:
        said = " ".join(prose(pair.target, node).text for node in block.targets)
        if all(_echoed(word, said) or word in _SWITCHED for word in words):
            return True
        return block.kept < _SEVERAL and all(map(_PLAIN.fullmatch, words))
    if all(_plain_throughout(pair, word) for word in words):
        return True
    latin = language(pair.target.lang).script == "Latn" != language(pair.source.lang).script
    return all(
        _NAME.fullmatch(word)
        or _NUMBER.fullmatch(word)
        or pair.target.slice(at).replace("\\", "") != _words_of(word)
        or (_PLAIN.fullmatch(word) and word not in _VALUES and (latin or _links(block, at)))
        for word, (_, at) in zip(words, found, strict=True)
    )


def _links(block: Block, words: Span) -> bool:
    """Whether words are the whole text of a link, which stands out without backticks."""
    return any(link.inner == words for target in block.targets for link in target.find("link"))


def _plain_throughout(pair: Pair, code: str) -> bool:
    """Whether the target never writes a name as code, in several places where the source does."""
    name = _words_of(code)
    if not name or same(code) in codes(pair.target):
        return False
    if written(pair.target).count(name) < _OFTEN:
        return False  # found much sooner than whole words are
    there, here = (len(_word(name).findall(written(edition))) for edition in (pair.source, pair.target))
    return here - there >= _OFTEN


def _echoed(code: str, text: str) -> bool:
    """Whether a text has the last part of a name, or any word of a phrase."""
    parts = code.split(" ") if " " in code else code.split("-")[-1:]
    plain = _JOINED.fullmatch(code) is not None
    return plain and any(_word(part).search(text) for part in parts if len(part) > 2)


def _word(word: str) -> re.Pattern[str]:
    """A word of code in a text, never within a longer one."""
    return re.compile(rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9_])")


def _linked(block: Node, words: Span) -> Span:
    """Words that were code, with what a bare address among them takes in."""
    bare = (link.span for link in block.find("link") if link.name == "auto")
    return Span(
        words.start, max([words.end, *(at.end for at in bare if words.start <= at.start < words.end)])
    )


def _bare(
    edition: Edition, code: Node, blocks: tuple[Node, ...], apart: AbstractSet[str] = frozenset()
) -> Span | None:
    """The words of a code in the text of the aligned blocks, or the same in another case; never within a
    longer word, nor in parts of this text."""
    words = _words_of(code.text)
    if not words:
        return None
    pattern = rf"(?<![A-Za-z0-9_]){re.escape(words)}(?![A-Za-z0-9_])"
    places = (_place(edition, blocks, re.compile(pattern, flag), apart) for flag in (0, re.IGNORECASE))
    return next(filter(None, places), None)


def _set_apart(blocks: tuple[Node, ...]) -> AbstractSet[str]:
    """The texts of what stands in bold, in italics or in a cell, where that has no code."""
    parts = (part for block in blocks for part in block.find(*_PARTS))
    return {part.text for part in parts if not any(part.find("inline_code"))}


def _words_of(text: str) -> str:
    return text.strip("\"'` ").removesuffix("()")


def _place(
    edition: Edition, blocks: tuple[Node, ...], pattern: re.Pattern[str], apart: AbstractSet[str]
) -> Span | None:
    for block in blocks:
        text = prose(edition, block)
        for match in pattern.finditer(text.text):
            place = text.span(*match.span())
            if edition.text[place.end : place.end + 2] == "</":
                continue  # in `<code>` or `<kbd>`
            if not apart or not any(
                part.text in apart for part in block.find(*_PARTS) if _covers(part, place)
            ):
                return place
    return None


def _covers(node: Node, words: Span) -> bool:
    return node.span.start <= words.start and words.end <= node.span.end


def _foreign(pair: Pair, word: str) -> bool:
    """Whether a word in common is a name: the scripts differ, and the source has it as code only."""
    if language(pair.source.lang).script == language(pair.target.lang).script:
        return False
    return not vocabulary(pair.source)[1][word.casefold()]


def _said(pair: Pair, code: Node, block: Block) -> bool:
    """Whether the aligned blocks say in words what the code holds: `lines=2` as “two lines”, or a phrase
    that was set as code and translated into another script."""
    words = re.findall(r"\w+", code.text)
    text = " ".join(prose(pair.target, node).text for node in block.targets)
    there = [_word(word).search(text) is not None for word in words]
    if len(words) > 1 and all(there):
        whole = re.search(r"[^\w、，,]{0,4}".join(map(re.escape, words)), text)
        return whole is None  # else it only lacks its backticks
    if language(pair.source.lang).script == language(pair.target.lang).script:
        return False
    return _PHRASE.fullmatch(code.text) is not None and (any(there) or not block.kept)


def _within(code: Node, block: Block) -> bool:
    """Whether a code of the target that the source's blocks have not holds this one, or is most of it."""
    own = code.text
    known = set(map(same, _words(block.sources)))
    others = [text for text in _words(block.targets) if same(text) not in known]
    return any(_holds(other, own) or (2 * len(other) > len(own) and _holds(own, other)) for other in others)


def _holds(whole: str, part: str) -> bool:
    """Whether a code stands in another one, and not within a longer word."""
    return _word(part).search(whole) is not None


def _telling(pair: Pair, code: Node, block: Block, bare: Span | None) -> bool:
    """Tell whether the loss is more than another wording.

    A plain word may be translated, or be no code in another language's sentence; it counts where the
    block keeps other words as code, or where it stands as it is in another script. A code that the edition
    shows elsewhere is lost only from a table.
    """
    plain = _PLAIN.fullmatch(code.text) is not None
    if plain and shown(pair.source, code):
        return False  # a sample that readers read
    elsewhere = same(code.text) in codes(pair.target)
    if bare:
        if plain and _bare(pair.source, code, block.sources):
            return False  # the source has the word as plain text, too
        return not plain or elsewhere or block.kept > 0 or _foreign(pair, code.text)
    if _bare(pair.target, code, block.targets):
        return False  # as plain text where the source has it so as well: mentioned once instead of twice
    if same(code.text) in block.near or _said(pair, code, block) or _within(code, block):
        return False
    if elsewhere:
        return block.sources[0].kind == "row" and block.kept > 0
    return not plain or (block.kept > 0 and any(_PLAIN.fullmatch(word) for word in _words(block.targets)))


def _words(blocks: tuple[Node, ...]) -> Iterator[str]:
    """The inline codes of some blocks."""
    return (node.text for block in blocks for node in block.find("inline_code"))
