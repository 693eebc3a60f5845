# SPDX-License-Identifier: MIT
"""The first organisation of an installation, and who administers it."""

from __future__ import annotations

import click
from django.db import transaction

from baton.people import accounts, operations, queries
from baton.people.models import Account, Organisation
from baton.people.roles import Role

BY = "system:command"


def begin(name: str, kind: str, email: str, person: str) -> None:
    """Make the organisation and its administrator; print the link by which they sign in."""
    if kind not in Organisation.Kind.values:
        known = ", ".join(Organisation.Kind.values)
        raise click.BadParameter(f"“{kind}” is not a kind of organisation. There are: {known}.")
    with transaction.atomic():
        organisation = operations.create_organisation(name, kind, by=BY)
        account = queries.account_by_address(email) or Account.objects.create_account(
            email, person, None
        )
        operations.give_role(organisation, account, Role.ADMINISTRATOR, by=BY)
        link = accounts.link_for_a_password(account)
    click.echo(f"{organisation.name} is there; its short name for commands is {organisation.slug}.")
    click.echo(f"{account.name} chooses a password here, within four hours:\n  {link}")
