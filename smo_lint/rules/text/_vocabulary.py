"""Which of two editions a text reads like: a test of its words, not of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain

from smo_lint.languages import close, language
from smo_lint.languages.telling import leaning, told
from smo_lint.model import Edition, Node, once
from smo_lint.model.frozen import frozen
from smo_lint.prose import MASK, prose
from smo_lint.rules.text._paragraphs import NOT_LATIN, key, makes_up, plain, sentences

_KINDS = ("paragraph", "title", "row")
# Letters of a sentence that stands untranslated in a block that is otherwise translated.
_SENTENCE = 40

# Plain words that a text must have to be judged, the share of them that the reference uses, and by
# how much that must exceed the share that the edition itself uses elsewhere.
_WORDS, _SHARE, _MARGIN = 8, 0.75, 0.3
# How many times more of its words an edition uses elsewhere than the other one does, where it is the
# original.
_AHEAD = 4


@frozen(eq=False)
class Wording:
    """The texts of an edition that are there to be translated; nothing is worked out before it is needed.

    texts  of each block, by which the rest is told
    """

    texts: Mapping[Node, str]
    _plain: dict[Node, Sequence[str]] = field(default_factory=dict, init=False, repr=False)
    _said: dict[Node, str] = field(default_factory=dict, init=False, repr=False)
    _sentences: dict[Node, Sequence[str]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def keys(self) -> Mapping[Node, str]:
        """What the texts of two editions are compared by."""
        return {node: key(text) for node, text in self.texts.items()}

    @cached_property
    def known(self) -> Mapping[str, Sequence[Node]]:
        """The blocks of each key."""
        found: dict[str, list[Node]] = {}
        for node, text in self.keys.items():
            found.setdefault(text, []).append(node)
        return found

    def sentences(self, node: Node) -> Sequence[str]:
        """Return the long sentences of a block, the longest first."""
        found = self._sentences.get(node)
        if found is None:
            parts = [part for part in sentences(self.texts[node]) if len(part) >= _SENTENCE]
            found = self._sentences[node] = sorted(parts, key=len, reverse=True)
        return found

    def plain(self, node: Node) -> Sequence[str]:
        """Return the plain words of a block."""
        found = self._plain.get(node)
        if found is None:
            found = self._plain[node] = plain(self.texts[node])
        return found

    def said(self, node: Node) -> str:
        """Return the plain words of a block, a space between them; "" where they are not what it says."""
        found = self._said.get(node)
        if found is None:
            words = " ".join(self.plain(node))
            speak = node not in self.other_scripts or makes_up(words, self.texts[node])
            found = self._said[node] = words if speak else ""
        return found

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The plain words, and in how many of the texts each stands."""
        return self._counted(self.texts)

    @cached_property
    def other_scripts(self) -> Collection[Node]:
        """The blocks with anything in another script than the Latin one."""
        return frozenset([node for node, text in self.texts.items() if NOT_LATIN.search(text)])

    def without(self, shared: Collection[str]) -> Mapping[str, int]:
        """The plain words of the texts whose keys are none of these, and in how many each stands."""
        if not shared:
            return self.words
        left = Counter(self.words)
        left.subtract(self._counted(node for node in self.texts if self.keys[node] in shared))
        return +left

    def _counted(self, nodes: Iterable[Node]) -> Counter[str]:
        return Counter(chain.from_iterable(map(dict.fromkeys, map(self.plain, nodes))))


@frozen(eq=False)
class Vocabulary:
    """The plain words of a reference and an edition."""

    reference: Wording
    edition: Wording

    @cached_property
    def apart(self) -> Mapping[str, int]:
        """The words of the reference's texts that the edition does not share."""
        return self.reference.without(self._shared)

    @cached_property
    def ours(self) -> Mapping[str, int]:
        """The words of the edition's texts that the reference does not share."""
        return self.edition.without(self._shared)

    @cached_property
    def tongue(self) -> str:
        """The language of what both editions have, "" where that leaves a doubt."""
        return told(word for key in sorted(self._shared) for word in plain(key))

    @cached_property
    def _shared(self) -> Collection[str]:
        return self.reference.known.keys() & self.edition.known.keys()


@once
def wording(edition: Edition) -> Wording:
    """Return what an edition says, block by block."""
    texts = {node: prose(edition, node).text for node in edition.find(*_KINDS)}
    return Wording({node: text for node, text in texts.items() if text.strip(MASK + " \n")})


def at_home(text: str, known: Vocabulary, langs: tuple[str, str]) -> bool:
    """Whether a text that both share is in the edition's own words, and hardly in the reference's.

    langs  the languages of the reference and of the edition
    """
    words = plain(text)
    there, here = (language(lang).script for lang in langs)
    if there == "Latn" != here and here and words and not NOT_LATIN.search(text):
        return False
    tongue = told(words) or known.tongue
    if tongue and close(tongue, langs[1]):
        return True
    if not tongue and (leans := leaning(words)) and close(leans, langs[1]):
        return True
    ours = sum(word in known.ours for word in words)
    theirs = sum(word in known.apart for word in words)
    return (2 * ours >= len(words) >= 5 * theirs) or ours >= max(2, _AHEAD * theirs)


def foreign(node: Node, known: Vocabulary) -> bool:
    """Whether a block of the edition is written in the words of the reference."""
    if node in known.edition.other_scripts and not known.reference.other_scripts:
        return False
    text = known.edition.texts[node]
    words = known.edition.plain(node)
    if len(words) < _WORDS:
        return False
    there = known.reference.words
    shared = [word for word in words if word in there]
    theirs = len(shared) / len(words)
    if theirs < _SHARE or not makes_up("".join(shared), text):
        return False
    ours = sum(known.ours.get(word, 0) > 1 for word in words) / len(words)
    return theirs - ours >= _MARGIN
