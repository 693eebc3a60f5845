# SPDX-License-Identifier: MIT
"""Files of areas and postcodes: whatever edition, read once, mended by the next, never half."""

from __future__ import annotations

import gzip
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.places.areas import operations, postcodes, queries
from baton.places.areas.files import FactsUnreadable
from baton.places.areas.models import Area, Facts, Postcode
from baton.places.areas.tests.conftest import HEADER, POSTCODES, feature, square

pytestmark = pytest.mark.django_db


def test_a_postcode_is_found_with_its_small_area_and_district(districts):
    found = queries.located(["LE1 1AB", "LE9 9ZZ"])
    assert list(found) == ["LE1 1AB"]
    there = found["LE1 1AB"]
    assert (there.latitude, there.longitude) == (52.3, -0.2)
    assert there.area.code == "E01000002"
    assert str(there.area.within) == "Eastby"


@pytest.mark.parametrize(
    "header",
    [
        ["postcode", "latitude", "longitude", "lsoa21", "oslaua"],
        ["PCDS", "LAT", "LONG", "LSOA21CD", "LAD24CD"],
        ["pcds", "lat", "lon", "lsoa21_code", "lad_code"],
    ],
)
def test_columns_of_any_edition_are_known(table, header):
    taken = operations.take(table(*POSTCODES, header=header))
    assert (taken.postcodes, taken.refused) == (2, [])


def test_more_columns_in_another_order_do_no_harm(table):
    row = ["x", "E07000001", "-0.9", "E01000001", "52.1", "LE11AA"]
    header = ["dointr", "lad25cd", "long", "lsoa21cd", "lat", "pcds"]
    operations.take(table(row, header=header))
    assert queries.located(["LE1 1AA"])["LE1 1AA"].latitude == 52.1


def test_a_file_is_read_once_and_again_when_it_has_changed(table):
    assert operations.take(table(*POSTCODES)).postcodes == 2
    assert operations.take(table(*POSTCODES)) is None
    moved = [["LE1 1AA", "52.4", "-0.9", "E01000002", "E07000002"]]
    assert operations.take(table(*moved)).postcodes == 1
    there = queries.located(["LE1 1AA"])["LE1 1AA"]
    assert (there.latitude, there.area.code) == (52.4, "E01000002")
    assert Postcode.objects.count() == 2
    assert Facts.objects.get().rows == 1


def test_good_rows_are_kept_and_bad_ones_named(table):
    taken = operations.take(
        table(
            POSTCODES[0],
            ["LE1", "52", "-1", "E01000001", "E07000001"],
            ["LE1 1AC", "north", "-1", "E01000001", "E07000001"],
            ["LE1 1AD", "152", "-1", "E01000001", "E07000001"],
            ["LE1 1AE", "52", "-1", "", "E07000001"],
            ["LE1 1AF"],
            ["LE1 1AG", "99.999999", "0", "", ""],
        )
    )
    assert (taken.postcodes, taken.nowhere) == (1, 1)
    assert [(each.where, each.why) for each in taken.refused] == [
        ("Row 3", "“LE1” is not a postcode."),
        ("Row 4", "LE1 1AC: its latitude or longitude is not a number."),
        ("Row 5", "LE1 1AD: its latitude and longitude are not degrees."),
        ("Row 6", "LE1 1AE: it names no small area, or no district."),
        ("Row 7", "It has fewer columns than the first row."),
    ]


def test_a_postcode_that_stands_twice_is_kept_as_it_stands_last(table):
    again = ["LE1 1AA", "52.2", "-0.9", "E01000001", "E07000001"]
    operations.take(table(POSTCODES[0], again))
    assert queries.located(["LE1 1AA"])["LE1 1AA"].latitude == 52.2


@pytest.mark.parametrize("column", HEADER)
def test_a_missing_column_is_named(table, column):
    header = [name if name != column else "other" for name in HEADER]
    with pytest.raises(FactsUnreadable, match=r"codes.csv has no column of .*\.$"):
        operations.take(table(*POSTCODES, header=header))
    assert not Area.objects.exists()


def test_gzip_is_read_and_a_damaged_one_is_said(tmp_path, table):
    path = tmp_path / "codes.csv.gz"
    packed = gzip.compress(table(*POSTCODES).read_bytes())
    path.write_bytes(packed)
    assert operations.take(path).postcodes == 2
    path.write_bytes(packed[:-12])
    with pytest.raises(FactsUnreadable, match="is damaged"):
        operations.take(path)


def test_a_zip_and_what_is_no_text_are_said(tmp_path):
    path = tmp_path / "postcodes.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.csv", "pcds")
    with pytest.raises(FactsUnreadable, match="Unpack it"):
        operations.take(path)
    path.write_bytes(b"pcds,lat\n\xff\xfe\n")
    with pytest.raises(FactsUnreadable, match="not text in UTF-8"):
        operations.take(path)


def test_small_areas_get_their_names_whichever_file_comes_first(districts, drawing):
    named = {"LSOA21CD": "E01000001", "LSOA21NM": "Westby 001A", "LADCD_ACTIVE": "E07000001"}
    operations.take(drawing(feature(named), name="small.geojson"))
    assert str(Area.objects.get(code="E01000001")) == "Westby 001A"
    # Nobody named the other yet.
    assert str(Area.objects.get(code="E01000002")) == "E01000002"


def test_of_several_rings_the_largest_comes_first(drawing):
    told = {"LAD25CD": "E07000003", "LAD25NM": "Isles"}
    operations.take(drawing(feature(told, square(-3, 50, 0.1), square(-2, 51, 0.4))))
    isles = Area.objects.get()
    assert isles.outline[0] == square(-2, 51, 0.4)
    assert (isles.west, isles.south, isles.east, isles.north) == (-3, 50, -1.6, 51.4)


def test_features_that_cannot_be_used_are_named_and_the_others_kept(drawing):
    good = feature({"LAD25CD": "E07000001", "LAD25NM": "Westby"}, square(-1, 52))
    grid = [[450000, 300000], [451000, 300000], [451000, 301000], [450000, 300000]]
    taken = operations.take(
        drawing(
            good,
            feature({"name": "Nowhere"}, square(-1, 52)),
            feature({"LSOA21CD": "E01000009"}, square(-1, 52)),
            feature({"LAD25CD": "E07000002", "LAD25NM": "Eastby"}, grid),
            {"type": "Feature"},
        )
    )
    assert taken.areas == 1
    assert [each.where for each in taken.refused] == [f"Feature {n}" for n in (2, 3, 4, 5)]
    said = [each.why for each in taken.refused]
    assert said[0].startswith("It names neither a district")
    assert said[1].startswith("It does not say in which district")
    assert "are not degrees" in said[2]


@pytest.mark.parametrize("content", ["{", '{"features": 3}', "{}"])
def test_what_is_no_geojson_is_said(tmp_path, content):
    path = tmp_path / "areas.geojson"
    path.write_text(content)
    with pytest.raises(FactsUnreadable, match="not GeoJSON with features"):
        operations.take(path)


def test_what_comes_with_baton_is_taken_once():
    operations.take_shipped()
    assert Area.objects.districts().count() == 296
    framework = queries.located(["LE1 6GE"])["LE1 6GE"]
    assert str(framework.area.within) == "Leicester"
    read = list(Facts.objects.values_list("read_at", flat=True))
    operations.take_shipped()
    assert list(Facts.objects.values_list("read_at", flat=True)) == read


@given(
    area=st.from_regex(r"[A-Z]{1,2}\d[A-Z\d]?", fullmatch=True),
    rest=st.from_regex(r"\d[A-Z]{2}", fullmatch=True),
    gap=st.sampled_from(["", " ", "  "]),
)
def test_however_a_postcode_is_typed_it_is_written_in_one_way(area, rest, gap):
    typed = f" {area}{gap}{rest} ".lower()
    assert postcodes.written(typed) == f"{area} {rest}"
    assert postcodes.written(postcodes.written(typed)) == f"{area} {rest}"


@pytest.mark.parametrize("typed", ["LE2", "12345", "LE2 5PNX", "£", "LE25 PN5"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(postcodes.NotAPostcode, match="like LE2 5PN"):
        postcodes.written(typed)
