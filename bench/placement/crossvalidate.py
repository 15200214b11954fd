"""Score placement on sites that it was not trained on.

    python -m bench.placement.crossvalidate GOLD FOLDER... [--predictions OUT]

The pages are split into five parts so that no registrable domain is in two; each part is
judged by a model trained on the other four, and all answers are scored together. With
--predictions the answers are also written, one JSONL for each FOLDER.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from bench.placement.labelled import LabelledPage, folds, read_labelled, read_labels
from bench.placement.network import export, inputs_for, train
from bench.placement.report import print_report
from bench.placement.train import EPOCHS, NETS
from linkcrawl.classify.placement import decide
from linkcrawl.classify.placement_model import Model, model_of

FOLDS = 5
Answers = dict[tuple[str, int], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--predictions", type=Path)
    asked = parser.parse_args()
    pages = read_labelled(asked.gold, asked.folders)
    labels = read_labels(asked.gold)
    for folder, answers in zip(asked.folders, crossvalidate(pages), strict=True):
        print_report(folder.name, labels, answers)
        if asked.predictions:
            _write(asked.predictions / f"{folder.name}.jsonl", answers)


def crossvalidate(pages: Sequence[LabelledPage]) -> list[Answers]:
    """The answers for each variant of the pages, each by a model that saw other sites."""
    answers: list[Answers] = [{} for _ in pages[0].variants]
    of_page = folds(pages, FOLDS)
    for fold in range(FOLDS):
        others = [page for page, number in zip(pages, of_page, strict=True) if number != fold]
        inputs = inputs_for(others)
        nets = [train(others, inputs, fold * 100 + seed, EPOCHS) for seed in range(NETS)]
        model = model_of(export(inputs, nets))
        for page, number in zip(pages, of_page, strict=True):
            if number == fold:
                _judge(page, model, answers)
    return answers


def _judge(page: LabelledPage, model: Model, answers: Sequence[Answers]) -> None:
    for measures, answer in zip(page.variants, answers, strict=True):
        if len(measures):
            placements, _ = decide(model.probabilities(measures), measures)
            answer.update(((page.name, link), p.value) for link, p in enumerate(placements))


def _write(path: Path, answers: Answers) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf8") as out:
        for (page, link), placement in answers.items():
            print(json.dumps({"page": page, "link_index": link, "placement": placement}), file=out)


if __name__ == "__main__":
    main()
