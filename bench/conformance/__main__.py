"""Hold linkcrawl against the standards, and print the table of docs/standards.md.

``python -m bench.conformance`` needs the archive of cases; ``--show`` lists what differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain

from bench.conformance import archive, html, urls
from bench.conformance.case import ALIKE, Case, table


def cases() -> Iterator[Case]:
    """All cases of all standards."""
    return chain(
        urls.url_cases(),
        urls.host_cases(),
        urls.query_cases(),
        urls.suffix_cases(),
        urls.rule_cases(),
        html.markup_cases(),
        html.charset_cases(),
    )


def main() -> int:
    """Print the table; 2 where there is no archive."""
    parser = argparse.ArgumentParser(prog="python -m bench.conformance")
    parser.add_argument("--show", action="store_true", help="every case that differs")
    told = parser.parse_args()
    if not archive.ARCHIVE.exists():
        print(f"{archive.ARCHIVE}: not found; LINKCRAWL_CONFORMANCE names the archive of cases")
        return 2
    found = list(cases())
    for case in found if told.show else ():
        if case.kind != ALIKE:
            print(f"{case.standard}: {case.kind}: {case.given!a:.200} -> {case.got!a:.200}")
    print("\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
