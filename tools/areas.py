# SPDX-License-Identifier: MIT
"""Make baton/places/areas/facts from published files: python tools/areas.py FOLDER.

The folder holds england_lad24.geojson, llr_lsoa21.geojson and llr_postcodes_lsoa21.csv.gz: facts of
the Office for National Statistics under the Open Government Licence v3.0 (docs/sources.md).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

FACTS = Path(__file__).parent.parent / "baton/places/areas/facts"


def main(folder: Path) -> None:
    _write("districts.geojson", _drawing(_districts(folder)))
    _write("small_areas.geojson", _drawing(_small_areas(folder)))
    _write("postcodes.csv", _postcodes(folder))


def _features(path: Path) -> list[dict]:
    return json.loads(path.read_text())["features"]


def _districts(folder: Path) -> list[dict]:
    return _features(folder / "england_lad24.geojson")


def _small_areas(folder: Path) -> list[dict]:
    wanted = ("LSOA21CD", "LSOA21NM", "LADCD_ACTIVE")
    features = _features(folder / "llr_lsoa21.geojson")
    for feature in features:
        feature["properties"] = {name: feature["properties"][name] for name in wanted}
    return features


def _drawing(features: list[dict]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _postcodes(folder: Path) -> str:
    columns = {
        "postcode": "postcode",
        "lat": "lat",
        "lon": "lon",
        "lsoa21_code": "lsoa21cd",
        "lad_code": "lad24cd",
    }
    written = io.StringIO()
    with gzip.open(folder / "llr_postcodes_lsoa21.csv.gz", "rt", encoding="utf-8") as lines:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(columns.values())
        writer.writerows([row[name] for name in columns] for row in csv.DictReader(lines))
    return written.getvalue()


def _write(name: str, text: str) -> None:
    FACTS.mkdir(exist_ok=True)
    # Without the hour at which it was made, so that the same facts are the same file.
    (FACTS / f"{name}.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
