# SPDX-License-Identifier: MIT
"""Coding by the classifier, and by people, who outrank it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    transaction,
)
from django.db.models import QuerySet

from baton.analysis import codebook as framework
from baton.analysis.classifier import Coded
from baton.core import audit, clock
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.ui.wording import _
from baton.understanding import sources
from baton.understanding.models import Codebook, Coding, Reading, Theme
from baton.warehouse import operations as warehouse

if TYPE_CHECKING:
    from baton.analysis.classifier import Classifier

log = logging.getLogger(__name__)

CHUNK = 200
#: Troubles of the installation, never of one text.
_NOT_THE_TEXTS = (OperationalError, InterfaceError, ProgrammingError, ImportError, OSError)

#: Themes without a subject of their own.
NOT_SPECIFIC = framework.NOT_ABOUT_CARE | {
    "Positive experience & gratitude",
    "Negative experience & dissatisfaction",
}
_NOTHING_READ = Coded((), "neutral", Reading.Sentiment.NEUTRAL, 0.0)


class NotInCodebook(ValueError):
    """The theme is not one of the organisation's codebook."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("“%(title)s” is not one theme of your codebook. Choose one from the list.")
            % {"title": title}
        )


def ensure_codebook(organisation: Organisation) -> Codebook:
    """The organisation's codebook in use; the default framework where it has none yet."""
    found = organisation.codebooks.filter(retired_at=None).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _make_codebook(organisation)
    except IntegrityError:
        # Somebody else was the first to ask.
        return organisation.codebooks.get(retired_at=None)


def _make_codebook(organisation: Organisation) -> Codebook:
    default = framework.default()
    codebook = Codebook.objects.create(
        organisation=organisation, title=default.title, version=default.version
    )
    position = 0
    for category in default.categories:
        position += 1
        parent = Theme.objects.create(
            codebook=codebook, slug=category.code, title=category.title, position=position
        )
        for theme in category.themes:
            position += 1
            Theme.objects.create(
                codebook=codebook,
                parent=parent,
                slug=theme.code,
                title=theme.title,
                definition=theme.definition,
                is_local=theme.local,
                is_specific=theme.title not in NOT_SPECIFIC,
                position=position,
            )
    audit.record(
        "codebook.made",
        codebook,
        by="system:codebook",
        organisation=organisation.pk,
        version=codebook.version,
    )
    return codebook


def uncoded(organisation: Organisation) -> QuerySet[Contribution]:
    """What still has to be coded, oldest arrival first."""
    return organisation.contributions.filter(coded_at=None).order_by("pk")


def classifier_in_use() -> Classifier:
    """The classifier that the installation names, else the one that ships with Baton."""
    from baton.analysis import classifier

    own = settings.BATON_CLASSIFIER
    return classifier.load(Path(own) if own else None)


class WordsAreGone(ValueError):
    """The person has taken their words back: there is nothing to code."""

    def __init__(self) -> None:
        super().__init__(_("The person has taken this back. There are no words left to code."))


class Coder:
    """Codes an organisation's contributions with one loaded classifier."""

    def __init__(self, organisation: Organisation, classifier: Classifier) -> None:
        self._organisation = organisation
        self._classifier = classifier
        # Where no theme reaches it the classifier gives its best guess: a person should look. So
        # they should where it does not know the language.
        self._threshold = classifier.weights.threshold
        themes = ensure_codebook(organisation).themes.exclude(parent=None)
        self._themes = {theme.title: theme for theme in themes}

    def code_some(self, limit: int = CHUNK) -> int:
        """Code the next few, in one short transaction; returns how many there were.

        The classifier works before the transaction begins, so that writers do not wait for it.
        Where one text cannot be coded, each is tried by itself.
        """
        waiting = list(
            uncoded(self._organisation)
            .select_related("question", "translation", "reading")
            .prefetch_related("stated_labels__label")[:limit]
        )
        try:
            self._code(waiting)
        except _NOT_THE_TEXTS:
            raise
        except Exception as surprise:  # noqa: BLE001 - the fault may be one text's
            # Only the kind of error: its message may quote what was said.
            log.error("Contributions could not be coded together: %s", type(surprise).__name__)  # noqa: TRY400
            self._code_one_by_one(waiting)
        return len(waiting)

    def _code_one_by_one(self, waiting: Sequence[Contribution]) -> None:
        """Code each by itself; those that cannot be are set aside, for a person to look at.

        Where none of several can be, the fault is not theirs: raises what went wrong.
        """
        refused = []
        for each in waiting:
            try:
                self._code([each])
            except _NOT_THE_TEXTS:
                raise
            except Exception as surprise:
                log.error("Contribution %s was not coded: %s", each.pk, type(surprise).__name__)  # noqa: TRY400
                refused.append(each)
                if len(refused) == len(waiting) > 1:
                    raise
        for each in refused:
            self._set_aside(each)

    def _set_aside(self, contribution: Contribution) -> None:
        """Write it down as coded, with nothing found."""
        text = sources.Text("", "", Reading.CodedFrom.ORIGINAL)
        try:
            with transaction.atomic():
                self._write([contribution], [_NOTHING_READ], [text])
                Reading.objects.filter(contribution=contribution, checked_at=None).update(
                    classifier="", is_unsure=True, sentiment_confidence=None
                )
        except _NOT_THE_TEXTS:
            raise
        except DatabaseError as problem:
            log.error("Contribution %s was left out: %s", contribution.pk, type(problem).__name__)  # noqa: TRY400
            listening.mark_coded([contribution.pk])

    def _code(self, waiting: Sequence[Contribution]) -> None:
        texts = [sources.text_of(each) for each in waiting]
        readable = [pair for pair in zip(waiting, texts, strict=True) if not pair[1].is_unread]
        found = iter(
            self._classifier.code(
                [text.words for _, text in readable],
                [each.question.kind if each.question else "nonspecific" for each, _ in readable],
                [each.score for each, _ in readable],
            )
        )
        coded = [_NOTHING_READ if text.is_unread else next(found) for text in texts]
        with transaction.atomic():
            self._write(waiting, coded, texts)

    def _write(
        self,
        read: Sequence[Contribution],
        coded: Sequence[Coded],
        texts: Sequence[sources.Text],
    ) -> None:
        # Withdrawn or coded by another worker since we looked: leave them alone.
        still = set(
            Contribution.objects.select_for_update()
            .filter(pk__in=[each.pk for each in read], coded_at=None)
            .speaking()
            .values_list("pk", flat=True)
        )
        # Translated since, or said to be in another language: read with what is known now.
        stale = sources.stale(dict(zip((each.pk for each in read), texts, strict=True)))
        still -= stale
        kept = [each for each in zip(read, coded, texts, strict=True) if each[0].pk in still]
        sources.write([self._reading(*each) for each in kept])
        Coding.objects.bulk_create(
            [
                coding
                for contribution, found, text in kept
                for coding in self._codings(contribution, found, text)
            ],
            ignore_conflicts=True,
        )
        listening.mark_coded(each.pk for each in read if each.pk not in stale)
        warehouse.changed(each.said_at for each in read)

    def _reading(self, contribution: Contribution, coded: Coded, text: sources.Text) -> Reading:
        stated = contribution.stated_sentiment
        best = max((theme.confidence for theme in coded.themes), default=0.0)
        labelled = bool(contribution.stated_labels.all())
        if text.is_unread and labelled:
            # Somebody read it before it reached us; what the person rated says how it feels.
            stated = stated or sources.rated(contribution) or Reading.Sentiment.NEUTRAL
        return Reading(
            contribution=contribution,
            organisation=self._organisation,
            said_at=contribution.said_at,
            sentiment=stated or coded.sentiment5,
            sentiment_confidence=None if stated else coded.sentiment_confidence,
            language=text.language,
            coded_from=Reading.CodedFrom.FELT if text.is_unread and stated else text.source,
            classifier="" if text.is_unread else self._classifier.version,
            is_unsure=not labelled and (best < self._threshold or text.is_doubtful),
        )

    def _codings(
        self, contribution: Contribution, coded: Coded, text: sources.Text
    ) -> Iterable[Coding]:
        """What people stated in the file, where they did; else what the classifier suggests."""
        suggested = {theme.title: theme for theme in coded.themes}
        stated = sources.themes_stated(contribution.stated_labels.all())
        for title in stated or suggested:
            theme = self._themes.get(title)
            if theme is None:
                continue
            found = suggested.get(title)
            yield Coding(
                contribution=contribution,
                theme=theme,
                said_at=contribution.said_at,
                verdict=Coding.Verdict.STATED if stated else Coding.Verdict.SUGGESTED,
                confidence=found.confidence if found and not stated else None,
                start=found.start if found else 0,
                end=found.end if found else 0,
                in_translation=text.is_translation or None,
                classifier="" if stated else self._classifier.version,
            )


@transaction.atomic
def confirm(coding: Coding, *, by: Account) -> None:
    """A person agrees with a theme that the classifier or a file gave."""
    _decide(coding, Coding.Verdict.CONFIRMED, by)


@transaction.atomic
def remove(coding: Coding, *, by: Account) -> None:
    """A person takes a theme away. The row stays, so that no classifier gives it again."""
    _decide(coding, Coding.Verdict.REMOVED, by)


def _decide(coding: Coding, verdict: str, by: Account) -> None:
    coding.verdict, coding.by, coding.at = verdict, by, clock.now()
    coding.save(update_fields=["verdict", "by", "at"])
    _looked_at(coding.contribution, by)
    audit.record(
        f"coding.{verdict}",
        coding,
        by=by,
        organisation=coding.contribution.organisation_id,
        theme=coding.theme.slug,
    )


@transaction.atomic
def add(
    contribution: Contribution,
    title: str,
    *,
    by: Account,
    start: int = 0,
    end: int = 0,
    in_translation: bool = False,
) -> Coding:
    """A person gives a theme, on a span of the words, or of their translation, or (0, 0) on the
    whole.

    Raises NotInCodebook when the codebook in use has no theme of this title, and WordsAreGone
    when the person has taken the words back.
    """
    if contribution.withdrawn_at is not None:
        raise WordsAreGone
    theme = find_theme(contribution.organisation, title)
    length = len(sources.translated(contribution) if in_translation else contribution.words)
    start, end = max(0, min(start, length)), max(0, min(end, length))
    if end <= start:
        start = end = 0
    coding, _ = Coding.objects.update_or_create(
        contribution=contribution,
        theme=theme,
        defaults={
            "said_at": contribution.said_at,
            "verdict": Coding.Verdict.ADDED,
            "by": by,
            "at": clock.now(),
            "start": start,
            "end": end,
            "in_translation": (in_translation and end > 0) or None,
        },
    )
    _looked_at(contribution, by)
    audit.record(
        "coding.added", coding, by=by, organisation=contribution.organisation_id, theme=theme.slug
    )
    return coding


def find_theme(organisation: Organisation, title: str) -> Theme:
    """The theme of this title in the codebook in use, or the only one that it begins or is in.

    So "manner" is enough for "Staff manner & personal attributes".
    """
    title = title.strip()
    themes = ensure_codebook(organisation).themes.exclude(parent=None)
    for match in ("iexact", "istartswith", "icontains"):
        found = list(themes.filter(**{f"title__{match}": title})[:2])
        if len(found) == 1:
            return found[0]
    raise NotInCodebook(title)


@transaction.atomic
def set_sentiment(contribution: Contribution, sentiment: int, *, by: Account) -> None:
    """A person says how the whole of it feels, 1 very positive to 5 very negative."""
    if contribution.withdrawn_at is not None:
        raise WordsAreGone
    # Made here where the classifier has not come to it yet; it then leaves it as it is.
    Reading.objects.update_or_create(
        contribution=contribution,
        defaults={
            "sentiment": Reading.Sentiment(sentiment),
            "sentiment_by": by,
            "sentiment_confidence": None,
        },
        create_defaults={
            "organisation": contribution.organisation,
            "said_at": contribution.said_at,
            "language": contribution.language,
            "sentiment": Reading.Sentiment(sentiment),
            "sentiment_by": by,
            "coded_from": Reading.CodedFrom.ORIGINAL,
        },
    )
    sources.note_feeling(contribution)
    _looked_at(contribution, by)
    audit.record(
        "sentiment.set",
        contribution,
        by=by,
        organisation=contribution.organisation_id,
        sentiment=sentiment,
    )


@transaction.atomic
def check(contribution: Contribution, *, by: Account) -> None:
    """A person has read it and agrees with every coding: each is confirmed."""
    for coding in contribution.codings.counted().filter(by=None).select_related("theme"):
        _decide(coding, Coding.Verdict.CONFIRMED, by)
    _looked_at(contribution, by)


def _looked_at(contribution: Contribution, by: Account) -> None:
    Reading.objects.filter(contribution=contribution).update(checked_at=clock.now(), checked_by=by)
    warehouse.changed([contribution.said_at])
