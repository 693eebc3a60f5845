# SPDX-License-Identifier: MIT
"""Reading the tree of services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from baton.core import sql
from baton.people.models import Organisation
from baton.places.models import Service


def tree(organisation: Organisation) -> list[Service]:
    """Every service of the organisation, parents before children, siblings by name."""
    services = list(organisation.services.all())
    by_parent: dict[int | None, list[Service]] = {}
    for service in services:
        by_parent.setdefault(service.parent_id, []).append(service)
    ordered: list[Service] = []

    def descend(parent: int | None) -> None:
        for service in sorted(by_parent.get(parent, []), key=lambda each: each.name.casefold()):
            ordered.append(service)
            descend(service.pk)

    descend(None)
    return ordered


def child_named(organisation: Organisation, parent: Service | None, name: str) -> Service | None:
    """The service of this name directly below `parent`, or among the roots."""
    same = organisation.services.filter(parent=parent)
    found = same.filter(name__iexact=name).first()
    if found is None and not name.isascii():
        # SQLite compares capitals of ASCII only.
        found = next((each for each in same if each.name.casefold() == name.casefold()), None)
    return found


def key_from_the_root(organisation: Organisation, path: Sequence[str]) -> int | None:
    """The key of the service at the end of a path of ASCII names that begins at a root."""
    if not all(map(str.isascii, path)):
        # The databases do not agree on the capitals of other letters.
        return None
    statement, values = f"{_NAMED} AND parent_id IS NULL", [organisation.pk, path[0]]
    for name in path[1:]:
        statement = f"{_NAMED} AND parent_id = ({statement})"
        values = [organisation.pk, name, *values]
    key: int | None = sql.value(statement, *values)
    return key


_NAMED = "SELECT id FROM places_service WHERE organisation_id = %s AND LOWER(name) = LOWER(%s)"


def within(services: Iterable[Service]) -> QuerySet[Service]:
    """These services and all that lies in them."""
    condition = Q(pk__in=[])
    for service in services:
        condition |= Q(organisation=service.organisation_id, path__startswith=service.path)
    return Service.objects.filter(condition)


def breadcrumb(service: Service) -> list[str]:
    """The names from the root down to this service."""
    keys = [int(key) for key in service.path.strip("/").split("/")]
    names = dict(Service.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [names[key] for key in keys]
