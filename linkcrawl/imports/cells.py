"""One cell of a table → a number, a URL, a domain, a yes or no; "" and None where it is empty."""

from __future__ import annotations

import re
from functools import lru_cache

from linkcrawl.urls import absolute, domain_of, host_of, is_web, page_of, site_of_host

MAX_URL = 4_000
MAX_WORDS = 2_000
_SHOWN = 80
# mailto:somebody, and not example.com:8080
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# ="text" keeps spreadsheets from reading a number; '=text keeps them from running a formula.
_WRAPPED = re.compile(r"=\"(.*)\"$", re.DOTALL)
_APOSTROPHE = re.compile(r"'(?=[=+\-@＝＋－＠])")  # noqa: RUF001
_SPACES = re.compile(r"[\s\u00a0\u202f\u2019'%]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)$")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,\u066c]\d{3})+$")
_MAX_DIGITS = 18
_YES = frozenset(("true", "1", "yes", "y", "x", "+", "ja", "oui", "sí", "si", "sim", "כן"))


class CellError(ValueError):
    """A cell that can't be what its column is for; the text says why."""


def text(cell: str) -> str:
    """The words of a cell on one line, without a spreadsheet's wrapping.

    >>> text('="one  two"'), text("'=1+1")
    ('one two', '=1+1')
    """
    if cell[:1] in ("=", "'"):
        found = _WRAPPED.match(cell)
        cell = found[1].replace('""', '"') if found else _APOSTROPHE.sub("", cell, count=1)
    return " ".join(cell[: 2 * MAX_WORDS].split())[:MAX_WORDS]


def url(cell: str) -> str:
    """The page that a cell names, as a crawl would call it.

    >>> url("www.Example.com/a#b"), url(" ")
    ('https://www.example.com/a', '')
    """
    return page_and_site(cell)[0]


def page_and_site(cell: str) -> tuple[str, str]:
    """The page that a cell names, and the site that it belongs to.

    >>> page_and_site("https://blog.example.com/a"), page_and_site("")
    (('https://blog.example.com/a', 'example.com'), ('', ''))
    """
    written = text(cell) if cell[:1] in ("=", "'", " ") or cell[-1:] == " " else cell
    if not written:
        return "", ""
    if len(cell) > MAX_URL:
        raise CellError(f"a URL of {len(cell):,} characters")
    if "\ufffd" in written:
        raise CellError(f"letters that can't be read in {shown(written)}")
    if "://" in written[:12]:
        found = absolute(written)
    elif _OTHER_SCHEME.match(written):
        found = ""
    else:
        whole = f"https://{written.removeprefix('//')}"
        found = absolute(whole)
    host = host_of(found)
    if not is_web(found) or "." not in host or " " in written:
        raise CellError(f"no web page: {shown(written)}")
    return page_of(found), site_of_host(host)


def domain(cell: str) -> str:
    """The site that a cell names by domain, host or URL.

    >>> domain("sub.example.co.uk"), domain("https://example.com/x"), domain("")
    ('example.co.uk', 'example.com', '')
    """
    written = text(cell).rstrip("/")
    if not written:
        return ""
    try:
        if len(written) > MAX_URL or " " in written:
            raise ValueError("no domain")
        return domain_of(written)
    except ValueError:
        raise CellError(f"no domain: {shown(written)}") from None


@lru_cache(maxsize=20_000)
def number(cell: str) -> float | None:
    """A number however its country writes it, None where the cell has none.

    A lone separator before three digits is one of thousands.

    >>> [number(cell) for cell in ("1,240", "1.240", "1 240", "12,5", "1.234,5", "35.0", "n/a")]
    [1240.0, 1240.0, 1240.0, 12.5, 1234.5, 35.0, None]
    """
    if cell.isdecimal() and len(cell) <= _MAX_DIGITS:
        return float(cell)
    digits = _SPACES.sub("", text(cell))
    if len(digits) > _MAX_DIGITS:
        return None
    if _THOUSANDS.match(digits):
        digits = re.sub("[.,\u066c]", "", digits)
    elif digits.rfind(",") > digits.rfind("."):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", "")
    return float(digits) if _NUMBER.match(digits) else None


@lru_cache(maxsize=1_000)
def flag(cell: str) -> bool:
    """Whether a cell says yes, in whatever way.

    >>> flag("TRUE"), flag("1"), flag("false"), flag("")
    (True, True, False, False)
    """
    return cell.strip().lower() in _YES


def shown(cell: str) -> str:
    """A cell as a message quotes it."""
    return repr(cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 3]}...")
