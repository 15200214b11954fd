"""One file, imported into a workspace: the parts it has, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linkcrawl.agreements import Agreement
from linkcrawl.candidates import CandidateRow
from linkcrawl.claims import Claim, Disavowed, DomainFigure
from linkcrawl.cli.import_people import keep_agreements, keep_candidates
from linkcrawl.cli.import_progress import ImportProgress
from linkcrawl.cli.import_web import said_of_ranks, said_of_secrets, said_of_visits
from linkcrawl.imports.files import parts_of
from linkcrawl.imports.loading import Loader
from linkcrawl.imports.own_site import site_told
from linkcrawl.imports.registry import BY_NAME, format_of
from linkcrawl.imports.rows import BadRow, Format, ImportFileError, Part, Told
from linkcrawl.imports.web_formats import WebFormat
from linkcrawl.ranks import Ranks
from linkcrawl.referrals import Visits
from linkcrawl.store.claim_writer import ClaimWriter, import_of
from linkcrawl.store.database import open_database
from linkcrawl.store.rank_index import INDEX_FILE
from linkcrawl.store.ranks import known_sites, save_ranks
from linkcrawl.store.referrals import log_spans, save_visits
from linkcrawl.store.witness import save_readings
from linkcrawl.store.write import stamp
from linkcrawl.witness import Reading
from linkcrawl.workspace import Workspace

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file or a part of it; *problem* says why it, or its rest, was not taken."""

    name: str
    title: str = ""
    taken: Mapping[type, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    bad: int = 0
    bad_rows: Sequence[BadRow] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Rows that are stored when their part has been read to its end."""

    agreements: list[Agreement] = field(default_factory=list)
    candidates: list[CandidateRow] = field(default_factory=list)
    ranks: list[Ranks] = field(default_factory=list)
    visits: list[Visits] = field(default_factory=list)

    def stores(
        self, writer: ClaimWriter, site: str, keep_readings: Callable[[list[Reading]], None]
    ) -> dict[type, Callable[[list[Any]], None]]:
        """Who takes rows of each kind."""
        return {
            Claim: writer.add_claims,
            DomainFigure: writer.add_figures,
            Disavowed: partial(writer.add_disavowed, site),
            Agreement: self.agreements.extend,
            CandidateRow: self.candidates.extend,
            Ranks: self.ranks.extend,
            Reading: keep_readings,
            Visits: self.visits.extend,
        }

    def notes(self, workspace: Workspace) -> tuple[str, ...]:
        """What there is to say of them; agreements and candidates go into the user's files."""
        return (
            *keep_agreements(workspace, self.agreements),
            *keep_candidates(workspace, self.candidates),
            *said_of_ranks(self.ranks),
            *said_of_visits(self.visits),
        )


class Importer:
    """Imports files, one after the other; the last four are what the user says of them."""

    def __init__(
        self,
        workspace: Workspace,
        progress: ImportProgress,
        form: str,
        site: str,
        release: str = "",
        everything: bool = False,
    ) -> None:
        self._release = release
        self._rank_index = workspace.folder / INDEX_FILE if everything else None
        self._workspace, self._progress, self._form, self._site = workspace, progress, form, site
        self._db = open_database(workspace.database)
        self._own = tuple(own.domain for own in workspace.config.own)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def file(self, path: Path) -> list[Outcome]:
        """Import a file, all parts that are understood."""
        try:
            parts = parts_of(path)
            digest = _digest(path)
        except ImportFileError as error:
            return [Outcome(path.name, problem=str(error))]
        except OSError as error:
            return [Outcome(path.name, problem=f"{path}: can't be read: {error.strerror}")]
        found = [self._part(part, digest) for part in parts]
        if any(outcome.title for outcome in found):
            # Of a book or an archive, what nobody understands may be a cover or a filter.
            return [o if o.title else replace(o, notes=("left out",), problem="") for o in found]
        return found or [Outcome(path.name, problem=f"{path.name}: empty")]

    def _part(self, part: Part, digest: str) -> Outcome:
        try:
            form = BY_NAME[self._form] if self._form else format_of(part)
        except ImportFileError as error:
            return Outcome(part.name, problem=str(error))
        site = self._site or site_told(part.name, self._own)
        told = self._told(site)
        whole = f"{digest} {part.name if ':' in part.name else ''} {form.name} {site}"
        if isinstance(form, WebFormat):
            whole += f" {form.asked(told)}"
        if known := import_of(self._db, whole):
            return Outcome(part.name, form.title, notes=(f"imported already on {known.at[:10]}",))
        return self._read(part, form, told, whole)

    def _read(self, part: Part, form: Format, told: Told, digest: str) -> Outcome:
        at = stamp(datetime.now(UTC))
        writer = ClaimWriter(self._db, file=part.name, format=form.name, source=form.source, at=at)
        kept = _Kept()
        loader = Loader(kept.stores(writer, told.site, partial(self._readings, writer)))
        problem = self._load(part, form, loader, replace(told, today=at[:10]))
        notes = (*kept.notes(self._workspace), *said_of_secrets(writer.unvisitable))
        if kept.ranks or kept.visits:
            save_ranks(self._db, writer.import_id, kept.ranks)
            save_visits(self._db, writer.import_id, kept.visits)
        self._progress.storing()
        writer.store(None if problem else digest, sum(loader.taken.values()), loader.bad)
        self._progress.end()
        return Outcome(
            part.name, form.title, loader.taken, loader.left_out, loader.bad, loader.bad_rows,
            notes, problem,
        )  # fmt: skip

    def _readings(self, writer: ClaimWriter, rows: list[Reading]) -> None:
        save_readings(self._db, writer.import_id, rows)

    def _told(self, site: str) -> Told:
        """What a format may want to know of the workspace."""
        return Told(
            self._own, site, relations=self._workspace.relations(), known=known_sites(self._db),
            covered=log_spans(self._db), release=self._release, rank_index=self._rank_index,
        )  # fmt: skip

    def _load(self, part: Part, form: Format, loader: Loader, told: Told) -> str:
        """Read a part to its end, or until it breaks off, and say why it did."""
        self._progress.begin(part)
        try:
            for row in form.read(part, told):
                loader.add(row)
                if not isinstance(row, DomainFigure):
                    self._progress.row()
        except ImportFileError as error:
            return str(error)
        finally:
            loader.flush()
        return ""


def _digest(path: Path) -> str:
    found = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
