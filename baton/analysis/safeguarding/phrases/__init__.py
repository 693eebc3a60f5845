# SPDX-License-Identifier: MIT
"""The tables of phrases, one module to a subject, in the order in which they are read."""

from baton.analysis.safeguarding.phrases import (
    adults,
    care,
    children,
    exploitation,
    harm,
    life,
    other_languages,
    partners,
)
from baton.analysis.safeguarding.phrases.idioms import IDIOMS

__all__ = ["IDIOMS", "RULES"]

RULES = (
    *life.RULES,
    *care.RULES,
    *children.RULES,
    *partners.RULES,
    *harm.RULES,
    *adults.RULES,
    *exploitation.RULES,
    *other_languages.RULES,
)
