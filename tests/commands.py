"""The command line as users have it: in a process of its own, or quickly in this one."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from linkcrawl.cli import main

LINKCRAWL = (sys.executable, "-P", "-m", "linkcrawl")
SCRAPY = (sys.executable, "-P", "-m", "scrapy")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def error_lines(self) -> list[str]:
        return self.err.splitlines()


def linkcrawl(*arguments: str | Path) -> Ran:
    """Run a command in this process."""
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def process(
    command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run a command in a process of its own, in *cwd*, with no proxy but those given."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith(("LINKCRAWL_", "SCRAPY_"))
    }
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**clean, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def unprivileged(command: Sequence[str | Path]) -> list[str | Path]:
    """*command* bound by file permissions, even where root runs the tests."""
    if os.geteuid() != 0:
        return list(command)
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]


def on_a_terminal(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, **environment, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as started:
        os.close(theirs)
        shown = bytearray()
        try:
            while chunk := os.read(ours, 65_536):
                shown += chunk
        except OSError:  # Linux says so when the other end is closed.
            pass
    os.close(ours)
    assert started.returncode == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
