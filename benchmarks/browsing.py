"""A browser without a screen, for reports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def found() -> str:
    """Return the path of a Chromium: SMO_LINT_BROWSER, else the first on the path; "" where there is none."""
    named = os.environ.get("SMO_LINT_BROWSER", "")
    return named or next(filter(None, map(shutil.which, NAMES)), "")


@contextmanager
def browser() -> Iterator[Any]:
    """Start a browser; it ends with the block. Raises RuntimeError where there is none."""
    from playwright.sync_api import sync_playwright

    path = found()
    if not path:
        raise RuntimeError("no Chromium: install one, or name it by SMO_LINT_BROWSER")
    # Its sandbox does not start as root, nor in most containers; it opens our own files only.
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()
