"""One scrapyd as its interface answers: jobs begun, listed and cancelled."""

from __future__ import annotations

import os
from collections.abc import Mapping

import requests

_PROJECT = "linkcrawl"
_TIMEOUT = 10.0


class NodeError(Exception):
    """A node answered, and what it said is no use."""


class Unreachable(NodeError):
    """A node did not answer."""


class ScrapydNode:
    """The scrapyd at *url*, with the name and password of the environment.

    Each method raises Unreachable where it does not answer, and NodeError where it refuses.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()
        # The proxies of the environment are those of crawls; a node is one of our own machines.
        self._session.trust_env = False
        self._session.auth = (
            os.environ.get("SCRAPYD_USERNAME", ""),
            os.environ.get("SCRAPYD_PASSWORD", ""),
        )

    def begin(self, spider: str, job: str, arguments: Mapping[str, str]) -> None:
        """Put a crawl into its queue; what it found is judged elsewhere."""
        given = {"project": _PROJECT, "spider": spider, "jobid": job}
        quiet = {"setting": "LINKCRAWL_JUDGE_ON_CLOSE=False"}
        self._ask("POST", "schedule.json", data={**arguments, **given, **quiet})

    def unfinished(self) -> set[str]:
        """The jobs that it runs or will run."""
        answer = self._ask("GET", "listjobs.json", params={"project": _PROJECT})
        found: set[str] = set()
        for kind in ("pending", "running"):
            jobs = answer.get(kind)
            if not isinstance(jobs, list):
                raise NodeError(f"{self.url}: answers without {kind} jobs")
            found.update(str(job["id"]) for job in jobs)
        return found

    def cancel(self, job: str) -> None:
        """End a job, or take it out of the queue."""
        self._ask("POST", "cancel.json", data={"project": _PROJECT, "job": job})

    def _ask(
        self,
        method: str,
        call: str,
        data: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Mapping[str, object]:
        try:
            answer = self._session.request(
                method, f"{self.url}/{call}", data=data, params=params, timeout=_TIMEOUT
            )
            said = answer.json()
        except requests.JSONDecodeError:
            raise NodeError(f"{self.url}: answers {answer.status_code} to {call}") from None
        except requests.RequestException as error:
            raise Unreachable(f"{self.url}: {type(error).__name__}") from None
        if not isinstance(said, dict) or said.get("status") != "ok":
            problem = said.get("message") if isinstance(said, dict) else said
            raise NodeError(f"{self.url}: {call}: {str(problem)[:200]}")
        return said
