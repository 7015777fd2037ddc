"""Glossaries: files in TOML, CSV or TBX, read into plain values.

A term is a table: `term` as the source writes it; `keep`, true where no language translates it; `case`,
true where only this spelling is meant; `use` and `avoid`, language -> one rendering or several.
"""

from __future__ import annotations

import csv
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from smo_lint.languages import normalise
from smo_lint.model import ConfigError
from smo_lint.outside.configuration.mistakes import meant, shown
from smo_lint.outside.load import read
from smo_lint.regexes import regex

Term = Mapping[str, Any]
_KEYS = ("term", "keep", "case", "use", "avoid")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("termEntry", "conceptEntry")
_SECTIONS = ("langSet", "langSec")
_GROUPS = ("tig", "ntig", "termSec", "termGrp")
# TBX names its states "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "preferredTerm-admn-sts".
_AVOIDED = regex(r"deprecated|superseded|obsolete|forbidden")
_TRUE = ("1", "true", "yes", "x")


def glossary(path: str, source: str = "") -> tuple[Term, ...]:
    """Return the terms of a file, by its extension.

    source  tag of the language that a TBX file's terms are looked up in; "" for what the file says
    Raises ConfigError; each line of its message begins with ":LINE: " or ": ".
    """
    text = read(path)
    if not isinstance(text, str):
        raise ConfigError(f": {text.reason}")
    text = text.removeprefix("\ufeff")
    kind = os.path.splitext(path)[1].lower()
    if kind == ".toml":
        terms: Sequence[Any] = _of_toml(text)
    elif kind in (".csv", ".tsv"):
        terms = tuple(_of_csv(text, "\t" if kind == ".tsv" else ","))
    elif kind in (".tbx", ".xml"):
        terms = tuple(_of_tbx(text, source))
    else:
        raise ConfigError(": a glossary is a file in TOML, CSV or TBX, told by its ending")
    if wrong := list(wrong_terms(list(terms))):
        raise ConfigError("\n".join(f": {message}" for message in wrong))
    return tuple(terms)


def wrong_terms(terms: Any) -> Iterator[str]:
    """Yield what is wrong with terms as TOML gives them."""
    if not isinstance(terms, list):
        yield f"“terms” must be a list of tables, not {shown(terms)}"
        return
    for number, term in enumerate(terms, 1):
        name = term.get("term") if isinstance(term, dict) else None
        if not isinstance(name, str) or not name.strip():
            yield f"term {number} must be a table with “term”, a string that is not empty"
            continue
        for key, value in term.items():
            if key not in _KEYS:
                yield f"term “{name}”: unknown key “{key}”{meant(key, _KEYS)}"
            elif key in ("keep", "case") and not isinstance(value, bool):
                yield f"term “{name}”: “{key}” must be true or false, not {shown(value)}"
            elif key in ("use", "avoid"):
                yield from _wrong_renderings(name, key, value)


def _wrong_renderings(name: str, key: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"term “{name}”: “{key}” must be a table of languages, not {shown(value)}"
        return
    for tag, words in value.items():
        listed = words if isinstance(words, (list, tuple)) else [words]
        if not normalise(tag):
            yield f"term “{name}”: “{tag}” is no language tag"
        elif not listed or not all(isinstance(word, str) and word.strip() for word in listed):
            yield f"term “{name}”: “{key}.{tag}” must be a string or a list of strings, not {shown(words)}"


def _of_toml(text: str) -> Sequence[Any]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f": {error}") from None
    if unknown := [key for key in table if key != "terms"]:
        raise ConfigError(f": unknown key “{unknown[0]}”, terms stand in tables [[terms]]")
    found = table.get("terms", [])
    return found if isinstance(found, list) else [found]


def _of_csv(text: str, comma: str) -> Iterator[Term]:
    """Columns: `term`, `keep`, `case`, a tag for renderings, `avoid TAG` for others; `|` parts several."""
    rows = csv.reader(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), delimiter=comma)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        if "term" not in head:
            raise ConfigError(":1: the first row must name the columns, one of them “term”")
        for column in head:
            if column not in ("term", "keep", "case") and not normalise(
                column.removeprefix("avoid ").strip()
            ):
                raise ConfigError(f":1: column “{column}” is none of term, keep, case, TAG, avoid TAG")
        for row in rows:
            cells = {name: cell.strip() for name, cell in zip(head, row, strict=False) if cell.strip()}
            if cells:
                yield _of_cells(cells, rows.line_num)
    except csv.Error as error:
        raise ConfigError(f":{rows.line_num}: {error}") from None


def _of_cells(cells: Mapping[str, str], line: int) -> Term:
    if "term" not in cells:
        raise ConfigError(f":{line}: this row has no term")
    use: dict[str, list[str]] = {}
    avoid: dict[str, list[str]] = {}
    for column, cell in cells.items():
        if column not in ("term", "keep", "case"):
            renderings = [word.strip() for word in cell.split("|") if word.strip()]
            (avoid if column.startswith("avoid ") else use)[column.removeprefix("avoid ").strip()] = (
                renderings
            )
    flags = {name: cells.get(name, "").casefold() in _TRUE for name in ("keep", "case")}
    return {"term": cells["term"], **flags, "use": use, "avoid": avoid}


def _of_tbx(text: str, source: str) -> Iterator[Term]:
    from xml.etree import ElementTree

    # Entities can grow without bound, and a document type is where they are declared: no glossary needs one.
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise ConfigError(": a document type declaration is not accepted in TBX")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise ConfigError(f": {error}") from None
    first = normalise(source) or normalise(root.get(_XML_LANG, ""))
    for entry in _named(root.iter(), _ENTRIES):
        sections = {normalise(s.get(_XML_LANG, "")): list(_of_section(s)) for s in _named(entry, _SECTIONS)}
        sections.pop("", None)
        here = first if first in sections else next((t for t in sections if _base(t) == _base(first)), "")
        for term, avoided in sections.pop(here, ()):
            if avoided:
                continue
            use = {tag: [word for word, bad in found if not bad] for tag, found in sections.items()}
            avoid = {tag: [word for word, bad in found if bad] for tag, found in sections.items()}
            yield {
                "term": term,
                "use": {tag: words for tag, words in use.items() if words},
                "avoid": {tag: words for tag, words in avoid.items() if words},
            }


def _of_section(section: Any) -> Iterator[tuple[str, bool]]:
    """Yield (term, whether it is to be avoided) of one language of a concept."""
    for group in _named(section.iter(), _GROUPS):
        term = next(_named(group.iter(), ("term",)), None)
        notes = _named(group.iter(), ("termNote", "administrativeStatus"))
        states = [note.text or "" for note in notes if "tatus" in f"{note.get('type', '')}{note.tag}"]
        if term is not None and (words := "".join(term.itertext()).strip()):
            yield words, any(_AVOIDED.search(state) for state in states)


def _named(elements: Iterable[Any], names: Sequence[str]) -> Iterator[Any]:
    """The elements of these names, in whatever namespace."""
    return (e for e in elements if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in names)


def _base(tag: str) -> str:
    return tag.partition("-")[0]
