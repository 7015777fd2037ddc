"""What a sample says for its own readers: a currency, a name to replace, which language is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from smo_lint.model import Pair
from smo_lint.regexes import regex
from smo_lint.rules.code._compare import Change
from smo_lint.rules.code._renaming import MISSPELT

_SIGN = "[$¢-¥฿₠-⃀＄￠￡￥￦]"
_MONEY = regex(rf"{_SIGN}[ ]?(\d[\d.,]*)|(?<![\d.,])(\d[\d.,]*)[ ]?{_SIGN}")
_NAME = regex(r"[^\W\d][\w-]*")
# A name that says itself that the reader has another one.
_PLACEHOLDER = regex(r"(?:[Mm]y|MY|[Yy]our|YOUR)(?:[A-Z]|[_-]\w)")
# Words that a setting of the language takes: its key and the tag.
_SETTING = 2


def adapted(pair: Pair, found: Iterable[Change]) -> bool:
    """Whether all that differs are such values, line by line."""
    return all(
        len(change.source) == len(change.target)
        and all(
            _same_sum(there.kept, here.kept)
            or _filled_in(pair, there.kept, here.kept)
            or _of_the_reference(pair.source.lang, there.text, here.text)
            for there, here in zip(change.source, change.target, strict=True)
        )
        for change in found
    )


def _same_sum(there: str, here: str) -> bool:
    """Whether two lines name the same sums in two currencies: `"$100"`, `"￥100"`."""
    sums = [[match[1] or match[2] for match in _MONEY.finditer(line)] for line in (there, here)]
    return bool(sums[0]) and sums[0] == sums[1] and _MONEY.sub("", there) == _MONEY.sub("", here)


def _filled_in(pair: Pair, there: str, here: str) -> bool:
    """Whether two lines differ in names for the reader to replace, which neither edition has of the other."""
    from rapidfuzz.distance import Indel

    if _NAME.split(there) != _NAME.split(here):
        return False
    both = zip(_NAME.findall(there), _NAME.findall(here), strict=True)
    return all(
        _PLACEHOLDER.match(one) is not None
        and Indel.normalized_similarity(one, other) <= MISSPELT
        and one not in pair.target.text
        and other not in pair.source.text
        for one, other in both
        if one != other
    )


def _of_the_reference(lang: str, there: str, here: str) -> bool:
    """Whether a line only lacks the setting that names the reference's own language: `{lang: 'en'}`."""
    base = lang.partition("-")[0]
    theirs, ours = (Counter(re.findall(r"\w+", line)) for line in (there, here))
    lost = theirs - ours
    if not lost[base] or ours - theirs or lost.total() > _SETTING:
        return False
    return re.search(rf"([\"']){base}\1", there) is not None
