"""Browser contexts, each used for a number of pages and then thrown away."""

from __future__ import annotations

from collections import Counter


class Contexts:
    """Names the context for each page: a new one every *pages* pages.

    A browser keeps what it has seen for as long as its context lives, and grows with it.

    >>> contexts = Contexts(pages=2)
    >>> [contexts.take() for _ in range(3)]
    ['pages-0', 'pages-0', 'pages-1']
    >>> contexts.give_back("pages-0"), contexts.give_back("pages-0"), contexts.give_back("pages-1")
    (False, True, False)
    """

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._taken = 0
        self._current = ""
        self._in_use: Counter[str] = Counter()

    def take(self) -> str:
        """The context for the next page."""
        self._current = f"pages-{self._taken // self._pages}"
        self._taken += 1
        self._in_use[self._current] += 1
        return self._current

    def give_back(self, name: str) -> bool:
        """Note that a page is done; say whether *name* will not be used again."""
        self._in_use[name] -= 1
        if self._in_use[name] or name == self._current:
            return False
        del self._in_use[name]
        return True
