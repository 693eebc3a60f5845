# SPDX-License-Identifier: MIT
"""What people stated of themselves, as an organisation's uploads and surveys asked it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from baton.core import sql
from baton.listening.models import Characteristics
from baton.people.models import Organisation

#: What has more values than this is no group of people but nearly each one's own.
MOST_VALUES = 40

Stated = Mapping[str, Sequence[str]]

_NEWEST = "SELECT max(id) FROM listening_characteristics WHERE organisation_id = %s"


def of(organisation: Organisation) -> Stated:
    """Each question about themselves, and the values that people gave, both in order."""
    return _of(organisation.pk, sql.value(_NEWEST, organisation.pk))


@lru_cache(maxsize=64)
def _of(organisation: int, newest: int | None) -> Stated:
    values: dict[str, set[str]] = {}
    rows = Characteristics.objects.filter(organisation=organisation).values_list(
        "stated", flat=True
    )
    for each in rows if newest else ():
        for name, value in each.items():
            values.setdefault(name, set()).add(str(value))
    return {
        name: sorted(given, key=str.casefold)
        for name, given in sorted(values.items())
        if len(given) <= MOST_VALUES
    }


def called(name: str) -> str:
    """A question about themselves, as screens name it.

    >>> called("age_band")
    'Age band'
    """
    return name.replace("_", " ")[:1].upper() + name.replace("_", " ")[1:]


def keys(organisations: Sequence[Organisation], name: str) -> dict[int, str]:
    """The keys of the rows in which something is stated under a name, each with its value."""
    rows = Characteristics.objects.filter(organisation__in=organisations)
    return {key: str(each[name]) for key, each in rows.values_list("pk", "stated") if name in each}
