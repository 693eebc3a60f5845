# SPDX-License-Identifier: MIT
"""Taking in areas and postcodes from files, and saying which districts an organisation serves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from baton.core import audit, clock
from baton.core.bulk import Writer
from baton.core.pace import Pace
from baton.people.models import Account, Organisation
from baton.places.areas import files
from baton.places.areas.files import AreaRead, PostcodeRead, Refused
from baton.places.areas.models import Area, Facts, Postcode, Served

#: What comes with Baton: districts of England, and the postcodes of the demonstration's area.
SHIPPED = tuple(
    Path(__file__).with_name("facts") / name
    for name in ("districts.geojson.gz", "small_areas.geojson.gz", "postcodes.csv.gz")
)
_COLUMNS = ("code", "area_id", "longitude", "latitude")
_BOX = ("west", "south", "east", "north")

Read = TypeVar("Read", AreaRead, PostcodeRead)


@dataclass(slots=True)
class Taken:
    """What became of a file."""

    areas: int = 0
    postcodes: int = 0
    nowhere: int = 0
    refused: list[Refused] = field(default_factory=list)


def take_shipped() -> None:
    """Take in what comes with Baton, unless it is here already."""
    for path in SHIPPED:
        take(path)


def take(path: Path, say: Callable[[int], None] = lambda _: None) -> Taken | None:
    """Read a file of areas or postcodes; None where it was read before, as it is.

    What is known already is changed, and nothing is removed. `say` hears how many rows are in.
    Raises FactsUnreadable, before anything is written unless the file breaks off.
    """
    with path.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    if Facts.objects.filter(name=path.name, digest=digest).exists():
        return None
    taken = Taken()
    with files.opened(path) as text:
        if files.is_drawing(text):
            _take_areas(_kept(files.areas(text, path.name), taken), taken)
        else:
            _take_postcodes(_kept(files.postcodes(text, path.name), taken), taken, say)
    Facts.objects.update_or_create(
        name=path.name,
        defaults={
            "digest": digest,
            "rows": taken.areas + taken.postcodes,
            "read_at": clock.now(),
        },
    )
    return taken


def _kept(rows: Iterable[Read | Refused | None], taken: Taken) -> Iterator[Read]:
    """What can be used; the rest is counted."""
    for row in rows:
        if row is None:
            taken.nowhere += 1
        elif isinstance(row, Refused):
            taken.refused.append(row)
        else:
            yield row


def _take_areas(read: Iterable[AreaRead], taken: Taken) -> None:
    for part in _parts(read, 200):
        with transaction.atomic():
            _need({each.district for each in part if each.is_small})
            districts = _keys({each.district for each in part})
            Area.objects.bulk_create(
                [_area(each, districts) for each in part],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["kind", "name", "within", "outline", *_BOX],
            )
        taken.areas += len(part)


def _area(read: AreaRead, districts: dict[str, int]) -> Area:
    box = files.box(read.outline) if read.outline else (None,) * 4
    return Area(
        code=read.code,
        kind=Area.Kind.SMALL if read.is_small else Area.Kind.DISTRICT,
        name=read.name,
        within_id=districts.get(read.district),
        outline=read.outline,
        **dict(zip(_BOX, box, strict=True)),
    )


def _take_postcodes(read: Iterator[PostcodeRead], taken: Taken, say: Callable[[int], None]) -> None:
    writer = Writer(Postcode(), _COLUMNS)
    pace = Pace(most=8192)
    while part := list(islice(read, pace.size)):
        # A postcode that stands twice in a part is written once, as it stands last.
        rows = {each.code: each for each in part}
        with pace.turn(len(part)), transaction.atomic():
            _need({each.district for each in part})
            areas = _small_areas(part)
            Postcode.objects.filter(code__in=rows).delete()
            writer.write(
                (each.code, areas[each.small], each.longitude, each.latitude)
                for each in rows.values()
            )
        taken.postcodes += len(part)
        say(taken.postcodes)


def _small_areas(part: Iterable[PostcodeRead]) -> dict[str, int]:
    """Their keys by code; one that no file named is made, to be named later."""
    within = {each.small: each.district for each in part}
    known = _keys(within)
    if missing := within.keys() - known.keys():
        districts = _keys(set(within.values()))
        Area.objects.bulk_create(
            Area(code=code, kind=Area.Kind.SMALL, within_id=districts[within[code]])
            for code in sorted(missing)
        )
        known |= _keys(missing)
    return known


def _need(districts: set[str]) -> None:
    """Districts that no file named yet are made, to be named later."""
    Area.objects.bulk_create(
        [
            Area(code=code, kind=Area.Kind.DISTRICT)
            for code in sorted(districts - {*_keys(districts)})
        ]
    )


def _keys(codes: Iterable[str]) -> dict[str, int]:
    return dict(Area.objects.filter(code__in=codes).values_list("code", "pk"))


def _parts(read: Iterable[AreaRead], size: int) -> Iterator[list[AreaRead]]:
    rest = iter(read)
    while part := list(islice(rest, size)):
        yield part


@transaction.atomic
def serve(organisation: Organisation, districts: Iterable[Area], *, by: Account | str) -> None:
    """Say whose people the organisation is there for: these districts, and no others."""
    wanted = {area.pk for area in districts}
    before = organisation.served.all()
    said = set(before.values_list("area_id", flat=True))
    if wanted == said:
        return
    before.exclude(area__in=wanted).delete()
    account = by if isinstance(by, Account) else None
    Served.objects.bulk_create(
        Served(organisation=organisation, area_id=key, said_by=account)
        for key in sorted(wanted - said)
    )
    audit.record(
        "areas.served", organisation, by=by, organisation=organisation.pk, number=len(wanted)
    )
