"""Editions that are parsed and pairs that are aligned only when somebody looks at what they are made of.

Where an article is judged again, most of them are known by what was said of them before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from smo_lint.alignment import pairing
from smo_lint.lag import dated
from smo_lint.markdown import NODES, normalised
from smo_lint.model import Edition, Locale, Member, Pair, Past, Site
from smo_lint.phases import phase

# How the attributes are made that are not there yet: their names and values.
Make = Callable[[], Mapping[str, Any]]


class _Later:
    """An attribute that is made when it is first looked at, with others that come from the same work."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, held: Any, owner: type) -> Any:
        if held is None:
            return self  # somebody looks at the class
        vars(held).update(vars(held)["_make"](), _make=None)
        return vars(held)[self._name]


class _Edition(Edition):
    skeleton: Any = _Later()
    meta: Any = _Later()


class _Pair(Pair):
    matches: Any = _Later()
    rivals: Any = _Later()
    former: Any = _Later()


def edition(
    read: Callable[[str, str, str], Edition],
    content: str,
    member: Member,
    locale: Locale,
    site: Site,
    memo: dict[Any, Any],
) -> Edition:
    """Return the edition that a text is, which is read when somebody looks at its nodes or its front matter.

    read  (text, path, language) -> the edition; it was read before, without a fault
    memo  what is known of it
    """
    text, newline, bom = normalised(content)

    def make() -> Mapping[str, Any]:
        with phase("parse"):
            found = read(content, member.path, member.lang)
        assert found.fault is None, "what is known of a text holds as long as it is the same"
        memo.update(found.memo)
        return {"skeleton": found.skeleton, "meta": found.meta}

    fields = {"path": member.path, "lang": member.lang, "text": text, "newline": newline, "bom": bom}
    around = {"fault": None, "locale": locale, "site": site, "memo": memo}
    made: Edition = _unmade(_Edition, {**fields, **around}, make)
    return made


def pair(
    source: Edition, target: Edition, memo: dict[Any, Any], past: Past | None = None, nodes: int = NODES
) -> Pair:
    """Return two editions beside each other, which are aligned when somebody looks at how.

    memo         what is known of them beside each other
    past, nodes  as `lag.dated` has them
    """

    def make() -> Mapping[str, Any]:
        with phase("align"):
            found = dated(pairing.pair(source, target), past, nodes=nodes)
        memo.update({key: value for key, value in found.memo.items() if key not in memo})
        return {"matches": found.matches, "rivals": found.rivals, "former": found.former}

    made: Pair = _unmade(_Pair, {"source": source, "target": target, "past": past, "memo": memo}, make)
    return made


def mirrored(forth: Pair, memo: dict[Any, Any]) -> Pair:
    """Return a pair with the roles exchanged."""

    def make() -> Mapping[str, Any]:
        back = pairing.mirror(forth)
        return {"matches": back.matches, "rivals": back.rivals, "former": None}

    fields: dict[str, Any] = {"source": forth.target, "target": forth.source, "past": None, "memo": memo}
    made: Pair = _unmade(_Pair, fields, make)
    return made


def _unmade(kind: type[Any], fields: Mapping[str, Any], make: Make) -> Any:
    made = object.__new__(kind)
    vars(made).update(fields, _make=make)
    return made
