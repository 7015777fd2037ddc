"""The registry: a rule is a file in a folder of its family, or in a plugin; nothing else names it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from smo_lint.model import SEVERITIES, Agreement, Article, Check, Edition, Pair, Rule
from smo_lint.regexes import regex

# The codes of plugins begin with a letter that no family of ours begins with.
PLUGIN_CODE = regex(r"X[A-Z]{1,5}\d{3}")
# What a check may be called with, as our own annotations are written: to work one out takes longer.
_SUBJECTS = {kind.__name__: kind for kind in (Edition, Pair, Article, Agreement)}
_declared: dict[str, Rule] = {}
# Name of a plugin -> the module that its rules are in.
enrolled: dict[str, str] = {}


def rule(
    code: str,
    *,
    severity: str = "error",
    guard: bool = False,
    default: bool = True,
    runs: bool = False,
    witness: bool = False,
    site: bool = False,
    own: bool = False,
    habit: bool = False,
) -> Callable[[Check], Check]:
    """Declare a check as a rule; its file is its name, its module's docstring is its page.

    The annotation of the first parameter (`Edition`, `Pair`, `Article` or `Agreement`) is what the
    check is called with; keyword-only parameters with defaults are its options.
    """

    def declare(check: Check) -> Check:
        module = sys.modules[check.__module__]
        *above, file = check.__module__.split(".")
        name = file.replace("_", "-")
        assert check.__name__ == file, f"{check.__module__}: the check must be named {file}"
        assert severity in SEVERITIES, f"{name}: severity must be one of {SEVERITIES}"
        ours = check.__module__.startswith(f"{__name__}.")
        assert ours or PLUGIN_CODE.fullmatch(code), f"{code} is no code of a plugin, such as XAB101"
        assert code not in _declared, f"{name}: {code} is {_declared[code].name} already"
        parameters = list(inspect.signature(check).parameters.values())
        subject = _SUBJECTS.get(parameters[0].annotation) if ours else None
        subject = subject or typing.get_type_hints(check)[parameters[0].name]
        assert subject in _SUBJECTS.values(), f"{name}: unknown subject {subject}"
        _declared[code] = Rule(
            code=code,
            name=name,
            family=above[-1] if above else "",
            subject=subject,
            severity=severity,
            guard=guard,
            default=default,
            options={p.name: p.default for p in parameters[1:]},
            doc=(module.__doc__ or "").strip(),
            check=check,
            runs=runs,
            witness=witness,
            site=site,
            own=own,
            habit=habit,
        )
        return check

    return declare


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, those of enrolled plugins too, in the order of the codes."""
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        if family.ispkg:
            package = importlib.import_module(family.name)
            for file in pkgutil.iter_modules(package.__path__, f"{family.name}."):
                importlib.import_module(file.name)
    return tuple(rule for _, rule in sorted(_declared.items()) if rule.plugin or _within(rule, __name__))


def enrol(plugin: str, module: str) -> None:
    """Take in the rules of a plugin: those that a module declares and, of a package, its modules.

    Modules whose name begins with an underscore are not looked at. What is wrong is told by whatever
    it raises: AssertionError for a rule that may not be called so, or where there is none.
    """
    if plugin in enrolled:
        return
    ours = rules()
    package = importlib.import_module(module)
    for file in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{module}."):
        if not file.name.rpartition(".")[2].startswith("_"):
            importlib.import_module(file.name)
    found = [rule for rule in _declared.values() if _within(rule, module)]
    assert found, f"{module} declares no rule"
    taken = {word for rule in ours for word in (rule.name, rule.family)}
    for name in (plugin, *(rule.name for rule in found)):
        assert name not in taken, f"“{name}” is taken already"
    _declared.update((rule.code, replace(rule, plugin=plugin, family=plugin)) for rule in found)
    enrolled[plugin] = module
    rules.cache_clear()


def _within(rule: Rule, module: str) -> bool:
    return f"{rule.check.__module__}.".startswith(f"{module}.")
