"""Which places of a page a fragment reaches, by the algorithm that the site is known to use or by any."""

from __future__ import annotations

from smo_lint import slugs
from smo_lint.model import Page, Site


def reaches(site: Site, page: Page, fragment: str) -> bool:
    """Whether a fragment may lead to a place of a page: to a stated id, or what some generator makes.

    Where the site's own algorithms are known, all letters must be theirs; case and punctuation may differ.
    """
    if slugs.no_heading(fragment) or fragment in page.ids:
        return True
    found = meant(site, page, fragment)
    if not site.slugs:
        return bool(found)
    letters = {slugs.letters_of(fragment), slugs.letters_of(slugs.without_number(fragment))}
    return any(slugs.letters_of(made(site, page, name)[at]) in letters for at in found for name in site.slugs)


def meant(site: Site, page: Page, fragment: str) -> tuple[int, ...]:
    """Return the headings (positions on their page, from 0) that a fragment may lead to."""
    stated = [at for at, (_, _, anchor) in enumerate(page.headings) if anchor == fragment]
    if stated:
        return tuple(stated)
    index = _essences(site, page)
    for tried in (fragment, slugs.without_number(fragment)):
        for essence in slugs.essences(tried):
            if essence in index:
                return tuple(index[essence])
    return ()


def reached(site: Site, page: Page, fragment: str) -> tuple[int, ...]:
    """Return the headings that a fragment surely leads to: stated ids, then what this site makes of the
    text of headings without one or, where that is not known, what any generator makes."""
    found = meant(site, page, fragment)
    if not site.slugs:
        return tuple(at for at in found if page.headings[at][2] in ("", fragment))
    return tuple(at for at in found if any(made(site, page, name)[at] == fragment for name in site.slugs))


def made(site: Site, page: Page, name: str) -> tuple[str, ...]:
    """Return the id of each heading of a page as an algorithm makes it, explicit ones as stated."""

    def find() -> tuple[str, ...]:
        texts = [slugs.plain(text) for _, text, _ in page.headings]
        own = slugs.numbered(slugs.BY_NAME[name], texts)
        return tuple(anchor or slug for (_, _, anchor), slug in zip(page.headings, own, strict=True))

    return site.once(("made", page.path, name), find)


def beside(source: Page, target: Page, position: int) -> int | None:
    """Return the heading of a translation that stands for a heading of its source, None where unsure.

    Only where both pages have the same headings level by level, or the id says so.
    """
    anchor = source.headings[position][2]
    if anchor:
        same = [at for at, heading in enumerate(target.headings) if heading[2] == anchor]
        if len(same) == 1:
            return same[0]
    levels = [heading[0] for heading in source.headings]
    if levels == [heading[0] for heading in target.headings]:
        return position
    return None


def _essences(site: Site, page: Page) -> dict[str, list[int]]:
    def find() -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for at, (_, text, _) in enumerate(page.headings):
            for variant in slugs.variants(slugs.plain(text)):
                index.setdefault(variant, []).append(at)
        return index

    return site.once(("essences", page.path), find)
