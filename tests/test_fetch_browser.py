"""Which browser is found, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcrawl.fetch import browser
from linkcrawl.fetch.browser import find_browser, install_browser, playwright_revision


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any browser."""
    monkeypatch.delenv("LINKCRAWL_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_there_may_be_none() -> None:
    assert find_browser() is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_one_on_the_path_is_found(tmp_path: Path, name: str) -> None:
    path = executable(tmp_path / "bin" / name)

    assert find_browser() == path


@pytest.mark.parametrize(
    "place",
    ["chromium-{}/chrome-linux64/chrome", "chromium_headless_shell-{}/chrome-linux/headless_shell"],
)
def test_one_that_playwright_downloaded_is_found(tmp_path: Path, place: str) -> None:
    path = executable(tmp_path / "downloads" / place.format(playwright_revision()))

    assert find_browser() == path


def test_one_for_another_playwright_is_not(tmp_path: Path) -> None:
    executable(tmp_path / "downloads" / "chromium-1" / "chrome-linux64" / "chrome")

    assert find_browser() is None


def test_one_that_was_chosen_comes_before_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / "bin" / "chromium")
    chosen = executable(tmp_path / "mine")
    monkeypatch.setenv("LINKCRAWL_BROWSER", str(chosen))

    assert find_browser() == chosen


def test_a_choice_that_is_not_there_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / "bin" / "chromium")
    monkeypatch.setenv("LINKCRAWL_BROWSER", str(tmp_path / "gone"))

    assert find_browser() is None


def test_nothing_is_installed_where_there_is_one(tmp_path: Path) -> None:
    path = executable(tmp_path / "bin" / "chromium")

    assert install_browser() == f"browser: {path}"


def test_debian_as_root_gets_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In place of the real ones: a download that fails, and an apt-get that brings a browser.
    monkeypatch.setattr(browser, "_PLAYWRIGHT", ["/bin/false"])
    monkeypatch.setattr("os.geteuid", lambda: 0)
    apt, chromium = executable(tmp_path / "bin" / "apt-get"), tmp_path / "bin" / "chromium"
    install = f'[ "$1" = update ] || /bin/cp {apt} {chromium}'
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path / "log"}\n{install}\n')

    assert install_browser() == f"browser: {chromium}"
    assert (tmp_path / "log").read_text().splitlines() == [
        "update",
        "install -y --no-install-recommends chromium libatomic1",
    ]


def test_one_line_says_what_to_do_where_none_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PLAYWRIGHT", ["/bin/false"])

    said = install_browser()

    assert "apt-get install chromium" in said
    assert "LINKCRAWL_BROWSER" in said
    assert "\n" not in said
