# SPDX-License-Identifier: MIT
"""Mending a sentence, and approving a language."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from baton.core import audit, clock
from baton.people.models import Account, Organisation
from baton.people.speakers import queries
from baton.people.speakers.models import Approval, Wording
from baton.ui import speech
from baton.ui.wording import _


class ChangedMeanwhile(ValueError):
    """Sentences are not as whoever approves them has seen them."""

    def __init__(self) -> None:
        super().__init__(
            _("Sentences were changed since you opened this page. Look at them, and approve again.")
        )


@transaction.atomic
def mend(
    language: str, english: str, words: Sequence[str], *, organisation: Organisation, by: Account
) -> None:
    """Let public pages say a sentence in these words, one for each form that numbers take."""
    digest = queries.digest_of(english)
    wording, _ = Wording.objects.update_or_create(
        language=language,
        digest=digest,
        defaults={
            "english": english,
            "words": list(words),
            "organisation": organisation,
            "mended_by": by,
            "at": clock.now(),
        },
    )
    audit.record(
        "language.sentence_mended",
        wording,
        by=by,
        organisation=organisation.pk,
        language=language,
        sentence=digest[:16],
    )
    transaction.on_commit(speech.forget)


@transaction.atomic
def approve(
    language: str, speaker: str, seals: Sequence[str], *, organisation: Organisation, by: Account
) -> Approval:
    """Keep that somebody who speaks the language approves the sentences as they stand.

    `seals` are of the sentences that they have seen. Raises ChangedMeanwhile.
    """
    now = [each.seal for each in queries.language(language).said]
    if set(now) != set(seals):
        raise ChangedMeanwhile
    approval = Approval.objects.create(
        language=language,
        speaker=speaker,
        digests=now,
        organisation=organisation,
        recorded_by=by,
    )
    audit.record(
        "language.approved",
        approval,
        by=by,
        organisation=organisation.pk,
        language=language,
        sentences=len(now),
    )
    transaction.on_commit(speech.forget)
    return approval
