"""``[[schedule]]`` of linkcrawl.toml: what is run again and again, and when it is due.

When is said as in a crontab, since people know it. All moments here are those of this
machine's clock, without a time zone: that is what a crontab means by four o'clock.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from linkcrawl.sections import Section

# A run that has not begun so long after its time is late: a clock has stopped.
GRACE = timedelta(hours=1)


class Run(StrEnum):
    """What can be scheduled: spiders, and commands that need nobody to look on."""

    PARTNERS = "partners"
    OWN = "own"
    BACKLINKS = "backlinks"
    CANDIDATES = "candidates"
    REPORT = "report"
    MAIL = "mail"
    BACKUP = "backup"
    JUDGE = "judge"


# What nodes are told by whoever deals the shares.
_TOLD_TO_NODES = {"shard", "orders"}
# What each spider can be told; a misspelt word would crawl everything instead.
SPIDER_ARGUMENTS = {
    Run.PARTNERS: ("due", "orders", "shard"),
    Run.OWN: ("shard",),
    Run.BACKLINKS: ("orders", "shard"),
    Run.CANDIDATES: ("shard",),
}
_SPIDERS = tuple(SPIDER_ARGUMENTS)


def _cron(text: str) -> str:
    try:
        next(CronSim(text, datetime(2026, 1, 1)))
    except (CronSimError, StopIteration):
        raise ValueError(
            'accepted: minute, hour, day, month and weekday, as in "30 4 * * 1"'
        ) from None
    return text


class Entry(Section):
    """One line of the schedule: *run* with *arguments*, *at* these times."""

    run: Run
    at: Annotated[str, AfterValidator(_cron)]
    name: str = Field(default="", max_length=60, pattern=r"^[\w.-]*$")
    arguments: dict[str, str] = Field(default_factory=dict)
    jitter_minutes: int = Field(default=0, ge=0, le=720)
    shards: int | None = Field(default=None, ge=1, le=1000)

    @field_validator("arguments")
    @classmethod
    def _are_understood(cls, given: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        accepted = SPIDER_ARGUMENTS.get(info.data.get("run", Run.PARTNERS), ())
        if given.keys() - set(accepted):
            raise ValueError(f"accepted: {', '.join(accepted) or 'none'}")
        return given

    @field_validator("shards")
    @classmethod
    def _nodes_can_do_it(cls, shards: int | None, info: ValidationInfo) -> int | None:
        if shards and info.data.get("run") not in _SPIDERS:
            raise ValueError(f"accepted: none, but for {', '.join(_SPIDERS)}")
        if shards and (taken := _TOLD_TO_NODES & info.data.get("arguments", {}).keys()):
            raise ValueError(f"accepted: none beside the argument {min(taken)}")
        return shards

    @property
    def title(self) -> str:
        """What it is called: its name, else what it runs."""
        return self.name or self.run

    @property
    def command(self) -> tuple[str, ...]:
        """The linkcrawl command, in words.

        >>> Entry(run=Run.PARTNERS, at="0 4 * * *", arguments={"due": "1"}).command
        ('crawl', 'partners', '-a', 'due=1')
        """
        if self.run not in _SPIDERS:
            return (str(self.run),)
        if self.shards:
            return ("schedule", "deal", self.title)
        pairs = (("-a", f"{name}={value}") for name, value in self.arguments.items())
        return ("crawl", str(self.run), *(word for pair in pairs for word in pair))

    @property
    def in_words(self) -> str:
        """When it runs, for people.

        >>> Entry(run=Run.OWN, at="30 4 * * 1").in_words
        'At 04:30 on Monday'
        """
        return str(CronSim(self.at, datetime(2026, 1, 1)).explain())

    def next_after(self, moment: datetime) -> datetime:
        """The first time after *moment*, moved by up to *jitter_minutes*, always the same way.

        >>> Entry(run=Run.OWN, at="30 4 * * 1").next_after(datetime(2026, 11, 21))
        datetime.datetime(2026, 11, 23, 4, 30)
        """
        # The last occurrence may have been moved beyond *moment*.
        for occurrence in CronSim(self.at, moment - timedelta(minutes=self.jitter_minutes)):
            if (moved := occurrence + self._jitter(occurrence)) > moment:
                return moved
        raise ValueError(f"{self.at}: never")

    def _jitter(self, occurrence: datetime) -> timedelta:
        if not self.jitter_minutes:
            return timedelta()
        key = f"{self.title} {occurrence.isoformat()}".encode()
        drawn = int.from_bytes(blake2b(key, digest_size=4).digest(), "big")
        return timedelta(seconds=drawn % (self.jitter_minutes * 60))


@dataclass(frozen=True, slots=True)
class LastRun:
    """When an entry was first seen, and when its newest run began and how it went, if any."""

    since: datetime
    started: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands: its last run, and when the next is due, which may be over."""

    entry: Entry
    last: LastRun
    next: datetime

    def is_due(self, now: datetime) -> bool:
        """True once its time has come. However many were missed, one run makes up for them."""
        return self.next <= now

    def is_late(self, now: datetime) -> bool:
        """True where nothing has begun it although its time is long over."""
        return self.next + GRACE < now


def standing(entry: Entry, last: LastRun) -> Standing:
    """How *entry* stands after its last run."""
    return Standing(entry, last, entry.next_after(last.started or last.since))


def crontab(linkcrawl: str, workspace: str) -> str:
    """A line for a crontab that begins what is due.

    >>> crontab("/opt/linkcrawl/bin/linkcrawl", "/srv/our links")
    "*/10 * * * * /opt/linkcrawl/bin/linkcrawl schedule due --workspace '/srv/our links'"
    """
    command = shlex.join([linkcrawl, "schedule", "due", "--workspace", workspace])
    # A percent sign is the end of a command in a crontab (crontab(5)).
    return f"*/10 * * * * {command}".replace("%", r"\%")


def systemd_units(linkcrawl: str, workspace: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The files of a systemd timer that begins what is due, by name."""
    said = "".join(
        f"Environment={_quoted(f'{name}={value}')}\n" for name, value in environment.items()
    )
    command = " ".join(map(_quoted, (linkcrawl, "schedule", "due", "--workspace", workspace)))
    return {
        "linkcrawl.service": (
            "[Unit]\nDescription=linkcrawl: run what is due\n"
            "Wants=network-online.target\nAfter=network-online.target\n\n"
            f"[Service]\nType=oneshot\n{said}ExecStart={command}\n"
            "NoNewPrivileges=yes\nPrivateTmp=yes\n"
        ),
        "linkcrawl.timer": (
            "[Unit]\nDescription=linkcrawl: look for what is due\n\n"
            "[Timer]\nOnCalendar=*:0/10\nRandomizedDelaySec=30\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        ),
    }


def _quoted(text: str) -> str:
    """A word of a systemd unit (systemd.syntax(7)): quoted, with nothing left to expand."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
