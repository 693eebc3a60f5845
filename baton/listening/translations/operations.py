# SPDX-License-Identifier: MIT
"""Keeping and taking away translations, in one transaction with the index of words.

What should be read anew because of it is for the room above to say: it knows the languages.
"""

from __future__ import annotations

from django.db import transaction

from baton.analysis import identifiers
from baton.core import audit, clock
from baton.listening import index
from baton.listening.heard import LONGEST_WORDS
from baton.listening.models import Contribution
from baton.listening.translations.models import NotTranslated, Translation
from baton.people.models import Account
from baton.ui.wording import _
from baton.ui.words import number
from baton.warehouse import operations as warehouse


class NothingToTranslate(ValueError):
    """The words are gone, or there never were any."""

    def __init__(self) -> None:
        super().__init__(_("The person has taken this back, or said nothing in words."))


class NotATranslation(ValueError):
    """What was given cannot be kept as a translation; the message says why."""


@transaction.atomic
def keep(
    contribution: Contribution,
    words: str,
    *,
    of_language: str,
    by: Account | None = None,
    engine: str = "",
) -> Translation:
    """Keep the words in English, by a person or by the named machine, in place of those before.

    Identifiers are taken out, as of all words. A person's stays where a machine's comes after it.
    Raises NothingToTranslate and NotATranslation.
    """
    plain = _plain(words)
    told = _locked(contribution)
    there = Translation.objects.filter(contribution=told).first()
    if there is not None and engine and not there.is_by_a_machine:
        return there
    # The index holds both: what is taken out of it must be what went in.
    index.forget([(told.pk, told.words)])
    kept, _ = Translation.objects.update_or_create(
        contribution=told,
        defaults={
            "words": plain,
            "of_language": of_language,
            "by": by,
            "engine": engine,
            "at": clock.now(),
            "screened_at": None,
        },
    )
    NotTranslated.objects.filter(contribution=told).delete()
    _forget_places(told)
    _index_again(told, are_some_gone=there is not None)
    audit.record(
        "translation.kept",
        told,
        by=by or "system:translation",
        organisation=told.organisation_id,
        language=of_language,
        engine=engine,
    )
    return kept


@transaction.atomic
def take_away(contribution: Contribution, *, by: Account, machines_only: bool = False) -> bool:
    """Take a translation away; whether there was one. `machines_only` leaves a person's."""
    told = Contribution.objects.select_for_update().get(pk=contribution.pk)
    there = Translation.objects.filter(contribution=told).first()
    if there is None or (machines_only and not there.is_by_a_machine):
        return False
    index.forget([(told.pk, told.words)])
    there.delete()
    _forget_places(told)
    _index_again(told, are_some_gone=True)
    audit.record("translation.removed", told, by=by, organisation=told.organisation_id)
    return True


@transaction.atomic
def note_problem(contribution: Contribution, problem: NotTranslated) -> None:
    """Keep why a machine gave no translation, for whoever opens the comment."""
    if Contribution.objects.select_for_update().filter(pk=contribution.pk).speaking().exists():
        NotTranslated.objects.update_or_create(
            contribution_id=contribution.pk,
            defaults={
                "problem": problem.problem,
                "attempts": problem.attempts,
                "next_at": problem.next_at,
            },
        )


def _plain(words: str) -> str:
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words:
        raise NotATranslation(_("Write what was said, in English."))
    if len(words) > LONGEST_WORDS:
        raise NotATranslation(
            _("Keep the translation within %(most)s characters.") % {"most": number(LONGEST_WORDS)}
        )
    if "\0" in words:
        raise NotATranslation(_("The translation holds a character that cannot be kept (NUL)."))
    return identifiers.redact(words)[0]


def _locked(contribution: Contribution) -> Contribution:
    told = Contribution.objects.select_for_update().filter(pk=contribution.pk).speaking().first()
    if told is None:
        raise NothingToTranslate
    return told


def _forget_places(told: Contribution) -> None:
    """Alerts of the translation before stay; the places that they name are gone with its words."""
    for alert in told.safety_alerts.filter(in_translation=True):
        alert.concerns = [each | {"start": 0, "end": 0} for each in alert.concerns]
        alert.save(update_fields=["concerns"])


def _index_again(told: Contribution, *, are_some_gone: bool) -> None:
    index.add(index.with_translations([(told.pk, told.words)]))
    if are_some_gone:
        index.ask_to_tidy()
    # What was found by the old index may be kept until something is written.
    warehouse.changed([told.said_at])
