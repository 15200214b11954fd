"""A crawl stops before the disk of its database is full: what is written half is of no use."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

from scrapy.settings import BaseSettings

from linkcrawl.folder import workspace_folder

# Why a crawl ended, as Scrapy and our database have it.
DISK_FULL = "disk_full"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk that a workspace is on, of which so many bytes are to stay free."""

    folder: Path
    reserve: int

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Disk:
        """The disk of LINKCRAWL_WORKSPACE, with LINKCRAWL_DISK_RESERVE_MB."""
        reserve = settings.getint("LINKCRAWL_DISK_RESERVE_MB") * 1_000_000
        return cls(workspace_folder(settings["LINKCRAWL_WORKSPACE"]), reserve)

    def free(self) -> int | None:
        """The free bytes, None where the system does not tell."""
        try:
            return disk_usage(self.folder).free
        except OSError:
            return None

    def is_full(self) -> bool:
        """True, with a line in the log, where less is free than is to stay so."""
        free = self.free()
        if free is None or free >= self.reserve:
            return False
        logger.error(
            "The disk of %s is nearly full: %d MB are left, %d MB must be; the crawl stops here",
            self.folder, free // 1_000_000, self.reserve // 1_000_000,
        )  # fmt: skip
        return True
