# SPDX-License-Identifier: MIT
"""What everybody reads of a programme, and nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.improving.news import operations
from baton.improving.news.policies import NotNow
from tests.harness.seats import SEATS

pytestmark = pytest.mark.django_db

SAYS = "We look at how people wait in urgent care."


def page(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def about(programme):
    return reverse("news:about", args=[programme.public_id])


def editor(programme, name="editor", *more):
    return reverse(f"news:{name}", args=[programme.public_id, *more])


def test_nobody_reads_a_page_that_is_not_published(programme, client):
    page(client.get(about(programme)), 404)
    page(client.get(reverse("news:feed", args=[programme.public_id])), 404)
    page(client.get(reverse("news:subscribe", args=[programme.public_id])), 404)


def test_meena_publishes_it_and_everybody_reads_what_stands_first(
    programme, meena, signed_in, client
):
    answer = signed_in(meena).post(editor(programme, "publish"), {"says": SAYS}, follow=True)
    assert "Everybody can read the page now." in page(answer)
    client.logout()
    shown = page(client.get(about(programme)))
    assert SAYS in shown
    assert "Nothing has come of it yet." in shown


def test_a_page_must_say_what_it_is_about(programme, meena, signed_in):
    answer = signed_in(meena).post(editor(programme, "publish"), {"says": " "})
    assert "Say what this is about" in page(answer, 422)


def test_only_what_was_written_for_everybody_stands_there(chain, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    operations.tell(chain.decision, "Seats come first.", by=meena)
    shown = page(client.get(about(programme)))
    assert "Seats come first." in shown
    assert "one thing was decided" in shown
    for among_us in (SEATS, chain.decision.title, chain.action.title, "I stood for two hours"):
        assert among_us not in shown
    # The reply went out, and may stand there.
    assert "There are six new seats." in shown


def test_a_reply_that_is_not_for_everybody_stays_away(chain, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    chain.reply.is_public = False
    chain.reply.save()
    assert "six new seats" not in page(client.get(about(programme)))


def test_how_often_it_was_said_never_tells_apart_a_few(concluded, say, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    few = concluded("Few", *(say(f"Seat {number}") for number in range(4)))
    many = concluded("Many", *(say(f"Chair {number}") for number in range(13)))
    for finding in (few, many):
        operations.tell(finding, f"{finding.sentence} told.", by=meena)
    shown = page(client.get(about(programme)))
    assert "Few people said so." in shown
    assert "10 times or more" in shown
    assert "13" not in shown.split("What we heard")[1].split("</ol>")[0]


def test_an_action_that_is_not_done_says_why(chain, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    chain.action.state, chain.action.why = "not_doing", "The wall is listed."
    chain.action.save()
    operations.tell(chain.action, "No window will be cut.", by=meena)
    shown = page(client.get(about(programme)))
    assert "We will not do this" in shown
    assert "Why: The wall is listed." in shown


def test_a_draft_is_not_told(programme, priya, meena):
    from baton.improving.findings import operations as findings

    draft = findings.begin(programme.stages.get(kind="needs"), "Too few seats", by=priya)
    with pytest.raises(NotNow, match="Conclude it first"):
        operations.tell(draft, "Seats are few.", by=meena)


@pytest.mark.parametrize("found", ["07700 900123", "amina@example.org"])
def test_what_could_tell_who_somebody_is_is_refused(chain, programme, meena, signed_in, found):
    where = editor(programme, "tell_finding", chain.finding.public_id)
    answer = signed_in(meena).post(where, {"told": f"Amina, {found}, stood."})
    assert "may tell who somebody is" in page(answer, 422)
    chain.finding.refresh_from_db()
    assert chain.finding.told == ""


def test_meena_sees_it_as_it_will_be_before_she_publishes_it(chain, programme, meena, signed_in):
    client = signed_in(meena)
    where = editor(programme, "tell_action", chain.action.public_id)
    assert "once it is published" in page(client.post(where, {"told": "Seats came."}, follow=True))
    shown = page(client.get(editor(programme, "preview")))
    assert "This is how everybody will see it." in shown
    assert "Seats came." in shown


def test_taking_what_is_told_back_takes_it_off_the_page(chain, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    operations.tell(chain.action, "Seats came.", by=meena)
    operations.tell(chain.action, "", by=meena)
    assert "Seats came." not in page(client.get(about(programme)))


def test_the_editor_counts_what_is_not_told(chain, programme, meena, signed_in):
    shown = page(signed_in(meena).get(editor(programme)))
    assert "1 finding, 1 decision and 1 action not told on it." in shown


def test_taking_the_page_away_closes_it_and_keeps_what_was_written(
    chain, programme, meena, signed_in, client
):
    operations.publish(programme, SAYS, by=meena)
    operations.tell(chain.action, "Seats came.", by=meena)
    page(signed_in(meena).post(editor(programme, "take_away"), follow=True))
    page(client.get(about(programme)), 404)
    chain.action.refresh_from_db()
    assert chain.action.told == "Seats came."


def test_an_analyst_does_not_publish(programme, priya, signed_in):
    page(signed_in(priya).get(editor(programme)), 403)


def test_the_programmes_own_page_leads_to_both(programme, meena, signed_in):
    client = signed_in(meena)
    home = reverse("programmes:programme", args=[programme.public_id])
    assert "It has no public page" in page(client.get(home))
    operations.publish(programme, SAYS, by=meena)
    assert about(programme) in page(client.get(home))


def test_amal_reads_in_arabic_what_came_of_it(chain, programme, meena, client):
    operations.publish(programme, SAYS, by=meena)
    operations.tell(chain.decision, "Seats come first.", by=meena)
    read = client.get(about(programme), {"language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in read
    for said in ("ما تقرر", "حتى الآن: تقرر أمر واحد (1)", "قلتم، ونحن نجيب", "قارئ الخلاصات"):
        assert said in read
    assert "What was decided" not in read
