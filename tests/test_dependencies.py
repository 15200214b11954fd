"""Each dependency has its reason in the docs, and its pin in the lock file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def names(requirements: list[str]) -> set[str]:
    found = (_NAME.match(requirement) for requirement in requirements)
    return {match[0].lower() for match in found if match}


def pyproject() -> tuple[set[str], set[str]]:
    """What runs, and what builds and tests."""
    data = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    groups = data["dependency-groups"]
    builds = groups["dev"][1:] + groups["deploy"] + data["build-system"]["requires"]
    return names(data["project"]["dependencies"]), names(builds)


def test_each_dependency_is_explained() -> None:
    text = (PROJECT / "docs" / "dependencies.md").read_text("utf-8")
    rows = " ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| "))
    explained = {match.lower() for match in _NAME.findall(rows)}

    runs, builds = pyproject()
    assert runs | builds <= explained


def test_each_dependency_is_pinned_with_hashes() -> None:
    text = (PROJECT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==\S+(?: ; .*?)? \\\n    --hash=sha256:", text, re.MULTILINE)

    runs, builds = pyproject()
    assert runs | builds <= set(pinned)
    assert len(pinned) == len(re.findall(r"^\w", text, re.MULTILINE))


def test_the_lock_file_names_no_server() -> None:
    assert "://" not in (PROJECT / "requirements.lock").read_text("utf-8")
