# SPDX-License-Identifier: MIT
"""The safeguarding screen: recall on written sentences, alarm rate and speed on real comments."""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import yaml

from baton.analysis import identifiers
from baton.analysis.safeguarding import screen
from baton.analysis.safeguarding.measuring import measure, table
from baton.analysis.safeguarding.resemblance import WEIGHTS
from baton.analysis.safeguarding.training import save, train

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "baton/analysis/tests/safeguarding_sentences.yaml"
FEEDBACK = ROOT.parent / "shared/data/feedback"
REAL_COMMENTS = (
    ("nhs_comments_labelled.csv", "FFT answer"),
    ("nhs_comments_phase1.csv", "feedback"),
)


def main() -> None:
    """Print the figures of docs/safeguarding.md, measured now; with --train, train first."""
    if "--train" in sys.argv[1:]:
        save(train(*_written("tune"), _real_comments()), WEIGHTS)
    print("Sentences written for the screen: found/all (safe ones: false alarms/all)")
    print(table(measure(SENTENCES)))
    comments = _real_comments()
    if not comments:
        print("The real comments are not beside this copy; alarm rate and speed are left out.")
        return
    raised = [concerns for comment in comments if (concerns := screen(comment))]
    print(
        f"\n{len(comments)} real comments: {len(raised)} alarms, {len(raised) / len(comments):.2%}"
    )
    kinds = Counter(f"{c.kind} ({c.urgency})" for concerns in raised for c in concerns)
    for kind, count in kinds.most_common():
        print(f"  {kind:32}{count:>5}")
    print(f"screen  {_speed(screen, comments):>9,.0f} comments per CPU-second")
    print(f"redact  {_speed(identifiers.redact, comments):>9,.0f} comments per CPU-second")


def _written(part: str) -> tuple[list[str], list[str]]:
    """The sentences at risk, and the safe ones."""
    groups = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    at_risk, safe = (
        [text for parts in groups[group].values() for text in parts[part]]
        for group in ("at_risk", "safe")
    )
    return at_risk, safe


def _real_comments() -> list[str]:
    comments: list[str] = []
    for name, column in REAL_COMMENTS:
        if (path := FEEDBACK / name).exists():
            with path.open(encoding="utf-8", newline="") as file:
                comments += [row[column] for row in csv.DictReader(file)]
    return comments


def _speed(treat: Callable[[str], object], comments: list[str]) -> float:
    started = time.process_time()
    for comment in comments:
        treat(comment)
    return len(comments) / (time.process_time() - started)


if __name__ == "__main__":
    main()
