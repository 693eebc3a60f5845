# SPDX-License-Identifier: MIT
"""Flip charts are photographed, read off, and deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core import clock
from baton.listening import operations as listening
from baton.listening.channels.event import beats, charts, operations
from baton.listening.channels.event.models import Chart, FromChart
from baton.listening.channels.event.tests.conftest import person, point
from baton.listening.channels.event.tests.pictures import png
from baton.people.roles import Role


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chart(table, lena):
    return charts.add(table, png(), by=lena)


def test_a_point_that_is_read_off_a_flip_chart_says_so(table, chart, lena):
    kept = operations.note(table, point(chart=chart), by=lena)
    assert kept.from_chart.chart == chart


def test_a_photograph_that_is_deleted_leaves_its_points(
    table, chart, lena, django_capture_on_commit_callbacks
):
    kept = operations.note(table, point(chart=chart), by=lena)
    name = chart.file.name
    with django_capture_on_commit_callbacks(execute=True):
        charts.forget(chart, by=lena)
    assert not default_storage.exists(name)
    assert FromChart.objects.get(contribution=kept).chart.deleted_at is not None
    charts.forget(chart, by=lena)


def test_a_deleted_photograph_has_no_file(chart):
    with pytest.raises(IntegrityError), transaction.atomic():
        Chart.objects.filter(pk=chart.pk).update(deleted_at=clock.now())


def test_what_is_erased_takes_its_link_to_the_chart_with_it(table, chart, lena):
    listening.erase(operations.note(table, point(chart=chart), by=lena), by=lena)
    assert not FromChart.objects.exists()


def test_a_closed_session_takes_no_photograph_and_leaves_no_file(table, lena, tmp_path):
    operations.close(table.session, by=lena)
    with pytest.raises(operations.SessionClosed):
        charts.add(table, png(), by=lena)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(("says", "left"), [("forget", 0), ("keep", 1)])
def test_whoever_closes_a_session_says_what_becomes_of_its_photographs(
    says, left, table, chart, lena, as_, django_capture_on_commit_callbacks
):
    browser, page = as_(lena), reverse("event:close", args=[table.session.public_id])
    assert browser.post(page).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page, {"photographs": says}).status_code == 302
    assert Chart.objects.filter(deleted_at=None).count() == left


def test_a_photograph_that_was_kept_goes_after_ninety_days(
    table, chart, lena, django_capture_on_commit_callbacks
):
    operations.close(table.session, by=lena)
    charts.settle(table.session, keep=True, by=lena)
    with clock.held_at(clock.now() + timedelta(days=90)):
        assert beats.forget_old_photographs() == 0
    with (
        clock.held_at(clock.now() + timedelta(days=91)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert beats.forget_old_photographs() == 1
    assert not default_storage.exists(chart.file.name)


def test_a_photograph_is_served_to_who_may_take_notes_and_is_kept_by_nobody(
    chart, board, lena, as_
):
    page = reverse("event:picture", args=[chart.public_id])
    answer = as_(lena).get(page)
    assert b"".join(answer.streaming_content) == png()
    assert answer.headers["Content-Type"] == "image/png"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert as_(person("Bea Board", board, Role.BOARD_MEMBER)).get(page).status_code == 403
    charts.forget(chart, by=lena)
    assert as_(lena).get(page).status_code == 404


def test_photographs_are_brought_and_shown_beside_the_box(table, lena, as_, tmp_path):
    browser, page = as_(lena), reverse("event:add_charts", args=[table.public_id])
    for number in (1, 2):
        (tmp_path / f"{number}.png").write_bytes(png(side=number))
    with (tmp_path / "1.png").open("rb") as one, (tmp_path / "2.png").open("rb") as two:
        answer = browser.post(page, {"photographs": [one, two]}, follow=True)
    first = Chart.objects.order_by("pk").first()
    assert reverse("event:picture", args=[first.public_id]) in answer.content.decode()
    noted = browser.post(
        answer.redirect_chain[-1][0],
        {"key": str(clock_key()), "words": "More chairs", "manner": "verbatim"},
    )
    assert noted.status_code == 302
    assert noted.url.endswith(f"?chart={first.public_id}")
    assert first.points.count() == 1


def clock_key():
    from baton.core.keys import uuid7

    return uuid7()


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty"), (b"%PDF-1.7", "Bring a JPEG or PNG"), (None, "Choose a photograph")],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    content, problem, table, lena, as_, tmp_path
):
    page = reverse("event:add_charts", args=[table.public_id])
    given = {}
    if content is not None:
        (tmp_path / "chart.png").write_bytes(content)
        given = {"photographs": (tmp_path / "chart.png").open("rb")}
    answer = as_(lena).post(page, given, follow=True)
    assert problem in answer.content.decode()
    assert not Chart.objects.exists()


def test_what_is_too_large_is_turned_away(table, lena, as_, monkeypatch, tmp_path):
    monkeypatch.setattr("baton.listening.channels.event.forms.LARGEST_PHOTOGRAPH", 10)
    (tmp_path / "chart.png").write_bytes(png())
    page = reverse("event:add_charts", args=[table.public_id])
    answer = as_(lena).post(page, {"photographs": (tmp_path / "chart.png").open("rb")}, follow=True)
    assert "larger than 15 MB" in answer.content.decode()
    answer = as_(lena).post(page, {}, follow=True, CONTENT_LENGTH=str(1 << 30))
    assert "too large together" in answer.content.decode()
