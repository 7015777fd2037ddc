"""Tags and what closes them, for blocks of Markdown between two tags."""

from __future__ import annotations

from re import Match

from smo_lint.markdown.positions import State
from smo_lint.regexes import regex

# Possessive: what is quoted in an expression is quoted for good, so that no opening costs more than once.
BRACES = (
    r"\{(?:[^{}`\"']|`[^`]*+`|\"[^\"\n]*+\"|'[^'\n]*+'|['\"]"
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})*+\}"
)
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|" + BRACES + r"|<[^<>]*+>|[^\s\"'=<>`{}]++)"
ATTRIBUTES = r"(?:\s++(?:[A-Za-z_$:@][\w$:.@-]*+(?:\s*+=\s*+" + _VALUE + r")?|" + BRACES + r"))*+\s*+"
NAME = r"[A-Za-z_$][\w$.:-]*"
OPEN = regex(r"<(?P<name>" + NAME + r")?" + ATTRIBUTES + r"(?P<close>/?)>")
_ANY = regex(r"<(/?)((?:" + NAME + r")?)(?=[\s/>])")
_CODE = regex(r"(?<!`)`[^`\n]+`(?!`)")
_FENCE = regex(r"[ \t]*(`{3,}|~{3,})")


def closing(state: State, at: int) -> tuple[int, int] | None:
    """Return where the tag begins that closes the one at `at`, and where its line ends; None without one."""
    if state.closings is None:
        state.closings = _closings(state)
    return state.closings.get(at)


def _closings(state: State) -> dict[int, tuple[int, int]]:
    """Return the same for each opening tag that has a closing one.

    One pass for the whole text: thousands of tags that nothing closes must not be looked for one by one.
    """
    found: dict[int, tuple[int, int]] = {}
    opened: dict[str, list[int]] = {}
    pos, fence = 0, ""
    while pos < state.cursor_max:
        end = state.find_line_end_at(pos)
        line = state.src[pos:end]
        if "`" in line and ("<" in line or line.lstrip(" \t").startswith(("`", "~"))):
            line = _CODE.sub(_blanked, line)
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif "<" in line:
            for hit in _ANY.finditer(line):
                at = pos + hit.start()
                if hit[1]:
                    if opened.get(hit[2]):
                        found[opened[hit[2]].pop()] = (at, end)
                elif not ((tag := OPEN.match(state.src, at)) and tag["close"]):
                    opened.setdefault(hit[2], []).append(at)
        pos = end
    return found


def _blanked(m: Match[str]) -> str:
    return " " * len(m[0])
