"""Which address shows which file, wherever a run has started."""

from __future__ import annotations

import pytest

from smo_lint.browsed import shows

HOST = "https://git.example.org/lamps/lamp"


@pytest.mark.parametrize("path", ["docs/README.de.md", "README.de.md", "/home/me/lamp/docs/README.de.md"])
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{HOST}/blob/main/docs/README.de.md", True),
        (f"{HOST}/-/blob/main/docs/README.de.md#start", True),
        (f"{HOST}/tree/v1.0/docs/README.de.md?plain=1", True),
        (f"{HOST}/blob/main/docs/README.md", False),
        (f"{HOST}/blob/main/docs/README.de.md/more", False),
        (f"{HOST}/docs/README.de.md", False),
        ("docs/README.de.md", False),
        (f"{HOST}/blob/main/", False),
    ],
)
def test_shows(url: str, path: str, expected: bool) -> None:
    assert shows(url, path) is expected
