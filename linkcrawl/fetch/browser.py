"""Finding a Chromium, and getting one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEBIAN_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
_INSTALL_TIMEOUT = 600


def find_browser() -> Path | None:
    """The Chromium to use: LINKCRAWL_BROWSER, else Playwright's own, else one on the PATH."""
    chosen = os.environ.get("LINKCRAWL_BROWSER")
    if chosen:
        path = Path(chosen).expanduser()
        return path if os.access(path, os.X_OK) else None
    for candidate in _playwright_downloads():
        if os.access(candidate, os.X_OK):
            return candidate
    on_path = (shutil.which(name) for name in _NAMES)
    return next((Path(found) for found in on_path if found), None)


def install_browser() -> str:
    """Get a Chromium if there is none, and say in one line where it is or why there is none."""
    if (found := find_browser()) is not None:
        return f"browser: {found}"
    attempts = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts = [[sys.executable, "-m", "playwright", "install", "chromium"], _DEBIAN_INSTALL]
    for attempt in attempts:
        if _runs(attempt) and (found := find_browser()) is not None:
            return f"browser: {found}"
    return (
        "browser: none; pages that need JavaScript are read without it. Install Chromium "
        "(Debian: apt-get install chromium) or set LINKCRAWL_BROWSER to one"
    )


def _runs(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            timeout=_INSTALL_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwright_downloads() -> Iterator[Path]:
    """Where ``playwright install`` puts the browsers that this Playwright was made for."""
    package = Path(playwright.__file__).parent / "driver" / "package"
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    downloads = Path(folder) if folder and folder != "0" else Path.home() / ".cache/ms-playwright"
    for browser in json.loads((package / "browsers.json").read_text())["browsers"]:
        if browser["name"].startswith("chromium"):
            here = downloads / f"{browser['name'].replace('-', '_')}-{browser['revision']}"
            yield from here.glob("chrome*/chrome")
            yield from here.glob("chrome*/*headless*shell")
