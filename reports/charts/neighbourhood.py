"""The painter of a neighbourhood: sites as shapes, links as arrows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import hypot, pi, sin

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from linkcrawl.judge.graph.neighbourhood import Line, Neighbourhood, Node, NodeKind
from reports.charts.canvas import BAD, INK, PAPER, SOFT, Plane
from reports.visible import readable_host, visible

WIDTH = 384.0
_NAMES, _STEP, _LONGEST = 112.0, 30.0, 19
Point = tuple[float, float]
# Where a line starts, the point that bends it, and where it ends.
Bent = tuple[Point, Point, Point]
_CURVE = (Path.MOVETO, Path.CURVE3, Path.CURVE3)
_HEAD = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
# Shapes tell the kinds apart where colours do not: https://www.w3.org/TR/WCAG22/#use-of-color
_MARKERS = {
    NodeKind.OWN: ("s", INK, INK),
    NodeKind.OTHER: ("o", SOFT, INK),
    NodeKind.RING: ("^", BAD, BAD),
    NodeKind.CLUSTER: ("D", PAPER, BAD),
    NodeKind.SHARED: ("o", PAPER, SOFT),
}


def height_of(found: Neighbourhood) -> float:
    """How high the picture of so many sites is."""
    around = len(found.nodes) - 2
    return max(170.0, _STEP * ((around + 1) // 2 + 1))


def paint_neighbourhood(figure: Figure, found: Neighbourhood) -> None:
    """The two sites in the middle, the others on both sides of them; mutual links are thick."""
    plane = Plane(figure)
    places = _places(found)
    _paint_lines(plane, found.lines, places)
    _paint_shapes(plane, found.nodes, places)
    for number, node in enumerate(found.nodes):
        _paint_name(plane, node, places[node.site], in_the_middle=number < 2)


def _paint_lines(plane: Plane, lines: Sequence[Line], places: Mapping[str, Point]) -> None:
    """Lines of one look as one shape: hundreds of small ones take long to draw and to show."""
    alike: defaultdict[tuple[bool, bool], list[Bent]] = defaultdict(list)
    heads: list[Point] = []
    for line in lines:
        curve = _bent(places[line.source], places[line.target])
        alike[line.mutual, line.followed].append(curve)
        heads += _heads(line, curve)
    for (mutual, followed), curves in sorted(alike.items()):
        points = [point for curve in curves for point in curve]
        look = {
            "edgecolor": INK if mutual else SOFT,
            "linewidth": 1.8 if mutual else 0.8,
            "linestyle": "solid" if followed else "dotted",
        }
        plane.add(PathPatch(Path(points, _CURVE * len(curves)), facecolor="none", **look))
    if heads:
        shape = Path(heads, _HEAD * (len(heads) // len(_HEAD)))
        plane.add(PathPatch(shape, facecolor=INK, edgecolor="none"))


def _paint_shapes(plane: Plane, sites: Sequence[Node], places: Mapping[str, Point]) -> None:
    """Sites of one kind at once, for the same reason."""
    for kind, (marker, face, edge) in _MARKERS.items():
        at = [places[node.site] for node in sites if node.kind is kind]
        plane.line(
            [x for x, _ in at],
            [y for _, y in at],
            marker=marker,
            linestyle="none",
            markersize=9,
            markerfacecolor=face,
            markeredgecolor=edge,
        )


def _paint_name(plane: Plane, node: Node, place: Point, *, in_the_middle: bool) -> None:
    x, y = place
    name = visible(readable_host(node.site), _LONGEST, keep="both")
    if in_the_middle:
        beyond = 13 if node.kind is NodeKind.OWN else -13
        ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        plane.text(x, y + beyond, name, ha="center", va="center", weight="bold", bbox=ground)
    elif x < WIDTH / 2:
        plane.text(x - 8, y, name, ha="right", va="center")
    else:
        plane.text(x + 8, y, name, ha="left", va="center")


def _places(found: Neighbourhood) -> Mapping[str, Point]:
    """Where each site stands: the first two in the middle, the others on two arcs."""
    height = height_of(found)
    centre = [(WIDTH / 2, height * 0.66), (WIDTH / 2, height * 0.34)]
    sites = [node.site for node in found.nodes]
    around = [_on_arc(number, len(sites) - 2, height) for number in range(len(sites) - 2)]
    return dict(zip(sites, [*centre, *around], strict=True))


def _on_arc(number: int, count: int, height: float) -> Point:
    left = number % 2 == 0
    rows = (count + 1) // 2 if left else count // 2
    y = height * (1 - (number // 2 + 1) / (rows + 1))
    bulge = 22 * sin(pi * y / height)
    return (_NAMES + 22 - bulge if left else WIDTH - _NAMES - 22 + bulge, y)


def _bent(start: Point, end: Point) -> Bent:
    """A slightly bent way from one site to another, clear of their shapes."""
    (x, y), (u, v) = start, end
    length = hypot(u - x, v - y) or 1.0
    bend = 0.12 if x != u else 0.22
    control = ((x + u) / 2 + bend * (v - y), (y + v) / 2 - bend * (u - x))
    gap = min(8.0, length / 3) / length
    near = (x + (u - x) * gap, y + (v - y) * gap)
    far = (u - (u - x) * gap, v - (v - y) * gap)
    return (near, control, far)


def _heads(line: Line, curve: Bent) -> list[Point]:
    near, control, far = curve
    heads = _head(control, far)
    return [*heads, *_head(control, near)] if line.mutual else heads


def _head(control: Point, tip: Point) -> list[Point]:
    """The triangle at the end of an arrow, back to its first corner."""
    length = hypot(tip[0] - control[0], tip[1] - control[1]) or 1.0
    along = ((tip[0] - control[0]) / length, (tip[1] - control[1]) / length)
    back = (tip[0] - 6 * along[0], tip[1] - 6 * along[1])
    across = (-2.4 * along[1], 2.4 * along[0])
    return [
        tip,
        (back[0] + across[0], back[1] + across[1]),
        (back[0] - across[0], back[1] - across[1]),
        tip,
    ]
