# SPDX-License-Identifier: MIT
"""What the classifier reads of a comment: the original where it knows the language, else the
translation, else nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from baton.analysis import codebook as framework
from baton.analysis import language
from baton.analysis.classifier import LANGUAGES
from baton.listening.models import Contribution, StatedLabel
from baton.ui.wording import _
from baton.understanding.models import Reading


@dataclass(frozen=True, slots=True)
class Text:
    """The words to read, the language of the original, and which of the two they are."""

    words: str
    language: str
    source: Reading.CodedFrom
    #: Read by a program from what a program wrote.
    is_by_a_machine: bool = False

    @property
    def is_unread(self) -> bool:
        return self.source == Reading.CodedFrom.NOTHING

    @property
    def is_translation(self) -> bool:
        return self.source == Reading.CodedFrom.TRANSLATION

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look, however sure the classifier is."""
        return self.is_unread or self.is_by_a_machine or not self.language


def text_of(contribution: Contribution) -> Text:
    """What is read of a comment, which is loaded with its reading and its translation."""
    reading: Reading | None = getattr(contribution, "reading", None)
    if reading is not None and reading.language_by_id is not None:
        spoken = reading.language
    else:
        spoken = language.spoken(contribution.words, stated=contribution.language)
    # What has no letters is in no language: the classifier says so itself.
    if not spoken or spoken in LANGUAGES:
        return Text(contribution.words, spoken, Reading.CodedFrom.ORIGINAL)
    translation = getattr(contribution, "translation", None)
    if translation is None:
        return Text("", spoken, Reading.CodedFrom.NOTHING)
    by_a_machine = translation.is_by_a_machine
    return Text(translation.words, spoken, Reading.CodedFrom.TRANSLATION, by_a_machine)


def stale(read: Mapping[int, Text]) -> set[int]:
    """Of comments that were read, by key, those of which something else would be read now."""
    those = Contribution.objects.filter(pk__in=read).filter(
        Q(reading__isnull=False) | Q(translation__isnull=False)
    )
    now = {each.pk: text_of(each) for each in those.select_related("reading", "translation")}
    # What was set aside was not read at all.
    return {key for key, text in now.items() if read[key].language and text != read[key]}


def translated(contribution: Contribution) -> str:
    """The words of its translation; nothing where there is none."""
    translation = getattr(contribution, "translation", None)
    return translation.words if translation is not None else ""


def how_known(contribution: Contribution, reading: Reading) -> str:
    """Who says which language it is in."""
    if reading.language_by_id is not None:
        return _(", says a person")
    is_stated = language.plain(contribution.language) == reading.language
    return _(", as was stated with it") if is_stated else _(", a program found")


def rated(contribution: Contribution) -> int | None:
    """What the person rated, 1 very good to 5 very poor; None where they did not know."""
    score = contribution.score
    return score if score is not None and score in Reading.Sentiment.values else None


def themes_stated(labels: Iterable[StatedLabel]) -> list[str]:
    """The titles of the themes that labels given by people mean, each once."""
    themes = (framework.theme_for_label(each.label.text) for each in labels)
    return list(dict.fromkeys(theme.title for theme in themes if theme is not None))


def note_feeling(contribution: Contribution) -> None:
    """A person said how it feels: that is known now, though the classifier read nothing."""
    unread = Reading.objects.filter(contribution=contribution, coded_from=Reading.CodedFrom.NOTHING)
    unread.update(coded_from=Reading.CodedFrom.FELT)


def write(readings: Sequence[Reading]) -> None:
    """Write them down. Of those of before, what a person said stays; the rest is read anew."""
    numbers = [each.pk for each in readings]
    there = Reading.objects.select_for_update().filter(pk__in=numbers).in_bulk()
    fresh = [each for each in readings if each.pk not in there]
    Reading.objects.bulk_create(fresh, ignore_conflicts=True)
    for each in readings:
        if (before := there.get(each.pk)) is not None:
            _read_anew(before, each)


def _read_anew(before: Reading, now: Reading) -> None:
    changed = ["coded_from", "classifier", "is_unsure", "read_at"]
    if before.language_by_id is None:
        changed.append("language")
    if before.sentiment_by_id is None:
        changed += ["sentiment", "sentiment_confidence"]
    for name in changed:
        setattr(before, name, getattr(now, name))
    if before.sentiment_by_id is not None and now.is_unread:
        before.coded_from = Reading.CodedFrom.FELT
    before.save(update_fields=changed)
