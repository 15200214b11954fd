"""Every command says what it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Context
from commands import LINKCRAWL, linkcrawl, process

from linkcrawl.cli import main

NAMES = main.list_commands(Context(main))


def test_the_commands_are_those_that_users_hold_on_to() -> None:
    promised = {"init", "demo", "doctor", "inspect", "status", "report", "judge", "export"}

    assert promised <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_tells_how_it_is_used(name: str) -> None:
    ran = linkcrawl(name, "--help")

    usage, _, what, *_ = ran.out.splitlines()
    assert ran.code == 0
    assert usage.startswith(f"Usage: main {name} ")
    assert what.endswith(".")
    assert len(what) <= 55


def test_the_overview_has_a_line_for_each_command() -> None:
    lines = [line.split() for line in linkcrawl("--help").out.splitlines()]

    told = {line[0] for line in lines if len(line) > 2}
    assert set(NAMES) <= told


@pytest.mark.parametrize("name", NAMES)
def test_the_overview_says_of_a_command_what_it_says_itself(name: str) -> None:
    command = main.get_command(Context(main), name)

    assert command is not None
    told = [line.split(maxsplit=1) for line in linkcrawl("--help").out.splitlines()]
    assert [name, command.get_short_help_str(limit=60)] in told


def test_the_version_is_told(tmp_path: Path) -> None:
    assert process([*LINKCRAWL, "--version"], tmp_path).out.startswith("linkcrawl, version ")
