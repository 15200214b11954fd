"""The judgement of a workspace's stored facts, which several commands print."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from linkcrawl.cli.working import working
from linkcrawl.cli.workspace import open_workspace, today
from linkcrawl.garbage import let_garbage_wait
from linkcrawl.judge.backlinks.crossed import Crossing
from linkcrawl.judge.backlinks.crossings import crossings
from linkcrawl.judge.candidates.candidacies import candidates_of
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.judge.criteria.figures import criteria_of_all
from linkcrawl.judge.criteria.pruning import Pruning, pruning_of
from linkcrawl.judge.profile.profile import Profile
from linkcrawl.judge.profile.profiles import profiles
from linkcrawl.judge.run import Judgement, judge
from linkcrawl.periods import Window
from linkcrawl.store.crawls import StoredCrawl, crawls
from linkcrawl.store.database import open_existing
from linkcrawl.store.read import StoredEvent, events
from linkcrawl.workspace import Workspace
from reports.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace and what is thought of its facts today; events and crawls newest first."""

    workspace: Workspace
    judgement: Judgement
    events: tuple[StoredEvent, ...]
    crawls: tuple[StoredCrawl, ...]
    today: date
    profiles: tuple[Profile, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    pruning: Mapping[str, Pruning] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()

    @property
    def newest_event(self) -> int:
        """The id of the event that was found out last, 0 where there is none."""
        return max((event.id for event in self.events), default=0)

    def summary(self, window: Window | None = None) -> Summary:
        """What there is to print of it, with what changed within a *window* or the newest run."""
        return summarise(
            self.judgement,
            self.events,
            self.crawls,
            self.workspace.config,
            self.today,
            self.workspace.problems,
            profiles=self.profiles,
            crossings=self.crossings,
            pruning=self.pruning,
            candidates=self.candidates,
            window=window,
        )


def judged(folder: Path) -> Judged:
    """Judge the stored facts of the workspace in *folder*, and look at all else that they tell."""
    let_garbage_wait()
    workspace, day = open_workspace(folder), today()
    with closing(open_existing(workspace.database)) as db, working("Judging what is stored"):
        judgement = judge(db, workspace, day)
        own = [site.domain for site in workspace.config.own]
        oldest = workspace.config.criteria.newest_days
        found = profiles(db, own, day, judgement.links_in, oldest)
        partners = {agreement.partner for agreement in workspace.agreements}
        others = partners.union(link.source_domain for link in judgement.links_in)
        criteria = criteria_of_all(db, workspace.config, others, day)
        crossed = crossings(db, workspace, judgement, criteria)
        agreed = {site: said for site, said in criteria.items() if site in partners}
        pruned = pruning_of(db, agreed, day)
        links = (*judgement.links_in, *judgement.links_out)
        considered = candidates_of(db, workspace, judgement.graph, links, day)
        told = events(db), crawls(db)
        return Judged(workspace, judgement, *told, day, found, crossed, pruned, considered)
