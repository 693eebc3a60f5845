# SPDX-License-Identifier: MIT
"""What is noted at a table is kept once, with what holds for the session, and can be mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.event import operations, queries
from baton.listening.channels.event.models import Session
from baton.listening.channels.event.tests.conftest import person, point
from baton.listening.models import SafetyAlert
from baton.people.roles import Role
from baton.places import operations as places


def about(session, **changes):
    given = {
        "held_on": session.held_on,
        "service": session.service,
        "stated": {},
        "language": "",
        "may_quote": False,
    }
    return operations.About(**(given | changes))


def test_a_point_is_a_contribution_of_its_activity(table, workshop, lena):
    kept = operations.note(table, point(about="What helps?"), by=lena)
    assert kept.channel == "event"
    assert kept.manner == "paraphrase"
    assert kept.delivery.activity == workshop
    assert kept.delivery.brought_by == lena
    assert kept.question.wording == "What helps?"
    assert kept.service.name == "Memory clinic"
    assert kept.said_precision == "moment"
    assert list(queries.points(table)) == [kept]


def test_a_point_that_is_sent_again_is_kept_once(table, lena):
    written = point()
    first = operations.note(table, written, by=lena)
    assert operations.note(table, written, by=lena) == first
    assert queries.points(table).count() == 1


def test_two_people_who_say_the_same_are_both_heard(table, lena):
    operations.note(table, point("The parking is dear."), by=lena)
    operations.note(table, point("The parking is dear."), by=lena)
    assert queries.points(table).count() == 2


def test_a_new_point_on_a_page_that_somebody_went_back_to_is_not_lost(table, lena):
    first = point("The first.")
    operations.note(table, first, by=lena)
    operations.note(table, point("The second.", key=first.key), by=lena)
    assert queries.points(table).count() == 2


def test_a_paraphrase_is_never_quotable_even_where_all_agreed_to_be_quoted(table, lena):
    operations.describe(table.session, about(table.session, may_quote=True), by=lena)
    table.session.refresh_from_db()
    own = operations.note(table, point("I felt alone.", manner="verbatim"), by=lena)
    told = operations.note(table, point("Carers feel alone."), by=lena)
    assert own.may_quote
    assert not told.may_quote
    with pytest.raises(IntegrityError), transaction.atomic():
        type(told).objects.filter(pk=told.pk).update(may_quote=True)


def test_nothing_is_quotable_unless_all_agreed(table, lena):
    assert not operations.note(table, point(manner="verbatim"), by=lena).may_quote


def test_what_a_session_states_goes_with_each_point_and_a_table_may_differ(table, femi, lena):
    stated = {"age": "65 to 74", "carer": "Yes"}
    operations.describe(table.session, about(table.session, stated=stated), by=lena)
    second = operations.add_table(
        table.session, name="Interview 1", facilitator=femi, stated={"age": "85 or over"}, by=lena
    )
    table.refresh_from_db()
    first = operations.note(table, point(), by=lena)
    other = operations.note(
        queries.tables(table.session.organisation).get(pk=second.pk), point(), by=femi
    )
    assert first.characteristics.stated == stated
    assert other.characteristics.stated == {"age": "85 or over", "carer": "Yes"}


def test_flip_charts_that_are_read_off_later_were_said_on_the_day_of_the_session(table, lena):
    yesterday = clock.today() - timedelta(days=1)
    operations.describe(table.session, about(table.session, held_on=yesterday), by=lena)
    table.session.refresh_from_db()
    kept = operations.note(table, point(), by=lena)
    assert kept.said_precision == "day"
    assert timezone.localdate(kept.said_at) == yesterday


def test_two_facilitators_who_begin_sit_in_one_session_at_two_tables(workshop, lena, femi):
    first, second = operations.begin(workshop, by=lena), operations.begin(workshop, by=femi)
    assert first.session == second.session
    assert [first.name, second.name] == ["Table 1", "Table 2"]
    assert operations.begin(workshop, by=lena) == first


def test_an_activity_has_one_open_session(table, workshop, lena):
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(
            organisation=workshop.organisation,
            activity=workshop,
            held_on=clock.today(),
            began_by=lena,
        )


def test_nobody_takes_notes_at_what_was_cancelled(workshop, lena):
    workshop.state = "cancelled"
    workshop.save()
    with pytest.raises(operations.ActivityCancelled, match="was cancelled"):
        operations.begin(workshop, by=lena)


def test_two_tables_do_not_share_a_name(table, femi, lena):
    with pytest.raises(operations.NameTaken, match="Table 1"):
        operations.add_table(table.session, name="Table 1", facilitator=femi, stated={}, by=lena)


def test_an_activity_about_two_services_leaves_the_choice_to_the_facilitator(workshop, lena, board):
    garden = places.add_service(board, "Garden group", kind="service", by="test")
    workshop.services.add(garden)
    table = operations.begin(workshop, by=lena)
    assert table.session.service is None
    operations.describe(table.session, about(table.session, service=garden), by=lena)
    table.session.refresh_from_db()
    assert operations.note(table, point(), by=lena).service == garden
    assert board.services.count() == 2


def test_a_point_that_is_mended_is_taken_out_and_noted_anew(table, lena):
    first = operations.note(table, point("The bus stops runing at six."), by=lena)
    mended = point("The bus stops running at six.", manner="verbatim")
    second = operations.mend(first, table, mended, by=lena)
    assert operations.mend(first, table, mended, by=lena) == second
    assert [each.words for each in queries.points(table)] == ["The bus stops running at six."]
    first.refresh_from_db()
    assert first.words == ""
    assert first.why_withdrawn == "noted anew, because it was written down wrongly"
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert list(verbs).count("contribution.withdrawn") == 1


def test_a_point_that_is_mended_was_said_when_it_was_said(table, lena):
    first = operations.note(table, point("The bus."), by=lena)
    with clock.held_at(clock.now() + timedelta(days=2)):
        second = operations.mend(first, table, point("The last bus."), by=lena)
    assert (second.said_at, second.said_precision) == (first.said_at, "moment")


def test_a_point_that_is_kept_as_it_was_stays(table, lena):
    written = point()
    kept = operations.note(table, written, by=lena)
    assert operations.mend(kept, table, written, by=lena) == kept
    assert queries.points(table).count() == 1


def test_a_point_that_somebody_took_out_is_not_mended(table, lena):
    kept = operations.note(table, point(), by=lena)
    operations.take_out(kept, table, by=lena)
    assert not queries.points(table).exists()
    kept.refresh_from_db()
    assert kept.why_withdrawn == "taken out by those who had noted it"
    with pytest.raises(operations.PointGone, match="taken this point out"):
        operations.mend(kept, table, point("Again."), by=lena)


def test_a_closed_session_takes_no_notes_until_it_is_opened_again(table, lena):
    written = point()
    kept = operations.note(table, written, by=lena)
    operations.close(table.session, by=lena)
    assert operations.note(table, written, by=lena) == kept, "it had reached us"
    for change in (
        lambda: operations.note(table, point(), by=lena),
        lambda: operations.mend(kept, table, point(), by=lena),
        lambda: operations.take_out(kept, table, by=lena),
        lambda: operations.describe(table.session, about(table.session), by=lena),
    ):
        with pytest.raises(operations.SessionClosed, match="Open it again"):
            change()
    operations.reopen(table.session, by=lena)
    operations.note(table, point(), by=lena)
    assert queries.points(table).count() == 2


def test_where_another_session_was_begun_since_that_one_goes_on(table, workshop, lena):
    operations.close(table.session, by=lena)
    second = operations.begin(workshop, by=lena).session
    assert operations.reopen(table.session, by=lena) == second


def test_what_is_noted_is_screened_for_risk_to_life(table, lena):
    operations.note(table, point("I want to kill myself tonight.", manner="verbatim"), by=lena)
    safety.screen_pending()
    assert SafetyAlert.objects.count() == 1


def test_whoever_reads_an_alert_learns_whom_to_ask(table, lena, board, as_):
    operations.note(table, point("I want to kill myself tonight.", manner="verbatim"), by=lena)
    safety.screen_pending()
    amir = person("Amir Iqbal", board, Role.COMPLAINTS_OFFICER)
    alert = SafetyAlert.objects.get()
    answer = as_(amir).get(reverse("listening:alert", args=[alert.public_id]))
    assert "Noted at Table 1 of “Carers’ workshop” by Lena Fox" in answer.content.decode()


def test_what_was_erased_is_not_noted_again(table, lena):
    written = point()
    listening.erase(operations.note(table, written, by=lena), by=lena)
    with pytest.raises(listening.ContributionErased):
        operations.note(table, written, by=lena)
