# SPDX-License-Identifier: MIT
"""Typing in what somebody wrote on paper, or said to somebody who wrote it down."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from baton.core import audit
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import flow, monitoring
from baton.listening.channels.survey.definition import Definition
from baton.listening.channels.survey.models import Place, Response, Version
from baton.listening.channels.survey.operations import answering
from baton.people.models import Account
from baton.ui.wording import _
from baton.ui.words import day


class TypedBefore(ValueError):
    """A sheet with this number was typed in at this place."""

    def __init__(self, there: Response) -> None:
        said = (
            _(
                "Sheet %(sheet)s was typed in by %(account)s on %(day)s: what it said stands "
                "below. If this is another sheet, give it another number, or none."
            )
            if there.typed_by
            else _(
                "Sheet %(sheet)s was typed in on %(day)s: what it said stands below. If this is "
                "another sheet, give it another number, or none."
            )
        )
        told = {"sheet": there.sheet, "account": there.typed_by, "day": day(there.started_at)}
        super().__init__(said % told)
        self.there = there


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet besides the answers. `key` tells it sent twice from two sheets."""

    key: uuid.UUID
    said_on: date
    mode: str
    language: str
    number: str = ""


@transaction.atomic
def keep(
    version: Version, place: Place, sheet: Sheet, answers: Mapping[str, Any], *, by: Account
) -> Response:
    """Keep the answers of one sheet, once. Raises TypedBefore."""
    # Two people who type the same sheet at once: the second waits here, and is told.
    place = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    sent = Response.objects.filter(public_id=sheet.key, place=place).first()
    if sent is not None:
        return sent
    if sheet.number:
        there = place.responses.select_related("typed_by").filter(sheet=sheet.number).first()
        if there is not None:
            raise TypedBefore(there)
    response, _ = answering.begin(
        version,
        place,
        language=sheet.language,
        mode=sheet.mode,
        typed_by=by,
        said_on=sheet.said_on,
        sheet=sheet.number,
        key=sheet.key,
    )
    asked = define.from_json(version.definition)
    answering.save(response, answers, shown=shown(asked, answers))
    kept = answering.finish(response, by=by)
    audit.record(
        "survey.sheet_typed",
        place.survey,
        by=by,
        organisation=place.survey.organisation_id,
        version=version.number,
        mode=sheet.mode,
    )
    return kept


def shown(asked: Definition, answers: Mapping[str, Any]) -> list[str]:
    """What a sheet asked of who filled it in, and what they answered unasked."""
    leads_to = {each.key for each in flow.asked(asked, answers)}
    return [each.key for each in asked if each.key in leads_to or _is_answered(each, answers)]


def _is_answered(question: define.Question, answers: Mapping[str, Any]) -> bool:
    names = [question.key, *(monitoring.name_of(question.key, each) for each in question.asks)]
    return any(answers.get(name) not in (None, "", []) for name in names)
