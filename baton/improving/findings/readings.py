# SPDX-License-Identifier: MIT
"""What the numbers of findings say, in a sentence, and no cause."""

from __future__ import annotations

from baton.analysis.shares import Share
from baton.improving.findings.listing import Counts
from baton.improving.findings.models import Finding
from baton.improving.findings.queries import Heard, Strength
from baton.ui.words import count, number, percent


def overview(counts: Counts) -> str:
    """How many findings there are, and how far they are."""
    if not counts.all:
        return ""
    concluded = counts.all - counts.drafts
    says = f"{number(concluded)} of {count(counts.all, 'finding')} {_is(concluded)} concluded."
    if counts.asked:
        says += f" Of {number(counts.asked)}, people are being asked whether we heard them right."
    return says


def judged(concluded: int, kept: int) -> str:
    """What became of the drafts on one page."""
    says = f"{count(concluded, 'finding')} {_is(concluded)} concluded."
    return says if not kept else f"{says} What you said of {count(kept, 'other draft')} is kept."


def of_share(share: Share | None) -> str:
    """The share and its bounds, of what it is a share."""
    if share is None:
        return ""
    between = f"between {_tenth(share.lower)} and {_tenth(share.upper)}"
    return f"{_tenth(share.estimate)} of {count(share.of, 'comment')}, {between}"


def _tenth(value: float) -> str:
    """With a tenth below ten per cent, where a whole number would say little."""
    return f"{100 * value:.1f}%" if 0 < value < 0.1 else percent(value)


def gathered(strength: Strength) -> str:
    """How many people they are, where that is known to differ; and how they were found."""
    says = []
    if strength.people != strength.in_favour:
        says.append(f"{count(strength.people, 'person', 'people')}, as far as is known")
    if strength.unchecked:
        says.append(f"{number(strength.unchecked)} by the classifier’s coding alone")
    return "; ".join(says)


def heard(told: Heard) -> str:
    return f"Asked {number(told.asked)}, answered {number(told.answered)}"


def finding(told: Finding, strength: Strength) -> str:
    """What stands behind one, for a reader in a hurry."""
    if not strength.in_favour and not strength.against:
        return "Nothing stands behind it yet."
    speak = "speaks" if strength.in_favour == 1 else "speak"
    says = f"{count(strength.in_favour, 'comment')} {speak} for it"
    if strength.against:
        says += f" and {number(strength.against)} against"
    return says + (". It is a draft." if told.is_draft else ".")


def _is(counted: int) -> str:
    return "is" if counted == 1 else "are"
