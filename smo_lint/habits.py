"""What a whole corpus teaches about itself, so that a run over a few files knows it too."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smo_lint import front_matter
from smo_lint.model import Bundle, Fault

# Articles that must bear witness before a habit is believed, and the share that must agree.
WITNESSES = 10
AGREEMENT = 0.95
# Share of a language's pages that carry a block which belongs to the locale, not to the article.
MOST_PAGES = 0.6
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Habits:
    """Plain values, learnt once from every file of a project.

    protected_keys  keys of front matter that nearly all editions of nearly all articles hold equal
    boilerplate     (tag, digest) of blocks that most pages of a language carry
    """

    protected_keys: tuple[str, ...] = ()
    boilerplate: frozenset[tuple[str, str]] = frozenset()

    def carries(self, lang: str, text: str) -> bool:
        """Whether every block of a text is one that most pages of a language carry."""
        return bool(self.boilerplate) and all(
            (lang, digest(block)) in self.boilerplate for block in _BLANK.split(text)
        )


NONE = Habits()


def learn(bundles: Iterable[Bundle], texts: Mapping[str, str | Fault]) -> Habits:
    """Return the habits of all articles of a project.

    texts  path -> decoded text of every member; unreadable ones are passed over
    """
    held: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    carried: Counter[tuple[str, str]] = Counter()
    for bundle in bundles:
        values: dict[str, list[str]] = defaultdict(list)
        for member in bundle.members:
            text = texts.get(member.path)
            if not isinstance(text, str):
                continue
            pages[member.lang] += 1
            carried.update((member.lang, mark) for mark in {digest(b) for b in _BLANK.split(text)})
            for key, value in _top_keys(text):
                values[key].append(value)
        for key, found in values.items():
            if len(found) > 1:
                held[key] += 1
                equal[key] += len(set(found)) == 1
    keys = (k for k, n in held.items() if n >= WITNESSES and equal[k] >= AGREEMENT * n)
    common = (
        (lang, mark)
        for (lang, mark), n in carried.items()
        if pages[lang] >= WITNESSES and n >= MOST_PAGES * pages[lang]
    )
    return Habits(tuple(sorted(keys)), frozenset(common))


def digest(block: str) -> str:
    """Return what tells a block from others, whatever its white space."""
    return hashlib.blake2b(" ".join(block.split()).encode(), digest_size=8).hexdigest()


def _top_keys(text: str) -> Iterable[tuple[str, str]]:
    meta = front_matter.read(text)
    for entry in meta.entries if meta else ():
        if len(entry.path) == 1:
            yield str(entry.path[0]), entry.scalar or text[entry.value.start : entry.value.end]
