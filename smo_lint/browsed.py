"""Files of a repository at the addresses under which its browser shows them."""

from __future__ import annotations

from smo_lint.regexes import regex

# https://host/owner/repository/blob/revision/path, as GitHub, GitLab (`/-/blob/`) and Gitea have it.
_SHOWN = regex(r"https?://[^/]+/[^/]+/[^/]+/(?:-/)?(?:blob|tree)/[^/]+/(?P<path>[^?#]+)")


def shows(url: str, path: str) -> bool:
    """Return whether an address shows a file; `path`: from wherever a run has started, or absolute."""
    match = _SHOWN.match(url)
    return match is not None and ends_alike(match["path"], path)


def ends_alike(one: str, other: str) -> bool:
    """Return whether one of two paths is the end of the other, by whole names."""
    ours, theirs = one.strip("/").split("/"), other.strip("/").split("/")
    common = min(len(ours), len(theirs))
    return ours[-common:] == theirs[-common:] != [""]
