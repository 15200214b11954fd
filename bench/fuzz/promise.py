"""What a reader promises for whatever it is given, and how a broken promise is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Broken(Exception):
    """A reader did not keep a promise: the text says which, and with what."""


def promise(kept: bool, words: str, *shown: object) -> None:
    """Raise Broken with *words* and what is to be *shown* unless the promise was *kept*."""
    if not kept:
        raise Broken(": ".join((words, *map(repr, shown))))


class Target(NamedTuple):
    """A reader that is tried.

    *check* gives it some bytes and raises where it fails or breaks a promise. *seeds* are inputs
    to begin with, *words* what inputs of its kind are made of.
    """

    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()
