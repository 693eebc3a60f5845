# SPDX-License-Identifier: MIT
"""What a journey finds when it begins. Run as a program inside an instance's environment.

`python -m tests.harness.seed NAME…` makes an organisation of each name, where one person plays each
role, all with the same password, and prints their addresses.
"""

from __future__ import annotations

import json
import sys

PASSWORD = "seven green kettles sing"


def body(name: str, password: str) -> dict[str, str]:
    """An organisation where one person plays each role; returns role → address."""
    from baton.people import operations
    from baton.people.models import Account
    from baton.people.roles import Role

    organisation = operations.create_organisation(name, "trust", by="test")
    addresses = {"organisation": organisation.slug}
    for role in Role:
        address = f"{role.value.replace('_', '-')}@{organisation.slug}.example"
        # One hash for all: making a good one takes a tenth of a second, and is meant to.
        person = Account.objects.create(email=address, name=f"{role.label}", password=password)
        operations.give_role(organisation, person, role.value, by="test")
        addresses[role.value] = address
    return addresses


if __name__ == "__main__":
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    hashed = make_password(PASSWORD)
    print(json.dumps([body(name, hashed) for name in sys.argv[1:]]))
