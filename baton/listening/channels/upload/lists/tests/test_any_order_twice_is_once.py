# SPDX-License-Identifier: MIT
"""Whatever the order of its rows, a list gives the same register; twice is once."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import count

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.listening.channels.upload import operations
from baton.listening.channels.upload.lists.tests.conftest import put_in
from baton.people import operations as people
from baton.people.models import Account
from baton.programmes.activities.models import Activity
from baton.programmes.models import Step

pytestmark = pytest.mark.django_db

_number = count()
_word = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéß", min_size=1, max_size=8)
_name = st.lists(_word, min_size=1, max_size=3).map(" ".join)
_level = st.sampled_from(["1", "2", "3", "4", "5", "High", "low", ""])
_stakeholder = st.tuples(
    st.sampled_from(["VCSE", "Council", "", "Media", "Something else"]),
    *(_level, _level),
    st.sampled_from(["Supportive", "Neutral", "opposed", ""]),
    st.sampled_from(["Leading", "Supportive"]),
    st.sampled_from(["", "Engagement lead", "Head of nursing"]),
)
_day = st.dates(date(2000, 1, 1), date(2050, 1, 1)).map(str)
_activity = st.tuples(
    _day, st.sampled_from(["Carers", "People who wait"]), st.sampled_from(["A", "B"]), st.just("7")
)
_action = st.tuples(
    st.one_of(st.just(""), _day),
    st.sampled_from(["Done", "In progress", "Not needed", ""]),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["", "Engagement lead"]),
)
_few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def as_csv(header, rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def a_body():
    number = next(_number)
    board = people.create_organisation(f"Board {number}", "icb", by="test")
    return board, Account.objects.create_account(f"amina{number}@soar.example", "Amina", None)


def bring(body, holds, header, rows):
    board, amina = body
    content = ContentFile(as_csv(header, rows))
    return put_in(operations.bring(content, "x.csv", organisation=board, by=amina), holds)


def rows_of(data, names, rest):
    by_name = data.draw(st.dictionaries(names, rest, min_size=1, max_size=6))
    unique = {name.casefold(): (name, *values) for name, values in by_name.items()}
    rows = list(unique.values())
    return rows, data.draw(st.permutations(rows))


def in_both_orders_and_twice(data, holds, header, names, rest, shown):
    rows, shuffled = rows_of(data, names, rest)
    one, other = a_body(), a_body()
    first = bring(one, holds, header, rows)
    assert first.refused == 0
    assert first.outcome["added"] == len(rows)
    bring(other, holds, header, shuffled)
    assert shown(one[0]) == shown(other[0])
    before = shown(one[0])
    again = bring(one, holds, header, shuffled)
    assert (again.outcome["same"], again.outcome["added"]) == (len(rows), 0)
    assert shown(one[0]) == before


def stakeholders(board):
    return sorted(
        (
            *(each.name, each.kind, each.post),
            *each.assessments.filter(superseded_at=None).values_list(
                "power", "interest", "current", "desired"
            ),
        )
        for each in board.stakeholders.all()
    )


def activities(board):
    fields = ("title", "on", "with_whom", "programme__title", "programme__begins_on", "came")
    return sorted(Activity.objects.filter(organisation=board).values_list(*fields, "state"))


def steps(board):
    rows = Step.objects.filter(programme__organisation=board).order_by("title", "pk")
    fields = ("title", "due_on", "done_on", "not_needed_why", "post", "programme__title")
    return list(rows.values_list(*fields))


@_few
@given(data=st.data())
def test_stakeholders(data):
    header = ("Stakeholder", "Type", "Power", "Interest", "Current", "Desired", "Owner")
    in_both_orders_and_twice(data, "stakeholders", header, _name, _stakeholder, stakeholders)


@_few
@given(data=st.data())
def test_activities(data):
    header = ("Activity", "Date", "With whom", "Programme", "Attended")
    in_both_orders_and_twice(data, "activities", header, _name, _activity, activities)


@_few
@given(data=st.data())
def test_actions(data):
    header = ("Action", "Due", "Status", "Programme", "Owner")
    in_both_orders_and_twice(data, "actions", header, _name, _action, steps)
