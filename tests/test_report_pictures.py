"""The pictures of an agreement: where its bands and marks are, and where its link stands."""

from __future__ import annotations

import pytest
from report_sample import link

from linkcrawl.judge.promises.history import History, Stretch
from linkcrawl.vocabulary import Placement, State
from reports.schematic import WIDTH, schematic_of
from reports.timeline import Timeline, timeline_of

DAYS = tuple(f"2026-11-{day:02}T12:00:00Z" for day in range(1, 31))


def drawn(states: dict[int, State], read: list[int], unread: tuple[int, ...] = ()) -> Timeline:
    """The timeline of states that begin on some days, with looks on others."""
    stretches = tuple(Stretch(DAYS[day - 1], state) for day, state in states.items())
    looks = [tuple(DAYS[day - 1] for day in days) for days in (read, unread)]
    found = timeline_of(History(stretches, *looks))
    assert found is not None
    return found


def test_bands_lie_side_by_side_and_are_as_wide_as_their_states_were_long() -> None:
    line = drawn({1: State.LIVE, 11: State.LOST, 13: State.LIVE}, [1, 11, 13, 21])
    lefts = [band.left for band in line.bands]
    rights = [round(band.left + band.width, 2) for band in line.bands]

    assert lefts == [0, *rights[:-1]]
    assert rights[-1] == 100
    assert line.bands[0].width > line.bands[2].width > line.bands[1].width
    assert (line.since, line.until) == (DAYS[0], DAYS[20])


def test_a_state_that_began_at_the_last_look_can_be_seen() -> None:
    line = drawn({1: State.LIVE, 30: State.MISSING}, [1, 30])

    assert line.bands[1].width >= 6
    assert line.bands[1].signed


def test_names_are_only_where_there_is_room_on_a_phone() -> None:
    line = drawn({1: State.LIVE, 20: State.NO_CREDIT, 22: State.LIVE}, [1, 20, 22, 30])

    assert [band.holds(band.state) for band in line.bands] == [True, False, True]


def test_marks_stand_under_the_states_that_they_told_of() -> None:
    line = drawn({1: State.LIVE, 21: State.UNKNOWN}, [1, 11], unread=(21, 30))
    border = 10 * line.bands[1].left

    assert line.read == (3, round(border / 2))
    assert border <= line.unread[0] < line.unread[1] <= 1000


@pytest.mark.parametrize("count", [2, 7, 40])
def test_any_number_of_states_fits(count: int) -> None:
    moments = [f"2026-11-01T{n // 60:02}:{n % 60:02}:00Z" for n in range(count)]
    states = (State.LIVE, State.LOST)
    stretches = tuple(Stretch(at, states[n % 2]) for n, at in enumerate(moments))
    line = timeline_of(History(stretches, tuple(moments)))

    assert line is not None
    assert len(line.bands) == count
    assert min(band.width for band in line.bands) > 1
    assert line.of_one_day


@pytest.mark.parametrize("history", [None, History(), History((Stretch(DAYS[0], State.LIVE),),
                                                             DAYS[:1])])  # fmt: skip
def test_fewer_than_two_looks_are_no_line(history: History | None) -> None:
    assert timeline_of(history) is None


def test_the_same_moment_twice_is_a_line_all_the_same() -> None:
    line = timeline_of(History((Stretch(DAYS[0], State.UNKNOWN),), unread=DAYS[:1] * 2))

    assert line is not None
    assert (line.bands[0].width, line.unread) == (100, (3,))


@pytest.mark.parametrize(
    ("y", "page", "height", "fold"),
    [(100, 768, 75, 75), (100, 1536, 148, 74), (9000, 100_000, 190, 1), (0, 40, 75, 75)],
)
def test_a_page_that_a_browser_saw_is_drawn_to_its_height(
    y: int, page: int, height: int, fold: int
) -> None:
    drawing = schematic_of(link("p.example/", "ovens.example/", seen_at=y, page_height=page))

    assert drawing is not None
    assert (drawing.seen, drawing.height, drawing.fold) == (True, height, fold)
    assert drawing.scrolls is (page > 768)


@pytest.mark.parametrize(
    ("x", "y", "width", "height"),
    [
        (0, 0, 0, 0), (1365, 1999, 1, 1), (-900, 50, 5000, 5000), (10**9, 2000, 10**9, 10**9),
        (500, -30, 20, 20),
    ],
)  # fmt: skip
def test_every_box_stays_on_the_page_and_can_be_seen(
    x: int, y: int, width: int, height: int
) -> None:
    drawing = schematic_of(
        link("p.example/", "ovens.example/", seen_at=y, page_height=2000, seen_x=x,
             seen_width=width, seen_height=height)
    )  # fmt: skip

    assert drawing is not None
    mark = drawing.mark
    assert (mark.x >= 0, mark.y >= 0, mark.width >= 6, mark.height >= 4) == (True,) * 4
    assert mark.x + mark.width <= WIDTH
    assert mark.y + mark.height <= drawing.height


@pytest.mark.parametrize("placement", [p for p in Placement if p is not Placement.UNKNOWN])
def test_without_a_browser_the_area_of_the_placement_is_marked(placement: Placement) -> None:
    drawing = schematic_of(link("p.example/", "ovens.example/", placement=placement))

    assert drawing is not None
    assert not drawing.seen
    assert drawing.mark.y + drawing.mark.height <= drawing.height


@pytest.mark.parametrize(
    "facts",
    [{"placement": Placement.UNKNOWN}, {"seen_at": 90_000, "page_height": 0,
                                        "placement": Placement.UNKNOWN}],
)  # fmt: skip
def test_a_place_that_is_not_known_is_not_drawn(facts: dict[str, object]) -> None:
    assert schematic_of(link("p.example/", "ovens.example/", **facts)) is None
    assert schematic_of(None) is None
