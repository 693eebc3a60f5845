# SPDX-License-Identifier: MIT
"""Files of areas and postcodes, as the Office for National Statistics and others publish them.

Two kinds are read: GeoJSON whose features are districts or small areas, and CSV with a postcode, a
latitude, a longitude, a small area and a district in each row (ONS Postcode Directory, National
Statistics Postcode Lookup). Either may be compressed by gzip. Columns are known by their names,
whatever edition they are of.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from baton.places.areas.postcodes import NotAPostcode, written

Ring = list[list[float]]

#: Characters of a GeoJSON file that are read at most: it has to be in memory as a whole.
LARGEST_DRAWING = 200_000_000
#: The latitude by which ONS says that a postcode has no place.
_NOWHERE = 99.999999

_CODE = r"(?:\d\d)?(?:cd|_code|cd_active)?"
_NAME = r"(?:\d\d)?(?:nm|_name)"
_DISTRICT, _SMALL = r"(?:lad|ltla)", r"lsoa"
#: By which names the columns of a file of postcodes go.
_COLUMNS = {
    "postcode": re.compile(r"pcds|postcode"),
    "latitude": re.compile(r"lat|latitude"),
    "longitude": re.compile(r"lon|long|longitude"),
    "small": re.compile(_SMALL + r"(?:21)(?:cd|_code)?"),
    "district": re.compile(rf"oslaua|laua|{_DISTRICT}{_CODE}"),
}
_IN_WORDS = {
    "postcode": "postcodes (pcds or postcode)",
    "latitude": "latitudes (lat)",
    "longitude": "longitudes (long or lon)",
    "small": "small areas of 2021 (lsoa21cd)",
    "district": "districts (lad25cd, oslaua or the like)",
}


class FactsUnreadable(ValueError):
    """The file as a whole cannot be used. The sentence says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class AreaRead:
    """A district, or a small area in one. `outline` is empty where the file draws none."""

    code: str
    name: str
    district: str
    outline: list[Ring]

    @property
    def is_small(self) -> bool:
        return bool(self.district)


class PostcodeRead(NamedTuple):
    """Degrees are of WGS 84."""

    code: str
    small: str
    district: str
    longitude: float
    latitude: float


class Refused(NamedTuple):
    """A row or feature that could not be used."""

    where: str
    why: str


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, decompressed where it is gzip. Raises FactsUnreadable, later ones too."""
    with path.open("rb") as raw:
        start = raw.read(4)
        raw.seek(0)
        if start[:2] == b"PK":
            raise FactsUnreadable(f"{path.name} is a ZIP file. Unpack it, and give the CSV in it.")
        plain = gzip.GzipFile(fileobj=raw) if start[:2] == b"\x1f\x8b" else raw
        try:
            with io.TextIOWrapper(plain, encoding="utf-8-sig", newline="") as text:
                yield text
        except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
            raise FactsUnreadable(f"{path.name} is damaged. Fetch it once more.") from problem
        except UnicodeDecodeError as problem:
            raise FactsUnreadable(
                f"{path.name} is not text in UTF-8: neither CSV nor GeoJSON."
            ) from problem


def is_drawing(text: TextIO) -> bool:
    """Whether it is GeoJSON rather than CSV."""
    start = text.read(100)
    text.seek(0)
    return start.lstrip()[:1] == "{"


def areas(text: TextIO, name: str) -> Iterator[AreaRead | Refused]:
    """The areas of a GeoJSON file. Raises FactsUnreadable."""
    content = text.read(LARGEST_DRAWING + 1)
    if len(content) > LARGEST_DRAWING:
        raise FactsUnreadable(
            f"{name} is larger than 200 MB. Take the “ultra generalised” edition (BUC)."
        )
    try:
        features = json.loads(content)["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise FactsUnreadable(f"{name} is not GeoJSON with features.") from problem
    if not isinstance(features, list):
        raise FactsUnreadable(f"{name} is not GeoJSON with features.")
    for number, feature in enumerate(features, 1):
        try:
            yield _area(feature)
        except (KeyError, TypeError, ValueError) as problem:
            why = str(problem) if isinstance(problem, FactsUnreadable) else "It is not GeoJSON."
            yield Refused(f"Feature {number}", why)


def _area(feature: Mapping[str, Any]) -> AreaRead:
    told = {str(key).casefold(): str(value) for key, value in feature["properties"].items()}
    small = _value(told, _SMALL + _CODE)
    district = _value(told, _DISTRICT + _CODE)
    if not (small or district):
        raise FactsUnreadable("It names neither a district (LAD25CD) nor a small area (LSOA21CD).")
    if not district:
        raise FactsUnreadable("It does not say in which district it is (LAD25CD).")
    name = _value(told, (_SMALL if small else _DISTRICT) + _NAME)
    return AreaRead(
        (small or district)[:9], name[:100], district[:9] if small else "", _outline(feature)
    )


def _value(told: Mapping[str, str], pattern: str) -> str:
    """Of the properties that go by such a name the last, so that 2021 outdoes 2011."""
    named = sorted(key for key in told if re.fullmatch(pattern, key))
    return told[named[-1]] if named else ""


def _outline(feature: Mapping[str, Any]) -> list[Ring]:
    """All rings, those of the largest box first."""
    geometry = feature["geometry"]
    if geometry is None or geometry["type"] not in ("Polygon", "MultiPolygon"):
        return []
    shapes = geometry["coordinates"]
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    rings = [[[_degrees(x, 180), _degrees(y, 90)] for x, y, *_ in r] for p in polygons for r in p]
    return sorted(rings, key=_extent, reverse=True)


def _degrees(value: float, most: int) -> float:
    if not -most <= value <= most:
        raise FactsUnreadable(
            "Its coordinates are not degrees. Take the edition in longitude and latitude "
            "(WGS 84, EPSG:4326)."
        )
    # Five places are a metre.
    return round(float(value), 5)


def _extent(ring: Ring) -> float:
    west, south, east, north = box([ring])
    return (east - west) * (north - south)


def box(outline: Iterable[Ring]) -> tuple[float, float, float, float]:
    """West, south, east, north of some rings."""
    xs, ys = zip(*(point for ring in outline for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def postcodes(lines: TextIO, name: str) -> Iterator[PostcodeRead | Refused | None]:
    """The postcodes of a CSV file; None for one that has no place. Raises FactsUnreadable."""
    rows = csv.reader(lines)
    try:
        places = _places([cell.strip().casefold() for cell in next(rows, [])], name)
        for number, row in enumerate(rows, 2):
            if row:
                yield _postcode(row, places, number)
    except csv.Error as problem:
        raise FactsUnreadable(f"{name} is not a CSV: row {rows.line_num}.") from problem


def _places(header: list[str], name: str) -> list[int]:
    found = {}
    for column, pattern in _COLUMNS.items():
        matching = [at for at, cell in enumerate(header) if pattern.fullmatch(cell)]
        if not matching:
            raise FactsUnreadable(f"{name} has no column of {_IN_WORDS[column]}.")
        found[column] = matching[0]
    return list(found.values())


def _postcode(row: list[str], places: list[int], number: int) -> PostcodeRead | Refused | None:
    where = f"Row {number}"
    try:
        code, latitude, longitude, small, district = (row[at].strip() for at in places)
    except IndexError:
        return Refused(where, "It has fewer columns than the first row.")
    try:
        code = written(code)
    except NotAPostcode:
        code = ""
    if not code:
        return Refused(where, f"“{row[places[0]][:20]}” is not a postcode.")
    try:
        north, east = float(latitude or _NOWHERE), float(longitude or 0)
    except ValueError:
        return Refused(where, f"{code}: its latitude or longitude is not a number.")
    if north == _NOWHERE:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return Refused(where, f"{code}: its latitude and longitude are not degrees.")
    if not (small and district):
        return Refused(where, f"{code}: it names no small area, or no district.")
    return PostcodeRead(code, small[:9], district[:9], east, north)
