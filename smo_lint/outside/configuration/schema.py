"""The JSON Schema of a configuration, made of the table of options and of what rules offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smo_lint.options import OF_PROJECTS, OPTIONS, Option
from smo_lint.outside.configuration.pinned import PROTECTED, SHAPES
from smo_lint.outside.configuration.rule_options import LEVELS
from smo_lint.rules import PLUGIN_CODE, rules

Schema = dict[str, Any]
_STRINGS = {"type": "array", "items": {"type": "string"}}
_PINNED: dict[str, Schema] = {
    "strings": _STRINGS,
    "table": {"type": "object", "additionalProperties": {"type": "string"}},
    "number": {"type": "number", "exclusiveMinimum": 0},
}


def schema() -> Schema:
    """Return the schema (draft 7) of a smo-lint.toml."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "smo-lint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {option.key: _of(option) for option in OPTIONS},
    }


def _of(option: Option) -> Schema:
    told: Schema = {"description": option.help[0].upper() + option.help[1:]}
    default = option.default
    if default not in (None, "", (), {}):
        told["default"] = list(default) if isinstance(default, tuple) else default
    return told | _shape(option)


def _shape(option: Option) -> Schema:
    if option.type == "habits":
        return _habits()
    if option.type == "rules":
        return _rules()
    if option.type == "projects":
        own: Schema = {name: {"type": "string"} for name in OF_PROJECTS}
        own |= {o.key: {"$ref": f"#/properties/{o.key}"} for o in OPTIONS if o.type != "projects"}
        item = {"type": "object", "required": ["root"], "additionalProperties": False, "properties": own}
        return {"type": "array", "items": item}
    if option.choices:
        return {"enum": list(option.choices)}
    if option.type == "strings" and option.holds in ("files", "presets"):
        return {"anyOf": [{"type": "string"}, _STRINGS]}
    shapes: dict[str, Schema] = {
        "string": {"type": "string"},
        "strings": _STRINGS,
        "number": {"type": "integer", "minimum": option.least},
        "switch": {"type": "boolean"},
        "levels": {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
        "ignores": {"type": "object", "additionalProperties": _STRINGS},
    }
    return shapes[option.type]


def _habits() -> Schema:
    known = {PROTECTED: _STRINGS}
    for key, (_, kind, comment) in SHAPES.items():
        described = {"description": comment[0].upper() + comment[1:]}
        known[key] = described | {"type": "object", "additionalProperties": _PINNED[kind]}
    return {"type": "object", "additionalProperties": False, "properties": known}


def _rules() -> Schema:
    known: Schema = {}
    for rule in (rule for rule in rules() if rule.options and not rule.plugin):
        table = {
            "description": f"{rule.code}: {rule.doc.partition(chr(10))[0]}",
            "type": "object",
            "additionalProperties": False,
            "properties": dict(_options(rule.options)),
        }
        known |= {rule.name: table, rule.code: {"$ref": f"#/properties/rules/properties/{rule.name}"}}
    # Of the rules of plugins only the form of their codes is known here.
    others = {f"^{PLUGIN_CODE.pattern}$": {"type": "object"}}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": known,
        "patternProperties": others,
    }


def _options(options: Mapping[str, Any]) -> Schema:
    return {
        name.replace("_", "-"): _like(default)
        | {"default": list(default) if isinstance(default, tuple) else default}
        for name, default in options.items()
    }


def _like(default: Any) -> Schema:
    if isinstance(default, tuple):
        return {"type": "array", "items": _like(default[0]) if default else {"type": "object"}}
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": kinds[type(default)]}
