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
_PLAYWRIGHT = [sys.executable, "-m", "playwright", "install"]
# Playwright's own program, node, needs libatomic, which Chromium does not bring.
_APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "libatomic1"]
_INSTALL_TIMEOUT = 600
_START_TIMEOUT = 60
# The variable that names a browser on another machine.
REMOTE = "LINKCRAWL_BROWSER_URL"
_DRIVER = Path(playwright.__file__).parent / "driver" / "package"


def find_browser() -> Path | None:
    """The Chromium to use: LINKCRAWL_BROWSER, else one on the PATH, else Playwright's own."""
    chosen = os.environ.get("LINKCRAWL_BROWSER")
    if chosen:
        path = Path(chosen).expanduser()
        return path if os.access(path, os.X_OK) else None
    on_path = [Path(found) for name in _NAMES if (found := shutil.which(name))]
    downloaded = [path for path in _playwright_downloads() if os.access(path, os.X_OK)]
    return next(iter([*on_path, *downloaded]), None)


def has_browser() -> bool:
    """True where pages can be rendered: here, or by the browser of LINKCRAWL_BROWSER_URL."""
    return bool(os.environ.get(REMOTE)) or find_browser() is not None


def driver_problem() -> str:
    """Why Playwright's own program does not start here, in one line; "" where it does.

    Playwright itself says no more than that the connection is closed.
    """
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or str(_DRIVER.parent / "node")
    try:
        done = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=_START_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.splitlines() or [f"{node} ends with exit code {done.returncode}"]
    return lines[0] if done.returncode else ""


def install_browser() -> str:
    """Get a Chromium if there is none, and say in one line where it is or why there is none."""
    if (found := find_browser()) is not None:
        return f"browser: {found}"
    for commands in _ways_to_install():
        if all(_runs(command) for command in commands) and (found := find_browser()) is not None:
            return f"browser: {found}"
    return (
        "browser: none, so pages that need JavaScript are read without it; install Chromium "
        "(on Debian: apt-get install chromium libatomic1) or set LINKCRAWL_BROWSER to one"
    )


def playwright_revision() -> str:
    """The revision of Chromium that the installed Playwright was made for."""
    browsers = json.loads((_DRIVER / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    return str(next(entry["revision"] for entry in browsers if entry["name"] == "chromium"))


def _ways_to_install() -> list[list[list[str]]]:
    """The commands of each way to get a Chromium here, the best way first."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return [[[*_PLAYWRIGHT, "chromium"]]]
    # Only root can add the system libraries that a downloaded Chromium needs.
    return [[[*_PLAYWRIGHT, "--with-deps", "chromium"]], [["apt-get", "update"], _APT]]


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
    """Where ``playwright install`` puts what this Playwright was made for."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "0")
    downloads = Path.home() / ".cache" / "ms-playwright" if folder == "0" else Path(folder)
    revision = playwright_revision()
    yield from downloads.glob(f"chromium-{revision}/chrome*/chrome")
    yield from downloads.glob(f"chromium_headless_shell-{revision}/chrome*/*headless*shell")
