"""XML 1.0 that every reader takes, whatever a document holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smo_lint.reports import shown

# Not characters in the sense of XML; the others that are not are escapes after `shown`.
_REFUSED = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})


def element(parent: Element | None, tag: str, attributes: Mapping[str, object], text: str = "") -> Element:
    """Return an element, the last child of its parent; newlines of its text stay."""
    given = {name: _legal(str(value)) for name, value in attributes.items()}
    made = Element(tag, given) if parent is None else SubElement(parent, tag, given)
    made.text = "\n".join(map(_legal, text.split("\n"))) if text else None
    return made


def write(root: Element, out: TextIO) -> None:
    """Write a document."""
    indent(root)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n")


def _legal(text: str) -> str:
    return shown(text).translate(_REFUSED)
