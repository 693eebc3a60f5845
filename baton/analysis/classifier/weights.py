# SPDX-License-Identifier: MIT
"""A trained classifier as numbers and words, and as files: no pickle, nothing that can run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baton.analysis.classifier.features import Vocabulary

Numbers = NDArray[np.float32]

SENTIMENTS = 5
_WEIGHTS = "weights.npz"
_VOCABULARY = "vocabulary.txt"
_MODEL = "model.json"


class NotAClassifier(ValueError):
    """The folder does not hold a trained classifier."""


@dataclass(frozen=True)
class Weights:
    """What training leaves behind. K themes, V n-grams; the last five columns are sentiment.

    A score's numbers stand by question kind (3) and score (0 unknown, then 1 to 5).
    """

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    rarity: Numbers  # (V,)
    ngrams: Numbers  # (V, K + 5)
    kinds: Numbers  # (3, K + 5)
    scores: Numbers  # (3, 6, 5)
    intercepts: Numbers  # (K + 5,)
    calibration: Numbers  # (K, 3): of the comment, of its strongest clause, intercept
    threshold: float
    codebook: str
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The codebook, and eight figures that change with any weight or n-gram."""
        digest = hashlib.sha256(repr((self.themes, self.threshold)).encode())
        for part in self.vocabulary.parts:
            digest.update("\n".join(part).encode())
        for numbers in self._arrays().values():
            digest.update(numbers.tobytes())
        return f"{self.codebook}-{digest.hexdigest()[:8]}"

    def rounded(self) -> Weights:
        """As saving keeps it: half precision moves no probability by more than a thousandth."""
        return replace(self, ngrams=self.ngrams.astype(np.float16).astype(np.float32))

    def save(self, folder: Path) -> None:
        """Write three files into the folder, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / _WEIGHTS, **self._arrays())
        grams = (gram.replace(" ", "_") for part in self.vocabulary.parts for gram in part)
        (folder / _VOCABULARY).write_text("\n".join(grams), encoding="utf-8")
        stated = {
            "version": self.version,
            "codebook": self.codebook,
            "themes": list(self.themes),
            "threshold": self.threshold,
            "vocabulary": [len(part) for part in self.vocabulary.parts],
            "notes": dict(self.notes),
        }
        text = json.dumps(stated, indent=2, ensure_ascii=False)
        (folder / _MODEL).write_text(text + "\n", encoding="utf-8")

    def _arrays(self) -> dict[str, Any]:
        arrays = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if isinstance(getattr(self, each.name), np.ndarray)
        }
        return arrays | {"ngrams": self.ngrams.astype(np.float16)}


def read(folder: Path) -> Weights:
    """Read what `Weights.save` wrote. Raises NotAClassifier."""
    try:
        stated = json.loads((folder / _MODEL).read_text(encoding="utf-8"))
        text = (folder / _VOCABULARY).read_text(encoding="utf-8")
        with np.load(folder / _WEIGHTS, allow_pickle=False) as held:
            arrays = {name: held[name].astype(np.float32) for name in held.files}
    except (OSError, ValueError) as problem:
        raise NotAClassifier(f"There is no trained classifier in {folder}: {problem}") from problem
    grams = text.replace("_", " ").split("\n")
    ends = np.cumsum(stated["vocabulary"])
    parts = (tuple(grams[start:end]) for start, end in zip([0, *ends], ends, strict=False))
    return Weights(
        themes=tuple(stated["themes"]),
        vocabulary=Vocabulary(*parts),
        threshold=stated["threshold"],
        codebook=stated["codebook"],
        notes=stated["notes"],
        **arrays,
    )
