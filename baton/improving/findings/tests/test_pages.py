# SPDX-License-Identifier: MIT
"""The pages of findings, as people meet them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse

from baton.improving.findings import operations, queries
from baton.improving.findings.models import Finding, Support
from baton.improving.findings.tests.conftest import JUDGED, QUOTABLE, SEATS
from baton.understanding import reviews


def page_of(finding: Finding, page: str = "finding") -> str:
    return reverse(f"findings:{page}", args=[finding.public_id])


def test_whoever_has_none_is_told_how_to_begin(priya, signed_in):
    answer = signed_in(priya).get("/findings/")
    assert b"Nothing is concluded yet." in answer.content
    assert b"Begin with" in answer.content


def test_a_view_of_comments_leads_to_a_finding_of_them(priya, signed_in, tell, needs):
    tell("There was nowhere to sit.")
    tell("No chair for my mother.")
    browser = signed_in(priya)
    assert b"Make a finding of these" not in browser.get("/comments/").content
    shown = browser.get("/comments/?theme=timeliness-of-care").content.decode()
    assert "/findings/begin?theme=timeliness-of-care" in shown
    begun = browser.get("/findings/begin?theme=timeliness-of-care").content.decode()
    assert "Gather the 2 comments that match now" in begun
    given = {"sentence": SEATS, "kind": "insight", "stage": needs.pk, "gathers": "on"}
    answer = browser.post("/findings/begin?theme=timeliness-of-care", given)
    made = Finding.objects.get()
    assert answer.url == page_of(made)
    assert made.supports.filter(how=Support.How.FILTER).count() == 2
    assert (made.looks_for, made.out_of) == ("?theme=timeliness-of-care", queries.EVERYTHING)


def test_a_finding_without_a_sentence_is_sent_back(priya, signed_in, needs):
    answer = signed_in(priya).post("/findings/begin", {"kind": "insight", "stage": needs.pk})
    assert answer.status_code == 422
    assert "Write what you conclude, in one sentence." in answer.content.decode()
    assert not Finding.objects.exists()


def test_a_finding_begins_with_one_comment(priya, signed_in, say, needs):
    said = say("There was nowhere to sit.")
    browser = signed_in(priya)
    comment = browser.get(f"/comments/{said.public_id}/").content.decode()
    assert f"/findings/begin?comment={said.public_id}" in comment
    given = {"sentence": SEATS, "kind": "foresight", "stage": needs.pk}
    browser.post(f"/findings/begin?comment={said.public_id}", given)
    assert Finding.objects.get().supports.get().contribution == said


def test_a_comment_is_added_to_a_draft_from_its_page(priya, signed_in, say, concluding):
    finding, said = concluding(), say("Plenty of room on a Sunday.")
    browser = signed_in(priya)
    assert finding.name in browser.get(f"/comments/{said.public_id}/").content.decode()
    browser.post(page_of(finding, "add"), {"comment": said.public_id, "side": "against"})
    assert finding.supports.get().side == Support.Side.AGAINST
    assert "Stands against" in browser.get(f"/comments/{said.public_id}/").content.decode()


def test_a_comment_of_another_body_is_not_added(priya, signed_in, say, concluding, welland):
    finding, theirs = concluding(), say("Not ours.", of=welland)
    browser = signed_in(priya)
    for comment in (theirs.public_id, "nonsense"):
        browser.post(page_of(finding, "add"), {"comment": comment, "side": "for"})
    assert not finding.supports.exists()


def test_the_page_shows_three_strengths_and_no_score(priya, signed_in, tell, concluding):
    said = [tell(f"No seat, {number} times.") for number in range(3)]
    finding = concluding(*said, out_of="?", looks_for="?theme=timeliness-of-care")
    operations.change(finding, by=priya, **JUDGED, severity_says="2 came back by ambulance")
    shown = signed_in(priya).get(page_of(finding)).content.decode()
    assert "3 comments" in shown
    assert "100% of 3 comments, between 44% and 100%" in shown
    assert "High for some" in shown
    assert "2 came back by ambulance" in shown
    assert "Falls on some more than on others" in shown


def test_what_may_be_quoted_and_was_looked_at_stands_as_a_quotation(
    priya, signed_in, tell, concluding
):
    allowed = tell("I nearly went home.", permission=QUOTABLE)
    silent = tell("I did go home.")
    finding = concluding(allowed, silent)
    browser = signed_in(priya)
    keys = list(finding.supports.values_list("pk", flat=True))
    answer = browser.post(page_of(finding, "voices"), {"each": keys, "act": "quote"}, follow=True)
    assert "2 cannot be quoted" in answer.content.decode()
    reviews.decide(allowed, outcome="show", by=priya)
    answer = browser.post(page_of(finding, "voices"), {"each": keys, "act": "quote"}, follow=True)
    assert "1 quoted on its page" in answer.content.decode()
    shown = browser.get(page_of(finding)).content.decode()
    assert "I nearly went home." in shown
    assert "I did go home." not in shown
    reviews.decide(allowed, outcome="keep", reason="rare", by=priya)
    assert "I nearly went home." not in browser.get(page_of(finding)).content.decode()


def test_voices_are_sorted_in_bulk(priya, signed_in, say, concluding):
    finding = concluding(*(say(f"Seat {number}") for number in range(3)))
    browser = signed_in(priya)
    first, second, _ = finding.supports.values_list("pk", flat=True)
    browser.post(page_of(finding, "voices"), {"each": [first], "act": "against"})
    browser.post(page_of(finding, "voices"), {"each": [second], "act": "out"})
    assert sorted(finding.supports.values_list("side", flat=True)) == [1, 2]
    answer = browser.post(page_of(finding, "voices"), {"act": "out"}, follow=True)
    assert "Tick at least one comment" in answer.content.decode()
    shown = browser.get(page_of(finding, "voices") + "?side=against").content.decode()
    assert "Seat 0" in shown
    assert "Seat 2" not in shown


def test_newer_matches_are_proposed_and_never_added_by_themselves(
    priya, signed_in, tell, concluding
):
    finding = concluding(tell("Nowhere to sit."), looks_for="?theme=timeliness-of-care")
    later = [tell(f"No chair {number}.") for number in range(3)]
    browser = signed_in(priya)
    assert "3 other comments match" in browser.get(page_of(finding)).content.decode()
    assert finding.supports.count() == 1
    shown = browser.get(page_of(finding, "proposed")).content.decode()
    assert "No chair 2." in shown
    browser.post(page_of(finding, "proposed"), {"each": [later[0].pk], "act": "for"})
    browser.post(page_of(finding, "proposed"), {"each": [later[1].pk], "act": "down"})
    assert queries.proposed(finding) == ([later[2].pk], False)
    browser.post(page_of(finding, "proposed"), {"act": "all_down"})
    assert queries.proposed(finding) == ([], False)
    assert finding.supports.filter(how=Support.How.PROPOSED).count() == 1
    assert browser.get(page_of(finding, "proposed")).url == page_of(finding)


def test_only_what_is_proposed_is_taken_in(priya, signed_in, say, tell, concluding):
    finding = concluding(looks_for="?theme=timeliness-of-care")
    tell("Nowhere to sit.")
    other = say("The food was good.")
    browser = signed_in(priya)
    browser.post(page_of(finding, "proposed"), {"each": [other.pk, "x"], "act": "for"})
    assert not finding.supports.exists()


def test_it_is_judged_and_concluded_on_one_page(priya, signed_in, say, concluding):
    finding = concluding(say("Nowhere to sit."))
    browser = signed_in(priya)
    answer = browser.post(
        page_of(finding, "judge"), {"severity": 0, "inequality": 2, "conclude": 1}
    )
    assert answer.status_code == 422
    assert "Say how severe it is" in answer.content.decode()
    browser.post(page_of(finding, "judge"), {**JUDGED, "conclude": "yes"})
    finding.refresh_from_db()
    assert finding.concluded_at is not None
    again = browser.post(page_of(finding, "change"), {"sentence": "Else", "kind": "insight"})
    assert again.status_code == 422
    assert "It is concluded, and stays" in again.content.decode()


def test_thirty_drafts_are_concluded_with_one_press(priya, signed_in, say, concluding):
    drafts = [concluding(say(f"Seat {n}"), sentence=f"Finding of {n}") for n in range(30)]
    given = {}
    for each in drafts:
        row = f"f{each.number}"
        given |= {f"{row}-severity": 2, f"{row}-inequality": 1, f"{row}-concludes": "on"}
    browser = signed_in(priya)
    assert browser.get("/findings/drafts").status_code == 200
    answer = browser.post("/findings/drafts", given, follow=True)
    assert "30 findings are concluded." in answer.content.decode()
    assert "No draft is left." in answer.content.decode()


def test_a_draft_that_cannot_be_concluded_keeps_what_was_judged(priya, signed_in, say, concluding):
    ready, bare = concluding(say("Seat")), concluding(sentence="Nobody said it")
    given = {}
    for each in (ready, bare):
        row = f"f{each.number}"
        given |= {f"{row}-severity": 2, f"{row}-inequality": 1, f"{row}-concludes": "on"}
    answer = signed_in(priya).post("/findings/drafts", given)
    assert answer.status_code == 422
    assert "1 draft was not concluded" in answer.content.decode()
    assert "No contribution stands behind it yet." in answer.content.decode()
    for each in (ready, bare):
        each.refresh_from_db()
    assert ready.concluded_at is not None
    assert (bare.severity, bare.concluded_at) == (2, None)


def test_somebody_else_checks_it(priya, meena, signed_in, say, concluding):
    finding = concluding(say("Nowhere to sit."))
    own = signed_in(priya).post(page_of(finding, "peer"), {"says": "Mine"})
    assert own.status_code == 422
    assert "Somebody else checks it" in own.content.decode()
    signed_in(meena).post(page_of(finding, "peer"), {"says": "I read all."})
    shown = signed_in(meena).get(page_of(finding)).content.decode()
    assert "checked by Meena" in shown
    assert "I read all." in shown
    assert signed_in(meena).post(page_of(finding, "peer"), {}).status_code == 422


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("", True, True),
        ("?state=draft", False, True),
        ("?state=concluded", True, False),
        ("?state=asked", False, False),
        ("?state=disputed", False, False),
        ("?severity=3", True, False),
        ("?order=number", True, True),
        ("?programme=nonsense&state=nonsense", True, True),
    ],
)
def test_the_list_is_narrowed(priya, signed_in, say, concluding, query, first, second):
    done, draft = concluding(say("Seat"), sentence="It is done"), concluding(sentence="A draft")
    operations.change(done, by=priya, **JUDGED)
    operations.conclude(done, by=priya)
    shown = signed_in(priya).get(f"/findings/{query}").content.decode()
    assert (done.sentence in shown, draft.sentence in shown) == (first, second)


def test_the_programme_leads_to_its_findings(priya, signed_in, concluding):
    finding = concluding()
    page = reverse("programmes:programme", args=[finding.programme.public_id])
    shown = signed_in(priya).get(page).content.decode()
    assert f"/findings/?programme={finding.programme.public_id}" in shown


def test_who_may_not_read_words_sees_figures_and_no_words(rose, signed_in, tell, concluding, priya):
    said = tell("I nearly went home.", permission=QUOTABLE)
    reviews.decide(said, outcome="show", by=priya)
    finding = concluding(said)
    operations.quote(finding, finding.supports.values_list("pk", flat=True), by=priya)
    browser = signed_in(rose)
    shown = browser.get(page_of(finding)).content.decode()
    assert "1 comment" in shown
    assert "I nearly went home." not in shown
    assert browser.get(page_of(finding, "voices")).status_code == 403
    assert browser.post(page_of(finding, "judge"), JUDGED).status_code == 403


def test_a_board_member_reads_and_sorts_nothing(bea, signed_in, say, concluding):
    finding = concluding(say("Nowhere to sit."))
    browser = signed_in(bea)
    assert "Nowhere to sit." in browser.get(page_of(finding, "voices")).content.decode()
    keys = list(finding.supports.values_list("pk", flat=True))
    answer = browser.post(page_of(finding, "voices"), {"each": keys, "act": "out"})
    assert answer.status_code == 403
    assert finding.supports.count() == 1


def test_another_view_is_added_to_a_draft(priya, signed_in, tell, concluding):
    finding = concluding(tell("Nowhere to sit.", theme="Parking"))
    tell("Plenty of room.")
    browser = signed_in(priya)
    query = "?theme=timeliness-of-care"
    assert "Or add them to a draft" in browser.get(f"/findings/begin{query}").content.decode()
    given = {"draft": finding.public_id, "side": 2}
    shown = browser.post(f"/findings/add{query}", given, follow=True).content.decode()
    assert "1 added: against it now." in shown
    assert sorted(finding.supports.values_list("side", flat=True)) == [1, 2]
    for path, wrong in ((f"/findings/add{query}", {"side": 1}), ("/findings/add", given)):
        refused = browser.post(path, wrong, follow=True).content.decode()
        assert "Choose a draft, and filters" in refused
    assert finding.supports.count() == 2


def test_an_upload_that_is_undone_says_what_findings_lose(priya, signed_in, say, concluding, board):
    from baton.improving.findings import panels
    from baton.listening.models import Delivery

    delivery = Delivery.objects.create(organisation=board, channel="upload", label="wrong.csv")
    said = say("No seat.")
    type(said).objects.filter(pk=said.pk).update(delivery=delivery)
    concluding(said)

    upload = SimpleNamespace(delivery=delivery)
    assert "1 comment that stands behind 1 finding" in panels.findings_that_would_lose(
        None, upload=upload
    )
