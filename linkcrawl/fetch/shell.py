"""Is this page an empty shell that only scripts fill?"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

# A page with as many links is a page, whatever else it does with scripts.
_LINKS_OF_A_PAGE = 20
_LINKS_OF_A_SHELL = 3
_WORDS_OF_A_SHELL = 40

# Where the common frameworks put what they render: React, Vue, Next, Nuxt, Svelte, Angular,
# Gatsby, Ember, Docusaurus, and tools that show API descriptions.
_MOUNT_IDS = frozenset(
    {
        *("root", "app", "application", "__next", "__nuxt", "___gatsby", "__docusaurus"),
        *("svelte", "app-root", "react-root", "main-app", "swagger-ui"),
    }
)
_MOUNT_TAGS = frozenset({"app-root", "my-app", "app-main", "ion-app", "redoc", "rapi-doc"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "svg"})

_LINK = re.compile(rb"<a\s", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script", re.IGNORECASE)


def is_shell(body: bytes) -> bool:
    """Say whether the HTML of a page lacks what its scripts would fill in.

    It does where the page has scripts and fewer than 20 links, and either the element that a
    framework fills is empty, or fewer than 3 links and 40 visible words are there.

    >>> is_shell(b'<body><div id="root"></div><script src="/app.js"></script>')
    True
    >>> is_shell(b"<p>A short page without any script.</p>")
    False
    """
    # Ordinary pages are told by their links alone, without being parsed once more.
    links = sum(1 for _ in islice(_LINK.finditer(body), _LINKS_OF_A_PAGE))
    if links == _LINKS_OF_A_PAGE or not _SCRIPT.search(body):
        return False
    try:
        root = etree.HTML(body)
    except etree.LxmlError:
        return False
    if root is None:
        return False
    if any(_is_empty_mount(element) for element in root.iter(etree.Element)):
        return True
    return links < _LINKS_OF_A_SHELL and not _has_words(root, _WORDS_OF_A_SHELL)


def _is_empty_mount(element: etree._Element) -> bool:
    if element.tag not in _MOUNT_TAGS and element.get("id") not in _MOUNT_IDS:
        return False
    # What is shown until the scripts have loaded counts for nothing.
    return not any(child.tag == "a" for child in element.iter()) and not _has_words(element, 10)


def _has_words(element: etree._Element, enough: int) -> bool:
    """Say whether at least *enough* words of *element* can be seen."""
    words = len((element.text or "").split())
    waiting = list(element)
    while waiting and words < enough:
        part = waiting.pop()
        words += len((part.tail or "").split())
        if isinstance(part.tag, str) and part.tag not in _UNSEEN:
            words += len((part.text or "").split())
            waiting += part
    return words >= enough
