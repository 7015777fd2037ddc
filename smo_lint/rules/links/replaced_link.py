"""A link leads to another site, to another form of one place, or to another place on the same page.

A translator may know a better page in the reader's language, and then this is no mistake; or the source has
replaced a dead address since, and the translation still leads there. Another form of one place is a file with
another extension or of another revision, or an address with a query that the source's has not. Of two
fragments nothing is said where one can be the other's translation: only ASCII words in a translation that is
not written in Latin letters, without one word in common, stand for two different headings.

An address on another site that says that it is for these readers is a hint, and so is a document that another
site offers by the same name.

Bad:

~~~md en.md
Scroll without end: [react-virtualized](https://github.com/bvaughn/react-virtualized).
~~~

~~~md fi.md:1
Loputon vieritys: [react-virtualized](https://devarchive.com/lists/virtualized).
~~~

Good:

~~~md fi.md
Loputon vieritys: [react-virtualized](https://github.com/bvaughn/react-virtualized).
~~~

Bad, a paragraph with links of its own:

~~~md en.md
Read [how to ask](https://example.org/smart-questions) and then [how to report](https://example.org/bugs).
~~~

~~~md fi.md:1
Lue [kysymisestä](https://kysy.example.net/viisaasti), [vioista](https://example.org/bugs) ja
[avusta](https://apua.example.com/hiljaa).
~~~

Bad:

~~~md en.md
A pattern relative to the [source directory](./routing#source-directory).
~~~

~~~md zh.md:1
相对于[项目根目录](./routing#project-root)的模式。
~~~

Good:

~~~md zh.md
相对于[源目录](./routing#源目录)的模式。
~~~

Good:

~~~md en.md
Social media is [explained](https://en.wikipedia.org/wiki/Social_media) elsewhere.
~~~

~~~md fi.md
Sosiaalinen media on [selitetty](https://fi.wikipedia.org/wiki/Sosiaalinen_media) muualla.
~~~

Good, a site that the translations always put in the place of another (learnt, or pinned):

~~~toml smo-lint.toml
[habits.addresses.ja]
"https://handbook.example.org/" = "https://tebiki.example.jp/"
~~~

~~~md en.md
Read [the handbook](https://handbook.example.org/start).
~~~

~~~md ja.md
[手引き](https://tebiki.example.jp/start)を読んでください。
~~~

Bad, a hint, a page for these readers and another host:

~~~md en.md
Read [how to ask](https://example.org/smart-questions).

The words are those of [RFC 2119](https://standards.example.org/rfc/rfc2119.txt).
~~~

~~~md fi.md:1,3
Lue [kysymisestä](https://kysy.example.fi/viisaasti).

Sanat ovat [RFC 2119:n](https://lukusali.example.com/html/rfc2119).
~~~

Good, two paragraphs in one, where `missing-link` tells what is gone:

~~~md en.md
# Guide

For reports there are [forms](https://forms.example.org/reports), which help to say what is known. A friend
wrote [a long story](https://story.example.net/long) that helps to write your own one.

To get fewer letters, set up [filters](https://mail.example.com/filters) for them.

## Samples
~~~

~~~md id.md
# Panduan

Untuk laporan ada [formulir](https://forms.example.org/reports), yang membantu menyampaikan apa yang
diketahui. Anda juga bisa mengatur [filter](https://mail.example.com/filters) agar surat berkurang.

## Contoh
~~~

Good, a list of links with one more:

~~~md en.md
- [Home](https://app.example.org)
- [Development](https://code.example.org/app/blob/main/development.en.md)
- [Samples](https://code.example.org/samples)
~~~

~~~md zh-CN.md
- [首页](https://app.example.org)
- [国内镜像](https://app.example.net)
- [开发](development.zh-CN.md)
- [示例](https://code.example.org/samples)
~~~
"""

from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Node, Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts
from smo_lint.rules.links._kinship import another_form, elsewhere, in_language_of, same_document
from smo_lint.rules.links._targets import archived, shown
from smo_lint.rules.links._where import place

_WORD = regex(r"[a-z]+")


@rule("LK115", severity="warning")
def replaced_link(pair: Pair) -> Iterator[Problem]:
    """Report the links of matched blocks that lead to another site."""
    for change in changes(pair):
        if change.how == "replaced" and change.source is not None:
            yield _gone(pair, change.source, change.block)
        if change.how == "moved" or change.source is None or change.target is None:
            continue
        here, there = parts(pair, change.target), parts(pair, change.source)
        if change.how == "changed":
            wrong = elsewhere(there, here) or another_form(there, here)
        else:
            wrong = bool(here.path) and _other_heading(pair, there.fragment, here.fragment)
        if wrong:
            yield _problem(pair, change.source, change.target)


def _other_heading(pair: Pair, there: str, here: str) -> bool:
    """Whether two fragments of one page stand for different headings."""
    if "Latn" in (language(pair.target.lang).script, "") or not (there.isascii() and here.isascii()):
        return False
    ours, theirs = set(_WORD.findall(there.lower())), set(_WORD.findall(here.lower()))
    return len(ours) > 1 and len(theirs) > 1 and not ours & theirs


def _problem(pair: Pair, source: Node, target: Node) -> Problem:
    return Problem(
        place(pair.target, target),
        f"link leads to {shown(target.url)}, but to {shown(source.url)} in {pair.source.lang}",
        related=(pair.source.at(source, "the link"),),
        topic=parts(pair, target).topic,
        severity="hint" if _as_good(pair, source, target) else "",
    )


def _as_good(pair: Pair, source: Node, target: Node) -> bool:
    """Whether a link leads to a page in the reader's language, or to the same document."""
    there, here = parts(pair, source), parts(pair, target)
    if there.site == here.site:
        return False
    own = in_language_of(here, pair.target.lang) and not in_language_of(there, pair.target.lang)
    return own or (same_document(there, here) and not archived(source.url))


def _gone(pair: Pair, source: Node, block: Node) -> Problem:
    return Problem(
        pair.target.at(block),
        f"links lead elsewhere, but one to {shown(source.url)} in {pair.source.lang}",
        related=(pair.source.at(source, "the link"),),
        topic=parts(pair, source).topic,
    )
