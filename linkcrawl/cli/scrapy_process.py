"""How Scrapy is run in a workspace: its command, its environment, and how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

SETTINGS = "linkcrawl.settings"
# The counter that says whether a run that nobody interrupted can't be relied upon.
DOUBTFUL = "linkcrawl/run/doubtful"


def scrapy_command(spider: str, arguments: Sequence[str] = ()) -> list[str]:
    """The command that runs a spider; -P keeps modules of the current folder out of it."""
    return [sys.executable, "-P", "-m", "scrapy", "crawl", spider, *arguments]


def scrapy_environment(folder: Path) -> dict[str, str]:
    """The environment in which Scrapy finds this project and a workspace."""
    return {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": SETTINGS,
        "LINKCRAWL_WORKSPACE": str(folder.absolute()),
    }
