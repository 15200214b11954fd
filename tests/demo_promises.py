"""What a correct check of the demo's agreements finds, before and after minds are changed."""

from __future__ import annotations

from dataclasses import dataclass

from linkcrawl.judge.promises.promises import Side
from linkcrawl.vocabulary import Placement, State


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one side of an agreement, and where the link stands if there is one."""

    state: State
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """One side of one agreement; *page* is the page that should hold the link.

    *rendered* tells that only a browser sees the link.
    """

    partner: str
    side: Side
    page: str
    first: Finding
    second: Finding
    rendered: bool = False

    def at(self, stage: int) -> Finding:
        """What is to be found in *stage*."""
        return self.first if stage == 1 else self.second


_CONTENT = Finding(State.LIVE, Placement.CONTENT)
_UNKNOWN = Finding(State.UNKNOWN)
_OWN = "http://www.oakandember.example"
_BAKERY = "http://www.xn--mhlenbckerei-lcb44a.example"

EXPECTED: tuple[Expected, ...] = (
    # The link is taken out of the text, and stands on no other page.
    Expected(
        "millstonelane.example",
        Side.THEIRS,
        "http://millstonelane.example/2026/03/flour-for-fire/",
        _CONTENT,
        Finding(State.MISSING),
    ),
    Expected(
        "millstonelane.example",
        Side.OURS,
        f"{_OWN}/guides/choosing-flour/",
        _CONTENT,
        _CONTENT,
    ),
    # Its end lies in the past, so that nobody looks for a link.
    Expected(
        "millstonelane.example",
        Side.THEIRS,
        "http://millstonelane.example/2025/11/winter-calendar/",
        Finding(State.ENDED),
        Finding(State.ENDED),
    ),
    # The link moves from the case study to the list of customers.
    Expected(
        "harrowbrick.example",
        Side.THEIRS,
        "http://www.harrowbrick.example/customers/oak-and-ember",
        _CONTENT,
        Finding(State.ELSEWHERE, Placement.CONTENT),
    ),
    Expected(
        "harrowbrick.example",
        Side.OURS,
        f"{_OWN}/ovens/hearth-90/",
        _CONTENT,
        _CONTENT,
    ),
    # The agreed address redirects to the page that holds the link: whoever follows it, finds it.
    Expected(
        "harrowbrick.example",
        Side.THEIRS,
        "http://www.harrowbrick.example/stockists",
        _CONTENT,
        _CONTENT,
    ),
    # 403: we could not look.
    Expected(
        "harrowbrick.example",
        Side.THEIRS,
        "http://www.harrowbrick.example/trade/projects",
        _UNKNOWN,
        _UNKNOWN,
    ),
    # Content was agreed; the link is put into the footer of the whole blog.
    Expected(
        "gartenwerk-lindner.example",
        Side.THEIRS,
        "http://blog.gartenwerk-lindner.example/holzbackofen-im-garten/",
        _CONTENT,
        Finding(State.CHANGED, Placement.FOOTER),
    ),
    # Our own link bears a nofollow that nobody agreed on.
    Expected(
        "gartenwerk-lindner.example",
        Side.OURS,
        f"{_OWN}/guides/planning-a-garden-kitchen/",
        Finding(State.NO_CREDIT, Placement.CONTENT),
        Finding(State.NO_CREDIT, Placement.CONTENT),
    ),
    # The agreed anchor becomes "cliquez ici".
    Expected(
        "fournil-des-causses.example",
        Side.THEIRS,
        "http://www.fournil-des-causses.example/stages/cuire-au-feu-de-bois.html",
        _CONTENT,
        Finding(State.CHANGED, Placement.CONTENT),
    ),
    Expected(
        "xn--mhlenbckerei-lcb44a.example",
        Side.OURS,
        f"{_OWN}/stockists/",
        _CONTENT,
        _CONTENT,
    ),
    # The deadline is still to come.
    Expected(
        "xn--mhlenbckerei-lcb44a.example",
        Side.THEIRS,
        f"{_BAKERY}/backofen/",
        Finding(State.PENDING),
        Finding(State.PENDING),
    ),
    # The deadline is over and the link was never there.
    Expected(
        "xn--mhlenbckerei-lcb44a.example",
        Side.THEIRS,
        f"{_BAKERY}/haendler/",
        Finding(State.OVERDUE),
        Finding(State.OVERDUE),
    ),
    # The page of links answers 404, once: page_gone would need a second look a day later.
    Expected(
        "penhaleforge.example",
        Side.THEIRS,
        "http://www.penhaleforge.example/links.htm",
        Finding(State.LIVE, Placement.LINKS_PAGE),
        Finding(State.MISSING),
    ),
    Expected(
        "penhaleforge.example",
        Side.OURS,
        f"{_OWN}/guides/door-and-draught/",
        _CONTENT,
        _CONTENT,
    ),
    # The page becomes noindex.
    Expected(
        "thewanderingladle.example",
        Side.THEIRS,
        "http://www.thewanderingladle.example/notes/14.html",
        _CONTENT,
        Finding(State.NO_CREDIT, Placement.CONTENT),
    ),
    # The HTML is an empty shell; a script draws the page.
    Expected(
        "kilnandcopse.example",
        Side.THEIRS,
        "http://www.kilnandcopse.example/projects/long-barn",
        _CONTENT,
        _CONTENT,
        rendered=True,
    ),
    Expected(
        "kilnandcopse.example",
        Side.OURS,
        f"{_OWN}/journal/long-barn/",
        _CONTENT,
        _CONTENT,
    ),
    # robots.txt forbids the members' pages: the link is there, and we may not look.
    Expected(
        "slowhearthguild.example",
        Side.THEIRS,
        "http://www.slowhearthguild.example/members/oak-and-ember",
        _UNKNOWN,
        _UNKNOWN,
    ),
    # An <area> of an image map.
    Expected(
        "slowhearthguild.example",
        Side.THEIRS,
        "http://www.slowhearthguild.example/makers-map.html",
        _CONTENT,
        _CONTENT,
    ),
    # Overdue, and kept at last.
    Expected(
        "slowhearthguild.example",
        Side.THEIRS,
        "http://www.slowhearthguild.example/news/ovens-on-tour",
        Finding(State.OVERDUE),
        _CONTENT,
    ),
    # Paid for, and marked as agreed.
    Expected(
        "thegardenpost.example",
        Side.THEIRS,
        "http://www.thegardenpost.example/sponsored/cooking-outdoors-this-spring",
        _CONTENT,
        _CONTENT,
    ),
    # The weekly makes all links of its reviews nofollow.
    Expected(
        "thegardenpost.example",
        Side.THEIRS,
        "http://www.thegardenpost.example/reviews/five-outdoor-ovens",
        _CONTENT,
        Finding(State.NO_CREDIT, Placement.CONTENT),
    ),
    # An agency bought these; nobody marked them as paid for.
    *(
        Expected(
            f"{host}.example",
            Side.THEIRS,
            f"http://www.{host}.example/how-to-choose/",
            _CONTENT,
            _CONTENT,
        )
        for host in ("luckyorchardcasino", "swiftpenniesloans", "essaymaison")
    ),
)
