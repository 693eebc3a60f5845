# SPDX-License-Identifier: MIT
"""Organisations begin and end, and accounts are closed, by whoever looks after the installation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click
from django.core.exceptions import ValidationError
from django.db import transaction

from baton.people import accounts, operations, queries, steps
from baton.people.forms import AddressField
from baton.people.models import Account, Organisation
from baton.people.roles import Role
from baton.ui.words import count, day, listed

BY = "system:command"


def begin(name: str, kind: str, email: str, person: str, parent: Organisation | None) -> None:
    """Make the organisation and its administrator; print the link by which they sign in."""
    if kind not in Organisation.Kind.values:
        known = ", ".join(Organisation.Kind.values)
        raise click.BadParameter(f"“{kind}” is not a kind of organisation. There are: {known}.")
    if there := Organisation.objects.filter(name__iexact=name).first():
        raise click.ClickException(
            f"{there.name} is there already; its short name for commands is {there.slug}. "
            "Its administrators invite people; another body needs a name of its own."
        )
    address = _address(email)
    with transaction.atomic():
        organisation = operations.create_organisation(name, kind, by=BY, parent=parent)
        account = queries.account_by_address(address) or Account.objects.create_account(
            address, person, None
        )
        if not account.is_active:
            raise click.ClickException(f"The account of {account.email} has been closed.")
        operations.give_role(organisation, account, Role.ADMINISTRATOR, by=BY)
        link = accounts.link_for_a_password(account)
    click.echo(f"{organisation.name} is there; its short name for commands is {organisation.slug}.")
    click.echo(f"{account.name} chooses a password here, within four hours:\n  {link}")


def _address(email: str) -> str:
    """The address as a form would take it."""
    try:
        return str(AddressField().clean(email))
    except ValidationError as problem:
        raise click.BadParameter(f"“{email}”: {problem.messages[0]}") from problem


def abolish(organisation: Organisation, on: date, successors: Sequence[Organisation]) -> None:
    """End the organisation on a day, and say who takes over."""
    try:
        operations.abolish(organisation, on=on, successors=successors, by=BY)
    except operations.Refused as problem:
        raise click.ClickException(str(problem)) from problem
    heirs = listed([heir.name for heir in successors]) or "nobody"
    click.echo(f"{organisation.name} ends on {day(on)}. It is succeeded by {heirs}.")


def close_account(email: str) -> None:
    """Let this person sign in no more."""
    account = _account(email)
    try:
        accounts.close_account(account, by=BY)
    except operations.Refused as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"The account of {account.name} is closed: they can no longer sign in.")


def reset_steps(email: str) -> None:
    """Take every second step from this person, and sign them out."""
    account = _account(email)
    removed = steps.reset(account, by=BY)
    click.echo(
        f"{count(removed, 'second step')} of {account.name} removed; they are signed out, and were "
        "told by e-mail. Their password signs them in. Be sure that it was they who asked."
    )


def _account(email: str) -> Account:
    account = queries.account_by_address(email)
    if account is None:
        raise click.ClickException(f"Nobody has an account with the address “{email}”.")
    return account
