# SPDX-License-Identifier: MIT
"""How much the screen finds in sentences written to measure it; for tests and `make bench`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from baton.analysis.safeguarding.screening import screen


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `total` sentences, how many raised any concern, and how many the kind they are of."""

    total: int
    found: int
    of_its_kind: int

    @property
    def rate(self) -> float:
        """Found over total; for sentences at risk this is recall, for safe ones false alarms."""
        return self.found / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One tally for each kind of sentence, and the sentences that were missed."""

    by_kind: Mapping[str, Tally]
    missed: tuple[str, ...]

    @property
    def whole(self) -> Tally:
        """All kinds together."""
        tallies = self.by_kind.values()
        return Tally(
            sum(tally.total for tally in tallies),
            sum(tally.found for tally in tallies),
            sum(tally.of_its_kind for tally in tallies),
        )


def recall(sentences: Mapping[str, Iterable[str]]) -> Measured:
    """What `screen` finds in sentences sorted by the kind of concern they should raise.

    >>> recall({"suicide_self_harm": ["I want to die.", "Nice nurses."]}).whole
    Tally(total=2, found=1, of_its_kind=1)
    """
    by_kind, missed = {}, []
    for kind, of_kind in sentences.items():
        raised = [(text, {concern.kind for concern in screen(text)}) for text in of_kind]
        by_kind[kind] = Tally(
            total=len(raised),
            found=sum(bool(kinds) for _, kinds in raised),
            of_its_kind=sum(kind in kinds for _, kinds in raised),
        )
        missed += [text for text, kinds in raised if not kinds]
    return Measured(by_kind, tuple(missed))


@dataclass(frozen=True, slots=True)
class Measurement:
    """The whole file of sentences: `tune` guided the phrases, `held` did not."""

    at_risk: Mapping[str, Measured]
    safe: Mapping[str, Measured]


def measure(path: Path) -> Measurement:
    """Measure the sentences of a YAML file: at_risk or safe → kind → tune or held → sentences."""
    import yaml

    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    measured = {
        group: {
            part: recall({kind: parts[part] for kind, parts in kinds.items()})
            for part in ("tune", "held")
        }
        for group, kinds in groups.items()
    }
    return Measurement(measured["at_risk"], measured["safe"])


def table(measurement: Measurement) -> str:
    """The measurement as lines of text, for a terminal."""
    lines = [f"{'':24}{'tune':>14}{'held':>14}{'held, its kind':>18}"]
    for heading, group in (("at risk", measurement.at_risk), ("safe", measurement.safe)):
        tune, held = group["tune"], group["held"]
        rows = [(kind, tune.by_kind[kind], tally) for kind, tally in held.by_kind.items()]
        for name, at_tune, at_held in [*rows, (f"all {heading}", tune.whole, held.whole)]:
            kind_found = (
                f"{at_held.of_its_kind:>14}/{at_held.total}" if heading == "at risk" else ""
            )
            lines.append(f"{name:24}{_rate(at_tune):>14}{_rate(at_held):>14}{kind_found}")
    return "\n".join(lines)


def _rate(tally: Tally) -> str:
    return f"{tally.found}/{tally.total} {tally.rate:.2f}"
