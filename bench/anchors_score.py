"""Score the anchor types on a file of labelled links.

    python bench/anchors_score.py ANCHORS.jsonl [--rows even|odd|all] [--errors] [--no-brands]

A row has ``href, target_domain, brand, anchor_text, img, alt, label, accept``. Its brand is
given to the classifier as a user would configure it, no keyword is tracked. *Strict* counts
the label alone, *lenient* what a row accepts (and brand or partial for brand_compound).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from linkcrawl.classify.anchor import AnchorAnswer, AnchorTerms, classify_anchor
from linkcrawl.vocabulary import AnchorType

LABELS = {
    AnchorType.BRAND_KEYWORD: "brand_compound",
    AnchorType.EXACT_MATCH: "exact",
    AnchorType.TITLE_MATCH: "exact",
    AnchorType.PHRASE_MATCH: "partial",
    AnchorType.PARTIAL_MATCH: "partial",
    AnchorType.DESCRIPTIVE: "other",
}
Row = dict[str, object]


def answer(row: Row, with_brands: bool) -> AnchorAnswer:
    brand = str(row["brand"] or "") if with_brands else ""
    terms = AnchorTerms(brands=(brand,) if brand else ())
    alt = str(row["alt"]) if row["img"] else None
    return classify_anchor(str(row["anchor_text"]), alt, "", str(row["href"]), terms)


def accepted(row: Row) -> set[str]:
    accept = row["accept"] if isinstance(row["accept"], list) else []
    compound = {"brand", "partial"} if row["label"] == "brand_compound" else set()
    return {str(row["label"]), *map(str, accept), *compound}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("anchors", type=Path)
    parser.add_argument("--rows", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--no-brands", action="store_true")
    options = parser.parse_args()
    rows: list[Row] = [
        json.loads(line) for line in options.anchors.read_text(encoding="utf-8").splitlines()
    ]
    if options.rows != "all":
        rows = rows[options.rows == "odd" :: 2]
    strict = lenient = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for row in rows:
        given = answer(row, not options.no_brands)
        label = LABELS.get(given.type, given.type.value)
        strict += label == row["label"]
        lenient += label in accepted(row)
        if label != row["label"]:
            wrong[str(row["label"]), label] += 1
            if options.errors:
                mark = "~" if label in accepted(row) else "x"
                print(
                    mark,
                    row["label"],
                    "→",
                    given.type,
                    "|",
                    row["anchor_text"],
                    "|",
                    row["brand"],
                    "|",
                    row["href"],
                    "|",
                    given.reason,
                )
    print(f"{len(rows)} rows: strict {strict / len(rows):.3f}, lenient {lenient / len(rows):.3f}")
    for (label, given_label), count in wrong.most_common():
        print(f"  {count} of {label} called {given_label}")


if __name__ == "__main__":
    main()
