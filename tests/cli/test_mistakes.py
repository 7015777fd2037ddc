"""What a user is told about a faulty configuration, to the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


FAULTY = {
    "an unknown key": (
        'sourse = "en"\n',
        """\
smo-lint: error: unknown option “sourse”, did you mean “source”?
   ╭─ smo-lint.toml:1:1
 1 │ sourse = "en"
   │ ^^^^^^
 2 │
   ╰─
""",
    ),
    "an item of a list": (
        '# rules\nselect = [\n  "HD",\n  "mising-link",  # typo\n]\n',
        """\
smo-lint: error: unknown rule “mising-link”, did you mean “missing-link”?
   ╭─ smo-lint.toml:4:3
 3 │   "HD",
 4 │   "mising-link",  # typo
   │   ^^^^^^^^^^^^^
 5 │ ]
   ╰─
""",
    ),
    "a string for a list": (
        'source = "en"\nexclude = "drafts"\n',
        """\
smo-lint: error: “exclude” must be a list of strings, not “drafts”, write ["drafts"]
   ╭─ smo-lint.toml:2:1
 1 │ source = "en"
 2 │ exclude = "drafts"
   │ ^^^^^^^
 3 │
   ╰─
""",
    ),
    "no TOML": (
        "source = en\n",
        """\
smo-lint: error: no TOML: invalid value
   ╭─ smo-lint.toml:1:10
 1 │ source = en
   │          ^
 2 │
   ╰─
""",
    ),
    "in a table of a list": (
        '[[projects]]\nroot = "docs"\n\n[[projects]]\nroot = "gone"\n\n[projects.severity]\nHD = "warn"\n',
        """\
smo-lint: error: there is no folder “gone”
   ╭─ smo-lint.toml:5:1
 4 │ [[projects]]
 5 │ root = "gone"
   │ ^^^^
 6 │
   ╰─
smo-lint: error: “warn” is none of error, warning, hint, off, did you mean “warning”?
   ╭─ smo-lint.toml:8:1
 7 │ [projects.severity]
 8 │ HD = "warn"
   │ ^^
 9 │
   ╰─
""",
    ),
    "in an inline table": (
        'severity = { HD = "hint", LK = "sever" }\n',
        """\
smo-lint: error: “sever” is none of error, warning, hint, off
   ╭─ smo-lint.toml:1:27
 1 │ severity = { HD = "hint", LK = "sever" }
   │                           ^^
 2 │
   ╰─
""",
    ),
    "all at once": (
        'fail-on = "eror"\nmax-size = 0\n[rules.length-outlier]\ntreshold = 2.0\n',
        """\
smo-lint: error: “eror” is none of error, warning, hint, never, did you mean “error”?
   ╭─ smo-lint.toml:1:1
 1 │ fail-on = "eror"
   │ ^^^^^^^
 2 │ max-size = 0
   ╰─
smo-lint: error: “max-size” must be at least 1
   ╭─ smo-lint.toml:2:1
 1 │ fail-on = "eror"
 2 │ max-size = 0
   │ ^^^^^^^^
 3 │ [rules.length-outlier]
   ╰─
smo-lint: error: unknown option “treshold” of rule “length-outlier”, did you mean “threshold”?
   ╭─ smo-lint.toml:4:1
 3 │ [rules.length-outlier]
 4 │ treshold = 2.0
   │ ^^^^^^^^
 5 │
   ╰─
""",
    ),
    "a version": (
        'required-version = ">=999"\nof-the-future = 1\n',
        """\
smo-lint: error: this is smo-lint VERSION, and “>=999” is asked for
   ╭─ smo-lint.toml:1:1
 1 │ required-version = ">=999"
   │ ^^^^^^^^^^^^^^^^
 2 │ of-the-future = 1
   ╰─
""",
    ),
    "a control in a value": (
        'source = "\\u001b[31m"\n',
        """\
smo-lint: error: “\\x1b[31m” is no language tag
   ╭─ smo-lint.toml:1:1
 1 │ source = "\\u001b[31m"
   │ ^^^^^^
 2 │
   ╰─
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTY.values(), ids=FAULTY.keys())
def test_frames(site: object, run: Any, text: str, expected: str) -> None:
    from smo_lint import __version__

    write("smo-lint.toml", text)
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err == expected.replace("VERSION", __version__)


@pytest.mark.parametrize("verb", [["list"], ["show", "docs/de/guide.md"], ["init"], ["stamp"], ["baseline", "write"], ["config", "show"], ["clean"]], ids=" ".join)  # fmt: skip
def test_every_verb_tells_them(site: object, run: Any, verb: list[str]) -> None:
    write("smo-lint.toml", 'sourse = "en"\n')
    code, out, err = run(*verb)
    assert (code, out, err) == (2, "", FAULTY["an unknown key"][1])


def test_of_a_flag_and_of_a_file(site: object, run: Any) -> None:
    write("smo-lint.toml", 'sourse = "en"\n')
    code, _, err = run("--config", "fail-on=ever", "--select", "HD13")
    assert code == 2
    assert err == FAULTY["an unknown key"][1] + (
        "smo-lint: error: --config fail-on=ever: “ever” is none of error, warning, hint, never, did you mean “never”?\n"
        "smo-lint: error: --select: unknown rule “HD13”, did you mean “HD103”?\n"
    )


def test_what_is_doubtful_is_told_and_the_run_goes_on(site: object, run: Any) -> None:
    write("smo-lint.toml", 'ignore = ["HD1003"]\n')
    code, out, err = run("--format", "concise")
    assert (code, out.count("HD103")) == (1, 1)
    assert "smo-lint: smo-lint.toml:1:11: unknown rule “HD1003”, did you mean “HD003”?\n" in err
    assert "unknown" not in run("--quiet")[2]
