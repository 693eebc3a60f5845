# SPDX-License-Identifier: MIT
"""A programme that an organisation's engagement lead has begun, in an area.

`python -m tests.harness.programme SLUG TITLE AREA`, run inside an instance's environment.
"""

from __future__ import annotations

import sys


def begin(slug: str, title: str, area: str) -> None:
    from baton.people.models import Organisation
    from baton.programmes import operations as programmes

    body = Organisation.objects.get(slug=slug)
    programmes.begin(body, title, by="test", area=area)


if __name__ == "__main__":
    import django

    django.setup()
    begin(*sys.argv[1:])
