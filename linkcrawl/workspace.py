"""A workspace: the folder with what the user says and what linkcrawl found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkcrawl.agreements import AGREEMENTS_FILE, Agreement, load_agreements
from linkcrawl.candidates import CANDIDATES_FILE, CandidateRow, load_candidates
from linkcrawl.classify.anchor import AnchorTerms
from linkcrawl.config import CONFIG_FILE, Config, load_config
from linkcrawl.store.database import DATABASE_FILE
from linkcrawl.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Workspace:
    """The user's files, read and checked; *problems* has a line for each unusable row."""

    folder: Path
    config: Config
    agreements: tuple[Agreement, ...]
    problems: tuple[str, ...]
    candidates: tuple[CandidateRow, ...] = ()

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_FILE

    def relations(self) -> dict[str, Relation]:
        """The sites that the user names, each with what it is to them."""
        candidates = {candidate.domain: Relation.CANDIDATE for candidate in self.candidates}
        partners = {agreement.partner: Relation.PARTNER for agreement in self.agreements}
        named = self.config.relations()
        accepted = {site for site in partners if named.get(site) is Relation.CANDIDATE}
        return candidates | partners | {k: v for k, v in named.items() if k not in accepted}

    def anchor_terms(self) -> dict[str, AnchorTerms]:
        """What anchors of links to the own sites are compared with."""
        return {own.domain: AnchorTerms(own.brands, own.keywords) for own in self.config.own}

    def described(self) -> frozenset[str]:
        """The sites for which proposals are made: the own ones and the candidates."""
        relations = self.relations()
        kinds = (Relation.OWN, Relation.CANDIDATE)
        return frozenset(domain for domain, relation in relations.items() if relation in kinds)

    def walkable(self) -> frozenset[str]:
        """The domains whose sites may be walked: the own ones and the partners'."""
        relations = self.relations()
        walked = (Relation.OWN, Relation.PARTNER)
        return frozenset(domain for domain, relation in relations.items() if relation in walked)


def load_workspace(folder: Path) -> Workspace:
    """Read a workspace's files.

    Raises ConfigError or AgreementError, a line for each mistake, where a file as a whole
    can't be used.
    """
    config = load_config(folder / CONFIG_FILE)
    agreements = load_agreements(folder / AGREEMENTS_FILE)
    candidates = load_candidates(folder / CANDIDATES_FILE)
    problems = agreements.problems + candidates.problems
    return Workspace(folder, config, agreements.rows, problems, candidates.rows)
