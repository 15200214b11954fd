"""The two filters that all text out of the wild passes on its way into a page."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from linkcrawl.masking import masked
from reports.visible import clickable, readable_url, visible

# The longest text that waits behind a cut one, for the pointer to bring up.
_BEHIND = 1000
_LONGEST_LETTER = 20_000
# A page says the same several times over: in its tables, its signals and its messages.
_REMEMBERED = 5_000


def shown(text: str, limit: int = 160, keep: str = "start") -> Markup:
    """*text* as one visible line, on its own in the direction of its script.

    A cut text has the whole of it as its title.

    >>> shown("<b>bold</b> words", 12)
    Markup('<bdi title="&lt;b&gt;bold&lt;/b&gt; words">&lt;b&gt;bold&lt;/b&gt;…</bdi>')
    """
    return (_shown if len(text) < _BEHIND else _shown.__wrapped__)(text, limit, keep)


@lru_cache(_REMEMBERED)
def _shown(text: str, limit: int, keep: str) -> Markup:
    short = visible(text, limit, keep)
    return _bdi(short, short if short == text else visible(text, max(limit, _BEHIND)))


def link(url: str, limit: int = 72) -> Markup:
    """A link to a web page; any other URL as plain text.

    >>> link("javascript:alert(1)")
    Markup('<bdi>javascript:alert(1)</bdi>')
    >>> link("https://a.example/b/").rpartition('">')[2]
    Markup('a.example/<wbr>b/<wbr></a>')
    """
    return (_link if len(url) < _BEHIND else _link.__wrapped__)(url, limit)


@lru_cache(_REMEMBERED)
def _link(url: str, limit: int) -> Markup:
    url = masked(url)
    short, whole = readable_url(url, limit), visible(url, max(limit, _BEHIND))
    if not clickable(url):
        return _bdi(short, whole)
    # Markup.format() escapes as well, and takes five times as long.
    return Markup(
        f'<a href="{escape(url)}" rel="noopener noreferrer nofollow" title="{escape(whole)}">'
        f"{str(escape(short)).replace('/', '/<wbr>')}</a>"
    )


def letter(text: str) -> Markup:
    """A message with its line breaks, every line visible as it is.

    >>> letter("Dear <b>Jo</b>,\\n\\nGoodbye")
    Markup('Dear &lt;b&gt;Jo&lt;/b&gt;,\\n\\nGoodbye')
    """
    lines = text[:_LONGEST_LETTER].splitlines()
    return escape("\n".join(visible(line) for line in lines))


def _bdi(short: str, whole: str) -> Markup:
    if short == whole:
        return Markup(f"<bdi>{escape(short)}</bdi>")
    return Markup(f'<bdi title="{escape(whole)}">{escape(short)}</bdi>')
