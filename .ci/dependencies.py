"""Writes docs/dependencies.md: what smo-lint needs, why, and under which licences it stands.

Names and versions come from pyproject.toml, licences from the metadata of what is installed; why we need it
is said here. Run it where smo-lint is installed with all extras.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
START, END = "<!-- table -->\n", "<!-- end of table -->\n"

# Why each of them is there, and is no code of ours.
WHY = {
    "click": "the command line: parsing, help, completion",
    "langcodes": "language tags (BCP 47): their parts, their nearness",
    "mistune": "the grammar of Markdown; its rules are walked with positions",
    "packaging": "`required-version`: specifiers of versions",
    "pathspec": "patterns as in `.gitignore`",
    "python-frontmatter": "tells front matter from the page",
    "pyyaml": "front matter in YAML, with positions",
    "rapidfuzz": "likeness of texts, at the speed of C",
    "rich": "the report in a terminal",
    "py3langid": "the language of files whose names do not tell",
    "pyarrow": "tables of articles in Parquet and Arrow",
    "distributed": "a corpus on many machines",
    "pygls": "the protocol of language servers, and its types",
    "watchfiles": "tells at once that a file has changed",
}
# Extras of those who work on smo-lint; `all` repeats the others.
DEVELOPERS = ("dev", "browser", "fuzz", "all")
# Licences that may be passed on with a program under MIT; MPL-2.0 asks for nothing where its files stay
# as they are.
ALLOWED = ("MIT", "BSD", "Apache-2.0", "ISC", "MPL-2.0", "PSF-2.0", "Unlicense", "0BSD", "Zlib", "CC0-1.0")
# As older metadata says it: the beginning of a licence's text or name -> what it is.
_SAID = (
    (r"MIT\b|The MIT|Expat", "MIT"),
    (
        r"(New |3-Clause |Modified |Simplified )?BSD|Redistribution and use|Copyright .* All rights reserved",
        "BSD",
    ),
    (r"Apache( Software)?( License)?|ASL 2", "Apache-2.0"),
    (r"Mozilla Public License 2|MPL", "MPL-2.0"),
    (r"Python Software Foundation|PSF", "PSF-2.0"),
    (r"ISC", "ISC"),
    (r"The Unlicense|Unlicense", "Unlicense"),
)


def groups() -> dict[str, list[str]]:
    """Return the extra, "" for what is always needed -> its requirements as they are written."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    return {"": project["dependencies"], **{name: extras[name] for name in extras if name not in DEVELOPERS}}


def licence(dist: Distribution) -> str:
    """Return the licence of a distribution, by its family: "BSD" for all of BSD, "" where it is unknown."""
    said = dist.metadata.get("License-Expression", "")
    if said:
        return " AND ".join(
            sorted({_family(word) for word in re.split(r"\s+(?:AND|OR)\s+|[()]", said) if word.strip()})
        )
    named = [
        line.rpartition("::")[2].strip()
        for line in dist.metadata.get_all("Classifier", [])
        if "License ::" in line
    ]
    words = named or [dist.metadata.get("License", "").strip()]
    found = {_family(word.split("\n")[0]) for word in words if word and word != "OSI Approved"}
    return " AND ".join(sorted(found))


def allowed(said: str) -> bool:
    """Whether a licence is one of those that may be passed on."""
    return bool(said) and all(word in ALLOWED for word in said.split(" AND "))


def needed(requirements: list[str]) -> Iterator[tuple[Distribution, str]]:
    """Yield what is installed for requirements, and for these in turn; and which of them brings it."""
    seen: set[str] = set()
    todo = [(Requirement(line), "") for line in requirements]
    while todo:
        requirement, by = todo.pop(0)
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        try:
            dist = distribution(name)
        except PackageNotFoundError:
            continue
        yield dist, by
        todo += [(Requirement(line), by or name) for line in dist.requires or ()]


def table() -> str:
    """Return the tables of the page: what is needed, and what that needs."""
    lines: list[str] = []
    for extra, requirements in groups().items():
        title = f"The extra `{extra}`" if extra else "Always"
        lines += ["", f"## {title}", "", "| | versions | licence | what for |", "|---|---|---|---|"]
        rest: list[str] = []
        installed = {
            canonicalize_name(dist.metadata["Name"]): (dist, by) for dist, by in needed(requirements)
        }
        for line in requirements:
            wanted = Requirement(line)
            name = canonicalize_name(wanted.name)
            said = licence(installed[name][0]) if name in installed else "not installed here"
            lines.append(f"| {wanted.name} | `{wanted.specifier}` | {said} | {WHY[name]} |")
        for name, (dist, by) in sorted(installed.items()):
            if by:
                rest.append(f"{name} ({licence(dist)}, by {by})")
        if rest:
            lines += ["", "They bring: " + ", ".join(rest) + "."]
    return "\n".join(lines) + "\n"


def _family(word: str) -> str:
    return next((name for pattern, name in _SAID if re.match(pattern, word.strip())), word.strip())


def main() -> None:
    """Write the page."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    made = head + START + table() + END + rest.partition(END)[2]
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
