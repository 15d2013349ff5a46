"""A real browser for tests: Chromium without a window, alone or steered through chromedriver; what is missing is skipped."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions")
SECONDS = 120


@cache
def chromium() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


needs_chromium = pytest.mark.skipif(chromium() is None, reason="needs Chromium")
needs_driver = pytest.mark.skipif(chromium() is None or shutil.which("chromedriver") is None, reason="needs chromedriver")


def options() -> list[str]:
    """As root, in a container, Chromium runs only without its sandbox."""
    return [*QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]


def document(page: Path, fragment: str = "", *more: str) -> str:
    """The document as it stands after the page's scripts have run, which must say nothing on the console.

    fragment: what follows the `#` of its address; more: options of the browser.
    """
    address = page.as_uri() + (f"#{fragment}" if fragment else "")
    more = (*more, f"--user-data-dir={page.parent / 'profile'}")  # its own: two browsers with one profile wait for each other
    waiting = ["--virtual-time-budget=5000", "--enable-logging=stderr", "--dump-dom"]
    command = [str(chromium()), *options(), *more, *waiting, address]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.findall(r".*CONSOLE.*", done.stderr)
    return done.stdout


class Driver:
    """A browser that presses keys and moves the mouse: chromedriver, spoken to as the WebDriver standard says."""

    def __init__(self, port: int) -> None:
        self.opener = build_opener(ProxyHandler({}))
        self.address = f"http://127.0.0.1:{port}/session"
        wanted = {"goog:chromeOptions": {"binary": chromium(), "args": options()}, "goog:loggingPrefs": {"browser": "ALL"}}
        self.address += "/" + self.post("", capabilities={"alwaysMatch": wanted})["sessionId"]

    def post(self, path: str, **body: Any) -> Any:
        request = Request(self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with self.opener.open(request, timeout=SECONDS) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path) -> None:
        self.post("/url", url=page.as_uri())

    def run(self, script: str) -> Any:
        return self.post("/execute/sync", script=script, args=[])

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.post("/actions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def move(self, selector: str) -> None:
        """Move the mouse onto an element."""
        element = self.post("/element", using="css selector", value=selector)
        step = {"type": "pointerMove", "origin": element, "x": 0, "y": 0, "duration": 0}
        self.post("/actions", actions=[{"type": "pointer", "id": "mouse", "actions": [step]}])

    def console(self) -> list[Any]:
        """What the page has said there since it was asked last."""
        said: list[Any] = self.post("/se/log", type="browser")
        return said

    def quit(self) -> None:
        self.opener.open(Request(self.address, method="DELETE"), timeout=SECONDS).close()


@contextmanager
def driver() -> Iterator[Driver]:
    """A browser for the time of some tests."""
    process = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout is not None
        port = next(found[1] for line in process.stdout if (found := re.search(r"started successfully on port (\d+)", line)))
        steered = Driver(int(port))
        try:
            yield steered
        finally:
            steered.quit()
    finally:
        process.terminate()
        process.wait()
        process.stdout and process.stdout.close()
