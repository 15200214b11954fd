"""Labelled pages, measured as the crawler measures them."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.placement.scores import CAP, Label
from linkcrawl.page.links import find_anchors, read_links, with_measures
from linkcrawl.page.read import parse
from linkcrawl.urls import resolve

CLASSES = ("content", "navigation", "header", "footer", "sidebar", "comments")
BOILERPLATE = len(CLASSES)


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """Measures of a page's links in each variant, with what people say of them.

    *label* is a place in CLASSES, BOILERPLATE where only that much is known, -1 unlabelled.
    """

    name: str
    domain: str
    kind: str
    variants: tuple[npt.NDArray[np.uint8], ...]
    label: npt.NDArray[np.int32]
    weight: npt.NDArray[np.float32]


def read_labelled(gold: Path, folders: Sequence[Path]) -> list[LabelledPage]:
    """The pages of *gold*, each read from every folder of HTML (as it is, or neutralised)."""
    labels: dict[str, list[dict[str, object]]] = {}
    for row in _rows(gold / "labels.jsonl"):
        labels.setdefault(str(row["page"]), []).append(row)
    pages = []
    for row in _rows(gold / "pages.jsonl"):
        name = str(row["page"])
        variants = tuple(
            measures_of((folder / f"{name}.html").read_text("utf8"), str(row["url"]))
            for folder in folders
        )
        label, weight = _labels(labels.get(name, []), len(variants[0]))
        pages.append(
            LabelledPage(name, str(row["domain"]), str(row["kind"]), variants, label, weight)
        )
    return pages


def measures_of(html: str, url: str) -> npt.NDArray[np.uint8]:
    """One row for each ``<a href>``, one column a measure."""
    root = parse(html)
    base = next((resolve(b.get("href") or "", url) for b in root.iter("base") if b.get("href")), "")
    anchors = find_anchors(root, 20_000)
    links = read_links(root, anchors, [None] * len(anchors), url=url, base_url=base or url)
    links = with_measures(links, root, anchors, url)
    rows = b"".join(link.surroundings.features[1:] for link in links if link.tag == "a")
    count = sum(link.tag == "a" for link in links)
    return np.frombuffer(rows, np.uint8).reshape(count, -1)


def folds(pages: Sequence[LabelledPage], count: int) -> list[int]:
    """The fold of each page; the pages of one registrable domain share theirs."""
    domains = sorted({page.domain for page in pages})
    random.Random(7).shuffle(domains)
    fold = {domain: number % count for number, domain in enumerate(domains)}
    return [fold[page.domain] for page in pages]


def page_rows(gold: Path) -> Iterator[dict[str, object]]:
    """The rows of pages.jsonl."""
    return _rows(gold / "pages.jsonl")


def read_labels(gold: Path) -> list[Label]:
    """Every labelled link, as the scores take it."""
    kinds = {row["page"]: str(row["kind"]) for row in page_rows(gold)}
    return [_label(row, kinds[row["page"]]) for row in _rows(gold / "labels.jsonl")]


def _label(row: Mapping[str, Any], kind: str) -> Label:
    return Label(
        page=row["page"],
        link=row["link_index"],
        kind=kind,
        content=row["label"] == "content",
        region=row["region"],
        accept=frozenset(row["accept"] or ()),
        by_people=str(row["region_src"]).startswith(("human", "hand")),
    )


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _labels(
    rows: list[dict[str, object]], count: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    label = np.full(count, -1, np.int32)
    weight = np.zeros(count, np.float32)
    often = Counter(row["label"] for row in rows)
    for row in rows:
        at = int(str(row["link_index"]))
        weight[at] = min(1.0, CAP / often[row["label"]])
        if row["label"] == "content":
            label[at] = 0
        else:
            label[at] = CLASSES.index(str(row["region"])) if row["region"] else BOILERPLATE
    return label, weight
