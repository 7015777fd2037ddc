"""What differs between languages: one TOML file for each, and nothing about any of them in code.

Quotation marks, decimal and group separators are facts of Unicode CLDR 48.2 (Unicode licence);
sentence marks, spacing, inflection and length ratios were collected and measured for this project.
A file states only what differs from its script (`und-<Script>.toml`), and that from the root
(`und.toml`). CLDR names one recommended pair of quotation marks: enough to accept, never to reject.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from smo_lint.languages.codes import CODES
from smo_lint.regexes import regex

_FOLDER = os.path.dirname(__file__)
# What follows `@` in the name of a POSIX locale.
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl"}
_WORD = regex(r"[\W_]+")


class Language(NamedTuple):
    """How one language writes; marks are strings of single characters, the usual one first.

    tag           BCP 47
    name          in English; the tag of a language without a file
    names         what people call it in paths and headings: case-folded, words joined by a space
    script        ISO 15924 code, "" where unknown
    cased         whether a sentence begins with a capital
    rtl           written from right to left
    spaces        words are separated by spaces
    end_marks     sentences and paragraphs end with marks
    stops, questions, exclaims, colons, semicolons, commas
                  marks of these classes that its writers use
    inverted      marks that open a question or an exclamation
    foreign       ASCII marks that its prose does without, each followed by what is written instead
    space_before  marks that may follow a space
    quotes        opening and closing mark of each pair in use
    decimal       decimal separators;  group: separators of thousands
    abbreviations words that end in a full stop inside a sentence: case-folded, without the last stop
    eras          years to add to a year of its calendar
    scales        words for thousands and millions, by their beginning, case-folded
    ordinal_dot   "26." is an ordinal
    reduplication doubling a word is grammar
    doubles       words that may follow themselves
    inflects      names take endings
    length        letters that say what one English letter says
    neighbours    base tags of languages so close that a text may equal theirs
    words         its commonest words, by which a text is told to be in it
    """

    tag: str
    name: str
    names: tuple[str, ...]
    script: str
    cased: bool
    rtl: bool
    spaces: bool
    end_marks: bool
    stops: str
    questions: str
    exclaims: str
    colons: str
    semicolons: str
    commas: str
    inverted: str
    foreign: tuple[str, ...]
    space_before: str
    quotes: tuple[str, ...]
    decimal: str
    group: str
    abbreviations: frozenset[str]
    eras: tuple[int, ...]
    scales: tuple[str, ...]
    ordinal_dot: bool
    reduplication: bool
    doubles: tuple[str, ...]
    inflects: bool
    length: float
    neighbours: tuple[str, ...]
    words: tuple[str, ...]


@cache
def language(tag: str) -> Language:
    """Return what is known of a language: its own file, its base's, its script's, the root's.

    `tag` is as `normalise` gives it; anything else gets the root's facts.
    """
    script, chain = _chain(tag)
    facts: dict[str, Any] = {"name": tag}
    for file in chain:
        facts.update(_read(file))
    facts |= {"tag": tag, "names": _read(tag).get("names", [])}
    facts = {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
    facts["abbreviations"] = frozenset(word.casefold() for word in facts["abbreviations"])
    return Language(**(facts | {"script": script}))


@lru_cache(4096)
def normalise(tag: str) -> str:
    """Return the BCP 47 form of a language tag, "" for what is not one.

    `zh_CN` is zh-CN, `iw` is he, `no` is nb, `sr@latin` is sr-Latn, `deu` is de. Three-letter codes
    of any language are accepted: ask `known` before believing that a word of a path is one.
    """
    text = tag.strip().replace("_", "-")
    if text.isascii() and (found := _known().get(text.lower())):
        return found
    text, _, modifier = text.partition("@")
    text = text.partition(".")[0]
    if script := _MODIFIERS.get(modifier.casefold()):
        text = f"{text.partition('-')[0]}-{script}"
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        return ""
    import langcodes  # takes long to load, and is not asked about the codes of languages that have a file

    if not langcodes.tag_is_valid(text):
        return ""
    base, *rest = langcodes.standardize_tag(text).split("-")
    if base in ("und", "mul", "mis", "zxx"):
        return ""
    return "-".join([{"no": "nb"}.get(base, base), *rest])


@lru_cache(4096)
def base(tag: str) -> str:
    """Return the base of a language tag in its BCP 47 form, "" where no file is of that language.

    For words that most likely are no tags at all: these are not looked up in the register.
    """
    first = tag.strip().replace("_", "-").partition("-")[0].partition("@")[0].partition(".")[0]
    if first.lower() not in _known():
        return ""
    found = normalise(tag)
    return found.partition("-")[0] if known(found) else ""


def named(word: str) -> str:
    """Return the tag of the language that a word names, "" where it names none.

    English and native names, and country codes that people take for languages ("cn", "jp").
    """
    return _names().get(_fold(word), "")


def names(word: str, tag: str) -> bool:
    """Whether a word names a language or a form of it, as `named` has it: others are not looked at."""
    base = tag.partition("-")[0]
    return any(_fold(word) in _called(form) for form in tags() if form.partition("-")[0] == base)


def known(tag: str) -> bool:
    """Whether there is a file for this language or the one it is a form of."""
    return tag.partition("-")[0] in _bases()


@lru_cache(4096)
def close(one: str, other: str) -> bool:
    """Whether texts in two languages may be equal rightly: forms of one language, or neighbours.

    What is not the tag of a language is close to nothing but itself.
    """
    if one == other or not (normalise(one) and normalise(other)):
        return one == other and bool(normalise(one))
    first, second = one.partition("-")[0], other.partition("-")[0]
    return first == second or second in language(one).neighbours or first in language(other).neighbours


@cache
def tags() -> tuple[str, ...]:
    """Return the tags that have a file, sorted."""
    files = (name for name in os.listdir(_FOLDER) if name.endswith(".toml") and not name.startswith("und"))
    return tuple(sorted(name.removesuffix(".toml") for name in files))


@cache
def _known() -> Mapping[str, str]:
    return CODES | {tag.lower(): tag for tag in tags()}


@cache
def _bases() -> frozenset[str]:
    return frozenset(tag.partition("-")[0] for tag in tags())


@cache
def _names() -> Mapping[str, str]:
    return {name: tag for tag in tags() for name in _called(tag)}


@cache
def _called(tag: str) -> frozenset[str]:
    return frozenset(map(_fold, [_read(tag)["name"], *_read(tag)["names"]]))


def _fold(word: str) -> str:
    return _WORD.sub(" ", word.casefold()).strip()


@cache
def _read(tag: str) -> Mapping[str, Any]:
    file = os.path.join(_FOLDER, f"{tag}.toml")
    if not tag or not os.path.isfile(file):
        return {}
    with open(file, "rb") as content:
        return tomllib.load(content)


def _chain(tag: str) -> tuple[str, list[str]]:
    """Return the script, and the files that may hold facts, the most general first."""
    base, script = tag.partition("-")[0], _read(tag)["script"] if tag in tags() else ""
    if not script:
        if not normalise(tag):
            return "", ["und"]
        import langcodes

        full = langcodes.get(tag).maximize()
        base, script = full.language or "", full.script or ""
    forms = [] if tag == base else [f"{base}-{script}", tag]
    return script, list(dict.fromkeys(["und", f"und-{script}", base, *forms]))
