# SPDX-License-Identifier: MIT
"""A classifier of what people say about care: themes and sentiment, English, no network.

>>> coded = load().code(["The nurse was kind and gentle."])[0]
>>> coded.themes[0].title, coded.sentiment3
('Staff manner & personal attributes', 'positive')

Importing this package is instant; NumPy and SciPy are imported by `load`, scikit-learn by `train`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from baton.analysis.classifier.coded import Coded, CodedTheme
from baton.analysis.classifier.files import FileProblem, code_file

if TYPE_CHECKING:
    from baton.analysis.classifier.model import Classifier as Classifier

__all__ = ["LANGUAGES", "Coded", "CodedTheme", "FileProblem", "code_file", "load"]

#: The languages that it was trained on, by ISO 639 code: in others its guesses mean nothing.
LANGUAGES = frozenset({"en"})


def load(path: Path | None = None) -> Classifier:
    """The classifier that ships with Baton, or the one that training left in the folder `path`.

    Raises `weights.NotAClassifier` where the folder holds none. The shipped one is read
    once in a process.
    """
    return _read(path) if path else _shipped()


@cache
def _shipped() -> Classifier:
    return _read(Path(__file__).with_name("trained"))


def _read(path: Path) -> Classifier:
    from baton.analysis.classifier import weights
    from baton.analysis.classifier.model import Classifier

    return Classifier(weights.read(path))
