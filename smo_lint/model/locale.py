"""What a corpus taught: about all its languages, and about the pages of one, as the rules see it."""

from __future__ import annotations

from smo_lint.model.frozen import frozen


@frozen(slots=True)
class Locale:
    """The ways of one language's pages; empty where nothing was learnt.

    protected  keys of front matter whose values are equal in all languages
    keys       top keys of front matter that its pages have and their counterparts have not: of the
               source, its translations; of a translation, the source
    elements   "<Card>" and "{{note}}": components, elements and shortcodes, as for keys
    addresses  (beginning of a URL in the source, what this language has in its place), longest first
    length     letters that say what one letter of the corpus' first language says; 0 where unknown
    spaces     (marks, the space before them) that nine of ten have
    marks      ASCII marks that these pages write although the language has its own
    kept       keys of front matter whose values these pages leave in the source's language
    """

    protected: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    length: float = 0.0
    spaces: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def source_url(self, url: str) -> str:
        """Return a URL of this language as its source writes it, where a mapping was learnt."""
        for source, own in self.addresses:
            if url.startswith(own):
                return source + url[len(own) :]
        return url


NOWHERE = Locale()


@frozen
class Habits:
    """Plain values, learnt once from every file of a project; every tuple is sorted.

    protected_keys  keys of front matter that nearly all editions of nearly all articles hold equal
    boilerplate     (tag, digest) of blocks that most pages of a language carry
    keys            (tag, key) of front matter that only the pages of one language have
    elements        (tag, "<Card>" or "{{note}}") that only the pages of one language have
    addresses       (tag, beginning of a URL in the source, what replaces it)
    lengths         (tag, letters that say what one letter of the corpus' first language says)
    spaces          (tag, marks, the space before them)
    marks           (tag, ASCII mark that pages write although the language has its own)
    kept            (tag, key of front matter whose values its pages leave in the source's language)
    """

    protected_keys: tuple[str, ...] = ()
    boilerplate: frozenset[tuple[str, str]] = frozenset()
    keys: tuple[tuple[str, str], ...] = ()
    elements: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str, str], ...] = ()
    lengths: tuple[tuple[str, float], ...] = ()
    spaces: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def locale(self, lang: str) -> Locale:
        """Return what was learnt about the pages of a language."""
        mapped = ((source, own) for tag, source, own in self.addresses if tag == lang)
        return Locale(
            protected=self.protected_keys,
            keys=tuple(key for tag, key in self.keys if tag == lang),
            elements=tuple(name for tag, name in self.elements if tag == lang),
            addresses=tuple(sorted(mapped, key=lambda both: (-len(both[1]), both))),
            length=next((length for tag, length in self.lengths if tag == lang), 0.0),
            spaces=tuple((marks, space) for tag, marks, space in self.spaces if tag == lang),
            marks=tuple(mark for tag, mark in self.marks if tag == lang),
            kept=tuple(key for tag, key in self.kept if tag == lang),
        )


NONE = Habits()
