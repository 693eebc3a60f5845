# SPDX-License-Identifier: MIT
"""A programme that an organisation has begun in an area, with a service and a stakeholder.

`python -m tests.harness.programme SLUG TITLE AREA`, run inside an instance's environment.
"""

from __future__ import annotations

import sys


def begin(slug: str, title: str, area: str) -> None:
    from baton.people.models import Organisation
    from baton.people.stakeholders import operations as stakeholders
    from baton.places import operations as places
    from baton.programmes import operations as programmes

    body = Organisation.objects.get(slug=slug)
    programmes.begin(body, title, by="test", area=area)
    stakeholders.add(body, "Oadby carers", kind="patients", by="test")
    places.add_service(body, "Physiotherapy", kind="service", by="test")


if __name__ == "__main__":
    import django

    django.setup()
    begin(*sys.argv[1:])
