"""Links, agreements, relationships and events as rows of a spreadsheet or lines of JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TextIO

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.run import AgreementChecks
from linkcrawl.judge.verdicts.relationship import Question, Relationship
from linkcrawl.masking import starred
from linkcrawl.store.read import StoredEvent, StoredLink
from reports.backlinks import BACKLINK_COLUMNS
from reports.candidates import CANDIDATE_COLUMNS
from reports.claims import CLAIM_COLUMNS, FIGURE_COLUMNS
from reports.web_rows import RANK_COLUMNS, REFERRAL_COLUMNS, WITNESS_COLUMNS

Cell = str | bool | float | tuple[str, ...] | None
Row = tuple[Cell, ...]


class What(StrEnum):
    """What can be exported."""

    LINKS = "links"
    AGREEMENTS = "agreements"
    EVENTS = "events"
    RELATIONSHIPS = "relationships"
    BACKLINKS = "backlinks"
    CANDIDATES = "candidates"
    CLAIMS = "claims"
    FIGURES = "figures"
    REFERRALS = "referrals"
    RANKS = "ranks"
    WITNESS = "witness"


class Format(StrEnum):
    """What it can be written as."""

    CSV = "csv"
    JSONL = "jsonl"


_CHECK = (
    "found_on", "fetch", "presence", "target", "credit", "placement", "anchor_text",
    "anchor_type", "rel", "state", "reasons", "checked_at", "first_seen", "last_seen",
)  # fmt: skip
# our_target is the page of ours that was agreed, so the facet needs another name.
_OURS = {"target": "our_target_match"}
COLUMNS = {
    What.LINKS: (
        "source_url", "source_domain", "target_url", "target_domain", "anchor_text",
        "anchor_type", "rel", "placement", "in_prose", "sitewide", "boilerplate_ratio", "hidden",
        "presence", "context", "first_seen", "last_seen", "live",
    ),
    What.AGREEMENTS: (
        "agreement", "partner", "their_page", "our_target", *_CHECK,
        "our_page", "their_target", *(_OURS.get(c, f"our_{c}") for c in _CHECK),
    ),
    What.RELATIONSHIPS: (
        "own_domain", "other_domain", "role", "reciprocity", "ring", "links_in", "links_out",
        "relevance", "signals", *Question, "verdict", "reasons",
    ),
    What.EVENTS: ("at", "kind", "partner", "source_url", "target_url", "before", "after"),
    What.BACKLINKS: BACKLINK_COLUMNS,
    What.CANDIDATES: CANDIDATE_COLUMNS,
    What.CLAIMS: CLAIM_COLUMNS,
    What.FIGURES: FIGURE_COLUMNS,
    What.REFERRALS: REFERRAL_COLUMNS,
    What.RANKS: RANK_COLUMNS,
    What.WITNESS: WITNESS_COLUMNS,
}  # fmt: skip

# What spreadsheets take for the start of a formula, the full-width forms included:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def export(what: What, form: Format, rows: Iterable[Row], out: TextIO) -> int:
    r"""Write *rows* to *out* as they come, and return how many there were.

    Open *out* with ``newline=""`` and UTF-8. CSV cells that a spreadsheet would run as a
    formula begin with an apostrophe.

    >>> import io
    >>> out = io.StringIO()
    >>> event = ("2026-11-21", "anchor", "a.example", "=1", "", "", "")
    >>> export(What.EVENTS, Format.CSV, [event], out), out.getvalue().splitlines()[1]
    (1, "2026-11-21,anchor,a.example,'=1,,,")
    """
    write = _write_csv if form is Format.CSV else _write_jsonl
    return write(COLUMNS[what], rows, out)


def link_rows(links: Iterable[StoredLink]) -> Iterator[Row]:
    """A row for each link."""
    for link in links:
        yield (
            link.source_url, link.source_domain, link.target_url, link.target_domain,
            link.anchor_text, link.anchor_type, link.rel, link.placement, link.in_prose,
            link.sitewide, link.boilerplate_ratio, link.hidden, link.presence, link.context,
            link.first_seen, link.last_seen, link.live,
        )  # fmt: skip


def agreement_rows(agreements: Iterable[AgreementChecks]) -> Iterator[Row]:
    """A row for each agreement; the cells of a side that promised nothing are None."""
    for row in agreements:
        agreed = row.agreement
        yield (
            agreed.name, agreed.partner, starred(agreed.their_page), starred(agreed.our_target),
            *_found(row.theirs), starred(agreed.our_page), starred(agreed.their_target),
            *_found(row.ours),
        )  # fmt: skip


def relationship_rows(relationships: Iterable[Relationship]) -> Iterator[Row]:
    """A row for each relationship; a question that was not asked is None."""
    for one in relationships:
        said = {answered.question: answered.answer for answered in one.answers}
        yield (
            one.own, one.other, one.role, one.reciprocity, one.ring, one.links_in, one.links_out,
            None if one.relevance is None else round(one.relevance, 3),
            tuple(f"{signal.name} {signal.weight:+.2f}" for signal in one.signals),
            *(said.get(question) for question in Question), one.verdict, one.reasons,
        )  # fmt: skip


def event_rows(events: Iterable[StoredEvent]) -> Iterator[Row]:
    """A row for each event."""
    for event in events:
        yield (
            event.at, event.kind, event.partner, event.source_url, event.target_url,
            event.before, event.after,
        )  # fmt: skip


def _found(check: Check | None) -> Row:
    if check is None:
        return (None,) * len(_CHECK)
    link = check.link
    return (
        link.source_url if link else None, check.fetch, check.presence, check.target,
        check.credit, check.placement, link.anchor_text if link else None,
        link.anchor_type if link else None, link.rel if link else None, check.state,
        check.reasons, check.checked_at, check.first_seen, check.last_seen,
    )  # fmt: skip


def _write_csv(columns: tuple[str, ...], rows: Iterable[Row], out: TextIO) -> int:
    writer = csv.writer(out)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_text(cell) for cell in row])
        count += 1
    return count


def _write_jsonl(columns: tuple[str, ...], rows: Iterable[Row], out: TextIO) -> int:
    count = 0
    for row in rows:
        values = dict(zip(columns, row, strict=True))
        out.write(json.dumps(values, ensure_ascii=False) + "\n")
        count += 1
    return count


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
