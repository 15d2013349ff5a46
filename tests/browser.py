"""A real browser for tests: Chromium without a window, which runs a page and gives back the document that became of it."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--virtual-time-budget=5000")
SECONDS = 120


@cache
def chromium() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


needs_chromium = pytest.mark.skipif(chromium() is None, reason="needs Chromium")


def options() -> list[str]:
    """As root, in a container, Chromium runs only without its sandbox."""
    return [*QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]


def document(page: Path, fragment: str = "") -> str:
    """The document as it stands after the page's scripts have run. fragment: what follows the `#` of its address."""
    command = [str(chromium()), *options(), "--dump-dom", page.as_uri() + (f"#{fragment}" if fragment else "")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
