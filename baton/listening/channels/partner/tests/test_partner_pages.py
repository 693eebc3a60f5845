# SPDX-License-Identifier: MIT
"""The Wreake carers send by their private link; staff see who sent what, and what came twice."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from baton.core import clock
from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.partner import queries
from baton.listening.channels.partner.models import Item, Partner, PartnerDelivery, PartnerFile
from baton.listening.channels.partner.operations import files, partners
from baton.listening.channels.partner.tests.conftest import WAITED, browser, item, person
from baton.listening.channels.upload import mapping, undoing
from baton.listening.channels.upload import operations as uploads
from baton.listening.models import Contribution, Delivery, SafetyAlert
from baton.people.models import Message
from baton.people.roles import Role

CSV = f"Comment,Date\n{WAITED},2026-06-08\nThe garden did me a world of good.,2026-06-09\n".encode()


def at(name, key, *more):
    return reverse(f"partner:{name}", args=[key, *more])


def typed(*words, key=None, **more):
    given = {"key": str(key or uuid4()), "number": str(len(words)), "how_asked": "At lunch"}
    for number, each in enumerate(words, start=1):
        given |= {
            f"i{number}-words": each,
            f"i{number}-manner": "verbatim",
            f"i{number}-told_on": str(clock.today()),
            f"i{number}-service": "",
            f"i{number}-language": "en",
        }
    return given | more


def read(answer):
    return answer.content.decode()


# Sending by the form.


def test_one_thing_is_written_down_and_kept(link, carers, ward):
    answer = Client().post(
        at("send", link),
        typed(
            WAITED,
            **{
                "i1-service": str(ward.public_id),
                "i1-language": "pl",
                "i1-may_quote": "on",
                "i1-may_share": "on",
            },
        ),
    )
    assert "1 thing that people said is kept" in read(answer)
    kept = Contribution.objects.get()
    assert (kept.channel, kept.words, kept.service, kept.language) == (
        *("partner", WAITED, ward),
        "pl",
    )
    assert (kept.may_quote, kept.may_share, kept.manner) == (True, "partners", "verbatim")
    sent = PartnerDelivery.objects.get()
    assert (sent.partner, sent.way, sent.how_asked) == (carers, "form", "At lunch")
    assert Item.objects.get().partner == carers


def test_a_paraphrase_is_never_to_be_quoted(link):
    form = typed(WAITED, **{"i1-manner": "paraphrase", "i1-may_quote": "on"})
    Client().post(at("send", link), form)
    kept = Contribution.objects.get()
    assert (kept.manner, kept.may_quote) == ("paraphrase", False)


def test_the_same_page_sent_three_times_arrives_once(link):
    form = typed(WAITED, "The chairs are hard to sit on.")
    for _ in range(3):
        assert Client().post(at("send", link), form).status_code == 200
    assert Contribution.objects.count() == 2
    assert Delivery.objects.count() == 1


def test_several_people_go_on_one_page_and_empty_boxes_are_left_out(link):
    Client().post(at("send", link), typed(WAITED, "", "The chairs are hard to sit on."))
    assert Contribution.objects.count() == 2


def test_boxes_for_one_more_person_keep_what_was_typed(link, ward):
    form = typed(WAITED, more="yes", **{"i1-service": str(ward.public_id), "i1-may_quote": "on"})
    page = read(Client().post(at("send", link), form))
    assert WAITED in page
    assert "Person 2" in page
    assert page.count(f'value="{ward.public_id}" selected') == 2
    assert 'name="i1-may_quote" type="checkbox" value="on" checked' in page
    assert 'name="i2-may_quote" type="checkbox" value="on" checked' not in page
    assert "There is a problem" not in page
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"i1-words": " "}, "Write down what somebody told you."),
        ({"i1-words": "x" * 10_001}, "One thing has 10,000 characters at most."),
        ({"i1-words": "a\0b"}, "It holds a NUL character"),
        ({"i1-told_on": "2999-01-01"}, "That day is still to come."),
        ({"i1-told_on": "1848-01-01"}, "before the NHS began"),
        ({"i1-told_on": "31.12."}, "Write a day that exists"),
        ({"i1-service": "elsewhere"}, "Choose one of those in the list."),
        ({"i1-language": "xx"}, "Choose one of those in the list."),
        ({"i1-manner": "sung"}, "Say whose words it is in."),
        ({"key": "none"}, "Open it anew"),
        ({"how_asked": "x" * 501}, "Write at most 500 characters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(link, changes, told):
    answer = Client().post(at("send", link), typed(WAITED) | changes)
    assert answer.status_code == 422
    assert told in read(answer)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("number", ["", "0", "-1", "999", "x", "²", "9" * 40])
def test_a_number_of_boxes_that_is_none_breaks_nothing(link, number):
    answer = Client().post(at("send", link), typed(WAITED) | {"number": number})
    assert answer.status_code == 200
    assert Contribution.objects.count() == 1


def test_a_flood_is_braked_with_what_was_typed_still_there(link, monkeypatch):
    from baton.people import flood

    monkeypatch.setattr(flood, "is_one", lambda *_, **__: True)
    answer = Client().post(at("send", link), typed(WAITED))
    assert answer.status_code == 429
    assert WAITED in read(answer)
    assert Contribution.objects.count() == 0


# The link.


@pytest.mark.parametrize("name", ["home", "send", "file", "became", "take_home"])
def test_a_link_that_is_none_says_so_whatever_is_asked(name, db):
    for key in ("x", "x" * 43):
        answer = Client().get(at(name, key))
        assert answer.status_code == 404
        assert "This link opens nothing" in read(answer)


def test_a_new_link_ends_the_old_one(link, carers, meena):
    renewed = partners.new_link(carers, by=meena)
    assert Client().get(at("home", link)).status_code == 404
    assert Client().get(at("home", renewed)).status_code == 200


def test_a_link_that_was_taken_back_and_a_partner_that_ended_open_nothing(link, carers, meenas):
    meenas.post(reverse("partner:unlink", args=[carers.public_id]))
    assert Client().get(at("home", link)).status_code == 404
    key = partners.new_link(carers, by="test")
    meenas.post(reverse("partner:end", args=[carers.public_id]))
    assert Client().get(at("home", key)).status_code == 404


def test_a_link_opens_nothing_of_another_partner(link, others, meena):
    theirs = partners.new_link(others, by=meena)
    Client().post(at("send", theirs), typed(WAITED))
    sent = Contribution.objects.get()
    assert WAITED not in read(Client().get(at("became", link)))
    answer = Client().post(at("withdraw", link, sent.public_id))
    assert answer.status_code == 404
    sent.refresh_from_db()
    assert sent.withdrawn_at is None


def test_a_link_is_shown_once_and_sent_without_any_words(carers, meenas):
    page = reverse("partner:link", args=[carers.public_id])
    answer = meenas.post(page, {"email": "wren@example.org"})
    message = Message.objects.get()
    assert message.recipient == "wren@example.org"
    assert message.subject == "Soar Care Board: your form"
    (path,) = [word for word in message.body.split() if "/p/" in word]
    assert path in read(answer)
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert path not in read(meenas.get(reverse("partner:partner", args=[carers.public_id])))
    tom = browser(person(carers.organisation, "Una", Role.ADMINISTRATOR))
    assert path not in read(tom.get(reverse("people:message", args=[message.public_id])))


# What became of it.


def test_a_partner_reads_what_became_of_each_thing_and_takes_it_home(link):
    Client().post(at("send", link), typed("=Ring 07700 900123: the chairs are hard."))
    Contribution.objects.update(coded_at=clock.now())
    page = read(Client().get(at("became", link)))
    assert "the chairs are hard." in page
    assert "07700" not in page
    assert "Read, and its themes noted." in page
    answer = Client().get(at("take_home", link))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["Words"].startswith("'=")
    assert rows[0]["How it stands"] == "Read, and its themes noted."


def test_what_was_sent_by_mistake_is_taken_back(link, carers):
    Client().post(at("send", link), typed(WAITED))
    sent = Contribution.objects.get()
    page = at("withdraw", link, sent.public_id)
    assert WAITED in read(Client().get(page))
    for _ in range(2):
        assert Client().post(page).status_code == 302
    sent.refresh_from_db()
    assert sent.words == ""
    told = read(Client().get(at("became", link)))
    assert "Withdrawn, at the person’s request. Its words are gone." in told
    by = AuditEntry.objects.get(verb="contribution.withdrawn").actor
    assert by == f"partner:{carers.pk}"


# Files.


def handed_in(link, content=CSV, name="lunch.csv"):
    file = SimpleUploadedFile(name, content)
    return Client().post(at("file", link), {"file": file, "how_asked": "At lunch"})


def staff_read(upload):
    uploads.read_now(upload, mapping.from_dict(upload.mapping), lambda *_: None)
    return files.note_read()


def test_a_file_waits_for_staff_and_is_then_the_partners(link, carers, meenas):
    assert handed_in(link).status_code == 200
    file = PartnerFile.objects.get()
    assert file.upload.name == "Wreake carers: lunch.csv"
    assert "lunch.csv" in read(meenas.get(reverse("partner:partner", args=[carers.public_id])))
    assert files.note_read() == 0
    assert staff_read(file.upload) == 1
    sent = PartnerDelivery.objects.get()
    assert (sent.way, sent.how_asked, sent.partner) == ("file", "At lunch", carers)
    assert Item.objects.filter(partner=carers).count() == 2
    assert WAITED in read(Client().get(at("became", link)))
    assert files.note_read() == 0


def test_the_same_file_handed_in_three_times_is_kept_once(link):
    assert [handed_in(link).status_code for _ in range(3)] == [200, 422, 422]
    assert PartnerFile.objects.count() == 1


def test_a_file_that_was_undone_may_be_handed_in_again(link, tom):
    handed_in(link)
    upload = PartnerFile.objects.get().upload
    staff_read(upload)
    safety.screen_pending()
    upload.refresh_from_db()
    undoing.begin(upload, by=tom, alerts_seen_to=True)
    upload.refresh_from_db()
    undoing.undo(upload, lambda *_: None)
    assert Item.objects.count() == 0
    assert handed_in(link).status_code == 200


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "The file is empty"), (b"\x00\x01\x02" * 50, "")]
)
def test_a_file_that_is_none_is_refused_with_a_reason(link, content, told):
    answer = handed_in(link, content)
    assert answer.status_code == 422
    assert told in read(answer)
    assert PartnerFile.objects.count() == 0


# What came twice.


def test_the_same_words_of_two_partners_are_flagged_and_both_kept(
    link, carers, system, others, meenas
):
    Client().post(at("send", link), typed(WAITED))
    system(partner=others).send(item(words=WAITED.upper().replace(".", " !")))
    one, two = Contribution.objects.order_by("pk")
    page = read(meenas.get(reverse("partner:doubles")))
    assert "From Soar Healthwatch and Wreake carers" in page
    assert "1 text came more than once" in page
    shown = read(meenas.get(reverse("understanding:comment", args=[one.public_id])))
    assert "1 other comment says the same" in shown
    assert str(two.public_id) in shown
    listening.withdraw(two, by="test")
    assert queries.count_doubles(carers.organisation) == 0


def test_two_who_wrote_a_word_or_two_alike_are_not_flagged(link, carers):
    Client().post(at("send", link), typed("Friendly staff", "Friendly staff"))
    assert Contribution.objects.count() == 2
    assert queries.count_doubles(carers.organisation) == 0


def test_the_same_words_of_another_body_are_no_repeat(link, carers, system, tom):
    from baton.people import operations as people

    Client().post(at("send", link), typed(WAITED))
    welland = people.create_organisation("Welland Trust", "trust", by="test")
    system(organisation=welland).send(item())
    assert queries.count_doubles(carers.organisation) == 0
    assert queries.count_doubles(welland) == 0


# What staff see.


def test_staff_see_who_sends_how_much_and_how_people_were_asked(link, carers, meenas, system):
    Client().post(at("send", link), typed(WAITED, "The chairs are hard to sit on."))
    system(partner=carers).send(item("1", "The lift is broken again."), how_asked="By telephone")
    page = read(meenas.get(reverse("partner:partners")))
    assert "Wreake carers" in page
    assert "sent 3 things" in page
    page = read(meenas.get(reverse("partner:partner", args=[carers.public_id])))
    for words in ("At lunch", "By telephone", "sent 3 things that people said"):
        assert words in page
    assert WAITED not in page
    (month,) = queries.by_month(carers)
    assert (month.ways, month.total) == ({"form": 2, "api": 1}, 3)


def test_a_stakeholder_becomes_a_partner_and_may_again(board, carers, meena, meenas):
    group = carers.stakeholder
    assert group not in queries.may_become_partners(board)
    partners.end(carers, by=meena)
    page = reverse("partner:add")
    meenas.post(page, {"stakeholder": str(group.public_id)})
    assert Partner.objects.get().ended_at is None
    assert meenas.post(page, {"stakeholder": str(group.public_id)}).status_code == 422
    own = read(meenas.get(reverse("stakeholders:stakeholder", args=[group.public_id])))
    assert "What they send us" in own


def test_who_may_only_look_changes_nothing(carers):
    bea = browser(person(carers.organisation, "Bea", Role.BOARD_MEMBER))
    assert bea.get(reverse("partner:partners")).status_code == 200
    assert bea.get(reverse("partner:partner", args=[carers.public_id])).status_code == 200
    for name in ("link", "unlink", "end"):
        assert bea.post(reverse(f"partner:{name}", args=[carers.public_id])).status_code == 403
    assert bea.post(reverse("partner:add")).status_code == 403


def test_whoever_opens_an_alert_learns_whom_to_ask(link, meenas):
    Client().post(at("send", link), typed("I want to kill myself tonight, she said to me."))
    safety.screen_pending()
    alert = SafetyAlert.objects.get()
    page = read(meenas.get(reverse("listening:alert", args=[alert.public_id])))
    assert "Sent by Wreake carers" in page


def test_a_partner_is_a_stakeholder_or_a_system_and_not_both(board, carers):
    for wrong in (
        {"system": "", "stakeholder": None},
        {"system": "Kiosk", "stakeholder": carers.stakeholder},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Partner.objects.create(organisation=board, **wrong)


# Who agreed.


def test_the_form_asks_who_agreed_only_where_staff_say_that_it_must(link, carers, meenas):
    assert 'name="i1-for_whom"' not in read(Client().get(at("send", link)))
    here = reverse("partner:ask_who_agreed", args=[carers.public_id])
    assert "From now on their form asks" in read(meenas.post(here, {"ask": "yes"}, follow=True))
    assert 'name="i1-for_whom"' in read(Client().get(at("send", link)))
    meenas.post(here)
    assert 'name="i1-for_whom"' not in read(Client().get(at("send", link)))


def test_what_nobody_agreed_to_is_kept_and_not_passed_on(link, carers, meena):
    partners.ask_who_agreed(carers, asks=True, by=meena)
    allowed = {"i1-may_quote": "on", "i1-may_share": "on", "i1-way": "4"}
    refused = Client().post(at("send", link), typed(WAITED, **allowed))
    assert refused.status_code == 422
    Client().post(at("send", link), typed(WAITED, **allowed, **{"i1-for_whom": "adult"}))
    kept = Contribution.objects.get()
    assert (kept.may_quote, kept.may_share, kept.way) == (False, "nobody", 4)
    by_attorney = {"i1-who": "attorney", "i1-basis": "attorney", "i1-relation": "daughter"}
    form = typed("The chairs.", **allowed, **by_attorney, **{"i1-for_whom": "adult"})
    Client().post(at("send", link), form)
    kept = Contribution.objects.get(words="The chairs.")
    assert (kept.may_quote, kept.may_share, kept.agreement.relation) == (
        True,
        "partners",
        "daughter",
    )
