"""The threat model: each line of it is proved by tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
MODEL = (PROJECT / "SECURITY.md").read_text("utf-8")
ROWS = [
    line for line in MODEL.splitlines() if line.startswith("| ") and "what stops it" not in line
]
NAMED = sorted(set(re.findall(r"`(tests/\w+\.py)::(\w+)`", MODEL)))


def names_in(file: str) -> set[str]:
    tree = ast.parse((PROJECT / file).read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, functions)}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_proves_a_line_is_there(file: str, name: str) -> None:
    assert name in names_in(file)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_each_line_is_proved(row: str) -> None:
    assert re.search(r"`tests/\w+\.py::\w+`", row.split("|")[3])
