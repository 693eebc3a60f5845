# SPDX-License-Identifier: MIT
"""May this be done now? Each function raises, explaining itself."""

from __future__ import annotations

from baton.analysis import identifiers
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.news import queries
from baton.programmes.models import Programme
from baton.ui.wording import _

#: What may be told in plain words on a public page.
Told = Finding | Decision | Action


class NotNow(ValueError):
    """It cannot be done as things stand."""


def check_can_tell(thing: Told, text: str) -> None:
    """A draft says nothing yet; and nobody is named by what could find them."""
    if isinstance(thing, Finding) and thing.is_draft and text:
        raise NotNow(
            _("%(finding)s is a draft. Conclude it first, then tell it.") % {"finding": thing.name}
        )
    check_words(text)


def check_words(text: str) -> None:
    """What everybody reads holds no address, number or date of birth of anybody's."""
    found = identifiers.find(text)
    if found:
        first = text[found[0].start : found[0].end]
        raise NotNow(
            _("“%(words)s” may tell who somebody is. Everybody reads this: take it out.")
            % {"words": first}
        )


def check_is_published(programme: Programme) -> None:
    if queries.published(programme) is None:
        raise NotNow(_("The public page is not published yet: news would have nowhere to stand."))
