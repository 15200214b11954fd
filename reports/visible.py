"""Text out of the wild → text that shows what it is, in bounds.

Escaping is Jinja's job. This is for what escaping leaves alone: characters that steer the
direction of text, that cannot be seen, or that pile up, and texts without end.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from ada_url import idna_to_unicode

from linkcrawl.masking import masked
from linkcrawl.urls import is_web

# https://www.unicode.org/reports/tr36/: bidirectional controls, and characters without a shape.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
# Most of what is printed: nothing in it to hide behind, and no space to take out.
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# Browsers and mail clients cut longer addresses anyway.
_LONGEST_URL = 2000


def visible(text: str, limit: int = 2000, keep: str = "start") -> str:
    """*text* on one line, nothing hidden in it, no secret told, cut to *limit* characters.

    *keep* says which part stays: "start", "end" or "both".

    >>> visible("pay\\u202efdp.exe\\x00"), visible("a very long anchor", 10)
    ('pay⟨U+202E⟩fdp.exe⟨U+0000⟩', 'a very lo…')
    >>> visible("https://example.com/a/b/c", 16, keep="both")
    'https://e…/a/b/c'
    """
    text = masked(text)
    if len(text) <= limit and _PLAIN.fullmatch(text):
        return text
    # Cut before looking closely: an anchor may have a million characters.
    text = cut(_SPACE.sub(" ", cut(text, 4 * limit + 1000, keep)).strip(), limit, keep)
    return _PILE.sub(r"\1⟨…⟩", _UNSEEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text))


def cut(text: str, limit: int, keep: str = "start") -> str:
    """*text* in at most *limit* characters, with "…" where something is missing."""
    if len(text) <= limit:
        return text
    if keep == "start":
        head = text[: limit - 1]
        return f"{head[: _word_end(head)].rstrip()}…"
    if keep == "end":
        tail = text[len(text) - limit + 1 :]
        return f"…{tail[len(tail) - _word_end(tail[::-1]) :].lstrip()}"
    last = (limit - 1) * 2 // 5
    return f"{text[: limit - 1 - last]}…{text[len(text) - last :]}"


def _word_end(text: str) -> int:
    """Where to cut so that no word is cut, if its beginning is near."""
    space = text.rfind(" ", len(text) * 4 // 5)
    return len(text) if space < 0 else space


def clickable(url: str) -> bool:
    """True for what a report makes a link: http and https, whole, and of a sane length.

    >>> clickable("https://example.com/"), clickable("javascript:alert(1)")
    (True, False)
    """
    return is_web(url) and len(url) <= _LONGEST_URL and not re.search(r"[\x00-\x20\x7f-\x9f]", url)


def readable_url(url: str, limit: int = 80) -> str:
    """A URL as people write it: no scheme, host names in their own letters, cut in the middle.

    >>> readable_url("https://www.xn--bckerei-5wa.example/")
    'www.bäckerei.example/'
    """
    if is_web(url):
        _scheme, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        url = f"{readable_host(host)}{slash}{path}"
    return visible(url, limit, keep="both")


def readable_host(host: str) -> str:
    """A host name in its own letters, unless it mixes alphabets to look like another.

    >>> readable_host("xn--mhlenbckerei-lcb44a.example"), readable_host("xn--pple-43d.example")
    ('mühlenbäckerei.example', 'xn--pple-43d.example')
    """
    if "xn--" not in host:
        return host
    try:
        labels = idna_to_unicode(host).split(".")
    except ValueError:
        return host
    return ".".join(labels) if all(map(_one_alphabet, labels)) else host


def path_of(url: str) -> str:
    """What follows the host, for a site that the reader knows: "/" is the home page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _one_alphabet(label: str) -> bool:
    alphabets = {unicodedata.name(c, "?").split()[0] for c in label if c.isalpha()}
    return len(alphabets) <= 1
