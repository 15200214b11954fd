"""What a process used from its start to its end, and a web served by another one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.server import COUNT_URL
from bench.web import Web

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds by the clock and of CPU (user and system), and the peak of memory."""

    wall: float
    cpu: float
    peak_mb: float


NOTHING = Usage(0.0, 0.0, 0.0)


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Usage:
    """Run *command* to its end. SystemExit, with the end of its log, where it fails."""
    began = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=output, stderr=output)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text()[-3000:]}")
    wall = time.monotonic() - began
    # A child's peak starts at its parent's (getrusage(2)), so this process stays small.
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy through which a web is reached, and nothing else."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of CPU that serving has taken so far."""
        # The command's name, in brackets, may hold spaces (proc(5)).
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def env(self) -> dict[str, str]:
        """This process's environment with the proxy in it."""
        address = f"http://127.0.0.1:{self.port}"
        proxies = {"http_proxy": address, "https_proxy": address, "no_proxy": ""}
        # Where this is set, every start compiles Scrapy anew, which takes two seconds.
        without = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return without | proxies

    def pages_served(self) -> int:
        """How many pages were served since this was last asked."""
        handler = urllib.request.ProxyHandler({"http": f"http://127.0.0.1:{self.port}"})
        with urllib.request.build_opener(handler).open(COUNT_URL) as answer:
            return int(answer.read())


@contextmanager
def serving(web: Web, core: int | None) -> Iterator[Proxy]:
    """Serve *web* from a process of its own, on its own processor core."""
    command = [sys.executable, "-m", "bench.server"]
    command += [f"--pages={web.pages}", f"--hosts={web.hosts}", f"--seed={web.seed}"]
    command += [f"--core={core}"] if core is not None else []
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        if server.stdin is None or server.stdout is None:
            raise OSError("no pipes to the server")
        yield Proxy(int(server.stdout.readline()), server.pid)
        server.stdin.close()
