"""Common Crawl's published ranks and graphs of the web, hosts or whole domains.

Files of a release: ranks with a header line; vertices as ``id, reversed name, hosts`` and
edges as ``from id, to id`` without one. A hundred million lines and billions: each is read
once or twice in blocks, and only what was asked for is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

import polars as pl

from linkcrawl.imports.lines import DamagedFile, line_blocks
from linkcrawl.imports.releases import rank_columns
from linkcrawl.ranks import Ranks, SiteRank
from linkcrawl.store.rank_index import RankIndexWriter

_RANKS = {
    "harmonicc_pos": pl.UInt64,
    "harmonicc_val": pl.Float64,
    "pr_pos": pl.UInt64,
    "pr_val": pl.Float64,
    "host_rev": pl.String,
    "n_hosts": pl.UInt64,
}
_NEEDED = ("harmonicc_pos", "pr_pos", "host_rev")
_MOST_NAMED = 5


def reversed_name(domain: str) -> str:
    """A domain as Common Crawl writes it, and back.

    >>> reversed_name("example.co.uk"), reversed_name("uk.co.example")
    ('uk.co.example', 'example.co.uk')
    """
    return ".".join(reversed(domain.split(".")))


def read_ranks(
    stream: BinaryIO, wanted: Collection[str], index: RankIndexWriter | None = None
) -> Ranks:
    """The ranks of the *wanted* domains, out of a file of domains or of hosts.

    Of ``example.com`` and ``www.example.com`` the better rank counts. An *index* takes all.
    """
    spellings = spelt(wanted)
    names = pl.Series(list(spellings), dtype=pl.String).implode()
    found: dict[str, SiteRank] = {}
    of = bad = 0
    bad_lines: list[int] = []
    for frame in rank_frames(stream):
        wrong = frame.filter(~_whole())
        of += len(frame) - len(wrong)
        bad += len(wrong)
        bad_lines += wrong["line"].head(_MOST_NAMED - len(bad_lines)).to_list()
        if index:
            _add_all(frame.filter(_whole()), index)
        for row in frame.filter(_whole() & pl.col("host_rev").is_in(names)).iter_rows(named=True):
            rank = SiteRank(
                spellings[row["host_rev"]], row["harmonicc_pos"], row["pr_pos"], row["n_hosts"]
            )
            known = found.setdefault(rank.domain, rank)
            if rank.harmonic < known.harmonic:
                found[rank.domain] = rank
    return Ranks(of, tuple(found.values()), bad, tuple(bad_lines))


def _add_all(frame: pl.DataFrame, index: RankIndexWriter) -> None:
    names = [
        reversed_name(name.removesuffix(".www") if name.count(".") > 1 else name)
        for name in frame["host_rev"]
    ]
    index.add(names, frame["harmonicc_pos"].to_numpy(), frame["pr_pos"].to_numpy())


def rank_frames(stream: BinaryIO) -> Iterator[pl.DataFrame]:
    """A ranks file block by block: its columns, and ``line``; cells that are wrong are null."""
    line = 1
    columns: tuple[str, ...] = ()
    for block in line_blocks(stream):
        if not columns:
            header, _, block = block.partition(b"\n")
            columns = _known_columns(header.decode("utf-8", "replace"))
        frame = table(block, {name: _RANKS.get(name, pl.String) for name in columns}, line + 1)
        line += len(frame)
        if "n_hosts" not in columns:
            frame = frame.with_columns(pl.lit(None, pl.UInt64).alias("n_hosts"))
        yield frame


def table(block: bytes, schema: Mapping[str, type[pl.DataType]], line: int) -> pl.DataFrame:
    """Lines with tabs as a table; ``line`` counts them from *line*, wrong cells are null."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if not block.strip():
        return pl.DataFrame(schema={"line": pl.UInt64, **schema})
    try:
        frame = pl.read_csv(
            block, separator="\t", has_header=False, quote_char=None, schema=dict(schema),
            ignore_errors=True, truncate_ragged_lines=True, missing_columns="insert",
            extra_columns="ignore", encoding="utf8-lossy",
        )  # fmt: skip
    except pl.exceptions.PolarsError as error:
        raise DamagedFile(
            f"lines that are no table near line {line:,}: {str(error)[:200]!r}"
        ) from None
    return frame.with_row_index("line", offset=line).with_columns(pl.col("line").cast(pl.UInt64))


def spelt(domains: Collection[str]) -> dict[str, str]:
    """Each reversed name that stands for a domain, with the domain: hosts may keep their www."""
    spellings: dict[str, str] = {}
    for domain in domains:
        name = reversed_name(domain)
        spellings |= {name: domain, f"{name}.www": domain}
    return spellings


def _whole() -> pl.Expr:
    return (
        pl.col("host_rev").is_not_null()
        & (pl.col("harmonicc_pos") > 0).fill_null(False)
        & (pl.col("pr_pos") > 0).fill_null(False)
    )


def _known_columns(header: str) -> tuple[str, ...]:
    columns = rank_columns(header)
    missing = [name for name in _NEEDED if name not in columns]
    if missing or len(set(columns)) < len(columns):
        why = f"no column {', '.join(missing)}" if missing else "a column stands twice"
        raise DamagedFile(f"{why}; found: {header[:200]!r}")
    return tuple(name if name in _RANKS else f"other {i}" for i, name in enumerate(columns))
