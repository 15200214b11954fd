"""A share of all sites: what one of several machines crawls, so that no site has two visitors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from linkcrawl.urls import site_of

_WRITTEN = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shard:
    """The *number*-th, from one, of *of* shares."""

    number: int = 1
    of: int = 1

    @property
    def is_all(self) -> bool:
        """True where every site is in it."""
        return self.of == 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def marked(self, digest: str) -> str:
        """The digest of a configuration, told from that of other shares."""
        return digest if self.is_all else f"{digest} {self}"

    def has(self, domain: str) -> bool:
        """True for the sites of this share: always the same, on every machine.

        >>> [shard.number for shard in shards(8) if shard.has("example.com")]
        [7]
        """
        drawn = blake2b(domain.encode(errors="replace"), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % self.of == self.number - 1

    def has_page(self, url: str) -> bool:
        """True for the pages of its sites."""
        return self.is_all or self.has(site_of(url))


def shard_of(text: str) -> Shard:
    """The share that a person means by "2/8"; all sites by "".

    Raises ValueError, one line, where it is none.

    >>> shard_of("2/8"), shard_of("").is_all
    (Shard(number=2, of=8), True)
    """
    if not text:
        return Shard()
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError(f"shard: found {text[:40]!r}; accepted: one of so many, as in 2/8")
    return Shard(int(found[1]), int(found[2]))


def shards(count: int) -> tuple[Shard, ...]:
    """The *count* shares that together have each site once."""
    return tuple(Shard(number, count) for number in range(1, count + 1))
