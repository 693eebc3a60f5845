# SPDX-License-Identifier: MIT
"""Beginning a survey with the questions of a form, and taking a survey away as one."""

from __future__ import annotations

from django.db import transaction

from baton.core import audit
from baton.core.tables import Sheet
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.models import Survey, Version
from baton.listening.channels.survey.operations import editing
from baton.listening.channels.survey.operations.editing import By
from baton.listening.channels.survey.xlsform import writing
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.people.models import Organisation

#: Of a form's version, where it was never published.
DRAFT = "draft"


@transaction.atomic
def begin(organisation: Organisation, title: str, found: Understood, *, by: By) -> Survey:
    """A survey whose draft asks what the form asks. Nobody can answer before it is published."""
    survey = editing.begin(organisation, title, by=by, draft=found.definition)
    audit.record(
        "survey.form_brought",
        survey,
        by=by,
        organisation=organisation.pk,
        questions=len(found.definition.questions),
        remarks=len(found.remarks),
    )
    return survey


@transaction.atomic
def take(survey: Survey, version: Version | None, *, by: By) -> list[Sheet]:
    """The sheets of the form that asks what a version asks; the draft where that is None."""
    number = str(version.number) if version else DRAFT
    audit.record(
        "survey.form_taken", survey, by=by, organisation=survey.organisation_id, version=number
    )
    definition = define.from_json(version.definition if version else survey.draft)
    form_id = f"baton-{survey.public_id.hex[-12:]}"
    return writing.sheets(definition, title=survey.title, form_id=form_id, version=number)
