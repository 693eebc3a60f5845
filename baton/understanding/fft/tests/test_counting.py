# SPDX-License-Identifier: MIT
"""What is counted in which row, and each person once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baton.listening import operations as listening
from baton.places import operations as places
from baton.understanding.fft import layout, operations, queries, returns
from baton.understanding.fft.layout import SETTINGS
from baton.understanding.fft.tests.conftest import MAY, at_minute

pytestmark = pytest.mark.django_db
INPATIENT = SETTINGS["inpatient"]


def rows(board, setting=INPATIENT, month=MAY):
    return {row.name: row for row in returns.of_month(board, setting, month).rows}


def test_who_wrote_into_two_boxes_of_a_form_is_one_person(board, counted, answered):
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 0, 2, respondent="p1")
    answered("Ash", 0, 1, respondent="p1", said_at=at_minute(1))
    answered("Ash", 0, 1, respondent="p2")
    assert rows(board)["Ash"].answers == (0, 3, 0, 0, 0, 0)


def test_a_month_begins_and_ends_at_midnight_here(board, counted, answered):
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 1, said_at=datetime(2026, 4, 30, 23, 0, tzinfo=UTC))  # midnight of 1 May
    answered("Ash", 0, 1, said_at=datetime(2026, 5, 31, 23, 0, tzinfo=UTC))
    assert rows(board)["Ash"].answers == (1, 0, 0, 0, 0, 0)
    assert rows(board, month=date(2026, 6, 1))["Ash"].answers == (0, 1, 0, 0, 0, 0)


def test_what_somebody_took_back_is_not_counted(board, counted, answered):
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 2)
    listening.withdraw(board.contributions.first(), by="test")
    assert rows(board)["Ash"].responses == 1


def test_the_nearest_setting_counts_and_the_rest_belongs_to_none(board, counted, answered, tree):
    counted("inpatient", "Wreake Trust")
    counted("maternity", "Elm")
    answered("Ash", 1)
    answered("Elm", 2)
    answered("Yew", 3)
    answered("", 4)
    month = returns.of_settings(board, queries.in_use(board), MAY)
    assert [each.setting.code for each in month.returns] == ["inpatient", "maternity"]
    assert [each.total.responses for each in month.returns] == [1, 2]
    assert month.unplaced == 7
    assert "Elm" not in rows(board)


def test_wards_of_which_nobody_answered_have_a_row_and_closed_ones_none(board, counted, tree):
    counted("inpatient", "Wreake Trust")
    assert set(rows(board)) == {"Ash", "Elm", "Oak", "Rowan"}
    tree["Elm"].valid_to = date(2026, 4, 30)
    tree["Elm"].save()
    assert set(rows(board)) == {"Ash", "Oak", "Rowan"}


def test_what_is_said_of_a_hospital_and_no_ward_has_a_row_of_its_own(board, counted, answered):
    counted("inpatient", "Abbey Hospital")
    answered("Abbey Hospital", 3)
    stated = rows(board)["Not stated"]
    assert stated.responses == 3
    assert stated.service is None
    assert [step.name for step in stated.steps[:3]] == [
        *("Soar Care Board", "Wreake Trust"),
        "Abbey Hospital",
    ]


def test_two_wards_of_one_name_stay_two(board, counted, answered, tree):
    places.add_service(board, "Surgery", kind="service", parent=tree["Abbey Hospital"], by="test")
    surgery = board.services.get(name="Surgery")
    tree["Ash again"] = places.add_service(board, "Ash", kind="ward", parent=surgery, by="test")
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 6)
    answered("Ash again", 0, 7)
    found = [row for row in returns.of_month(board, INPATIENT, MAY).rows if row.name == "Ash"]
    assert sorted(row.responses for row in found) == [6, 7]
    assert len({row.path for row in found}) == 2


def test_how_it_was_collected_counts_as_other_where_nobody_said_it(board, counted, answered):
    counted("ae", "Abbey Hospital")
    answered("Ash", 4, modes={1: 1, 3: 2, None: 1})
    found = returns.of_month(board, SETTINGS["ae"], MAY)
    names = dict(zip(found.setting.modes, found.total.modes, strict=True))
    assert (names[1], names[layout.OTHER]) == (1, 3)
    assert found.without_mode == 1


def test_answers_without_a_day_are_told(board, counted, answered):
    counted("inpatient", "Abbey Hospital")
    answered("Ash", 2)
    answered("Ash", 1, said_precision="unknown")
    found = returns.of_month(board, INPATIENT, MAY)
    assert (found.total.responses, found.without_day) == (3, 1)


def test_percentages_are_of_all_six_answers_and_none_of_nobody(board, counted, answered):
    """The vectors of the national schema."""
    counted("inpatient", "Abbey Hospital", "Birch Hospital")
    answered("Ash", 10, 20, 5, 5, 5, 5)
    found = rows(board)
    assert (found["Ash"].positive, found["Ash"].negative) == (0.6, 0.2)
    assert (found["Rowan"].positive, found["Rowan"].negative) == (None, None)


def test_a_trust_by_itself_names_its_board(welland, meena):
    trust = places.add_service(welland, "Welland Trust", kind="trust", code="RWD", by="test")
    site = places.add_service(welland, "Infirmary", kind="site", parent=trust, by="test")
    operations.report(welland, site, "ae", by=meena)
    found = returns.of_month(welland, SETTINGS["ae"], MAY)
    assert found.without_code == ["ICB not stated", "Infirmary"]
    operations.name_board(welland, "QWL", "Welland ICB", by=meena)
    (row,) = returns.of_month(welland, SETTINGS["ae"], MAY).rows
    assert row.steps[0] == ("QWL", "Welland ICB")
    assert row.path == ("QWL", "RWD", "Infirmary")


def test_practices_are_rows_of_general_practice(board, counted, answered, tree):
    root = tree["Soar Care Board"]
    tree["Fern Surgery"] = places.add_service(
        board, "Fern Surgery", kind="practice", parent=root, code="C81001", by="test"
    )
    counted("gp", "Fern Surgery")
    answered("Fern Surgery", 5)
    assert rows(board, SETTINGS["gp"])["Fern Surgery"].path == ("QSW", "C81001")
