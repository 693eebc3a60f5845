# SPDX-License-Identifier: MIT
"""Beginning a survey, changing its draft, publishing it, and saying where it lies."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from baton.core import audit, clock
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import starting
from baton.listening.channels.survey.definition import Definition
from baton.listening.channels.survey.models import Place, Survey, Version
from baton.listening.channels.survey.operations import pictures
from baton.listening.models import Delivery
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.ui.wording import _

CHANNEL = "survey"
By = Account | str


class NameTaken(ValueError):
    """Two places of a survey with one name could not be told apart."""

    def __init__(self) -> None:
        super().__init__(_("A place of this name is there already. Give this one another."))


@transaction.atomic
def begin(
    organisation: Organisation,
    title: str,
    *,
    by: By,
    draft: Definition | None = None,
    **about: Any,
) -> Survey:
    """A survey that nobody can answer before it is published. `about` are fields of `Survey`.

    Of an activity in which under sixteens take part, it asks who is one unless `about` says no.
    """
    activity = about.get("activity")
    if activity is not None:
        about.setdefault("asks_under_16", activity.needs_agreement)
    survey = Survey.objects.create(
        organisation=organisation,
        title=title,
        draft=define.to_json(draft or Definition()),
        created_by=by if isinstance(by, Account) else None,
        **about,
    )
    _add_place(survey, "", None, by)
    _record("survey.begun", survey, by)
    return survey


def begin_copy(source: Survey, title: str, *, by: By, **about: Any) -> Survey:
    """A survey that asks what another one asks in its draft, with pictures of its own."""
    draft = starting.without_pictures(define.from_json(source.draft))
    if source.asks_under_16:
        about = {"asks_under_16": True, **about}
    about = {"one_a_page": source.one_a_page, **about}
    survey = begin(source.organisation, title, by=by, draft=draft, **about)
    pictures.copy(source, survey, by=by)
    return survey


@transaction.atomic
def change(survey: Survey, *, by: By, **about: Any) -> None:
    """Set fields of the survey; what its draft asks is for `redraft`."""
    changed = {name: value for name, value in about.items() if getattr(survey, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(survey, name, value)
    survey.save(update_fields=list(changed))
    if "activity" in changed:
        Delivery.objects.filter(survey_place__survey=survey).update(activity=survey.activity)
    if "title" in changed:
        for place in survey.places.select_related("delivery"):
            place.delivery.label = _label(survey, place.name)
            place.delivery.save(update_fields=["label"])
    _record("survey.changed", survey, by, fields=sorted(changed))


@transaction.atomic
def redraft(survey: Survey, draft: Definition, *, by: By) -> None:
    """Change what the draft asks; what was published stays as it is."""
    survey.draft = define.to_json(draft)
    survey.save(update_fields=["draft"])
    _record("survey.redrafted", survey, by, questions=len(draft.questions))


@transaction.atomic
def publish(survey: Survey, *, by: By) -> Version:
    """Ask what the draft asks from now on. Whoever has begun goes on with what they began.

    Publishing what is published already changes nothing. Raises definition.Faulty.
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    draft = define.from_json(survey.draft)
    define.check(draft)
    last = survey.versions.order_by("-number").first()
    if last is not None and last.definition == survey.draft:
        return last
    version = Version.objects.create(
        survey=survey,
        number=(survey.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        definition=survey.draft,
        published_by=by if isinstance(by, Account) else None,
    )
    pictures.publish(survey, draft)
    _record("survey.published", survey, by, version=version.number)
    return version


@transaction.atomic
def close(survey: Survey, *, by: By) -> None:
    """Nobody begins any more, whatever its days say. Repeating it changes nothing."""
    now = clock.now()
    if Survey.objects.filter(pk=survey.pk, closed_at=None).update(closed_at=now):
        survey.closed_at = now
        _record("survey.closed", survey, by)


@transaction.atomic
def reopen(survey: Survey, *, by: By) -> None:
    """Let its days say again whether it is open."""
    if Survey.objects.filter(pk=survey.pk).exclude(closed_at=None).update(closed_at=None):
        survey.closed_at = None
        _record("survey.reopened", survey, by)


@transaction.atomic
def add_place(survey: Survey, name: str, *, service: Service | None, by: By) -> Place:
    """A place at which the survey lies, with an address of its own. Raises NameTaken."""
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if survey.places.filter(name=name).exists():
        raise NameTaken
    place = _add_place(survey, name, service, by)
    _record("survey.place_added", survey, by)
    return place


def _add_place(survey: Survey, name: str, service: Service | None, by: By) -> Place:
    delivery = Delivery.objects.create(
        organisation=survey.organisation,
        channel=CHANNEL,
        label=_label(survey, name),
        brought_by=by if isinstance(by, Account) else None,
        activity=survey.activity,
    )
    return Place.objects.create(survey=survey, name=name, service=service, delivery=delivery)


def _label(survey: Survey, name: str) -> str:
    """By what what was answered there is known to staff."""
    return (f"{survey.title}, {name}" if name else survey.title)[:200]


@transaction.atomic
def close_place(place: Place, *, by: By) -> None:
    """Nobody begins there any more. Repeating it changes nothing."""
    if Place.objects.filter(pk=place.pk, closed_at=None).update(closed_at=clock.now()):
        _record("survey.place_closed", place.survey, by)


def _record(verb: str, survey: Survey, by: By, **details: Any) -> None:
    audit.record(verb, survey, by=by, organisation=survey.organisation_id, **details)
