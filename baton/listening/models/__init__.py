# SPDX-License-Identifier: MIT
"""What people told us, what they allowed, who agreed, and whether someone may be at risk."""

from __future__ import annotations

from baton.listening.models.agreements import (
    Agreement,
    PicturesAllowed,
)
from baton.listening.models.contributions import (
    Characteristics,
    Contribution,
    ContributionQuerySet,
    Delivery,
    Erasure,
    Label,
    NotedWrongly,
    OriginalWords,
    Pepper,
    Question,
    StatedLabel,
)
from baton.listening.models.safety import (
    SafetyAlert,
    SafetyContact,
)
from baton.listening.translations import models as _translations  # noqa: F401 - for Django to find

__all__ = [
    "Agreement",
    "Characteristics",
    "Contribution",
    "ContributionQuerySet",
    "Delivery",
    "Erasure",
    "Label",
    "NotedWrongly",
    "OriginalWords",
    "Pepper",
    "PicturesAllowed",
    "Question",
    "SafetyAlert",
    "SafetyContact",
    "StatedLabel",
]
