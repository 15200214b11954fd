"""What is told of some, both or all links of a relationship."""

from __future__ import annotations

from linkcrawl.judge.verdicts.signals.counts import Telling
from linkcrawl.said import marked, marked_n

DIFFERENT_PAGES = Telling(
    marked("The link joins pages about different things."),
    marked("Both links join pages about different things."),
    marked("All {total} links join pages about different things."),
    marked_n(
        "{count} of {total} links joins pages about different things.",
        "{count} of {total} links join pages about different things.",
    ),
)
RELATED_PAGES = Telling(
    marked("The link joins pages about related things."),
    marked("Both links join pages about related things."),
    marked("All {total} links join pages about related things."),
    marked_n(
        "{count} of {total} links joins pages about related things.",
        "{count} of {total} links join pages about related things.",
    ),
)
KEYWORD_ANCHORS = Telling(
    marked("The link has a keyword and nothing else for an anchor."),
    marked("Both links have a keyword and nothing else for an anchor."),
    marked("All {total} links have a keyword and nothing else for an anchor."),
    marked_n(
        "{count} of {total} links has a keyword and nothing else for an anchor.",
        "{count} of {total} links have a keyword and nothing else for an anchor.",
    ),
)
NATURAL_ANCHORS = Telling(
    marked("The link has a brand, an address or a natural phrase for an anchor."),
    marked("Both links have a brand, an address or a natural phrase for an anchor."),
    marked("All {total} links have a brand, an address or a natural phrase for an anchor."),
    marked_n(
        "{count} of {total} links has a brand, an address or a natural phrase for an anchor.",
        "{count} of {total} links have a brand, an address or a natural phrase for an anchor.",
    ),
)
