"""What a corpus taught about the pages of one language, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
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
    """

    protected: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    length: float = 0.0
    spaces: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()

    def source_url(self, url: str) -> str:
        """Return a URL of this language as its source writes it, where a mapping was learnt."""
        for source, own in self.addresses:
            if url.startswith(own):
                return source + url[len(own) :]
        return url


NOWHERE = Locale()
