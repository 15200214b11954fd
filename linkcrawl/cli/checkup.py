"""Does everything that a crawl needs work here? One finding for each part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.utils.project import get_project_settings

from linkcrawl.agreements import AGREEMENTS_FILE, Agreements, load_agreements
from linkcrawl.candidates import CANDIDATES_FILE, Candidates, load_candidates
from linkcrawl.config import CONFIG_FILE, Config, ConfigError, load_config
from linkcrawl.fetch.browser import REMOTE, find_browser, has_browser
from linkcrawl.fetch.browser_check import try_browser
from linkcrawl.fetch.errors import BrowserUnavailable
from linkcrawl.fetch.guard import AddressGuardMiddleware, UnguardedError
from linkcrawl.fetch.proxies import configured_proxies
from linkcrawl.mailing import PASSWORD_VARIABLE, Mail
from linkcrawl.spreadsheets import SpreadsheetError
from linkcrawl.store.check import check_writable
from linkcrawl.store.database import DATABASE_FILE, StoreError
from reports.post import PostError, log_in

_PACKAGES = ("linkcrawl", "scrapy", "playwright", "sqlite-utils")


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part, and what to do where it is not ok."""

    level: Level
    part: str
    text: str


def examine(folder: Path) -> Iterator[Finding]:
    """Look at the installation and at the workspace in *folder*, the quick parts first."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    yield Finding(Level.OK, "versions", f"Python {python_version()}, {versions}")
    told, config = configuration(folder / CONFIG_FILE)
    yield told
    yield from agreements(folder / AGREEMENTS_FILE)
    yield from candidates(folder / CANDIDATES_FILE)
    yield database(folder / DATABASE_FILE)
    if config:
        yield from mail(config.mail)
    yield address_guard()
    yield browser()


def configuration(path: Path) -> tuple[Finding, Config | None]:
    """Whether linkcrawl.toml can be used, and what it says if so."""
    part = "configuration"
    if not path.exists():
        return Finding(Level.WARN, part, f"{path}: none; `linkcrawl init` writes one"), None
    try:
        config = load_config(path)
    except ConfigError as error:
        return Finding(Level.FAIL, part, str(error)), None
    own = ", ".join(site.domain for site in config.own)
    return Finding(Level.OK, part, f"{path}: own sites: {own}"), config


def agreements(path: Path) -> Iterator[Finding]:
    """Whether agreements.csv can be used, and each row that can't."""
    if path.exists():
        yield from _rows("agreements", "checked", load_agreements, path)
    else:
        yield Finding(Level.WARN, "agreements", f"{path}: none; `linkcrawl init` writes one")


def candidates(path: Path) -> Iterator[Finding]:
    """Whether candidates.csv can be used where there is one, and each row that can't."""
    if path.exists():
        yield from _rows("candidates", "considered", load_candidates, path)


def _rows(
    part: str, use: str, load: Callable[[Path], Agreements | Candidates], path: Path
) -> Iterator[Finding]:
    try:
        found = load(path)
    except SpreadsheetError as error:
        yield Finding(Level.FAIL, part, str(error))
        return
    yield Finding(Level.OK, part, f"{path}: {len(found.rows)} that can be {use}")
    for problem in found.problems:
        yield Finding(Level.WARN, part, problem)


def mail(settings: Mail) -> Iterator[Finding]:
    """Whether the mail server lets us in, where linkcrawl.toml names one; nothing is sent."""
    if not settings.host:
        return
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if settings.username and not password:
        yield Finding(Level.FAIL, "mail", f"{PASSWORD_VARIABLE} is not set")
        return
    try:
        log_in(settings, password).close()
    except PostError as error:
        yield Finding(Level.FAIL, "mail", str(error))
        return
    where = f"{settings.host}, port {settings.server_port}"
    yield Finding(Level.OK, "mail", f"{where}: answers; {len(settings.recipients)} recipients")


def database(path: Path) -> Finding:
    """Whether linkcrawl.db can be written, or made."""
    try:
        check_writable(path)
    except StoreError as error:
        return Finding(Level.FAIL, "database", str(error))
    if not path.exists():
        return Finding(Level.OK, "database", f"{path}: none yet; the first crawl makes it")
    return Finding(Level.OK, "database", f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def address_guard() -> Finding:
    """Whether requests to private addresses are refused."""
    crawler = Crawler(Spider, get_project_settings())
    try:
        AddressGuardMiddleware.from_crawler(crawler)
    except UnguardedError as error:
        return Finding(Level.FAIL, "address guard", f"{error}; remove that setting")
    if allowed := crawler.settings.getlist("LINKCRAWL_ALLOW_ADDRESSES"):
        text = f"off for {', '.join(allowed)} (LINKCRAWL_ALLOW_ADDRESSES)"
        return Finding(Level.WARN, "address guard", text)
    if proxies := configured_proxies():
        hosts = ", ".join(sorted({proxy.host for proxy in proxies.values()}))
        text = f"names are resolved by the proxy {hosts}, which has to refuse private addresses"
        return Finding(Level.WARN, "address guard", text)
    return Finding(Level.OK, "address guard", "private addresses are refused")


def browser() -> Finding:
    """Whether a browser is there and opens a page."""
    if not has_browser():
        text = (
            "none: pages that need JavaScript are read without it; `linkcrawl doctor --get-browser`"
        )
        return Finding(Level.WARN, "browser", text)
    remote = os.environ.get(REMOTE)
    name = REMOTE if remote else str(find_browser())
    try:
        found = try_browser()
    except BrowserUnavailable as error:
        remedy = "see docs/scaling.md" if remote else "set LINKCRAWL_BROWSER to another Chromium"
        return Finding(Level.FAIL, "browser", f"{name} opens no page: {error}; {remedy}")
    return Finding(Level.OK, "browser", f"{name}: Chromium {found}, opens pages")
