"""Two inline codes that are one in two languages: what of a code is words, and what only its form."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from smo_lint.languages import named, normalise
from smo_lint.regexes import regex
from smo_lint.rules.code._compare import LATIN, but_for_tag

# Two codes of one block that are this like each other are one code, altered.
ALIKE = 0.6
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
# Parts of a code that are words for the reader to replace or to read, or that stand for something.
_WORDS = regex(
    r"<[^<>/]*>|(?<=>)(?=\s*+[^<>\s])[^<>]+(?=<)|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)"
    r"|\[[^\[\]]{0,200} [^\[\]]{0,200}\]"
    r"|(?<=example\.)\w+\S*|(?<=/)\S*example\S*|(?<=//)(?:my|your)[\w-]*\.\w+\S*"
)
_PLACEHOLDER = regex(r"<[^<>/]*>")
_BRACED = regex(r"(?<=\{)[^{}]++(?=\})")
_ANCHOR = regex(r"#[^\W_]+(?:-[^\W_]+)+")
# Spaces that are a matter of style: around marks that part things, never inside a name or a path.
_STYLE = regex(r"(?<![._/@ -]) ++(?=[=<>|,;:{}\[\]()+*&?!\"'])|(?<=[=<>|,;:{}\[\]()+*&?!\"']) ++(?![._/@-])")
_SLIPPED = regex(r"(?<=[^\W_])[.,。，、]$")
# Marks of sentences, full-width and not.
_FULL = str.maketrans("！？，。：；、（）", "!?,.:;,()")
# A member of what stands before it.
_MEMBER = regex(r"[#.]([A-Za-z_]\w*)(?:\(\))?")
_LETTERS = regex(r"(?:[^\W\d_]|['’-])+")
LABEL = regex(r"[A-Z][a-z]*(?:-[a-z]+)*|[A-Z]{2}")
# Keys to press: their names are translated.
_KEYS = regex(r"(?:Ctrl|Control|Cmd|Command|Alt|Option|Shift|Strg|Meta|Win)[ ]?[+-]", re.IGNORECASE)
# A file whose name ends with what may be a language.
_MARKED = regex(r"(\S+)[._-]([A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)(\.\w+)")
# What marks a parameter as one that may be left out: `{string=} name`.
_OPTIONAL = regex(r"(?<=[\w>)\]])=\}")
_PLURAL = regex(r"(?<=\w{2})(?:es|s)$")


def may_differ(source: str, target: str, names: Collection[str] | None, lang: str) -> bool:
    """Tell whether two codes differ only in form, or where words of a language stand in them.

    names  codes that are no words though they look like labels; None where no label is a word
    lang   tag of the target's language
    """
    if _named_by_hand(source, target):
        return True
    source, target = (_without_words(text) for text in (source, target))
    if "://" in source and " " in target and " " not in source:
        return False
    a, b = (same(text).rstrip("/:") for text in (source, target))
    if _PLURAL.sub("", a) == _PLURAL.sub("", b) or a.endswith(f".{b}") or b.endswith(f".{a}"):
        return True
    if "".join(a.split()) == "".join(b.split()):
        return _STYLE.sub("", a) == _STYLE.sub("", b)
    if a.isalpha() and a[1:] == b[1:] and a[:1].lower() == b[:1].lower():
        return True
    if _glossed(a, b) or _glossed(b, a) or _of_language(b, lang) == a:
        return True
    if (_KEYS.match(a) and _KEYS.match(b)) or but_for_tag(a, b, lang):
        return True
    if _ANCHOR.fullmatch(a) and b.startswith("#") and (not b.isascii() or _ANCHOR.fullmatch(b)):
        return True  # the anchor of a translated heading
    label = names is not None and LABEL.fullmatch(a) is not None and a not in names
    return _phrases(a, b) or (label and _foreign(a, b))


def _named_by_hand(source: str, target: str) -> bool:
    """Whether two codes differ in what stands in braces alone, said in letters beyond Latin: `{{变量名}}`."""
    if not worded(target) or _BRACED.sub("", source) != _BRACED.sub("", target):
        return False
    both = zip(_BRACED.findall(source), _BRACED.findall(target), strict=False)
    return all(one == other or worded(other) for one, other in both)


def _without_words(text: str) -> str:
    """A code without what the reader replaces or reads, and without the prompt before a command."""
    text = _WORDS.sub("<>", _PLACEHOLDER.sub("<>", text.strip("\"'"))).removeprefix("$ ")
    return _OPTIONAL.sub("}", text)


def _glossed(a: str, b: str) -> bool:
    """Whether a code has a remark in letters beyond Latin, or is one to such words: `light（明るい）`."""
    if not worded(b):
        return False
    behind, inside = re.escape(a) + r" ?[(（][^()（）]*[)）]", rf"[^()（）]* ?[(（]{re.escape(a)}[)）]"
    return re.fullmatch(rf"{behind}|{inside}", b) is not None


def _of_language(path: str, lang: str) -> str:
    """The path of a file without the mark of a language in its name: `docs/README_cn.md`."""
    found = _MARKED.fullmatch(path)
    if found is None:
        return path
    told = {tag.partition("-")[0] for tag in (normalise(found[2]), named(found[2]))}
    return found[1] + found[3] if lang.partition("-")[0] in told else path


def _phrases(a: str, b: str) -> bool:
    """Tell whether two codes are sentences or expressions in words, one translated from the other."""
    theirs, ours = a.split(), b.split()
    if len(theirs) > 2 and (len(ours) > 1 or not b.isascii()):
        if len(set(theirs) - set(ours)) > 1 or set(theirs) <= set(ours):
            return True
    return (len(theirs) > 1 or "/" in a.strip("/")) and _foreign(a, b)


def _foreign(a: str, b: str) -> bool:
    """Tell whether the words differ and the marks do not."""
    from rapidfuzz.distance import Indel

    unlike = not b.isascii() or Indel.normalized_similarity(a, b) < ALIKE
    return unlike and _marks(a) == _marks(b)


def _marks(text: str) -> str:
    return _LETTERS.sub("", "".join(text.translate(_FULL).split()))


def member(one: str, other: str) -> str:
    """What the longer of two codes adds to the other: `#size` in `app` and `app#size`; "" for no member."""
    short, long = sorted((one, other), key=len)
    found = _MEMBER.fullmatch(long, len(short)) if short and long.startswith(short) else None
    return found[0] if found else ""


def dropped(source: str, target: str) -> list[str]:
    """The plain words that a phrase lost, while its first word was kept; none where it lost anything else."""
    theirs, ours = source.split(), target.split()
    lost = [word for word in theirs if word not in ours]
    kept = ours and theirs[:1] == ours[:1] and [word for word in theirs if word in ours] == ours
    return lost if kept and all(word.isalpha() and word.islower() for word in lost) else []


def worded(key: str) -> bool:
    """Whether code is said in letters beyond Latin, which people write code in: it is words."""
    return any(char > LATIN and char.isalpha() for char in key)


@lru_cache(maxsize=65_536)
def same(text: str) -> str:
    """Return inline code without what may differ: kinds of quotes, runs of spaces, the `()` of a call,
    and the mark of a sentence that slipped into it."""
    return _SLIPPED.sub("", " ".join(text.translate(_QUOTES).split())).removesuffix("()").rstrip()


def spelt(key: str) -> bool:
    return any(map(str.isalnum, key))
