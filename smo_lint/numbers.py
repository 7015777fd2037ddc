"""The numbers of a text as values, whatever the locale they are written in.

Both readings of an ambiguous form are kept (`1.234` is 1234 and 1.234), so that no table of separators
is needed: two numbers are equal where any of their readings are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from smo_lint.languages import Language
from smo_lint.model import Span
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex

# Small integers, a hundred and a thousand are words in one language and digits in the next.
SPELLED = frozenset(map(str, [*range(13), 20, 100, 1000]))

_DIGIT = regex(r"\d")
_FOREIGN = regex(r"(?![0-9])\d|．")
_SPACES = " \u00a0\u202f\u2009\u2007"
_SPACED = rf"(?:[{_SPACES}]\d{{3}}(?!\d))*"
_TOKEN = regex(rf"\d+{_SPACED}(?:[.,'’٫٬·:]\d+|[，،]\d{{3}}(?!\d))*")
# A name that ends in digits: `OAuth2`, `HTTP/2`, `UTF-8`.
_NAMED = regex(r"(?:[A-Za-zÀ-ɏ_@]|[A-Za-z][/.:+-])\Z")
_ORDINAL = regex(r"(?:st|nd|rd|th|er|re|e|ème|os?|as?|\.?[ºª°]|-?[а-яієї]{1,3}|'?[a-zıüğ]{2,3})(?!\w)", re.I)
# The end of 2011–12.
_SPAN = regex(r"(?<!\d)(\d\d)\d\d[-–/](\d\d)\Z")
# Powers of ten that East Asian numbers are built from; some are words as well, so only after digits.
_MYRIADS = {
    **dict.fromkeys("十십", 1), **dict.fromkeys("百백", 2), **dict.fromkeys("千천", 3),
    **dict.fromkeys("万萬만", 4), **dict.fromkeys("亿億억", 8), **dict.fromkeys("兆조", 12),
}  # fmt: skip
_STEP = rf"\d++(?:,\d++)*+(?:\.\d+)?\s?[{''.join(_MYRIADS)}]+"
_BUILT = regex(rf"(?<!\d)(?<!\d,){_STEP}(?:\s?{_STEP})*(?:\d+)?")


@frozen(slots=True)
class Number:
    """A number of a text.

    span      code points of the text it was found in
    shown     as written
    readings  values that it may have, as plain decimals; the digits of a number with a word for a
              scale ("14.4万", "144 million") stand as "144e"
    parts     its integers, where it may be a date, a time or a version
    firm      whether another language must write it in digits too
    """

    span: Span
    shown: str
    readings: frozenset[str]
    parts: tuple[str, ...]
    firm: bool


def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a prose text, in order; any script's digits."""
    digits = _DIGIT.findall(text)
    if not digits:
        return ()
    plain = text if "".join(digits).isascii() and "．" not in text else _FOREIGN.sub(_digit, text)
    found = [_built(match, text) for match in _BUILT.finditer(plain)]
    rest = plain
    for start, end in (number.span for number in found):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    found += [_number(rest, text, match, language) for match in _TOKEN.finditer(rest)]
    return tuple(sorted(found, key=lambda number: number.span))


def differences(source: Iterable[Number], target: Iterable[Number]) -> tuple[list[Number], list[Number]]:
    """Return the firm numbers that only the source has, and those that only the target has."""
    lost, added = list(source), list(target)
    for same in (_same_value, _same_scale):
        for number in list(lost):
            twin = next((other for other in added if same(number, other)), None)
            if twin:
                lost.remove(number)
                added.remove(twin)
    lost, added = _apart(lost, added)
    added, lost = _apart(added, lost)
    if len(lost) == len(added) == 1 and _slip(lost[0], added[0]):
        return lost, added  # two figures in digits that stand for each other
    return _firm(lost, added), _firm(added, lost)


def _firm(numbers: list[Number], others: list[Number]) -> list[Number]:
    """The numbers that must be in digits: by themselves, or as one digit tells them from another's."""
    return [n for n in numbers if n.firm or any(_slip(n, other) for other in others if other.firm)]


def _slip(one: Number, other: Number) -> bool:
    """Whether both are integers of the same length that differ in one digit."""
    mine, theirs = one.shown, other.shown
    if not (mine.isdigit() and theirs.isdigit() and len(mine) == len(theirs) > 1):
        return False
    return sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def _digit(match: re.Match[str]) -> str:
    return "." if match[0] == "．" else str(unicodedata.decimal(match[0]))


def _built(match: re.Match[str], text: str) -> Number:
    """Return the number that digits and characters for powers of ten add up to: 1억 4400만."""
    total = Decimal(0)
    for digits, powers in re.findall(r"([\d,.]+)\s?(\D*)", match[0]):
        power = sum(_MYRIADS.get(char, 0) for char in powers)
        total += Decimal(digits.replace(",", "").strip(".")) * 10**power
    value = _canonical(str(total))
    firm = value not in SPELLED
    return Number(
        Span(*match.span()), text[slice(*match.span())], frozenset({value, _mantissa(value)}), (), firm
    )


def _number(plain: str, text: str, match: re.Match[str], language: Language) -> Number:
    start, end = match.span()
    before, after = plain[max(0, start - 2) : start], plain[end : end + 24]
    known, parts = _read(match[0])
    readings = set(known)
    if century := _SPAN.search(plain[max(0, start - 5) : end]):
        readings.add(century[1] + century[2])
    if _scaled(after, language):
        readings |= {_mantissa(value) for value in readings if _is_value(value)}
    readings |= {str(int(value) + era) for era in language.eras for value in readings if _is_year(value)}
    # "1:1" may be "one to one".
    ratio = ":" in match[0] and SPELLED.issuperset(parts)
    soft = _NAMED.search(before) or after.startswith("(") or _ORDINAL.match(after)
    firm = not (soft or ratio or readings & SPELLED)
    return Number(Span(start, end), text[start:end], frozenset(readings), parts, firm)


@lru_cache(maxsize=4096)  # pages say the same numbers over and over
def _read(written: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return what a token may stand for by itself, and its integers, where it may be a date or a version."""
    groups = re.split(r"\D", written)
    parts = () if _grouped(groups) and len(groups) > 1 else tuple(str(int(part)) for part in groups if part)
    return frozenset({written, *map(_canonical, _values(written))}), parts


def _values(written: str) -> Iterable[str]:
    """Yield the decimals that a token may stand for; none for dates and versions."""
    plain = re.sub(rf"[{_SPACES}]", "", written)
    marks = re.findall(r"\D", plain)
    groups = re.split(r"\D", plain)
    if not marks:
        yield plain
        return
    if ":" in marks:
        return
    whole, last = groups[:-1], groups[-1]
    if len(set(marks)) == 1 and _grouped(groups):
        yield "".join(groups)
    if len(marks) == 1 or (len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _grouped(whole)):
        if last != "000":
            yield f"{''.join(whole)}.{last}"


def _grouped(groups: list[str]) -> bool:
    """Whether the separators between these can stand for thousands, or for lakhs."""
    first, *rest = groups
    if not rest:
        return True
    sizes = {len(group) for group in rest[:-1]}
    return len(rest[-1]) == 3 and 1 <= len(first) <= 3 and first != "0" and sizes in ({3}, {2}, set())


def _canonical(value: str) -> str:
    """Return the shortest decimal of a value: "06" is 6, "2.50" is 2.5."""
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text or "0"


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal()


def _is_value(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))


def _mantissa(value: str) -> str:
    return value.replace(".", "").strip("0") + "e"


def _scaled(after: str, language: Language) -> bool:
    word = re.match(r"[\s-]?([^\W\d]*)", after)
    found = word[1].casefold() if word else ""
    return any(found == scale or (len(scale) > 2 and found.startswith(scale)) for scale in language.scales)


def _same_value(one: Number, other: Number) -> bool:
    return bool(one.readings & other.readings)


def _same_scale(one: Number, other: Number) -> bool:
    for first, second in ((one, other), (other, one)):
        scaled = {reading for reading in first.readings if reading.endswith("e")}
        if scaled & {_mantissa(reading) for reading in second.readings if _is_value(reading)}:
            return True
    return False


def _apart(whole: list[Number], pieces: list[Number]) -> tuple[list[Number], list[Number]]:
    """Drop numbers whose parts all stand on the other side: dates, times, ranges written apart."""
    kept = []
    for number in whole:
        needed = [part for part in number.parts if part not in SPELLED]
        twins = []
        for part in needed if len(number.parts) > 1 else ():
            twin = next((p for p in pieces if part in (*p.readings, *p.parts) and p not in twins), None)
            twins += [twin] if twin else []
        if len(number.parts) > 1 and needed and len(twins) == len(needed):
            pieces = [piece for piece in pieces if piece not in twins]
        else:
            kept.append(number)
    return kept, pieces
