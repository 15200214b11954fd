"""How states, verdicts and answers look: the same colours in pages and in workbooks."""

from __future__ import annotations

from linkcrawl.criteria import Outcome
from linkcrawl.judge.verdicts.relationship import Answer, Verdict
from linkcrawl.vocabulary import State

# Each word's look has a colour in style.css and in reports.workbook, and an icon in icons.svg.
LOOKS: dict[str, str] = {
    State.LOST: "bad",
    State.PAGE_GONE: "bad",
    State.OVERDUE: "bad",
    State.MISSING: "warn",
    State.NO_CREDIT: "warn",
    State.CHANGED: "warn",
    State.ELSEWHERE: "warn",
    State.REVIEW: "warn",
    State.UNKNOWN: "unknown",
    State.LIVE: "good",
    State.PENDING: "quiet",
    State.ENDED: "quiet",
    Verdict.REMOVE: "bad",
    Verdict.FIX: "warn",
    Verdict.WATCH: "unknown",
    Verdict.KEEP: "good",
    Answer.YES: "good",
    Answer.NO: "bad",
    Answer.UNCLEAR: "unknown",
    Outcome.PASS: "good",
    Outcome.FAIL: "bad",
}
