# SPDX-License-Identifier: MIT
"""Reading surveys, where they lie, and what was answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils import timezone

from baton.core import clock, sql
from baton.core.joined import Joined
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import flow
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.models import (
    Picture,
    Place,
    Response,
    Said,
    Survey,
    Version,
)
from baton.listening.models import Delivery
from baton.people.links import queries as links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation
from baton.programmes.activities import queries as activities
from baton.programmes.activities.models import Activity
from baton.ui.speech import gettext

#: An activity is asked about for so long after its last day.
ASKED_ABOUT_FOR = timedelta(days=366)


def surveys(organisation: Organisation) -> QuerySet[Survey]:
    """All of a body, the newest first, with how many people answered (`answered`) and when last."""
    finished = Q(versions__responses__finished_at__isnull=False)
    return (
        organisation.surveys.select_related("organisation", "activity", "service")
        .prefetch_related(Prefetch("versions", Version.objects.order_by("-number")))
        .annotate(
            answered=Count("versions__responses", filter=finished, distinct=True),
            last_answered=Max("versions__responses__finished_at"),
        )
        .order_by("-created_at", "-pk")
    )


def surveys_of(activity: Activity) -> QuerySet[Survey]:
    """Those of one activity."""
    return surveys(activity.organisation).filter(activity=activity)


def versions(survey: Survey) -> QuerySet[Version]:
    """The versions of a survey, the latest first, with how many people answered each."""
    finished = Q(responses__finished_at__isnull=False)
    found = survey.versions.select_related("published_by")
    return found.annotate(answered=Count("responses", filter=finished)).order_by("-number")


def places(survey: Survey) -> QuerySet[Place]:
    """Where a survey lies, its own address first, with how many people answered there."""
    finished = Q(responses__finished_at__isnull=False)
    found = survey.places.select_related("service", "survey__organisation", "survey__service")
    return found.annotate(answered=Count("responses", filter=finished)).order_by("name", "pk")


def activities_to_ask_of(organisation: Organisation, now: Activity | None = None) -> list[Activity]:
    """Activities that a survey may belong to: to come, or of the last year; and the one it has."""
    since = clock.today() - ASKED_ABOUT_FOR
    all_ = activities.activities(organisation)
    of_late = all_.exclude(state=Activity.State.CANCELLED).filter(
        Q(on__gte=since) | Q(until__gte=since)
    )
    return list(of_late if now is None else of_late | all_.filter(pk=now.pk))


def pictures(survey: Survey) -> dict[str, Picture]:
    """The pictures of a survey by the id that its definitions name them by."""
    return {str(each.public_id): each for each in survey.pictures.all()}


def published_picture(public_id: uuid.UUID) -> QuerySet[Picture]:
    """A picture that stands in a version, of whatever body."""
    return Picture.objects.filter(public_id=public_id, published_at__isnull=False)


def asked_now(survey: Survey) -> Version | None:
    """The version that whoever begins is asked; None before it is published."""
    return survey.versions.order_by("-number").first()


_ASKED_NOW = """
    SELECT id, definition FROM survey_version WHERE survey_id = %s ORDER BY number DESC LIMIT 1
"""


def asking(survey: Survey) -> tuple[Version | None, Definition]:
    """What whoever comes now is asked, which nobody parses anew; nothing before it is published."""
    row = sql.row(_ASKED_NOW, survey.pk)
    if row is None:
        return None, Definition()
    return Version.from_db(connection.alias, ("id",), row[:1]), define.from_text(row[1])


#: Of a survey all but its draft, which those who answer have nothing to do with.
_SURVEY = [each.attname for each in Survey._meta.concrete_fields if each.name != "draft"]
_PLACE = Joined((Place, "place", ()), (Survey, "survey", _SURVEY), (Organisation, "body", ()))
_BY_CODE = f"""
    SELECT {_PLACE.columns}
    FROM survey_place AS place
    JOIN survey_survey AS survey ON survey.id = place.survey_id
    JOIN people_organisation AS body ON body.id = survey.organisation_id
    WHERE place.code = %s
"""  # noqa: S608 - names of columns, no values


def place(code: str) -> Place | None:
    """The place with this address, of whatever body."""
    row = sql.row(_BY_CODE, code)
    if row is None:
        return None
    found: Place
    found, survey, survey.organisation = _PLACE.made(row)
    found.survey = survey
    return found


def why_closed(place: Place, version: Version | None) -> str:
    """A sentence for who comes and cannot answer; empty where they can. `version` is the one that
    is asked now."""
    survey, today = place.survey, clock.today()
    if place.closed_at is not None or not survey.is_open_on(today):
        if not survey.closed_at and survey.opens_on and today < survey.opens_on:
            return gettext("This survey has not opened yet.")
        return gettext("This survey is closed. Thank you for coming.")
    if version is None:
        return gettext("This survey has not opened yet.")
    return ""


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody's response while they answer, and what they are asked."""

    response: Response
    # As the database holds it: what was made of the same text is known again.
    definition: str

    @property
    def asked(self) -> Definition:
        return define.from_text(self.definition)

    def way(self) -> list[Question]:
        """The questions that they are asked, after what they answered so far."""
        return flow.asked(self.asked, self.response.answers)


_RESPONSES = """
    survey_response AS response
    JOIN survey_version AS version ON version.id = response.version_id
    JOIN survey_place AS place ON place.id = response.place_id
    JOIN survey_survey AS survey ON survey.id = place.survey_id
    JOIN people_organisation AS body ON body.id = survey.organisation_id
"""
#: What the pages of answering need of each; the rest is fetched when it is asked for.
_NEEDED = Joined(
    (Response, "response", ("id", "version_id", "place_id", "language", "answers", "shown")),
    (Place, "place", ("id", "survey_id", "code", "name")),
    (Survey, "survey", _SURVEY),
    (Organisation, "body", ("id", "name")),
)
_GOING = f"""
    SELECT version.definition, {_NEEDED.columns}
    FROM {_RESPONSES}
    WHERE response.id = %s AND response.finished_at IS NULL
"""  # noqa: S608 - names of columns, no values


def by_key(key: str) -> Going | None:
    """The response that a private link opens, while it is not finished."""
    subject = links.subject(Scope.SURVEY, key)
    row = sql.row(_GOING, subject) if subject is not None else None
    if row is None:
        return None
    definition, *values = row
    response, response.place, survey, survey.organisation = _NEEDED.made(values)
    response.place.survey = survey
    return Going(response, definition)


_WHOLE = Joined(
    (Response, "response", ()),
    (Place, "place", ()),
    (Survey, "survey", _SURVEY),
    (Organisation, "body", ()),
    (Delivery, "delivery", ()),
)
_UNFINISHED = f"""
    SELECT version.definition, {_WHOLE.columns}
    FROM {_RESPONSES}
    JOIN listening_delivery AS delivery ON delivery.id = place.delivery_id
    WHERE response.id = %s AND response.finished_at IS NULL
"""  # noqa: S608 - names of columns, no values


def unfinished(response: Response) -> Going | None:
    """The response as it stands now, for whoever writes it: nobody else does until then."""
    row = sql.row(_UNFINISHED + sql.locking("response"), response.pk)
    if row is None:
        return None
    definition, *values = row
    there, there.place, survey, survey.organisation, there.place.delivery = _WHOLE.made(values)
    there.place.survey = survey
    return Going(there, definition)


def finished(public_id: str) -> Response | None:
    """A response that was sent, by its id."""
    found = Response.objects.filter(public_id=public_id, finished_at__isnull=False)
    return found.select_related("place__survey__organisation", "version").first()


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
