# SPDX-License-Identifier: MIT
"""Where activities were: by postcode, by district, and by the areas that they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum

from baton.people.models import Organisation
from baton.places.areas import queries as areas
from baton.places.areas.drawing import Mark
from baton.places.areas.models import Area, Postcode
from baton.programmes.activities import queries
from baton.programmes.activities.models import Activity


@dataclass(slots=True)
class Place:
    """A postcode, an area or a district: how many activities, and how many people came.

    `key` is how it is told from others, `names` how often it was called what.
    """

    key: str
    activities: int = 0
    people: int = 0
    names: Counter[str] = field(default_factory=Counter)

    def add(self, row: _Row, name: str) -> None:
        self.activities += row.activities
        self.people += row.people
        self.names[name] += row.activities

    @property
    def name(self) -> str:
        """What it is called most; of two rather the one with a capital."""
        return max(self.names, key=lambda each: (self.names[each], each[:1].isupper()))


@dataclass(frozen=True, slots=True)
class Located:
    """A place on the map."""

    place: Place
    postcode: Postcode

    @property
    def district(self) -> Area:
        assert self.postcode.area.within is not None
        return self.postcode.area.within


@dataclass(frozen=True, slots=True)
class InDistrict:
    """What took place or will in a district, or asks the people of it by name."""

    area: Area
    place: Place
    is_served: bool


@dataclass(frozen=True, slots=True)
class Where:
    """All that is known of where some activities were. Those cancelled are left out."""

    located: list[Located]
    districts: list[InDistrict]
    #: As activities name them; "" comes last, for those that name none.
    areas: list[Place]
    #: Postcodes that no file knows.
    unknown: list[Place]
    #: Activities that name a place, but give no postcode; and those that name none.
    unplaced: int
    nowhere: int

    @property
    def on_the_map(self) -> int:
        return sum(each.place.activities for each in self.located)

    @property
    def named(self) -> list[Place]:
        return [each for each in self.areas if each.key]

    @property
    def missing(self) -> list[Area]:
        """Districts that are served and where nothing was."""
        return [
            each.area for each in self.districts if each.is_served and not each.place.activities
        ]


@dataclass(frozen=True, slots=True)
class _Row:
    """Activities that say the same of where they are."""

    postcode: str
    place: str
    area: str
    activities: int
    people: int


def where(organisation: Organisation, found: QuerySet[Activity]) -> Where:
    """Where these activities of an organisation were."""
    rows = _rows(found)
    held = areas.located({row.postcode for row in rows if row.postcode})
    by_postcode = _grouped(rows, lambda row: {row.postcode: row.place} if row.postcode else {})
    return Where(
        located=[Located(place, held[place.key]) for place in by_postcode if place.key in held],
        districts=_districts(rows, held, areas.served(organisation)),
        areas=_grouped(rows, lambda row: queries.areas(row.area) or {"": ""}),
        unknown=[place for place in by_postcode if place.key not in held],
        unplaced=sum(row.activities for row in rows if row.place and not row.postcode),
        nowhere=sum(row.activities for row in rows if not (row.place or row.postcode)),
    )


def _rows(found: QuerySet[Activity]) -> list[_Row]:
    said = ("postcode", "place", "area")
    counted = (
        found.exclude(state=Activity.State.CANCELLED)
        .order_by()
        .values(*said)
        .annotate(activities=Count("pk"), people=Sum("came"))
    )
    return [_Row(**row | {"people": row["people"] or 0}) for row in counted]


def _grouped(rows: Iterable[_Row], names: Callable[[_Row], Mapping[str, str]]) -> list[Place]:
    """Rows by each key that `names` gives, with what each calls it; the most activities first."""
    places: dict[str, Place] = {}
    for row in rows:
        for key, name in names(row).items():
            places.setdefault(key, Place(key)).add(row, name)
    return sorted(places.values(), key=lambda each: (not each.key, -each.activities, each.name))


def _districts(
    rows: Iterable[_Row], held: Mapping[str, Postcode], served: Sequence[Area]
) -> list[InDistrict]:
    by_name = areas.districts_by_name()
    known = {area.code: area for area in by_name.values()}

    def of(row: _Row) -> dict[str, str]:
        named = {by_name[key].code for key in queries.areas(row.area) if key in by_name}
        if row.postcode in held and (within := held[row.postcode].area.within):
            named.add(within.code)
        return {code: known[code].name for code in named if code in known}

    inside = {place.key: place for place in _grouped(rows, of)}
    for area in served:
        inside.setdefault(area.code, Place(area.code, names=Counter({area.name: 0})))
    ours = {area.code for area in served}
    found = [InDistrict(known[code], place, code in ours) for code, place in inside.items()]
    return sorted(found, key=lambda each: (-each.place.activities, each.area.name))


def shown(told: Where, district: str = "") -> list[Area]:
    """The districts that the map is of, with their outlines: the one that was asked for; else those
    served; else those where something was."""
    if district:
        codes = [district]
    else:
        served = [each.area.code for each in told.districts if each.is_served]
        codes = served or [each.district.code for each in told.located]
    return areas.drawn(set(codes))


def marks(told: Where, address: Callable[[str], str]) -> list[Mark]:
    """A mark for each place; `address` gives that of a page about what was at a postcode."""
    return [
        Mark(
            each.postcode.longitude,
            each.postcode.latitude,
            each.place.activities,
            each.place.name or each.postcode.code,
            address(each.postcode.code),
            each.district.code,
        )
        for each in told.located
    ]
