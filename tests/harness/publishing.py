# SPDX-License-Identifier: MIT
"""An organisation's one survey, published by its engagement lead.

`python -m tests.harness.publishing SLUG`, run as a program inside an instance's environment, prints
the path at which it is answered.
"""

from __future__ import annotations

import sys


def publish(slug: str) -> str:
    from baton.listening.channels.survey.operations import editing
    from baton.people.models import Organisation

    body = Organisation.objects.get(slug=slug)
    survey = body.surveys.get()
    editing.publish(survey, by=body.memberships.get(role="engagement_lead").account)
    return f"/s/{survey.places.get().code}"


if __name__ == "__main__":
    import django

    django.setup()
    print(publish(*sys.argv[1:]))
