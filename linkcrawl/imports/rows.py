"""What importing is about: parts of files, what a part begins with, and the rows it yields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from linkcrawl.agreements import Agreement
from linkcrawl.candidates import CandidateRow
from linkcrawl.claims import Claim, Disavowed, DomainFigure, Source
from linkcrawl.ranks import Ranks
from linkcrawl.referrals import Span, Visits
from linkcrawl.vocabulary import Relation
from linkcrawl.witness import Reading


class ImportFileError(ValueError):
    """A file can't be imported; the text says why and what would help."""


class BadRow(NamedTuple):
    """A row that can't be used; *line* is where it ends in its file."""

    line: int
    why: str


class LeftOut(NamedTuple):
    """A row that is right and not taken, as a link within one site; or *times* as many."""

    why: str
    times: int = 1


Row = (
    Claim
    | DomainFigure
    | Disavowed
    | Agreement
    | CandidateRow
    | Ranks
    | Reading
    | Visits
    | BadRow
    | LeftOut
)
Cells = list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of a file: the own sites, and the one that it is about or "".

    *relations* are the sites that the user names, *known* all that the database has met, and
    *covered* the times that earlier logs cover. *release* is what a file's name would tell,
    *rank_index* where all ranks go, None where only those of known sites are kept.
    """

    own: tuple[str, ...] = ()
    site: str = ""
    today: str = ""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    covered: tuple[Span, ...] = ()
    release: str = ""
    rank_index: Path | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a part begins with, which is what formats are recognised by.

    *sample* is its first bytes, unpacked; b"" for a sheet of a workbook. *rows* are its
    first rows.
    """

    name: str
    sample: bytes = b""
    rows: tuple[tuple[str, ...], ...] = ()


class Part(Protocol):
    """A file, a file in an archive, or a sheet of a workbook."""

    @property
    def name(self) -> str:
        """What to call it to people."""

    @property
    def path(self) -> Path:
        """The file on disk that it is, or is in."""

    @property
    def head(self) -> Head:
        """What it begins with."""

    @property
    def position(self) -> int:
        """How many bytes of the file on disk have been read."""

    def open(self) -> BinaryIO:
        """Its bytes, unpacked and bounded; a sheet has none."""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers; of a sheet, the first cell of each row.

        Raises ImportFileError where it breaks off.
        """

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Its rows with their line numbers, [] for one that can't be read.

        Raises ImportFileError where it breaks off.
        """


class Format(Protocol):
    """A kind of file: how it is recognised and read."""

    @property
    def name(self) -> str:
        """What `--as` takes."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def source(self) -> Source:
        """Who says what is in it."""

    def recognise(self, head: Head) -> int:
        """0 where a part that begins so is none of these, else how sure it is."""

    def read(self, part: Part, told: Told) -> Iterator[Row]:
        """Its rows; ImportFileError where it can't be read."""
