"""The robots.txt files of some four thousand sites, held against RFC 9309 word by word."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from robots_oracle import allows, rules_for

from linkcrawl.fetch.robots_text import rules_in

PROJECT = Path(__file__).parent.parent
ARCHIVE = Path(
    os.environ.get("LINKCRAWL_CONFORMANCE", PROJECT.parent / "shared/conformance.tar.xz")
)
FOLDER = "conformance/robots-real/tests/test_data/"
PATHS_OF_A_FILE = 6

# Sites where linkcrawl reads otherwise than the standard, for the reasons in docs/robots.md.
_A_DELAY_ENDS_THE_NAMES = {"bitbucket.org", "www.congress.gov", "www.khaleejtimes.com"}
_AN_INDEX_IS_ITS_FOLDER = {
    "stockcharts.com", "www.monstersandcritics.com", "www.telstra.com.au", "www.toyoko-inn.com",
}  # fmt: skip
_A_STAR_IN_A_NAME = {"www.acronymfinder.com", "www.thefreedictionary.com"}
KNOWN = _A_DELAY_ENDS_THE_NAMES | _AN_INDEX_IS_ITS_FOLDER | _A_STAR_IN_A_NAME

pytestmark = pytest.mark.skipif(
    not ARCHIVE.exists(), reason=f"{ARCHIVE} holds other people's files and is not shipped"
)


def files() -> Iterator[tuple[str, bytes]]:
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if member.isfile() and member.name.startswith(FOLDER):
                content = archive.extractfile(member)
                if content is not None:
                    yield Path(member.name).name, content.read()


def differs(body: bytes) -> bool:
    """Say whether a path that the rules name is judged otherwise than the standard says."""
    ours, standard = rules_in(body), rules_for(body, "linkcrawl")
    named = [rule.replace("*", "x").removesuffix("$") for _, rule in standard[:PATHS_OF_A_FILE]]
    paths = ["/", *(path for path in named if path.startswith("/"))]
    return any(
        ours.allowed(f"https://example.com{path}", "linkcrawl") is not allows(standard, path)
        for path in paths
    )


def test_real_files_are_read_as_the_standard_says() -> None:
    read = {name: differs(body) for name, body in files()}

    assert len(read) > 4000
    assert {name for name, different in read.items() if different} <= KNOWN
