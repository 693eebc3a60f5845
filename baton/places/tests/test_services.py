# SPDX-License-Identifier: MIT
"""The tree of services: added to once, found by the names on the way, read in from files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baton.core.models import AuditEntry
from baton.people import operations as people
from baton.places import files, operations, queries
from baton.places.models import Service


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def other_board(db):
    return people.create_organisation("Welland Care Board", "icb", by="test")


def add(board, name, *, kind="service", **given):
    return operations.add_service(board, name, kind=kind, by="test", **given)


def outline(board):
    """The tree as people would write it down."""
    return [f"{'- ' * service.depth}{service.name}" for service in queries.tree(board)]


def read_in(board, *lines):
    return operations.import_services([f"{line}\n" for line in lines], board, by="test")


def test_a_service_knows_the_way_from_the_top(board):
    trust = add(board, "Wreake Trust", kind="trust")
    ward = add(board, "Ward 12", kind="ward", parent=trust)
    assert trust.path == f"/{trust.pk}/"
    assert ward.path == f"/{trust.pk}/{ward.pk}/"
    assert queries.breadcrumb(ward) == ["Wreake Trust", "Ward 12"]
    assert (trust.depth, ward.depth) == (0, 1)


def test_adding_a_service_again_in_other_letters_returns_the_first(board):
    first = add(board, "Café  Clinic")
    assert add(board, " CAFÉ clinic ") == first
    assert first.name == "Café Clinic"
    assert AuditEntry.objects.filter(verb="service.added").count() == 1


def test_one_name_may_stand_below_two_parents_and_in_two_bodies(board, other_board):
    one, other = add(board, "Wreake", kind="trust"), add(board, "Soar", kind="trust")
    services = {
        add(board, "X-ray", parent=one),
        add(board, "X-ray", parent=other),
        add(other_board, "X-ray"),
    }
    assert len(services) == 3


def test_two_services_do_not_share_a_code(board, other_board):
    add(board, "X-ray", code="RX1")
    with pytest.raises(operations.CodeTaken, match="RX1"):
        add(board, "Pharmacy", code="RX1")
    assert add(other_board, "Pharmacy", code="RX1").code == "RX1"
    assert outline(board) == ["X-ray"]


def test_a_service_needs_a_name(board):
    with pytest.raises(operations.NameMissing):
        add(board, "  ")


@pytest.mark.django_db(transaction=True)
def test_two_people_who_add_a_service_at_once_add_one(board):
    start = Barrier(3)

    def adds(_):
        start.wait()
        try:
            return add(board, "X-ray").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        added = set(pool.map(adds, range(3)))
    assert len(added) == 1
    assert board.services.get().path == f"/{added.pop()}/"


def test_everything_in_a_service_is_found_and_nothing_beside_it(board, other_board):
    finder = operations.Finder(board, "test")
    ward = finder.find(("Wreake", "Abbey", "Ward 12"))
    finder.find(("Soar", "Ward 1"))
    add(other_board, "Wreake", kind="trust")
    trust = board.services.get(name="Wreake")
    names = queries.within([trust]).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Wreake", "Abbey", "Ward 12"]
    assert list(queries.within([ward])) == [ward]
    assert not queries.within([]).exists()


def test_a_path_is_walked_and_made_once(board):
    finder = operations.Finder(board, "test")
    first = finder.find(("Wreake Trust", "Abbey Hospital", "X-ray"))
    assert finder.find(("WREAKE trust", "Abbey  hospital", "x-ray")) == first
    assert (
        operations.Finder(board, "test").find(("Wreake Trust", "Abbey Hospital", "X-Ray")) == first
    )
    assert outline(board) == ["Wreake Trust", "- Abbey Hospital", "- - X-ray"]
    kinds = [service.kind for service in queries.tree(board)]
    assert kinds == ["trust", "site", "service"]


def test_no_names_are_no_service(board):
    assert operations.Finder(board, "test").find(("", "  ")) is None
    assert not Service.objects.exists()


def test_what_a_file_names_stands_below_the_board_however_much_it_names(board):
    add(board, "Soar Care Board", kind="board")
    finder = operations.Finder(board, "test")
    finder.find(("Wreake Trust", "X-ray"))
    finder.find(("Eye Trust", "X-ray"))
    finder.find(("Wreake Trust", "Pharmacy"))
    finder.find(("Helpline",))
    finder.find(("Soar Care Board", "Headquarters"))
    assert outline(board) == [
        "Soar Care Board",
        "- Eye Trust",
        "- - X-ray",
        "- Headquarters",
        "- Helpline",
        "- Wreake Trust",
        "- - Pharmacy",
        "- - X-ray",
    ]


def test_trusts_stand_side_by_side_where_there_is_no_board(board):
    finder = operations.Finder(board, "test")
    finder.find(("Wreake Trust", "X-ray"))
    finder.find(("Eye Trust", "X-ray"))
    assert outline(board) == ["Eye Trust", "- X-ray", "Wreake Trust", "- X-ray"]


def test_a_survey_that_names_only_the_ward_finds_it_in_its_trust(board):
    read_in(board, "board,trust,ward", "Soar,Wreake Trust,Ward 12", "Soar,Eye Trust,Ward 1")
    finder = operations.Finder(board, "test")
    assert queries.breadcrumb(finder.find(("ward 12",))) == ["Soar", "Wreake Trust", "Ward 12"]
    assert queries.breadcrumb(finder.find(("Eye Trust", "Ward 1")))[1:] == ["Eye Trust", "Ward 1"]
    assert board.services.count() == 5


def test_a_name_that_two_trusts_use_is_given_to_neither(board):
    read_in(board, "board,trust,ward", "Soar,Wreake Trust,Ward 1", "Soar,Eye Trust,Ward 1")
    found = operations.Finder(board, "test").find(("Ward 1",))
    assert queries.breadcrumb(found) == ["Soar", "Ward 1"]


def test_the_order_of_a_files_rows_does_not_change_where_they_belong(board, other_board):
    ways = [("Wreake", "X-ray"), ("X-ray",), ("Eye", "X-ray")]
    for body, order in ((board, ways), (other_board, ways[::-1])):
        finder = operations.Finder(body, "test")
        for way in order:
            finder.find(way)
    assert outline(board) == outline(other_board)


FILE = (
    "Board,Trust,Site,Ward,Code",
    "Soar,Wreake Trust,Abbey Hospital,Ward 12,W12",
    "Soar,Wreake Trust,Abbey Hospital,Ward 13,",
    "Soar,,,,",
)


def test_a_file_of_services_becomes_a_tree(board):
    became = read_in(board, *FILE)
    assert (became.added, became.known, became.refused) == (5, 1, [])
    assert became.new[-1] == ("Soar", "Wreake Trust", "Abbey Hospital", "Ward 13")
    assert outline(board) == [
        "Soar",
        "- Wreake Trust",
        "- - Abbey Hospital",
        "- - - Ward 12",
        "- - - Ward 13",
    ]
    assert board.services.get(code="W12").name == "Ward 12"
    assert board.services.get(name="Abbey Hospital").kind == "site"


def test_reading_a_file_again_adds_nothing(board):
    read_in(board, *FILE)
    became = read_in(board, *FILE)
    assert (became.added, became.known, became.refused) == (0, 3, [])
    assert board.services.count() == 5


def test_looking_first_tells_what_would_become_and_writes_nothing(board):
    lines = (*FILE, "Soar,Eye Trust,,,W12")
    looked = operations.preview_services(["\n".join(lines)], board)
    assert not board.services.exists()
    assert looked == read_in(board, *lines)


def test_bad_rows_are_refused_with_their_number_and_the_good_ones_kept(board):
    became = read_in(
        board,
        "trust,service,code",
        "Wreake Trust,X-ray,RX1",
        ",,RX9",
        f"Wreake Trust,{'n' * 201},",
        "Wreake Trust,Pharmacy,RX1",
        "",
        f"Wreake Trust,Therapy,{'c' * 21}",
        "Wreake Trust,Ward\x07,",
        "Wreake Trust,Dentist,RX2",
    )
    assert [number for number, _ in became.refused] == [3, 4, 5, 7, 8]
    reasons = [reason for _, reason in became.refused]
    for reason, words in zip(
        reasons,
        (
            "names no service",
            "longer than 200",
            "RX1 belongs to another",
            "longer than 20 ",
            "shown",
        ),
        strict=True,
    ):
        assert words in reason
    assert outline(board) == ["Wreake Trust", "- Dentist", "- X-ray"]


def test_a_file_that_leaves_out_the_board_belongs_to_it(board):
    read_in(board, *FILE)
    became = read_in(board, "trust,site,ward", "wreake trust,Abbey Hospital,Ward 14", "Eye Trust,,")
    assert (became.added, became.refused) == (2, [])
    assert outline(board) == [
        "Soar",
        "- Eye Trust",
        "- Wreake Trust",
        "- - Abbey Hospital",
        "- - - Ward 12",
        "- - - Ward 13",
        "- - - Ward 14",
    ]


def test_a_code_is_given_to_a_service_that_had_none(board):
    read_in(board, "trust", "Wreake Trust")
    became = read_in(board, "trust,code", "wreake trust,RWT")
    assert (became.added, became.known) == (0, 1)
    assert board.services.get().code == "RWT"


def test_a_file_with_a_cell_longer_than_any_name_keeps_its_other_rows(board):
    became = read_in(board, "trust", "a" * 200_000, "Wreake Trust")
    assert [number for number, _ in became.refused] == [2]
    assert outline(board) == ["Wreake Trust"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheets_set_columns_apart_in_their_own_ways(board, delimiter):
    read_in(
        board, delimiter.join(("trust", "ward")), delimiter.join(("Wreake, the Trust", "Ward 1"))
    )
    assert outline(board) == ["Wreake, the Trust", "- Ward 1"]


@pytest.mark.parametrize("lines", [(), ("",), ("name,kind", "Wreake Trust,trust"), ("code", "R1")])
def test_a_table_without_levels_is_refused_whole(board, lines):
    with pytest.raises(operations.ServicesUnreadable, match="No column is named"):
        read_in(board, *lines)


def test_a_table_without_end_is_refused_before_anything_is_written(board, monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    with pytest.raises(operations.ServicesUnreadable, match="more than 2 rows"):
        read_in(board, "trust", "One", "Two", "Three")
    assert not board.services.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_in_the_encodings_that_spreadsheets_save(encoding):
    assert files.decoded("trust\nCafé Clinic".encode(encoding)) == "trust\nCafé Clinic"


@pytest.mark.parametrize("content", [b"PK\x03\x04rest of a workbook", b"\x00\x01\x02", b"\x81\x8d"])
def test_what_is_not_text_is_refused_with_a_way_out(content):
    with pytest.raises(files.ServicesUnreadable, match="CSV"):
        files.decoded(content)
