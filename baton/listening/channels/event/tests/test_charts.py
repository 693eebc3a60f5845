# SPDX-License-Identifier: MIT
"""Flip charts are photographed, read off, and deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening import operations as listening
from baton.listening.channels.event import beats, charts, operations
from baton.listening.channels.event.models import Chart, FromChart
from baton.listening.channels.event.tests.conftest import person, point
from baton.listening.tests.pictures import png
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
    assert answer.content == png()
    assert answer.headers["Content-Type"] == "image/png"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert as_(person("Bea Board", board, Role.BOARD_MEMBER)).get(page).status_code == 403
    charts.forget(chart, by=lena)
    assert as_(lena).get(page).status_code == 404


def brought(content, name="chart.png"):
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_photographs_are_brought_and_shown_beside_the_box(table, lena, as_):
    browser, page = as_(lena), reverse("event:add_charts", args=[table.public_id])
    answer = browser.post(
        page, {"photographs": [brought(png()), brought(png(side=2))]}, follow=True
    )
    first = Chart.objects.order_by("pk").first()
    assert Chart.objects.count() == 2
    assert reverse("event:picture", args=[first.public_id]) in answer.content.decode()
    typed = {"key": str(uuid7()), "words": "More chairs", "manner": "verbatim"}
    noted = browser.post(answer.redirect_chain[-1][0], typed)
    assert noted.status_code == 302
    assert noted.url.endswith(f"?chart={first.public_id}")
    assert first.points.count() == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty"), (b"%PDF-1.7", "Bring a JPEG or PNG"), (None, "Choose a photograph")],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(content, problem, table, lena, as_):
    page = reverse("event:add_charts", args=[table.public_id])
    given = {} if content is None else {"photographs": brought(content)}
    answer = as_(lena).post(page, given, follow=True)
    assert problem in answer.content.decode()
    assert not Chart.objects.exists()


def test_what_is_too_large_is_turned_away(table, lena, as_, monkeypatch):
    monkeypatch.setattr("baton.listening.channels.event.forms.LARGEST_PHOTOGRAPH", 10)
    page = reverse("event:add_charts", args=[table.public_id])
    answer = as_(lena).post(page, {"photographs": brought(png())}, follow=True)
    assert "larger than 15 MB" in answer.content.decode()
    monkeypatch.setattr("baton.listening.channels.event.views.LARGEST_PHOTOGRAPH", 10)
    answer = as_(lena).post(page, {"photographs": brought(png())}, follow=True)
    assert "too large together" in answer.content.decode()


def test_no_more_than_a_dozen_are_brought_at_once(table, lena, as_):
    page = reverse("event:add_charts", args=[table.public_id])
    many = [brought(png()) for _ in range(13)]
    answer = as_(lena).post(page, {"photographs": many}, follow=True)
    assert "Bring 12 photographs at once at most." in answer.content.decode()
