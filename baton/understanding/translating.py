# SPDX-License-Identifier: MIT
"""What follows when somebody says which language words are in, or what they mean in English: the
comment is read again, and whoever had found it fit to be shown looks again."""

from __future__ import annotations

from django.db import transaction

from baton.analysis.classifier import LANGUAGES as READ
from baton.core import audit
from baton.listening.models import Contribution
from baton.listening.translations import operations as translations
from baton.listening.translations.models import NotTranslated, Translation
from baton.people.models import Account
from baton.ui.wording import _
from baton.understanding.languages import LANGUAGES
from baton.understanding.models import Coding, Reading, Review
from baton.understanding.operations import WordsAreGone
from baton.warehouse import operations as warehouse


class NoSuchLanguage(ValueError):
    """A code that is none of those people are heard in."""

    def __init__(self) -> None:
        super().__init__(_("Choose the language from the list."))


@transaction.atomic
def translate(
    contribution: Contribution, words: str, *, by: Account | None = None, engine: str = ""
) -> Translation:
    """Keep the words in English, by a person or by a machine, and have them read.

    Raises NothingToTranslate and NotATranslation (of listening.translations).
    """
    reading = Reading.objects.filter(contribution=contribution).first()
    spoken = reading.language if reading else contribution.language
    kept = translations.keep(contribution, words, of_language=spoken, by=by, engine=engine)
    if kept.by == by and kept.engine == engine:
        _words_changed(contribution)
    return kept


@transaction.atomic
def take_away(contribution: Contribution, *, by: Account) -> None:
    """Take the translation away; what was coded from it by the classifier goes too."""
    if translations.take_away(contribution, by=by):
        _words_changed(contribution)


@transaction.atomic
def set_language(contribution: Contribution, code: str, *, by: Account) -> None:
    """A person says which language the words are in: no program outranks that.

    A machine's translation from another language goes. Raises WordsAreGone and NoSuchLanguage.
    """
    if code not in LANGUAGES:
        raise NoSuchLanguage
    if not Contribution.objects.select_for_update().filter(pk=contribution.pk).speaking().exists():
        raise WordsAreGone
    before = Reading.objects.filter(contribution=contribution).first()
    Reading.objects.update_or_create(
        contribution=contribution,
        defaults={"language": code, "language_by": by},
        create_defaults={
            "organisation": contribution.organisation,
            "said_at": contribution.said_at,
            "language": code,
            "language_by": by,
            "sentiment": Reading.Sentiment.NEUTRAL,
            "sentiment_confidence": 0.0,
            "coded_from": Reading.CodedFrom.NOTHING,
        },
    )
    audit.record(
        "language.set",
        contribution,
        by=by,
        organisation=contribution.organisation_id,
        language=code,
        before=before.language if before else "",
    )
    # A server is asked anew, of the right language.
    NotTranslated.objects.filter(contribution=contribution).delete()
    translation = Translation.objects.filter(contribution=contribution).first()
    if translation is not None and translation.of_language != code:
        translations.take_away(contribution, by=by, machines_only=True)
    if before is None or before.language != code:
        _words_changed(contribution)


def _words_changed(contribution: Contribution) -> None:
    """Places in a translation that is there no more mean nothing; and all of it is read again."""
    Coding.objects.filter(contribution=contribution, in_translation=True).update(
        start=0, end=0, in_translation=None
    )
    Review.objects.filter(contribution=contribution, outcome=Review.Outcome.SHOW).delete()
    read_again(contribution)


def read_again(contribution: Contribution) -> None:
    """Have the classifier read it again. What people said of it stays as it is."""
    suggested = Coding.objects.filter(contribution=contribution, verdict=Coding.Verdict.SUGGESTED)
    suggested.delete()
    Reading.objects.filter(contribution=contribution).update(checked_at=None, checked_by=None)
    Contribution.objects.filter(pk=contribution.pk).speaking().update(coded_at=None)
    warehouse.changed([contribution.said_at])


def is_needed(reading: Reading | None) -> bool:
    """Whether a comment is in a language that the classifier cannot read."""
    return reading is not None and bool(reading.language) and reading.language not in READ
