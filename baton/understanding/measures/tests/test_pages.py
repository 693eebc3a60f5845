# SPDX-License-Identifier: MIT
"""The pages on which Meena keeps measures, and Bea and a patient partner read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.people.roles import Role
from baton.understanding import operations as understanding
from baton.understanding.measures import operations, queries
from baton.understanding.measures.models import Measure
from baton.understanding.measures.tests.test_what_a_measure_says import USUAL, standard
from baton.understanding.tests.conftest import person

pytestmark = pytest.mark.django_db

LIST = reverse("understanding:measures")
ADD = reverse("understanding:add_measure")
NEW = {
    "title": "Days to answer a complaint",
    "source": "typed",
    "frequency": "month",
    "direction": "decrease",
    "unit": "days",
}


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at(name, measure):
    return reverse(f"understanding:{name}", args=[measure.public_id])


def test_meena_adds_a_measure_types_its_values_and_reads_it(board, meena, signed_in):
    client = signed_in(meena)
    assert "Nothing is measured yet." in page(client.get(LIST))
    answer = client.post(ADD, NEW | {"post": "Head of complaints"}, follow=True)
    assert "Type values" in page(answer)
    measure = Measure.objects.get()
    assert answer.redirect_chain[-1][0] == at("measure_values", measure)
    for day, value in (("2026-03-31", "21"), ("2026-04-30", "24"), ("2026-05-31", "1,020.5")):
        page(client.post(at("measure_values", measure), {"day": day, "value": value}, follow=True))
    given = {"day": "2026-05-02", "numerator": "110", "denominator": "5", "note": "Two were ill"}
    assert "The value of May 2026 is changed." in page(
        client.post(at("measure_values", measure), given, follow=True)
    )
    shown = page(client.get(at("measure", measure)))
    assert "22 days in May 2026. There is no change we can be sure of" in shown
    assert "rest on 3 points" in shown
    assert "Two were ill" in shown
    assert "owner: Head of complaints" in shown
    assert shown.count("<svg") >= 2
    listed = page(client.get(LIST))
    assert "Of 1 measure, 1 shows no change we can be sure of." in listed
    assert "22 days" in listed


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"title": ""}, "Give the measure a title."),
        ({"source": "theme"}, "Choose the theme whose share is counted."),
        ({"begun": "2027-01-01"}, "That day is still to come."),
        ({"begun": "soon"}, "Write a day that exists, like 28/02/2026."),
    ],
)
def test_a_measure_that_is_not_complete_gets_a_sentence(meena, signed_in, given, problem):
    assert problem in page(signed_in(meena).post(ADD, NEW | given), 422)
    assert not Measure.objects.exists()


def test_a_measure_has_one_owner(board, meena, signed_in):
    client = signed_in(meena)
    both = NEW | {"owner": str(meena.public_id), "post": "Head of complaints"}
    assert "Choose a person or name a post, not both." in page(client.post(ADD, both), 422)
    client.post(ADD, both | {"post": ""})
    assert Measure.objects.get().whose == "Meena"


def test_the_chart_is_made_as_meena_chooses(measured, typed, meena, signed_in):
    measure = measured(owner=meena)
    typed(measure, *USUAL, 22)
    chosen = NEW | {"owner": str(meena.public_id), "rule_set": "nhsr_0_2_2", "fix_points": "13"}
    client, address = signed_in(meena), at("change_measure", measure)
    assert f'value="{meena.public_id}" selected' in page(client.get(address))
    assert "not both" in page(client.post(address, chosen | {"fix_until": "2026-01-31"}), 422)
    assert "Write 2 or more." in page(client.post(address, chosen | {"fix_points": "1"}), 422)
    assert "cannot end before" in page(
        client.post(address, chosen | {"begun": "2026-02-01", "retired": "2026-01-01"}), 422
    )
    assert "add another" in page(client.post(address, chosen | {"unit": "hours"}), 422)
    assert "The measure is changed." in page(client.post(address, chosen, follow=True))
    measure.refresh_from_db()
    assert (measure.rule_set, measure.fix_points, measure.screens_outliers) == (
        "nhsr_0_2_2",
        13,
        False,
    )


def test_a_retired_measure_stands_apart_and_keeps_its_page(measured, typed, meena, signed_in):
    measure = measured(retired=date(2026, 5, 31))
    typed(measure, *USUAL)
    client = signed_in(meena)
    assert "until 31 May 2026" in page(client.get(LIST))
    assert "retired after 31 May 2026" in page(client.get(at("measure", measure)))
    refused = client.post(at("change_measure", measure), {"remove": "yes"}, follow=True)
    assert "Retire it instead." in page(refused)
    empty = measured(title="Never typed")
    gone = client.post(at("change_measure", empty), {"remove": "yes"}, follow=True)
    assert "“Never typed” was removed." in page(gone)


def test_a_standard_is_set_with_people_and_says_why_it_matters(measured, typed, meena, signed_in):
    measure = measured()
    typed(measure, *USUAL)
    client, address = signed_in(meena), at("set_standard", measure)
    given = {
        "target": "30",
        "set_by": "Complaints committee",
        "set_with": "six people who had complained",
        "why": "Waiting without a word felt like being ignored.",
        "decided_on": "2026-05-20",
        "valid_from": "2026-06-01",
        "valid_to": "",
    }
    for name in ("target", "set_with", "why", "decided_on", "valid_from"):
        page(client.post(address, given | {name: ""}), 422)
    assert "not a number" in page(client.post(address, given | {"target": "thirty"}), 422)
    assert "still to come" in page(client.post(address, given | {"decided_on": "2026-07-01"}), 422)
    assert "before it begins" in page(client.post(address, given | {"valid_to": "2026-05-01"}), 422)
    shown = page(client.post(address, given, follow=True))
    assert "Set by Complaints committee with six people who had complained" in shown
    assert "Waiting without a word felt like being ignored." in shown
    assert "the standard of 30 days will be met each time" in shown
    assert "holds from 1 June 2026" in page(
        client.post(address, given | {"valid_from": "2026-05-01"}), 422
    )
    # The last day is named by people; the next one is the first without it.
    page(client.post(address, given | {"target": "25", "valid_to": "2026-06-10"}, follow=True))
    assert queries.standard_on(measure, date(2026, 6, 10)).target == 25
    assert queries.standard_on(measure, date(2026, 6, 11)) is None
    shown = page(client.get(at("measure", measure)))
    assert "<b>30 days</b>, replaced before it held" in shown


def test_the_standard_of_a_percentage_is_refused_beyond_100(measured, meena, signed_in):
    measure = measured(unit="percentage")
    given = {"target": "110", "set_by": "a", "set_with": "b", "why": "c"}
    given |= {"decided_on": "2026-05-20", "valid_from": "2026-05-20"}
    assert "lies from 0 to 100" in page(
        signed_in(meena).post(at("set_standard", measure), given), 422
    )


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"day": "", "value": "1"}, "Give the day."),
        ({"day": "2026-07-01", "value": "1"}, "1 July 2026 is still to come."),
        ({"day": "2026-05-01"}, "Write a value, or both of so many of so many."),
        ({"day": "2026-05-01", "numerator": "1"}, "Write a value, or both"),
        ({"day": "2026-05-01", "value": "1", "denominator": "1"}, "not both."),
        ({"day": "2026-05-01", "value": "many"}, "is not a number."),
        ({"day": "2026-05-01", "numerator": "1", "denominator": "0"}, "not a whole number"),
        ({"day": "2026-05-01", "numerator": "3", "denominator": "2"}, "3 of 2 is not a share."),
        ({"day": "2026-05-01", "value": "-1"}, "-1 is not a percentage."),
    ],
)
def test_a_value_that_cannot_be_kept_gets_a_sentence(measured, meena, signed_in, given, problem):
    measure = measured(unit="percentage")
    assert problem in page(signed_in(meena).post(at("measure_values", measure), given), 422)
    assert not measure.values.exists()


def test_a_value_of_the_wrong_month_is_taken_away(measured, typed, meena, signed_in):
    measure = measured()
    typed(measure, 1, 2)
    client, address = signed_in(meena), at("measure_values", measure)
    assert "The value of April 2026 was taken away." in page(
        client.post(address, {"remove": "2026-04-01"}, follow=True)
    )
    assert client.post(address, {"remove": "2026-04-01"}).status_code == 404
    assert client.post(address, {"remove": "April"}).status_code == 404


def test_a_file_is_read_in_and_its_bad_rows_are_named(measured, meena, signed_in):
    measure = measured()
    client, address = signed_in(meena), at("import_values", measure)

    def bring(content):
        return client.post(address, {"file": SimpleUploadedFile("days.csv", content)})

    shown = page(bring(b"date,value\n2026-04-30,21\n2026-05-31,soon\n"))
    assert "1 value is new, 0 were replaced, 0 were there already, and 1 row was refused." in shown
    assert "“soon” is not a number." in shown
    shown = page(bring(b"date,value\n2026-04-30,22\n2026-03-31,21\n"))
    assert "1 value is new, 1 was replaced" in shown
    assert "must name the columns" in page(bring(b"when,what\n1,2\n"), 422)
    assert "Save it as CSV" in page(bring(b"PK\x03\x04"), 422)
    assert "larger than 1 MB" in page(bring(b"x" * 1_048_577), 422)
    assert "Choose a file." in page(client.post(address), 422)


def test_new_limits_and_notes_stand_on_the_page_with_who_gave_them(
    measured, typed, meena, signed_in
):
    measure = measured()
    typed(measure, *USUAL, 12, 11, 13)
    client, address = signed_in(meena), at("rebase_measure", measure)
    assert "Say what changed." in page(client.post(address, {"day": "2026-03-20"}), 422)
    given = {"day": "2026-03-20", "reason": "A second officer began"}
    shown = page(client.post(address, given, follow=True))
    assert "New limits begin in March 2026." in shown
    assert "From Mar 2026: A second officer began" in shown
    assert "Meena, 10 June 2026" in shown
    shown = page(client.post(address, {"remove": "2026-03-01"}, follow=True))
    assert "A second officer began" not in shown
    note = at("note_measure", measure)
    shown = page(client.post(note, {"day": "2026-04-02", "text": "Strike"}, follow=True))
    assert "Noted in April 2026." in shown
    assert "Apr 2026: Strike" in shown
    shown = page(client.post(note, {"day": "2026-04-02", "text": ""}, follow=True))
    assert "Strike" not in shown


def test_a_figure_opens_the_words_behind_it_for_those_who_may_read_them(
    board, measured, say, meena, bea, signed_in
):
    for _ in range(5):
        said_at = datetime(2026, 5, 10, tzinfo=UTC)
        say("Parking was hard.", said_at=said_at, score=5, service_path=("Abbey",))
    abbey = board.services.get()
    theme = understanding.ensure_codebook(board).themes.first()
    measure = measured(source="fft_negative", service=abbey, begun=date(2026, 5, 1))
    shared = measured(source="negative", theme=theme)
    derek = person("Derek", board, Role.PATIENT_PARTNER)
    opened = f"/comments/?from=2026-05-01&amp;to=2026-05-31&amp;service={abbey.public_id}"
    assert opened in page(signed_in(bea).get(at("measure", measure)))
    shown = page(signed_in(derek).get(at("measure", measure)))
    assert "100% in May 2026" in shown
    assert opened not in shown
    asked = queries.words_behind(shared, date(2026, 5, 1))
    assert (asked.theme, asked.sentiment) == (theme, "negative")
    assert queries.words_behind(measured(), date(2026, 5, 1)) is None


def test_too_few_to_tell_are_not_on_any_page(measured, say, meena, signed_in):
    for at_month, scores in ((4, (1, 1, 1, 5)), (5, (1, 1, 1, 1, 5)), (3, (1,) * 9)):
        for score in scores:
            say("It was fine.", said_at=datetime(2026, at_month, 10, tzinfo=UTC), score=score)
    measure = measured(source="fft_positive", direction="increase")
    client = signed_in(meena)
    assert "80%" in page(client.get(LIST))
    shown = page(client.get(at("measure", measure)))
    assert "under 5" in shown
    download = client.get(at("download_measure", measure))
    lines = b"".join(download.streaming_content).decode()
    assert "under 5" in lines
    # Not of the whole page: a token of letters and digits stands above.
    assert "75" not in shown.partition("<main")[2].partition("<svg")[0]
    assert ",75," not in lines
    assert AuditEntry.objects.filter(verb="measure.downloaded").count() == 1


def test_who_only_reads_finds_no_way_to_change_and_no_door(measured, typed, bea, priya, signed_in):
    measure = measured()
    typed(measure, *USUAL)
    reader = signed_in(bea)
    for address in (LIST, at("measure", measure)):
        shown = page(reader.get(address))
        assert "Add a measure" not in shown
        assert "Type values" not in shown
    for name in ("change_measure", "set_standard", "measure_values", "import_values"):
        assert reader.get(at(name, measure)).status_code == 403
        assert reader.post(at(name, measure)).status_code == 403
    analyst = signed_in(priya)
    for name in ("change_measure", "set_standard", "measure_values", "import_values"):
        page(analyst.get(at(name, measure)))


def test_what_is_counted_is_not_typed(measured, meena, signed_in):
    measure = measured(source="comments")
    for name in ("measure_values", "import_values"):
        assert signed_in(meena).get(at(name, measure)).status_code == 404
    assert "Type values" not in page(signed_in(meena).get(at("measure", measure)))


def test_the_list_asks_no_more_for_ten_measures_than_for_one_each(
    measured, typed, meena, signed_in, django_assert_max_num_queries
):
    for n in range(10):
        measure = measured(title=f"Measure {n}")
        typed(measure, *USUAL)
        standard(measure, meena, "30")
        operations.rebase(measure, date(2026, 1, 1), "It changed", by=meena)
    client = signed_in(meena)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        assert page(client.get(LIST)).count("No change we can be sure of") == 10


def test_a_long_series_by_weeks_is_drawn(measured, meena, signed_in):
    from baton.understanding.measures.files import Given

    measure = measured(frequency="week")
    monday = date(2026, 6, 8)
    weeks = [Given(monday - timedelta(weeks=n), Decimal(20 + n % 5)) for n in range(160)]
    operations.put(measure, weeks, by=meena)
    shown = page(signed_in(meena).get(at("measure", measure)))
    assert "160 points" in shown
    assert "the week of 8 June 2026" in shown
