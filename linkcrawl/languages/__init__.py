"""The languages that reports speak: one catalogue of messages each, and English.

docs/languages.md tells how another one is added.
"""

from __future__ import annotations

from importlib.resources import files

DEFAULT = "en"
_CATALOGUES = files(__name__)


def languages() -> tuple[str, ...]:
    """The codes of all languages that there are.

    >>> {"de", "en"} <= set(languages())
    True
    """
    names = (file.name for file in _CATALOGUES.iterdir())
    return tuple(sorted({DEFAULT, *(n.removesuffix(".po") for n in names if n.endswith(".po"))}))


def catalogue(code: str) -> bytes:
    """The messages of a language other than English, in gettext's PO format."""
    return _CATALOGUES.joinpath(f"{code}.po").read_bytes()
