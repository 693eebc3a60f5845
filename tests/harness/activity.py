# SPDX-License-Identifier: MIT
"""An activity of today, planned by an organisation's engagement lead, with its service.

`python -m tests.harness.activity SLUG TITLE`, run as a program inside an instance's environment.
"""

from __future__ import annotations

import sys


def plan(slug: str, title: str) -> None:
    from baton.core import clock
    from baton.people.models import Organisation
    from baton.places import operations as places
    from baton.programmes import operations as programmes
    from baton.programmes.activities import operations as activities

    body = Organisation.objects.get(slug=slug)
    lead = body.memberships.get(role="engagement_lead").account
    programme = programmes.begin(body, "Carers’ support", by="test")
    activity = activities.plan(programme, title, on=clock.today(), with_whom="Carers", by=lead)
    activity.services.add(places.add_service(body, "Memory clinic", kind="service", by="test"))


if __name__ == "__main__":
    import django

    django.setup()
    plan(*sys.argv[1:])
