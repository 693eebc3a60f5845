# SPDX-License-Identifier: MIT
"""Notes of a workshop at a school: photographs are off, and each point says who agreed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from baton.listening import agreeing
from baton.listening.agreed import Agreed
from baton.listening.channels.event import charts, operations
from baton.listening.channels.event.models import Chart
from baton.listening.channels.event.tests.conftest import point
from baton.listening.policies import PicturesOff
from baton.listening.tests.pictures import png
from baton.programmes.activities import operations as activities


@pytest.fixture
def school(table, lena):
    """Lena's table, at an activity with under sixteens."""
    activities.change(table.session.activity, by=lena, needs_agreement=True)
    return table


def typed(**changes):
    given = {"key": str(uuid4()), "words": "My inhaler.", "manner": "verbatim", "about": ""}
    return given | {"way": "", "who": "", "basis": "", "relation": ""} | changes


def at(table):
    return reverse("event:table", args=[table.public_id])


def test_where_everybody_can_agree_nobody_is_asked(as_, lena, table):
    page = as_(lena).get(at(table)).text
    assert 'name="for_whom"' not in page
    assert 'name="photographs"' in page
    as_(lena).post(at(table), typed(way="2"))
    kept = table.delivery.contributions.get()
    assert (kept.get_way_display(), hasattr(kept, "agreement")) == (
        "In British Sign Language",
        False,
    )


def test_at_a_school_a_point_is_not_kept_before_it_says_who_said_it(as_, lena, school):
    answer = as_(lena).post(at(school), typed(for_whom=""))
    assert answer.status_code == 422
    assert "Say who said it: that decides who may agree." in answer.text
    assert not school.delivery.contributions.exists()


def test_a_point_without_agreement_is_kept_and_not_quoted(as_, lena, school):
    school.session.may_quote = True
    school.session.save()
    as_(lena).post(at(school), typed(for_whom="child"))
    as_(lena).post(at(school), typed(words="I am a teacher.", for_whom="able"))
    as_(lena).post(at(school), typed(words="Yes.", for_whom="child", who="self", basis="gillick"))
    quoted = dict(school.delivery.contributions.values_list("words", "may_quote"))
    assert quoted == {"My inhaler.": False, "I am a teacher.": True, "Yes.": True}
    page = as_(lena).get(at(school)).text
    assert "Nobody has agreed yet:" in page
    # Most at a table are alike: the next point begins as the last one.
    assert '<option value="gillick" selected>' in page


def test_a_point_that_is_mended_keeps_who_agreed(as_, lena, school):
    agreed = Agreed("child", "parent", "parental", "father")
    noted = operations.note(school, point(agreed=agreed, way=5), by=lena)
    here = reverse("event:point", args=[noted.public_id])
    page = as_(lena).get(here).text
    assert 'value="father"' in page
    as_(lena).post(
        here,
        typed(
            words="My inhaler is blue.",
            way="5",
            for_whom="child",
            who="parent",
            basis="parental",
            relation="father",
        ),
    )
    kept = school.delivery.contributions.get(withdrawn_at=None)
    assert (kept.words, kept.way, kept.agreement.relation) == ("My inhaler is blue.", 5, "father")


def test_photographs_are_off_until_a_lead_turns_them_on(as_, lena, school, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(PicturesOff):
        charts.add(school, png(), by=lena)
    page = as_(lena).get(at(school)).text
    assert "Photographs are off at this activity" in page
    assert 'name="photographs"' not in page
    bring = reverse("event:add_charts", args=[school.public_id])
    sent = {"photographs": SimpleUploadedFile("chart.png", png(), "image/png")}
    told = as_(lena).post(bring, sent, follow=True).text
    assert "Photographs and voices are off at this activity" in told
    assert not Chart.objects.exists()
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]
    agreeing.allow_pictures(school.session.activity, Agreed("child", "parent", "parental"), by=lena)
    assert charts.add(school, png(), by=lena).file
    assert 'name="photographs"' in as_(lena).get(at(school)).text
