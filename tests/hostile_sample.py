"""A report in which every text that comes from outside is an attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from candidate_sample import candidates, crossings
from relationship_sample import OWN, profile, relationship
from report_sample import CONFIG, NEW, TODAY, link, row

from linkcrawl.agreements import Agreement
from linkcrawl.config import Report
from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.judge.backlinks.crossed import Crossing
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.judge.candidates.proposals import ContentPage, Fit, Proposal
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.profile.profile import Profile
from linkcrawl.judge.run import Judgement
from linkcrawl.judge.verdicts.relationship import (
    Answer,
    Answered,
    Draft,
    Question,
    Relationship,
    Seen,
    Signal,
    Verdict,
)
from linkcrawl.mailing import Mail, Role
from linkcrawl.store.crawls import StoredCrawl
from linkcrawl.store.graph import Edge
from linkcrawl.store.profile import NewLink, TargetPage
from linkcrawl.store.read import StoredEvent
from linkcrawl.vocabulary import Fetch, State
from reports.mail import compose
from reports.summary import Summary, summarise

HOSTILE = (
    "<script>document.title='ran'</script>",
    "</style></title></table></svg><img src=x onerror=\"document.title='ran'\">",
    '" onmouseover="document.title=\'ran\'" autofocus onfocus="document.title=\'ran\'" x="',
    "'><svg/onload=document.title='ran'>",
    "javascript:document.title='ran'",
    " \tjava\nscript:document.title='ran'//",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "https://evil.example/\" onpointerenter=\"document.title='ran'",
    "jo@mill.example?bcc=all@evil.example&body=%0d%0a",
    "two\r\nBcc: victim@evil.example\r\n\r\n<script>document.title='ran'</script>",
    "x;background:url(https://evil.example/x);behavior:url(#);width:expression(alert(1))",
    "</script><script>document.title='ran'</script>",
    "data:text/html,<script>document.title='ran'</script>",
    "{{ 7 * 7 }} {% for x in y %} {# comment #} ${7*7} <%= 7*7 %>",
    "</style><style>*{display:none!important}</style>",
    "<!-- --!> <![CDATA[ ]]> <plaintext> <base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "\u202egnp.exe \u2067 \u0000 \u001b[2J \u0008 \ufeff \u200b",
    "Z\u0310\u0325\u0301\u030b\u0356\u0303" * 200,
    "W" * 1_000_000,
    "<b>" * 100_000,
    "\N{FACE WITH TEARS OF JOY}" * 5_000,
)
# Two partners and two sites without an agreement.
_OTHERS = ("p0.example", "p1.example", "s2.example", "s3.example")


def hostile_summary() -> Summary:
    """The summary of such a report."""
    rows, links, events = [], [], []
    for number, text in enumerate(HOSTILE):
        url = f"https://p.example/{number}/{text[:3000]}"
        found = link(
            "p.example/", "ovens.example/", source_url=url, target_url=text, anchor_text=text,
            before=text, after=text, rel=text, sight=text, leads_to=text, hidden=bool(number % 2),
            seen_at=number * 900, page_height=number * 1000, seen_x=-5, seen_width=10**6,
            image_alt=text, via=text,
        )  # fmt: skip
        agreed = Agreement(
            f"p{number % 2}.example", text, url, text, anchor=text, contact_name=text,
            contact_email=text, notes=text,
        )  # fmt: skip
        rows += [row(agreed, state, text, found) for state in (State.CHANGED, State.LIVE)]
        rows.append(row(agreed, State.UNKNOWN, text, None, fetch=Fetch.FAILED))
        links.append(found)
        links.append(link("p.example/", "ovens.example/", source_domain=f"p{number % 2}.example",
                          source_url=url, target_url=text, anchor_text=text))  # fmt: skip
        events += [
            StoredEvent(NEW, kind, f"p{number % 2}.example", url, text, text, text)
            for kind in ("removed", "moved", "rel", "status", text[:100])
        ]
    rows.append(row(Agreement(f"../</title>{HOSTILE[0]}"), State.LOST, "", None))
    crawls = [StoredCrawl(n, "partners", NEW, "", HOSTILE[n], 1, 1) for n in (1, 2)]
    titled = CONFIG.model_copy(update={"report": Report(title=HOSTILE[1])})
    judgement = Judgement(
        tuple(rows), tuple(links), (), tuple(map(hostile_relationship, range(len(_OTHERS)))),
        hostile_graph(),
    )  # fmt: skip
    return summarise(
        judgement, events, crawls, titled, TODAY, HOSTILE, profiles=[hostile_profile()],
        crossings=hostile_crossings(), candidates=tuple(map(hostile_candidate, HOSTILE)),
    )  # fmt: skip


def hostile_relationship(number: int) -> Relationship:
    """A relationship in which every word is an attack, of a partner or of another site."""
    texts = HOSTILE[number :: len(_OTHERS)]
    other = _OTHERS[number]
    answers = tuple(Answered(question, Answer.NO, texts, texts, texts[0]) for question in Question)
    return relationship(
        other, Verdict.REMOVE, reasons=texts, steps=texts, changed=texts[0], answers=answers,
        draft=Draft("question", texts[0], texts[1], "\n".join(texts)), ring=(OWN, other, *texts),
        signals=tuple(
            Signal(text[:100], text, -0.5, (Seen(text, text), Seen("", text)), text)
            for text in texts
        ),
    )  # fmt: skip


def hostile_candidate(text: str) -> Candidate:
    """A candidate whose site says nothing but the attack."""
    plain = candidates()[0]
    page = ContentPage(text, text, text, 640, b"")
    fit = Fit(page, page, text, text, 0.5)
    return replace(
        plain, domain=text[:5000], source=text, notes=text, proposal=Proposal(fit, fit),
        criteria=tuple(replace(one, sentence=text) for one in plain.criteria),
        draft=Draft("both", text, text, text),
        figures=replace(plain.figures, contact=text, contact_url=text),
    )  # fmt: skip


def hostile_crossings() -> tuple[Crossing, ...]:
    """What sources say and what criteria found, all of it attacks."""
    said = {"press.example": [Criterion("words", 1, 2, Outcome.FAIL, text) for text in HOSTILE]}
    (crossing,) = crossings(criteria=said)
    rows = tuple(
        replace(crossing.rows[0], domain=text[:5000], claimed=crossing.rows[0].claimed)
        for text in HOSTILE
    )
    return (replace(crossing, rows=(*crossing.rows, *rows)),)


def hostile_mail(summary: Summary) -> str:
    """The HTML of a mail of a hostile report, without the picture that comes beside it."""
    mail = Mail(host="mail.example", sender="links@ovens.example", attach=False)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    told = replace(summary, profiles=())
    message = compose(told, Role.EVERYTHING, mail, "bea@ovens.example", at)
    part = message.get_body(("html",))
    return str(part.get_content()) if part else ""


def hostile_graph() -> Graph:
    """Sites with attacks for names around each partner."""
    names = [text[:5000] for text in HOSTILE]
    ends = (OWN, *_OTHERS)
    return Graph(SiteGraph(Edge(end, name) for end in ends for name in names))


def hostile_profile() -> Profile:
    text = HOSTILE[0]
    plain = profile(text)
    spans = tuple(replace(span, new=HOSTILE, lost=HOSTILE, burst=True) for span in plain.months)
    link = NewLink(text, text, text, text, text, text, text, text, "2026-11-05T09:00:00Z")
    return replace(
        plain, months=spans, weeks=spans, notable=(link,),
        top_pages=tuple(TargetPage(OWN, url, 1, 1) for url in HOSTILE),
    )  # fmt: skip
