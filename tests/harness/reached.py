# SPDX-License-Identifier: MIT
"""Whoever said something can be reached by e-mail, and agreed to it.

`python -m tests.harness.reached SLUG WORDS ADDRESS`, run inside an instance's environment.
"""

from __future__ import annotations

import sys
from datetime import date


def reach(slug: str, words: str, address: str) -> None:
    from baton.listening.contacts.models import Contact, Reachable
    from baton.people.models import Organisation

    body = Organisation.objects.get(slug=slug)
    said = body.contributions.get(words__contains=words)
    said.may_contact = "email"
    said.save(update_fields=["may_contact"])
    contact = Contact.objects.create(
        organisation=body,
        digest=address,
        way="email",
        address=address,
        forget_on=date(2999, 1, 1),
    )
    Reachable.objects.create(contribution=said, contact=contact)


if __name__ == "__main__":
    import django

    django.setup()
    reach(*sys.argv[1:])
