"""The public names are those that docs/api.md lists, with these parameters and fields.

SMO_LINT_WRITE_DOCS=1 writes the list into the page; whoever changes it looks at the difference.
"""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import typing
from collections.abc import Callable
from pathlib import Path

import smo_lint

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
START, END = "<!-- names -->\n", "<!-- end of names -->\n"
# Fields that rules of ours need and that change with them.
OWN = {
    "Article": {"memo"},
    "Edition": {"locale", "site", "memo"},
    "Pair": {"past", "former", "memo"},
    "Member": {"past"},
    "Config": {"habits"},
    "Rule": {"subject", "check"},
}


# A check is any function; the page says of which form.
ANY = {"Any", "Callable", "Check", "False", "Iterable", "Iterator", "Mapping", "None", "PathLike", "True"}


def listed() -> str:
    """Every public name: how a function is called, what the fields of a type mean, what it can do."""
    lines = []
    for name in sorted(smo_lint.__all__, key=lambda name: (name[0].isupper(), name)):
        thing = getattr(smo_lint, name)
        summary = " ".join(_doc(thing)[0].split())
        lines += [f"### {name}", "", summary, ""]
        if inspect.isclass(thing) and issubclass(thing, Exception):
            lines += [f"A kind of `{thing.__base__.__name__}`.", ""]
        else:
            lines += ["```python", *(_type(thing) if inspect.isclass(thing) else _call(thing)), "```", ""]
    return "\n".join(lines)


def _doc(thing: object) -> tuple[str, list[str]]:
    """The summary of a docstring, and the lines about fields or parameters that are public."""
    summary, _, rest = (inspect.getdoc(thing) or "").partition("\n\n")
    own, hidden, kept = OWN.get(getattr(thing, "__name__", ""), set()), False, []
    for line in rest.split("\n") if rest else ():
        if line[:1].strip():
            hidden = line.split(" ")[0] in own
        if not hidden:
            kept.append(line)
    return summary, kept


def _inside(thing: object) -> list[str]:
    lines = _doc(thing)[1]
    return [f"    {line}".rstrip() for line in ['"""', *lines, '"""']] if lines else []


def _call(function: Callable[..., object]) -> list[str]:
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    rows = [f"    {parameter}," for parameter in parameters]
    kinds = [parameter.kind for parameter in parameters]
    rows.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "    *,")
    end = f") -> {signature.return_annotation}:"
    return [f"def {function.__name__}(", *map(_unquoted, rows), _unquoted(end), *_inside(function)]


def _type(thing: type) -> list[str]:
    own = OWN.get(thing.__name__, set())
    rows = [f"    {field}: {kind}" for field, kind in _fields(thing).items() if field not in own]
    for name, member in vars(thing).items():
        if not name.startswith("_") and inspect.isfunction(member):
            rows.append(_unquoted(f"    def {name}{inspect.signature(member)}: ..."))
    return [f"class {thing.__name__}:", *_inside(thing), *rows]


def _unquoted(signature: str) -> str:
    """Annotations are text in the code, and shown as what they say."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", signature)


def _fields(thing: type) -> dict[str, str]:
    if dataclasses.is_dataclass(thing):
        return {field.name: str(field.type) for field in dataclasses.fields(thing)}
    return {name: _plain(kind) for name, kind in inspect.get_annotations(thing).items()}


def _plain(kind: object) -> str:
    return kind.__forward_arg__ if isinstance(kind, typing.ForwardRef) else str(kind)


def test_the_page_lists_what_is_public() -> None:
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    shown, _, tail = rest.partition(END)
    if os.environ.get("SMO_LINT_WRITE_DOCS"):
        PAGE.write_text(head + START + "\n" + listed() + END + tail, encoding="utf-8")
    else:
        assert shown == "\n" + listed()


def test_nothing_else_is_public() -> None:
    assert sorted(smo_lint.__all__) == sorted(set(smo_lint.__all__))
    found = {name for name in vars(smo_lint) if not name.startswith("_")}
    plain = {name for name in found if inspect.ismodule(getattr(smo_lint, name))}
    imported = {"annotations", "os", "Iterable", "Mapping", "PathLike", "TYPE_CHECKING", "Any"}
    assert found - plain - imported <= set(smo_lint.__all__)


def test_what_public_types_speak_of_is_public() -> None:
    """A field that is listed is of a type that is listed, or of Python's own."""
    rows = re.findall(r"(?m)^ *(?:def )?\w+(?:: |\()(.*)$", listed())
    words = set(re.findall(r"\b[A-Z]\w+", "\n".join(rows)))
    foreign = (
        words
        - set(smo_lint.__all__)
        - {"Iterable", "Iterator", "Mapping", "PathLike", "None", "Any", "True", "False"}
    )
    assert not foreign - {"Callable"}, foreign
