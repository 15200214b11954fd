"""The link profile of an own site in the terminal."""

from __future__ import annotations

from rich.table import Table

from linkcrawl.cli.terminal import cell, cells, table
from linkcrawl.judge.backlinks.crossed import Crossing
from reports.crossing import crossing_lines, crossing_sections
from reports.visible import readable_host

_MOST = 10


def crossing_table(crossing: Crossing) -> Table | str:
    """The exchanges that no agreement covers, under the profile in a few sentences."""
    lines = [f"Link profile of {readable_host(crossing.own)}:", *crossing_lines(crossing)]
    if not crossing.undocumented:
        return "\n".join([*lines, ""])
    found = table(
        "\n".join(lines),
        "exchange without an agreement", "links", "authority", "what speaks against it",
    )  # fmt: skip
    (section,) = crossing_sections([crossing], _MOST)
    for row in section.undocumented.rows:
        site = row.site
        found.add_row(
            cell(readable_host(site.domain)),
            cells(cell(f"{site.links_in} in, {site.links_out} out"), cell(row.backing, "dim")),
            cell(site.authority.words if site.authority else "not known"),
            cells(*map(cell, row.flags)),
        )
    if section.undocumented.more:
        found.caption = f"and {section.undocumented.more} more: linkcrawl export backlinks"
        found.caption_justify = "left"
    return found
