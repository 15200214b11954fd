"""Make linkcrawl/classify/placement_model.npz from labelled pages.

    python -m bench.placement.train GOLD FOLDER... --out linkcrawl/classify/placement_model.npz

GOLD holds pages.jsonl and labels.jsonl; each FOLDER the same pages as HTML: as they are,
with landmarks hidden, and with class words hidden too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from bench.placement.labelled import read_labelled
from bench.placement.network import export, inputs_for, train

NETS = 2
EPOCHS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    pages = read_labelled(asked.gold, asked.folders)
    inputs = inputs_for(pages)
    nets = [train(pages, inputs, seed, EPOCHS) for seed in range(NETS)]
    np.savez_compressed(asked.out, **export(inputs, nets))
    print(asked.out, asked.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
