# SPDX-License-Identifier: MIT
"""What the numbers of findings say, in a sentence, and no cause."""

from __future__ import annotations

from baton.analysis.shares import Share
from baton.improving.findings.listing import Counts
from baton.improving.findings.models import Finding
from baton.improving.findings.queries import Heard, Strength
from baton.ui.wording import _, _many
from baton.ui.words import count, number, percent


def overview(counts: Counts) -> str:
    """How many findings there are, and how far they are."""
    if not counts.all:
        return ""
    concluded = counts.all - counts.drafts
    says = _many(
        "%(n)s of %(findings)s is concluded.", "%(n)s of %(findings)s are concluded.", concluded
    ) % {"n": number(concluded), "findings": count(counts.all, "finding")}
    if not counts.asked:
        return says
    asked = _("Of %(n)s, people are being asked whether we heard them right.")
    return f"{says} {asked % {'n': number(counts.asked)}}"


def judged(concluded: int, kept: int) -> str:
    """What became of the drafts on one page."""
    says = _many("%(n)s finding is concluded.", "%(n)s findings are concluded.", concluded) % {
        "n": number(concluded)
    }
    if not kept:
        return says
    rest = _("What you said of %(drafts)s is kept.") % {"drafts": count(kept, "other draft")}
    return f"{says} {rest}"


def of_share(share: Share | None) -> str:
    """The share and its bounds, of what it is a share."""
    if share is None:
        return ""
    return _("%(share)s of %(comments)s, between %(lower)s and %(upper)s") % {
        "share": _tenth(share.estimate),
        "comments": count(share.of, "comment"),
        "lower": _tenth(share.lower),
        "upper": _tenth(share.upper),
    }


def _tenth(value: float) -> str:
    """With a tenth below ten per cent, where a whole number would say little."""
    return f"{100 * value:.1f}%" if 0 < value < 0.1 else percent(value)


def gathered(strength: Strength) -> str:
    """How many people they are, where that is known to differ; and how they were found."""
    says = []
    if strength.people != strength.in_favour:
        people = count(strength.people, "person", "people")
        says.append(_("%(people)s, as far as is known") % {"people": people})
    if strength.unchecked:
        alone = _("%(n)s by the classifier’s coding alone")
        says.append(alone % {"n": number(strength.unchecked)})
    return "; ".join(says)


def heard(told: Heard) -> str:
    numbers = {"asked": number(told.asked), "answered": number(told.answered)}
    return _("Asked %(asked)s, answered %(answered)s") % numbers


def finding(told: Finding, strength: Strength) -> str:
    """What stands behind one, for a reader in a hurry."""
    if not strength.in_favour and not strength.against:
        return _("Nothing stands behind it yet.")
    if strength.against:
        says = _many(
            "%(n)s comment speaks for it and %(against)s against.",
            "%(n)s comments speak for it and %(against)s against.",
            strength.in_favour,
        )
    else:
        says = _many(
            "%(n)s comment speaks for it.", "%(n)s comments speak for it.", strength.in_favour
        )
    says %= {"n": number(strength.in_favour), "against": number(strength.against)}
    draft = _("It is a draft.")
    return f"{says} {draft}" if told.is_draft else says
