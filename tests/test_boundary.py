# SPDX-License-Identifier: MIT
"""No page shows or changes for one organisation's people what belongs to another.

The Wreake Trust holds one of each thing; a member of the Welland Trust, whatever their role, knocks
at every address there is with the Wreake Trust's ids. An address that is not in the table below
fails the test, so that a new page cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.permissions import PUBLIC, SIGNED_IN, TOKEN
from baton.people.roles import CAPABILITIES, Role
from baton.people.tokens import operations as tokens
from baton.people.tokens.models import Scope
from tests.harness.belongings import SECRET, Things, belongings
from tests.harness.rooms import routes
from tests.test_architecture import THE_SAME_FOR_ALL

#: What public pages say in other languages is the whole installation's; who keeps it, their own
#: tests say (baton/people/speakers).
OF_THE_INSTALLATION = {
    f"speakers:{name}" for name in ("languages", "language", "mend", "take_home")
}
ROUTES = {
    name: pattern
    for name, pattern, _ in routes()
    if name not in THE_SAME_FOR_ALL | OF_THE_INSTALLATION
}


@dataclass
class Body:
    """An organisation with a member for each role."""

    organisation: Organisation
    members: dict[Role, Account]

    def browser(self, role: Role) -> Client:
        browser = Client()
        backend = "django.contrib.auth.backends.ModelBackend"
        browser.force_login(self.members[role], backend=backend)
        return browser


#: What stands behind the ids in each address.
ARGUMENTS: dict[str, Callable[[Things], list[object]]] = {
    "web:job": lambda things: [things.job.public_id],
    "people:revoke_invitation": lambda things: [things.invitation.public_id],
    "people:end_role": lambda things: [things.account.public_id, "administrator"],
    "people:end_visits": lambda things: [things.account.public_id],
    "people:end_visit": lambda things: [things.visit.public_id],
    "people:remove_passkey": lambda things: [things.passkey.public_id],
    "people:revoke_agreement": lambda things: [things.agreement.public_id],
    "people:message": lambda things: [things.message.public_id],
    **{
        f"groups:{name}": lambda things: [things.group.public_id]
        for name in ("group", "change", "end", "add_seats")
    },
    "groups:change_seat": lambda things: [things.seat.public_id],
    "groups:fill": lambda things: [things.seat.public_id],
    "groups:change_holding": lambda things: [things.holding.public_id],
    "groups:leave": lambda things: [things.holding.public_id],
    "listening:alert": lambda things: [things.alert.public_id],
    "listening:take_back": lambda things: [things.contribution.public_id],
    "listening:agreement": lambda things: [things.contribution.public_id],
    "listening:pictures": lambda things: [things.activity.public_id],
    **{
        f"upload:{name}": lambda things: [things.upload.public_id]
        for name in ("upload", "columns", "holds", "progress", "refused", "undo", "discard")
    },
    "event:begin": lambda things: [things.activity.public_id],
    **{
        f"event:{name}": lambda things: [things.table.session.public_id]
        for name in ("session", "about", "add_table", "close", "reopen", "sheet")
    },
    **{
        f"event:{name}": lambda things: [things.table.public_id]
        for name in ("table", "change_table", "add_charts")
    },
    **{
        f"event:{name}": lambda things: [things.chart.public_id]
        for name in ("picture", "forget_chart")
    },
    "event:point": lambda things: [things.point.public_id],
    "upload:list_columns": lambda things: [things.list.public_id],
    **{
        f"understanding:{name}": lambda things: [things.contribution.public_id]
        for name in (
            *("comment", "next", "add", "check", "sentiment", "original"),
            *("translate", "remove_translation", "language"),
        )
    },
    **{
        f"activities:{name}": lambda things: [things.activity.public_id]
        for name in (
            *("activity", "details", "people", "money", "happened", "changed", "cancel"),
            *("organiser", "announce", "rung", "count_rungs", "rung_sheet", "sign_up_page"),
            *("invite", "attendance", "sign_in_sheet"),
        )
    },
    **{
        f"survey:{name}": lambda things: [things.survey.public_id]
        for name in (
            *("survey", "about", "publish", "close", "preview", "add", "languages", "pictures"),
            *("add_place", "results", "download_results", "download_answers", "paper"),
            *("paper_pdf", "typing", "form", "form_draft"),
        )
    },
    "survey:add_of_kind": lambda things: [things.survey.public_id, "text"],
    **{
        f"survey:{name}": lambda things: [things.survey.public_id, "q2"]
        for name in ("change_question", "move_question", "remove_question", "asked_of")
    },
    "survey:put_picture": lambda things: [things.survey.public_id, "q2"],
    "survey:asked_among": lambda things: [things.survey.public_id, "q2", "q1"],
    "survey:translate": lambda things: [things.survey.public_id, "gu"],
    "survey:picture_file": lambda things: [things.survey.public_id, things.picture.public_id],
    **{
        f"survey:{name}": lambda things: [things.survey.public_id, things.survey_place.code]
        for name in ("place", "poster", "poster_pdf", "close_place")
    },
    "survey:form_version": lambda things: [things.survey.public_id, 1],
    "understanding:review": lambda things: [things.quotable.public_id],
    **{
        f"understanding:{name}": lambda things: [things.search.public_id]
        for name in ("saved_search", "change_search", "remove_search", "subscribe", "unsubscribe")
    },
    **{
        f"understanding:{name}": lambda things: [things.measure.public_id]
        for name in (
            *("measure", "change_measure", "set_standard", "measure_values", "import_values"),
            *("rebase_measure", "note_measure", "download_measure"),
        )
    },
    # The same address for every body: it opens for those that report a service in the setting.
    **{
        f"fft:{name}": lambda things: ["inpatient", "2026-06"]
        for name in ("return", "download", "sent", "eligible", "import_eligible")
    },
    "fft:change_service": lambda things: [things.reported.public_id],
    **{
        f"stakeholders:{name}": lambda things: [things.stakeholder.public_id]
        for name in ("stakeholder", "change", "end", "add_contact")
    },
    **{
        f"stakeholders:{name}": lambda things: [things.contact.public_id]
        for name in ("mend_contact", "remove_contact")
    },
    **{
        f"stakeholders:{name}": lambda things: [things.register.public_id]
        for name in ("one_register", "join", "hours", "kept_hours")
    },
    **{
        f"stakeholders:{name}": lambda things: [
            things.register.public_id,
            things.stakeholder.public_id,
        ]
        for name in ("judge", "place", "leave")
    },
    **{
        f"programmes:{name}": lambda things: [things.programme.public_id]
        for name in (
            *("programme", "change", "end", "steps", "add_step", "pathway", "add_pathway_step"),
        )
    },
    **{
        f"programmes:{name}": lambda things: [things.programme.public_id, "needs"]
        for name in (
            *(
                "stage",
                "open_stage",
                "close_stage",
                "leave_out",
                "take_back",
                "plan_stage",
                "roles",
            ),
        )
    },
    **{
        f"programmes:{name}": lambda things: [things.programme.public_id, things.step.public_id]
        for name in ("step", "do_step", "change_step", "undo_step", "not_needed")
    },
    **{
        f"programmes:{name}": lambda things: [
            things.programme.public_id,
            things.pathway_step.public_id,
        ]
        for name in ("pathway_step", "change_pathway_step", "remove_pathway_step")
    },
    **{
        f"batons:{name}": lambda things: [things.baton.public_id]
        for name in ("baton", "take_up", "decline", "split", "copy", "redate")
    },
    "batons:closing": lambda things: [things.programme.public_id, "plan"],
    **{
        f"decisions:{name}": lambda things: [things.decision.public_id]
        for name in ("decision", "change", "add_action")
    },
    **{
        f"decisions:{name}": lambda things: [things.action.public_id]
        for name in ("action", "change_action", "turn", "measured")
    },
    "tokens:revoke": lambda things: [things.token.public_id],
    **{
        f"partner:{name}": lambda things: [things.partner.public_id]
        for name in ("partner", "link", "unlink", "end", "ask_who_agreed")
    },
    **{
        f"partner:{name}": lambda things: [things.hook.public_id]
        for name in ("hook", "test_hook", "stop_hook")
    },
    **{
        f"replies:{name}": lambda things: [things.reply.public_id]
        for name in (
            *("reply", "change", "wording", "staff", "people", "send", "letters", "by_hand"),
            *("notice", "publish"),
        )
    },
    **{
        f"trace:{name}": lambda things, name=name: [getattr(things, name).public_id]
        for name in ("finding", "baton", "decision", "action", "reply")
    },
    **{
        f"news:{name}": lambda things: [things.programme.public_id]
        for name in ("editor", "preview", "publish", "take_away", "add_news")
    },
    **{
        f"news:tell_{name}": lambda things, name=name: [
            things.programme.public_id,
            getattr(things, name).public_id,
        ]
        for name in ("decision", "action")
    },
    "news:tell_finding": lambda things: [
        things.programme.public_id,
        things.baton.findings.get().public_id,
    ],
    "news:take_down": lambda things: [things.programme.public_id, things.news.public_id],
    "programmes:objective": lambda things: [things.objective.public_id],
    **{
        f"findings:{name}": lambda things: [things.finding.public_id]
        for name in (
            *("finding", "change", "judge", "peer", "add", "voices", "proposed"),
            *("check", "ask", "note", "sheets", "close"),
        )
    },
    "findings:asked": lambda things: [things.asked.pk],
    "involvement:take_back": lambda things: [things.involvement.public_id],
    **{
        f"understanding:{name}": lambda things: [things.contribution.public_id, things.theme]
        for name in ("confirm", "remove")
    },
}
#: Whoever holds the link may open these: the token in it is the secret.
OPENED_BY_LINK = {
    *("people:invitation", "people:new_password"),
    *("activities:sign_up", "activities:place", "activities:judge", "event:sign_in"),
    *(f"survey:{name}" for name in ("start", "thanks", "go_on", "all", "end", "question")),
    "survey:published_picture",
    *("partner:home", "partner:send", "partner:file", "partner:became", "partner:take_home"),
    "partner:withdraw",
    "findings:heard",
    *("survey:telling", "replies:private", "replies:own_words", "replies:take_back"),
    # Everybody may read it, once it was sent.
    "replies:told",
    # What was written for everybody to read.
    *("news:about", "news:feed", "news:subscribe", "news:subscription"),
}
#: Whoever holds the key of another system may open these; whoever is signed in may not.
OPENED_BY_KEY = {name for name in ROUTES if ROUTES[name].callback.access == TOKEN}


def body(name: str, parent: Organisation | None = None) -> Body:
    organisation = people.create_organisation(name, "trust", by="test", parent=parent)
    members = {}
    for role in Role:
        address = f"{role.value}@{organisation.slug}.example"
        members[role] = Account.objects.create_account(address, f"{role.label} of {name}", None)
        people.give_role(organisation, members[role], role, by="test")
    return Body(organisation, members)


@pytest.fixture
def wreake(db) -> Body:
    parent = people.create_organisation("Soar Care Board", "icb", by="test")
    return body(f"{SECRET} Wreake Trust", parent)


@pytest.fixture
def welland(db) -> Body:
    return body("Welland Trust")


@pytest.fixture
def things(wreake, settings, tmp_path) -> Things:
    settings.MEDIA_ROOT = tmp_path
    return belongings(wreake.organisation, wreake.members[Role.ADMINISTRATOR])


def content(answer: Any) -> str:
    streamed = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return streamed.decode()


def takes_ids(name: str) -> bool:
    return bool(ROUTES[name].pattern.converters)


def allowed(name: str) -> Role:
    """A role that may see this page in its own organisation."""
    access = ROUTES[name].callback.access
    return min(CAPABILITIES[access]) if access in CAPABILITIES else Role.ADMINISTRATOR


def test_every_address_that_takes_an_id_is_tried_here():
    opened = OPENED_BY_LINK | {name for name in OPENED_BY_KEY if takes_ids(name)}
    assert {name for name in ROUTES if takes_ids(name)} == set(ARGUMENTS) | opened


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_a_member_of_another_organisation_finds_nothing(name, things, wreake, welland):
    path = reverse(name, args=ARGUMENTS[name](things))
    before = AuditEntry.objects.count()
    for role in Role:
        browser = welland.browser(role)
        answers = {browser.get(path).status_code, browser.post(path).status_code}
        assert answers <= {403, 404, 405}, role
        assert answers != {405}, role
    assert AuditEntry.objects.count() == before, "something was done"


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_the_same_address_opens_for_a_member_of_its_own(name, things, wreake):
    """So that the test above does not pass because the address is wrong."""
    browser = wreake.browser(allowed(name))
    path = reverse(name, args=ARGUMENTS[name](things))
    answer = browser.get(path)
    if answer.status_code == 405:
        answer = browser.post(path)
    assert answer.status_code in {200, 302, 422}
    assert "/sign-in" not in answer.headers.get("Location", "")


LISTS = sorted(
    name
    for name in ROUTES
    if not takes_ids(name) and ROUTES[name].callback.access in {SIGNED_IN, *CAPABILITIES}
)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_shows_what_is_anothers(name, things, welland):
    for role in Role:
        answer = welland.browser(role).get(reverse(name), follow=True)
        assert answer.status_code in {200, 403, 405}, role
        assert SECRET.lower() not in content(answer).lower(), role


@pytest.mark.parametrize(
    "name",
    [f"understanding:{name}" for name in ("comments", "themes", "download", "waiting")],
)
def test_no_filter_reaches_what_is_anothers(name, things, wreake, welland):
    service = wreake.organisation.services.get()
    tried = {
        "body": str(wreake.organisation.public_id),
        "service": str(service.public_id),
        "theme": things.theme,
        "q": SECRET,
    }
    for key, value in tried.items():
        answer = welland.browser(Role.ANALYST).get(reverse(name), {key: value})
        assert answer.status_code in {200, 400, 404}
        shown = content(answer).replace(f'"{value}"', "").replace(f"</b> {value} ", "")
        assert things.contribution.words not in shown, key
        assert f"{SECRET} ward" not in shown, key


def test_the_owner_finds_it_in_the_same_lists(things, wreake):
    """So that the tests above do not pass because the lists are empty."""
    browser = wreake.browser(Role.ANALYST)
    for name in (
        *("understanding:comments", "understanding:download", "understanding:waiting"),
        "upload:list",
    ):
        assert SECRET in content(browser.get(reverse(name))), name


def test_nobody_chooses_to_act_for_a_body_they_do_not_belong_to(things, wreake, welland):
    browser = welland.browser(Role.ANALYST)
    browser.post(
        reverse("people:choose_organisation"), {"organisation": wreake.organisation.public_id}
    )
    assert SECRET not in content(browser.get(reverse("understanding:comments")))


@pytest.mark.parametrize("name", sorted(OPENED_BY_KEY))
def test_a_key_of_another_organisation_finds_nothing(name, things, welland):
    """The reference is that of something the Wreake Trust's system sent."""
    tom = welland.members[Role.ADMINISTRATOR]
    _, key = tokens.make(welland.organisation, things.token.name, scopes=list(Scope), by=tom)
    path = reverse(name, args=[things.reference] if takes_ids(name) else [])
    knock = Client(headers={"Authorization": f"Bearer {key}"})
    before = AuditEntry.objects.exclude(verb="partner.made").count()
    answers = [knock.get(path), knock.post(path, {}, content_type="application/json")]
    assert AuditEntry.objects.exclude(verb="partner.made").count() == before, "something was done"
    for answer in answers:
        assert SECRET not in content(answer)
        assert answer.status_code in ({404, 405} if takes_ids(name) else {200, 404, 405, 422})


@pytest.mark.parametrize("name", sorted(OPENED_BY_KEY - {"partner:api_nowhere"}))
def test_no_address_for_keys_opens_for_who_is_signed_in(name, things, wreake):
    path = reverse(name, args=[things.reference] if takes_ids(name) else [])
    browser = wreake.browser(Role.ADMINISTRATOR)
    answers = [browser.get(path), browser.post(path, {}, content_type="application/json")]
    assert {answer.status_code for answer in answers} <= {401, 405}
    assert SECRET not in "".join(map(content, answers))


@pytest.mark.parametrize("name", sorted(OPENED_BY_KEY - {"partner:api_nowhere"}))
def test_the_same_address_opens_for_a_key_of_its_own(name, things):
    path = reverse(name, args=[things.reference] if takes_ids(name) else [])
    knock = Client(headers={"Authorization": f"Bearer {things.key}", "Idempotency-Key": "1"})
    answer = knock.get(path)
    if answer.status_code == 405:
        answer = knock.post(path)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "name", [name for name in ROUTES if ROUTES[name].callback.access not in {PUBLIC, TOKEN}]
)
def test_a_stranger_is_asked_to_sign_in(name, things):
    path = reverse(name, args=ARGUMENTS[name](things) if takes_ids(name) else [])
    answers = [Client().get(path), Client().post(path)]
    reached = [answer for answer in answers if answer.status_code != 405]
    assert reached
    assert {answer.status_code for answer in reached} == {302}
    assert {answer.url.partition("?")[0] for answer in reached} == {reverse("people:sign_in")}
