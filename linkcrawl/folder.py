"""The folder of a workspace: where the user's files are, and what linkcrawl found."""

from __future__ import annotations

import os
from pathlib import Path


def workspace_folder(name: str | None = None) -> Path:
    """The folder that commands act on: *name*, else LINKCRAWL_WORKSPACE, else this one."""
    return Path(name or os.environ.get("LINKCRAWL_WORKSPACE") or ".").expanduser()
