# SPDX-License-Identifier: MIT
"""Reading surveys, where they lie, and what was answered."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from baton.core import clock
from baton.listening.channels.survey.models import Place, Response, Said, Survey, Version
from baton.people.links import queries as links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation


def surveys(organisation: Organisation) -> QuerySet[Survey]:
    """All of a body, the newest first, with how many people answered (`answered`) and when last."""
    finished = Q(versions__responses__finished_at__isnull=False)
    return (
        organisation.surveys.select_related("activity", "service")
        .annotate(
            answered=Count("versions__responses", filter=finished, distinct=True),
            last_answered=Max("versions__responses__finished_at"),
        )
        .order_by("-created_at", "-pk")
    )


def asked_now(survey: Survey) -> Version | None:
    """The version that whoever begins is asked; None before it is published."""
    return survey.versions.order_by("-number").first()


def place(code: str) -> QuerySet[Place]:
    """The place with this address, of whatever body."""
    return Place.objects.filter(code=code).select_related(
        "survey__organisation", "survey__service", "survey__activity", "service", "delivery"
    )


def why_closed(place: Place) -> str:
    """A sentence for who comes and cannot answer; empty where they can."""
    survey, today = place.survey, clock.today()
    if place.closed_at is not None or not survey.is_open_on(today):
        if survey.opens_on and today < survey.opens_on:
            return "This survey has not opened yet."
        return "This survey is closed. Thank you for coming."
    if asked_now(survey) is None:
        return "This survey has not opened yet."
    return ""


def by_key(key: str) -> Response | None:
    """The response that a private link opens, while it is not finished."""
    link = links.opened(Scope.SURVEY, key)
    if link is None:
        return None
    found = Response.objects.filter(pk=link.subject, finished_at=None)
    return found.select_related(
        "version", "place__survey__organisation", "place__service", "place__delivery"
    ).first()


def languages_of(survey: Survey) -> list[str]:
    """In which somebody answered."""
    rows = Response.objects.filter(version__survey=survey, finished_at__isnull=False)
    return sorted(rows.order_by().values_list("language", flat=True).distinct())


def wordings(survey: Survey) -> list[tuple[str, int, str]]:
    """Each question that was answered in words, with the wordings under which these are kept: its
    key, and the wording's key and words."""
    said = Said.objects.filter(response__version__survey=survey).exclude(question="")
    rows = said.filter(contribution__question__isnull=False).order_by("contribution__question")
    return list(
        rows.values_list(
            "question", "contribution__question", "contribution__question__wording"
        ).distinct()
    )


def answered_in_words(response: Response) -> set[str]:
    """The keys of the questions that a response answered in words which are still there."""
    said = response.said.filter(contribution__withdrawn_at=None).exclude(contribution__words="")
    return set(said.values_list("question", flat=True))


def typed_today(survey: Survey, account: Account) -> int:
    """How many sheets somebody has typed in today."""
    begun = timezone.make_aware(datetime.combine(clock.today(), time.min))
    rows = Response.objects.filter(version__survey=survey, typed_by=account)
    return rows.filter(finished_at__gte=begun).count()
