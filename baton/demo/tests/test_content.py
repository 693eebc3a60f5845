# SPDX-License-Identifier: MIT
"""What is written of the board's engagement is invented, kind, and of today on any day."""

import re
from datetime import date, datetime, time
from importlib import resources

import pytest
from django.utils import timezone

from baton.core import clock
from baton.demo.tests.engaged import engaged
from baton.people.stakeholders.models import Assessment
from baton.programmes.activities.models import Activity
from baton.programmes.models import Step

#: A new year's day, a leap day, a Sunday, and the eve of summer time.
DAYS = (date(2027, 1, 1), date(2028, 2, 29), date(2026, 8, 2), date(2026, 3, 28))


def texts():
    root = resources.files("baton.demo") / "content"
    found = [root, *(each for each in root.iterdir() if each.is_dir())]
    return {
        f"{folder.name}/{file.name}": file.read_text()
        for folder in found
        for file in folder.iterdir()
        if file.is_file()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=[f"{each:%a %d %b}" for each in DAYS])
def test_whatever_the_day_on_which_it_is_made_it_tells_the_same(day):
    morning = timezone.make_aware(datetime.combine(day, time(9)))
    with clock.held_at(morning), engaged() as board:
        assert board.stakeholders.overdue().count() == 5
        assert sum(each.is_overdue for each in Step.objects.all()) == 5
        assert board.programmes.running().count() == 6
        assert board.activities.filter(on__week_day__in=(1, 7)).count() == 0
        assert not board.activities.filter(state="planned", on__lt=clock.today()).exists()
        assert not board.activities.filter(state="happened", on__gt=clock.today()).exists()
        assert not Assessment.objects.filter(made_at__gt=clock.now()).exists()
        assert not Activity.objects.filter(created_at__gt=clock.now()).exists()


@pytest.mark.django_db
def test_the_same_day_makes_the_same_demonstration_twice():
    def told():
        with engaged() as board:
            return [
                list(board.activities.order_by("pk").values_list("title", "on", "state", "came")),
                list(board.stakeholders.order_by("pk").values_list("name", "next_contact_on")),
                list(Step.objects.order_by("pk").values_list("title", "due_on", "done_on")),
            ]

    assert told() == told()


REAL = re.compile(
    r"\b(NHS|CQC|Care Quality Commission|University Hospitals|Leicestershire Partnership|LLR|LPT"
    r"|UHL|Leicester City Council|Leicestershire County Council|Rutland County Council"
    r"|(Melton|Charnwood|Hinckley and Bosworth|Oadby and Wigston) Borough Council"
    r"|(Blaby|Harborough|North West Leicestershire) District Council|De Montfort|DMU"
    r"|Loughborough University|University of Leicester|Leicester Mercury|BBC|EMAS|DHU|DHL"
    r"|East Midlands Ambulance|Age UK|Mencap|RNIB|RNID|Mind|Scope|Macmillan|Barnardo"
    r"|Alzheimer.s Society|Stroke Association|Kidney Care|Carers UK|UNISON|Unison|Unite|GMB"
    r"|Royal College|King.s Fund|Citizens Advice|Voluntary Action|Glenfield Hospital"
    r"|Royal Infirmary|Leicester General|Highcross|Peepul|Walkers|Samworth|Next plc)\b"
)

UNKIND = re.compile(
    r"\b(dangerous|difficult|hostile|resist\w*|awkward|angry|aggressive|troublesome|militant"
    r"|non-stakeholder|hard to reach|vulnerable|suffer\w*|moan\w*|complainer|refuses)\b",
    re.IGNORECASE,
)

DATED = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December|spring"
    r"|summer|autumn|winter|snow|Christmas|Easter|Ramadan|Diwali|lambing|20[2-9]\d)\b"
)


@pytest.mark.parametrize("name", texts())
def test_no_real_body_is_named(name):
    assert not REAL.findall(texts()[name])


@pytest.mark.parametrize("name", texts())
def test_whoever_is_named_could_read_what_is_written(name):
    assert not UNKIND.findall(texts()[name])


@pytest.mark.parametrize("name", [name for name in texts() if not name.startswith("stakeholders/")])
def test_nothing_tells_in_which_season_it_was_written(name):
    assert not DATED.findall(texts()[name])
