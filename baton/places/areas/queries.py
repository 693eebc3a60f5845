# SPDX-License-Identifier: MIT
"""Reading areas: by name, by box, by postcode, and those that an organisation serves."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from baton.people.models import Organisation
from baton.places.areas.models import Area, Facts, Postcode


def served(organisation: Organisation) -> list[Area]:
    """The districts whose people the organisation is there for, by name; not their outlines."""
    areas = Area.objects.districts().filter(pk__in=organisation.served.values("area"))
    return list(areas.defer("outline").order_by("name"))


def districts_by_name() -> dict[str, Area]:
    """Every district that a file named, by its name in small letters; not their outlines."""
    named = Area.objects.districts().exclude(name="").defer("outline")
    return {area.name.casefold(): area for area in named.order_by("name")}


def resembling(name: str, districts: Iterable[str]) -> str:
    """The one of these names that was most likely meant, or "".

    >>> resembling("hinkley & bosworth", ["leicester", "hinckley and bosworth"])
    'hinckley and bosworth'
    """
    return next(iter(difflib.get_close_matches(name.casefold(), list(districts), 1, 0.6)), "")


def drawn(codes: Collection[str]) -> list[Area]:
    """The areas with these codes that a file drew, with their outlines."""
    return list(Area.objects.filter(code__in=codes, west__isnull=False).order_by("code"))


def parts_drawn(area: Area) -> list[Area]:
    """The areas in an area, where a file drew all of them."""
    parts = list(area.parts.order_by("code"))
    return parts if all(part.outline for part in parts) else []


def around(
    west: float, south: float, east: float, north: float, *, kind: str, but: Collection[str]
) -> list[Area]:
    """The other areas of a kind that reach into a box of degrees, with their outlines."""
    meeting = Area.objects.filter(
        kind=kind, west__lt=east, east__gt=west, south__lt=north, north__gt=south
    )
    return list(meeting.exclude(code__in=but).order_by("code"))


def located(postcodes: Collection[str]) -> dict[str, Postcode]:
    """Those of these postcodes that are held, with their areas; not the areas' outlines."""
    held = Postcode.objects.select_related("area__within")
    return {
        each.code: each
        for each in held.filter(code__in=postcodes).defer("area__outline", "area__within__outline")
    }


def districts_of(codes: Collection[str]) -> dict[str, str]:
    """By the code of each of these areas that is held, the name of the district that it is in."""
    held = Area.objects.filter(code__in=codes).select_related("within")
    held = held.only("code", "kind", "name", "within__code", "within__name")
    return {each.code: str(each.within or each) for each in held}


def facts() -> QuerySet[Facts]:
    """The files that areas and postcodes came from."""
    return Facts.objects.order_by("name")
