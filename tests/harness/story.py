# SPDX-License-Identifier: MIT
"""A programme of the engagement lead's with all its stages open, a workshop of today, a survey
about seating, and a board that decides.

`python -m tests.harness.story SLUG TITLE`, run inside an instance's environment, prints the
identifier of the programme and the code by which the survey is answered.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.harness import survey

WORKSHOP, SURVEY, BOARD = "Carers’ workshop", "How was the walk-in centre?", "Urgent care board"


def prepare(slug: str, title: str) -> tuple[str, str]:
    from baton.core import clock
    from baton.people.groups import operations as groups
    from baton.people.models import Organisation
    from baton.programmes import operations as programmes
    from baton.programmes.activities import operations as activities

    body = Organisation.objects.get(slug=slug)
    lead = body.memberships.get(role="engagement_lead").account
    programme = programmes.begin(body, title, by=lead, owner=lead)
    for stage in programme.stages.all():
        programmes.open_stage(stage, by=lead)
    asked = _asked(body)
    workshop = activities.plan(programme, WORKSHOP, on=clock.today(), with_whom="Carers", by=lead)
    workshop.services.add(body.services.get(name="Walk-in centre"))
    groups.add(body, by=lead, name=BOARD, kind="committee", purpose="decides")
    return str(programme.public_id), asked.places.order_by("pk")[0].code


def _asked(body: Any) -> Any:
    return body.surveys.get(public_id=survey.publish(body.slug, SURVEY))


if __name__ == "__main__":
    import django

    django.setup()
    print(*prepare(*sys.argv[1:]))
