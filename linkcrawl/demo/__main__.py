"""``python -m linkcrawl.demo ADDRESS:PORT FOLDER [TOML]``: the demo web, for other processes.

Writes the demo's workspace into FOLDER unless there is one, with the lines of TOML at the end of
its linkcrawl.toml, and serves the demo web there, as a proxy, until it is ended.
"""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from linkcrawl.config import CONFIG_FILE
from linkcrawl.demo.demo_web import demo_web
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.workspace import write_demo_workspace


def main(address: str, folder: Path, more: Path | None = None) -> None:
    """Write the workspace, then serve the web."""
    config = folder / CONFIG_FILE
    if not config.exists():
        write_demo_workspace(folder, datetime.now(UTC).date())
        if more:
            config.write_text(f"{config.read_text('utf-8')}\n{more.read_text('utf-8')}", "utf-8")
    host, _, port = address.rpartition(":")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with serve(demo_web(), host, int(port)) as proxy:
        print(f"The demo web is at {proxy.url}", flush=True)
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
