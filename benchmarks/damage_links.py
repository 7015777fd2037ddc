"""Damage to links, images and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from page import Change, Page, kind, rewrite, swap

LINK = re.compile(r"(?<![!\]\\])\[(?P<text>[^\[\]`]+)\]\((?P<url>[^()\s<>]+)\)")
PHRASE = re.compile(
    r"(?<![!\]\\])\[(?P<first>[^\[\]`*_<&\\]{2,}?)(?P<gap> ?)(?P<last>[^\[\]`*_<&\\ ]{2,})\]"
    r"\((?P<url>[^()\s<>]+)\)"
)
IMAGE = re.compile(r"!\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s<>]+)\)")
REFERENCE = re.compile(r"(?<![!\]\\])\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]^]+)\]")
SENTENCE = re.compile(LINK.pattern + r"(?P<rest>[^\[\]`*_<|]{25,}?[.。！!])(?=\s|$)")


@kind("LK")
def split_link(page: Page) -> Iterator[Change]:
    """One link becomes two adjacent ones."""
    return rewrite(page, PHRASE, _split)


@kind("LK")
def dropped_link(page: Page) -> Iterator[Change]:
    """Only the text of a link is left."""
    return rewrite(page, LINK, lambda m: m["text"])


@kind("LK", "TX", "LS101")
def dropped_link_and_text(page: Page) -> Iterator[Change]:
    """A link disappears with its text, which may be all of an item; not one of two in a line, whose second
    mention may go."""
    return rewrite(page, LINK, lambda m: "" if m.string.count(f"]({m['url']})") == 1 else None)


@kind("LK")
def changed_url(page: Page) -> Iterator[Change]:
    """A link leads to another page."""
    return rewrite(
        page, LINK, lambda m: f"[{m['text']}]({_elsewhere(m['url'])})" if _common(page, m["url"]) else None
    )


@kind("LK")
def mistyped_url(page: Page) -> Iterator[Change]:
    """Two letters of a destination change places."""
    return rewrite(
        page, LINK, lambda m: f"[{m['text']}]({_mistyped(m['url'])})" if _common(page, m["url"]) else None
    )


@kind("LK")
def changed_fragment(page: Page) -> Iterator[Change]:
    """The fragment of a link within the page, which leads to a heading or an id there, is mistyped."""
    return rewrite(
        page, LINK, lambda m: f"[{m['text']}](#x-{m['url'][1:]})" if _alive(page, m["url"]) else None
    )


@kind("LK", beyond=True)
def swapped_urls(page: Page) -> Iterator[Change]:
    """Two links of a block exchange their destinations."""
    for number, line in page.of("item", "row", "text"):
        for one, two in pairwise(LINK.finditer(line)):
            if one["url"] != two["url"] and "`" not in line:
                middle = line[one.end() : two.start()]
                both = f"[{one['text']}]({two['url']}){middle}[{two['text']}]({one['url']})"
                yield swap(number, line[: one.start()] + both + line[two.end() :])


@kind("LK")
def spaced_link(page: Page) -> Iterator[Change]:
    """A space comes between text and destination."""
    return rewrite(page, LINK, lambda m: f"[{m['text']}] ({m['url']})")


@kind("LK")
def fullwidth_link(page: Page) -> Iterator[Change]:
    """The parentheses of a link become full-width."""
    return rewrite(page, LINK, lambda m: f"[{m['text']}]（{m['url']}）")


@kind("LK")
def reversed_link(page: Page) -> Iterator[Change]:
    """Brackets and parentheses are exchanged."""
    return rewrite(page, LINK, lambda m: f"({m['text']})[{m['url']}]")


@kind("LK")
def unclosed_link(page: Page) -> Iterator[Change]:
    """The closing parenthesis is lost, and no other one stands there."""
    return rewrite(
        page, LINK, lambda m: None if m.string[m.end() : m.end() + 1] in tuple(")\\") else m.group()[:-1]
    )


@kind("LK")
def unopened_link(page: Page) -> Iterator[Change]:
    """The opening bracket is lost."""
    return rewrite(page, LINK, lambda m: m.group()[1:])


@kind("LK")
def padded_link_text(page: Page) -> Iterator[Change]:
    """Spaces stand inside the brackets."""
    return rewrite(page, LINK, lambda m: f"[ {m['text']} ]({m['url']})")


@kind("LK")
def space_in_url(page: Page) -> Iterator[Change]:
    """A space falls into a destination."""
    return rewrite(page, LINK, lambda m: f"[{m['text']}]({_broken(m['url'])})" if len(m["url"]) > 4 else None)


@kind("LK")
def emptied_link_text(page: Page) -> Iterator[Change]:
    """The text of a link is lost."""
    return rewrite(page, LINK, lambda m: f"[]({m['url']})")


@kind("LK")
def swallowing_link(page: Page) -> Iterator[Change]:
    """The text of a link takes in the rest of its sentence."""
    return rewrite(
        page, SENTENCE, lambda m: f"[{m['text']}{m['rest']}]({m['url']})" if _common(page, m["url"]) else None
    )


@kind("LK")
def extra_link(page: Page) -> Iterator[Change]:
    """A link to somewhere else is put behind an existing one."""
    return rewrite(page, LINK, lambda m: f"{m.group()} [↗](https://example.com/more)")


@kind("LK")
def undefined_reference(page: Page) -> Iterator[Change]:
    """The label of a reference is no longer that of its definition."""
    known = {
        line[1 : line.index("]:")].lower() for _, line in page.of("mark") if line[0] == "[" and "]:" in line
    }
    return rewrite(
        page, REFERENCE, lambda m: f"[{m['text']}][{m['label']} x]" if m["label"].lower() in known else None
    )


@kind("LK")
def spaced_footnote(page: Page) -> Iterator[Change]:
    """A space falls into the mark of a footnote."""
    return rewrite(page, re.compile(r"\[\^(\w+)\](?!:)"), lambda m: f"[^ {m[1]}]")


@kind("LK")
def dropped_image(page: Page) -> Iterator[Change]:
    """An image disappears."""
    return rewrite(page, IMAGE, lambda m: "")


@kind("LK")
def changed_image(page: Page) -> Iterator[Change]:
    """An image shows another file."""
    return rewrite(page, IMAGE, lambda m: f"![{m['text']}]({_elsewhere(m['url'])})")


@kind("LK")
def spaced_image(page: Page) -> Iterator[Change]:
    """The exclamation mark of an image stands apart from it."""
    return rewrite(page, IMAGE, lambda m: f"! {m.group()[1:]}")


def _split(match: re.Match[str]) -> str | None:
    if "//" in match["first"] + match["last"]:
        return None
    return f"[{match['first']}]({match['url']}){match['gap']}[{match['last']}]({match['url']})"


def _common(page: Page, url: str) -> bool:
    """Whether the source leads there too: another site's edition in one language may name its pages anew."""
    if url[0] == "#":
        return False
    tail = url if "//" in url else url.split("#", 1)[0].rstrip("/").rpartition("/")[2]
    return page.source is None or any(tail in line for line in page.source.lines)


def _alive(page: Page, url: str) -> bool:
    """Whether a fragment is the id of something on the page, or the words of a heading."""
    name = unquote(url[1:])
    if url[0] != "#" or not name:
        return False
    heads = {"".join(filter(str.isalnum, page.lines[n])).lower() for n, _ in page.headings}
    ids = (f"#{name}}}", f"#{name} }}", f'id="{name}"', f'name="{name}"')
    return "".join(filter(str.isalnum, name)).lower() in heads or any(
        given in line for line in page.lines for given in ids
    )


def _elsewhere(url: str) -> str:
    head, slash, tail = url.rstrip("/").rpartition("/")
    if head.endswith("/"):
        return f"{head}{slash}example.com"
    stem, dot, rest = tail.partition(".")
    return f"{head}{slash}another-{stem[:3]}{dot}{rest}"


def _mistyped(url: str) -> str | None:
    for at in range(len(url.split("#", 1)[0]) - 3, len(url) // 3, -1):
        if url[at] != url[at + 1] and url[at : at + 2].isalpha():
            return url[:at] + url[at + 1] + url[at] + url[at + 2 :]
    return url


def _broken(url: str) -> str:
    at = max(len(url) // 2, 2)
    return f"{url[:at]} {url[at:]}"
