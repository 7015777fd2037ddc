"""The registry: a rule is a file in a folder of its family; nothing else names it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Callable
from functools import cache

from smo_lint.model import SEVERITIES, Agreement, Article, Check, Edition, Pair, Rule

_declared: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    severity: str = "error",
    guard: bool = False,
    default: bool = True,
    runs: bool = False,
    witness: bool = False,
    site: bool = False,
) -> Callable[[Check], Check]:
    """Declare a check as a rule; its file is its name, its module's docstring is its page.

    The annotation of the first parameter (`Edition`, `Pair`, `Article` or `Agreement`) is what the
    check is called with; keyword-only parameters with defaults are its options.
    """

    def declare(check: Check) -> Check:
        module = sys.modules[check.__module__]
        family, file = check.__module__.split(".")[-2:]
        name = file.replace("_", "-")
        assert check.__name__ == file, f"{check.__module__}: the check must be named {file}"
        assert severity in SEVERITIES, f"{name}: severity must be one of {SEVERITIES}"
        assert code not in _declared, f"{name}: {code} is {_declared[code].name} already"
        parameters = list(inspect.signature(check).parameters.values())
        subject = typing.get_type_hints(check)[parameters[0].name]
        assert subject in (Edition, Pair, Article, Agreement), f"{name}: unknown subject {subject}"
        _declared[code] = Rule(
            code=code,
            name=name,
            family=family,
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
        )
        return check

    return declare


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the codes."""
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        if family.ispkg:
            package = importlib.import_module(family.name)
            for file in pkgutil.iter_modules(package.__path__, f"{family.name}."):
                importlib.import_module(file.name)
    return tuple(_declared[code] for code in sorted(_declared))
