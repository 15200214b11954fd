"""Which of the own sites is a file about, where it does not say itself?"""

from __future__ import annotations

import re
from collections.abc import Sequence


def site_told(name: str, own: Sequence[str]) -> str:
    """The own site that a file's *name* names, else the only one there is, else "".

    >>> site_told("https___www.a.example_-Top linking sites.csv", ["a.example", "b.example"])
    'a.example'
    >>> site_told("links.csv", ["a.example"]), site_told("links.csv", ["a.example", "b.example"])
    ('a.example', '')
    """
    named = [
        site
        for site in own
        if re.search(rf"(?<![a-z0-9-]){re.escape(site)}(?![a-z0-9-])", name.lower())
    ]
    if named:
        return max(named, key=len)
    return own[0] if len(own) == 1 else ""
