# SPDX-License-Identifier: MIT
"""Two square districts beside each other, Eastby and Westby, with a postcode in each."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: By code: name, west, south.
DISTRICTS = {"E07000001": ("Westby", -1.0, 52.0), "E07000002": ("Eastby", -0.5, 52.0)}
SIDE = 0.5
HEADER = ["pcds", "lat", "long", "lsoa21cd", "lad25cd"]
POSTCODES = [
    ["LE1 1AA", "52.1", "-0.9", "E01000001", "E07000001"],
    ["LE1 1AB", "52.3", "-0.2", "E01000002", "E07000002"],
]


def square(west: float, south: float, side: float = SIDE) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(properties: dict[str, Any], *rings: list[list[float]]) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)} if rings else None
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def drawing(tmp_path: Path) -> Callable[..., Path]:
    """A GeoJSON file of some features."""

    def written(*features: Any, name: str = "areas.geojson") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return written


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """A CSV file of some rows."""

    def written(*rows: list[str], header: list[str] = HEADER, name: str = "codes.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return written


@pytest.fixture
def districts(db, drawing, table) -> None:
    """Both are in the database, with their postcodes."""
    from baton.places.areas import operations

    operations.take(
        drawing(
            *(
                feature({"LAD25CD": code, "LAD25NM": name}, square(west, south))
                for code, (name, west, south) in DISTRICTS.items()
            )
        )
    )
    operations.take(table(*POSTCODES))
