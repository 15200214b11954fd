"""The cases of the standards: none is an error, and the documentation says what differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.conformance import archive
from bench.conformance.__main__ import cases
from bench.conformance.case import Case, table

DOCUMENT = Path(__file__).parent.parent / "docs/standards.md"


@pytest.fixture(scope="module")
def found() -> list[Case]:
    return list(cases())


@pytest.mark.skipif(
    not archive.ARCHIVE.exists(),
    reason=f"{archive.ARCHIVE} holds other people's files and is not shipped",
)
def test_the_documentation_has_what_differs_from_the_standards(found: list[Case]) -> None:
    documented = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line[:1] == "|"]
    counted = [*table(found)]

    assert len(found) > 20_000
    assert documented[: len(counted)] == counted
    assert [case for case in found if case.kind == "otherwise"] == []
