"""Whether two destinations are one place in two languages, and how sure that is."""

from __future__ import annotations

from itertools import pairwise, takewhile

from smo_lint.languages import named
from smo_lint.regexes import regex
from smo_lint.rules.links._targets import VIEWS, Target, local_shape, loose, speaks

# Likeness of two hosts in percent from which one is the other misspelt.
DAMAGED = 80.0
# So many digits at most differ where a number was copied wrongly.
SLIP = 2
# So long must a name be to tell a document.
TELLING = 5
# So many letters and digits has at least a name that a machine made, and so often, as a share of them,
# they change between capitals, small letters and digits.
MACHINE_MADE, RESTLESS = 8, 0.3
# The last letter that languages in Latin letters use.
LATIN = "\u024f"
_WORD = regex(r"[a-z0-9]{3,}")
_NUMBER = regex(r"\d+")
# What a machine puts behind a title to tell it from others.
_KEY = regex(r"-(?=[a-f]*\d)[0-9a-f]{8,}$")
_NAME = regex(r"[^\W_]+")
_HEX = regex(r"(?=[a-f-]*\d)(?=[\d-]*[a-f])[0-9a-f-]+")
_BETWEEN = regex(r"[=&]")
_SEPARATOR = regex(r"[._-]")
# Parts of host names that say nothing about whose site it is.
_COMMON = frozenset(("com", "org", "net", "dev", "github", "gitlab", "netlify", "app", "docs", "blog", "web"))


def same_page(one: Target, other: Target, lang: str) -> bool:
    """Whether a destination of the source and one of its translation lead to the same page.

    Languages in hosts and paths, an edition of one's own language on the same site (encyclopedias
    and handbooks name their pages anew), relative against site-absolute paths and the depth that a
    language folder adds are no difference. `lang` is the language of the translation.
    """
    if one.page == other.page:
        return True
    ours, theirs = loose(one.path), loose(other.path)
    if one.site == other.site:
        if (one.query == other.query or _one_question(one, other)) and (
            ours == theirs
            or (not one.site and _suffix(ours, theirs))
            or _own_file(one.path, other.path, lang)
        ):
            return True
        return bool(one.site) and _own_edition(one, other, lang)
    if not one.site or not other.site:
        # A site's own address, written out in one of them: in the translation, if its language says so.
        written = one if one.site else other
        if "." not in written.site or not ours or not theirs:
            return False
        return _suffix(ours, theirs) if one.site else ours[-1] == theirs[-1] and _localised(other)
    branch = bool(other.label) and not one.label and _alike(one, other)
    return ours == theirs and (branch or _related(one.site, other.site, lang))


def _one_question(one: Target, other: Target) -> bool:
    """Whether two queries differ only in words of languages: in the heading that one goes on to, or, on this
    site, in what letters beyond Latin say in one of them."""
    ours, theirs = ([part.partition("=")[::2] for part in place.query.split("&")] for place in (one, other))
    if [key for key, _ in ours] != [key for key, _ in theirs]:
        return False
    apart = [(key, a, b) for (key, a), (_, b) in zip(ours, theirs, strict=True) if a != b]
    return all(
        a and b and (key == "anchor" or (not one.site and max(a) <= LATIN < max(b))) for key, a, b in apart
    )


def _suffix(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[-len(short) :] == short


def shown_by(one: Target, other: Target) -> Target | None:
    """Return the one of two places that is the other's file as a browser of its repository shows it."""
    written, relative = (one, other) if one.site else (other, one)
    view = next((at for at, segment in enumerate(written.path) if segment in VIEWS), 0)
    shown = view > 1 and not relative.site and _suffix(written.path[view + 2 :], relative.path)
    return written if shown else None


def _own_file(one: tuple[str, ...], other: tuple[str, ...], lang: str) -> bool:
    """Whether a language in their names is all that tells two files apart: `r_en_2.json`, `r_pl_2.json`."""
    if not one or not other or one[:-1] != other[:-1]:
        return False
    ours, theirs = _SEPARATOR.split(one[-1]), _SEPARATOR.split(other[-1])
    alike = sum(1 for _ in takewhile(_same, zip(ours, theirs, strict=False)))
    ours, theirs = ours[alike:], theirs[alike:]
    alike = sum(1 for _ in takewhile(_same, zip(reversed(ours), reversed(theirs), strict=False)))
    there, here = ("-".join(words[: len(words) - alike]) for words in (ours, theirs))
    return local_shape(there) and speaks(here, (lang,))


def _same(both: tuple[str, str]) -> bool:
    return both[0] == both[1]


def _own_edition(one: Target, other: Target, lang: str) -> bool:
    def own(place: Target) -> bool:
        return any(speaks(word, (lang,)) for word in (place.label, *place.locale))

    return own(other) and not own(one)


def _localised(place: Target) -> bool:
    """Whether anything in a destination looks like a language."""
    named = tuple(segment.casefold().replace("_", "-") for segment in place.path)
    return bool(place.label or place.locale) or loose(place.path) != named


def _related(one: str, other: str, lang: str) -> bool:
    """Whether two hosts are branches of one name: `example.de`, `cn.example.org`, `example-docs.net`."""
    name, _, top = other.rpartition(".")
    if name == one.rpartition(".")[0]:
        return speaks(top, (lang,))
    return bool(set(_WORD.findall(one)) & set(_WORD.findall(other)) - _COMMON)


def elsewhere(one: Target, other: Target) -> bool:
    """Whether two destinations lie on different sites, and not because one's name is damaged."""
    return bool(one.site and other.site) and one.site != other.site and not _alike(one, other)


def another_form(one: Target, other: Target) -> bool:
    """Whether two destinations are one place in another form: both may well be right.

    That is where one has a query and the other none, where a file has another extension or comes from
    another revision of its repository, and where the site's own address is written out.
    """
    ours, theirs = loose(one.path), loose(other.path)
    if one.site != other.site:
        own = bool(one.site) != bool(other.site) and "." in one.site + other.site
        return own and len(ours) == len(theirs) and bool(ours) and ours == theirs
    if ours == theirs:
        return bool(one.query) != bool(other.query)
    if one.query != other.query:
        return False
    if [_stem(segment) for segment in ours] == [_stem(segment) for segment in theirs]:
        return ours[:-1] == theirs[:-1]
    return bool(one.site) and _unversioned(one.path) == _unversioned(other.path) != ()


def perhaps_both_right(one: Target, other: Target, lang: str) -> bool:
    """Whether two places of one other site may say the same: one is found by a query and the other by its
    path, both have the number of one entry and another title, or they are two entries of one list whose
    numbers, or names that a machine made, no slip of the hand makes of each other. Of two hosts, the
    translation's is that of its readers' country."""
    if one.site != other.site:
        (name, _, _), (same, _, top) = (place.site.rpartition(".") for place in (one, other))
        return bool(name) and name == same and any(speaks(word, (lang,)) for word in (top, named(top)))
    if not one.site:
        return False
    if _uploaded(one, other):
        return True
    if bool(one.query) != bool(other.query) or (one.path[:-1] == other.path[:-1] and _one_entry(one, other)):
        return True
    ours, theirs = ("/".join(place.path) for place in (one, other))
    if _NUMBER.sub("", ours) != _NUMBER.sub("", theirs):
        return False
    from rapidfuzz.distance import Levenshtein

    both = zip(_NUMBER.findall(ours), _NUMBER.findall(theirs), strict=True)
    return any(Levenshtein.distance(number, another) > SLIP for number, another in both)


def _uploaded(one: Target, other: Target) -> bool:
    """Whether two places differ in one name only, which a machine made and no slip of the hand."""
    ours, theirs = ((*place.path, *_BETWEEN.split(place.query)) for place in (one, other))
    if len(ours) != len(theirs) or one.path[:1] != other.path[:1]:
        return False
    apart = [both for both in zip(ours, theirs, strict=True) if both[0] != both[1]]
    if len(apart) != 1 or not all(map(_machine_made, apart[0])):
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(*apart[0]) > SLIP


def _machine_made(name: str) -> bool:
    """Whether a name holds no words: its capitals, small letters and digits are mixed, or it is a number
    to the base of 16."""
    plain = [char for char in name if char.isalnum()]
    kinds = ["0" if char.isdigit() else "A" if char.isupper() else "a" for char in plain]
    changes = sum(first != second for first, second in pairwise(kinds))
    return len(plain) >= MACHINE_MADE and (changes > RESTLESS * len(plain) or bool(_HEX.fullmatch(name)))


def _one_entry(one: Target, other: Target) -> bool:
    """Whether two paths with other titles have the number of one entry, before the title or behind it."""
    if one.path[-2:-1] and _NUMBER.fullmatch(one.path[-2]):
        return True
    keys = [_KEY.search(place.path[-1]) if place.path else None for place in (one, other)]
    return bool(keys[0] and keys[1] and keys[0].group() == keys[1].group())


def names_one_thing(one: Target, other: Target) -> bool:
    """Whether the section that one place names is the page or the section that the other one names."""
    ours, theirs = (set(_NAME.findall(" ".join((*p.path[-1:], p.fragment)).lower())) for p in (one, other))
    sections = (set(_NAME.findall(p.fragment.lower())) for p in (one, other))
    return any(section and section <= names for section, names in zip(sections, (theirs, ours), strict=True))


def same_document(one: Target, other: Target) -> bool:
    """Whether two hosts offer what has one name: `/html/rfc2119` and `/rfc/rfc2119.txt`."""
    ours, theirs = (_stem(place.path[-1]) if place.path else "" for place in (one, other))
    alike = ours.casefold() == theirs.casefold() and one.fragment == other.fragment
    return bool(one.site and other.site) and len(ours) >= TELLING and alike


def in_language_of(place: Target, lang: str) -> bool:
    """Whether an address says that its page is for readers of a language: by its host, a folder, or a title
    in letters beyond Latin."""
    country = place.site.rpartition(".")[2]
    words = (place.label, *place.locale, country, named(country), *place.path)
    return any(speaks(word, (lang,)) for word in words if word) or any(
        char > LATIN for char in "".join(place.path)
    )


def _stem(segment: str) -> str:
    return segment.rpartition(".")[0] or segment


def _unversioned(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of a file in a repository without its revision; empty where it is none."""
    view = next((at for at, segment in enumerate(path) if segment in VIEWS), len(path))
    return (*path[:view], *path[view + 2 :]) if 1 < view < len(path) - 2 else ()


def _alike(one: Target, other: Target) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(one.site, other.site) >= DAMAGED
