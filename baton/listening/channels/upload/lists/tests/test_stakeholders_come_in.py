# SPDX-License-Identifier: MIT
"""A stakeholder list comes in, and comes in again: changed, and never doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baton.core import clock
from baton.people.stakeholders.models import Assessment

pytestmark = pytest.mark.django_db

LIST = """Stakeholder,Type,Power,Interest,Influence,Current,Desired level,Owner,E-mail,Next contact
Soar Valley Voices,VCSE,2,5,3,Supportive,Leading,Engagement lead,voices@example.org,28/12/2026
Wreake Borough Council,Local authority,High,Medium,,Neutral,Supportive,amina@soar.example,,
The Wreake Courier,Media,4,2,4,Opposed,Neutral,,,
"""


def test_each_row_becomes_somebody_in_the_register(bring, board, amina):
    upload = bring(LIST, "stakeholders", basis="published")
    assert upload.outcome == {"added": 3, "changed": 0, "same": 0, "begun": 0}
    assert (upload.rows, upload.refused, upload.state) == (3, 0, "read")
    voices, council, courier = board.stakeholders.order_by("pk")
    assert (voices.kind, voices.post, voices.contact_email) == (
        *("voluntary", "Engagement lead"),
        "voices@example.org",
    )
    assert voices.basis == "published"
    assert str(voices.next_contact_on) == "2026-12-28"
    assert (council.kind, council.owner, council.basis) == ("council", amina, "")
    held = Assessment.objects.get(stakeholder=courier)
    assert (held.power, held.interest, held.influence, held.current, held.desired) == (
        4,
        2,
        4,
        1,
        2,
    )
    assert held.register.is_overall


def test_the_same_list_again_changes_nothing_and_a_changed_row_changes_its_own(bring, board):
    bring(LIST, "stakeholders", basis="published")
    again = bring(LIST, "stakeholders", basis="published")
    assert again.outcome == {"added": 0, "changed": 0, "same": 3, "begun": 0}
    changed = LIST.replace("Media,4,2,4", "Media,4,5,4").replace("Courier", "courier")
    with clock.held_at(clock.now() + timedelta(days=1)):
        upload = bring(changed, "stakeholders", basis="published")
    assert upload.outcome == {"added": 0, "changed": 1, "same": 2, "begun": 0}
    assert board.stakeholders.count() == 3
    assert Assessment.objects.count() == 4
    assert Assessment.objects.get(superseded_at=None, power=4, current=1).interest == 5


def test_what_a_person_changed_since_stays_where_the_row_did_not_change(bring, board):
    bring(LIST, "stakeholders", basis="published")
    board.stakeholders.filter(name="Soar Valley Voices").update(post="Head of engagement")
    bring(
        LIST + "Healthwatch Soar,Healthwatch,3,5,4,Supportive,Leading,,,\n",
        "stakeholders",
        basis="published",
    )
    assert board.stakeholders.count() == 4
    assert board.stakeholders.get(name="Soar Valley Voices").post == "Head of engagement"
