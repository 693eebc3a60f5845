# SPDX-License-Identifier: MIT
"""One of each thing that an organisation may have, for the tests of who may reach it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile

from baton.core import clock, jobs, keys
from baton.improving.batons import operations as carrying
from baton.improving.decisions import operations as deciding
from baton.improving.findings import asking
from baton.improving.findings import operations as findings
from baton.improving.replies import operations as replies
from baton.improving.replies import settling
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.event import charts
from baton.listening.channels.event import operations as event
from baton.listening.channels.partner.models import Event
from baton.listening.channels.partner.operations import partners, sending, webhooks
from baton.listening.channels.survey import starting
from baton.listening.channels.survey.operations import editing, pictures, questions
from baton.listening.channels.upload import operations as uploads
from baton.listening.contacts import operations as contacts
from baton.listening.heard import Heard, Permission
from baton.listening.models import Contribution, SafetyAlert
from baton.listening.tests.pictures import png
from baton.people import operations as people
from baton.people import outbox
from baton.people.groups import operations as groups
from baton.people.involvement import operations as involvement
from baton.people.models import Account, Organisation
from baton.people.roles import Role
from baton.people.stakeholders import operations as stakeholders
from baton.people.stakeholders.allocating import propose
from baton.people.stakeholders.models import USUAL_MINUTES
from baton.people.stakeholders.operations import Judgement
from baton.people.stakeholders.queries import standings
from baton.people.tokens import operations as tokens
from baton.people.tokens.models import Scope
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities
from baton.understanding import operations as understanding
from baton.understanding.fft import operations as fft
from baton.understanding.measures import operations as measures

#: Stands in everything that the Wreake Trust has and in nothing else.
SECRET = "Quetzal"
RISK = f"At the {SECRET} ward I said that I want to kill myself tonight. My number is 07700 900123."


@dataclass
class Things:
    """One of each thing that an address may name, all the Wreake Trust's."""

    contribution: Contribution
    quotable: Contribution
    theme: str
    alert: SafetyAlert
    upload: Any
    list: Any
    job: Any
    invitation: Any
    agreement: Any
    message: Any
    account: Account
    search: Any
    visit: Any
    passkey: Any
    measure: Any
    reported: Any
    stakeholder: Any
    register: Any
    contact: Any
    group: Any
    seat: Any
    holding: Any
    programme: Any
    step: Any
    objective: Any
    pathway_step: Any
    activity: Any
    table: Any
    point: Contribution
    chart: Any
    survey: Any
    survey_place: Any
    picture: Any
    partner: Any
    token: Any
    key: str
    reference: str
    hook: Any
    finding: Any
    asked: Any
    involvement: Any
    baton: Any
    decision: Any
    action: Any
    reply: Any
    news: Any


def at_risk(trust: Organisation, tom: Account) -> tuple[Contribution, str]:
    """What somebody at risk said, with its alert; and the theme that Tom gave it."""
    contribution = listening.receive(
        Heard(
            words=RISK,
            channel="upload",
            source_ref="1",
            said_at=datetime(2026, 6, 8, 9, 30, tzinfo=UTC),
            service_path=(f"{SECRET} ward",),
        ),
        organisation=trust,
        by="test",
    )
    theme = understanding.ensure_codebook(trust).themes.exclude(parent=None).first()
    understanding.add(contribution, theme.title, by=tom)
    safety.screen_pending()
    safety.tell_pending()
    return contribution, theme.slug


def may_be_quoted(trust: Organisation) -> Contribution:
    """What somebody allowed to be quoted."""
    heard = Heard(
        words=f"The {SECRET} garden did me good.",
        channel="upload",
        source_ref="2",
        said_at=datetime(2026, 6, 8, 9, 30, tzinfo=UTC),
        permission=Permission(may_quote=True),
    )
    contribution = listening.receive(heard, organisation=trust, by="test")
    safety.screen_pending()
    return contribution


def with_a_stake(trust: Organisation, tom: Account) -> dict[str, Any]:
    """Somebody in the register, a contact with them, and hours shared out."""
    stakeholder = stakeholders.add(trust, f"{SECRET} carers", kind="patients", by=tom)
    register = stakeholders.overall_register(trust)
    stakeholders.assess(register, stakeholder, Judgement(2, 5, 2, 4), by=tom)
    begins = date(2026, 4, 1)
    proposal = propose(standings(register), minutes=60, lengths=USUAL_MINUTES)
    stakeholders.keep_allocation(register, proposal, begins=begins, lengths={}, by=tom)
    return {
        "stakeholder": stakeholder,
        "register": register,
        "contact": stakeholders.record_contact(
            stakeholder, on=begins, kind="call", got=f"{SECRET} asked for seats", by=tom
        ),
    }


def a_programme(trust: Organisation, tom: Account) -> dict[str, Any]:
    """A programme with one of each thing in it."""
    programme = programmes.begin(trust, f"Redesign {SECRET}", by=tom)
    stage = programme.stages.get(kind="needs")
    return {
        "programme": programme,
        "step": programmes.add_step(stage, f"Ask {SECRET}", due_on=clock.today(), by=tom),
        "objective": programmes.add_objective(trust, f"Fewer {SECRET} waits", by=tom),
        "pathway_step": programmes.add_pathway_step(programme, f"{SECRET} letter", by=tom),
        **noted(programme, tom),
    }


def carried(group: Any, programme: Any, tom: Account) -> dict[str, Any]:
    """A baton that was handed to Tom, a decision that answers it, and an action."""
    needs = programme.stages.get(kind="needs")
    finding = findings.begin(
        needs, f"{SECRET} chairs are too low", by=tom, severity=2, inequality=1
    )
    findings.gather(finding, [programme.organisation.contributions.first()], by=tom)
    findings.conclude(finding, by=tom)
    handing = carrying.Handing(
        programme.stages.get(kind="plan"),
        carrying.Hands(tom),
        clock.today(),
        f"Which {SECRET} chairs?",
    )
    (baton,) = carrying.hand_on(finding.batons.all(), handing, by=tom)
    decision = deciding.record(
        group,
        by=tom,
        batons=[baton],
        decided_on=clock.today(),
        title=f"New {SECRET} chairs",
        text=f"{SECRET} chairs are bought.",
        reasons=f"{SECRET} asked.",
    )
    action = deciding.add_action(
        decision,
        by=tom,
        title=f"Buy {SECRET} chairs",
        owner=tom,
        due_on=clock.today(),
        expects=f"{SECRET} sits well.",
    )
    return {"baton": baton, "decision": decision, "action": action}


def noted(programme: Any, tom: Account) -> dict[str, Any]:
    """An activity with a table, a point noted there and a photographed flip chart."""
    activity = activities.plan(
        programme,
        f"{SECRET} tea",
        on=clock.today(),
        with_whom=f"{SECRET} carers",
        area=f"{SECRET} town",
        by=tom,
    )
    table = event.begin(activity, by=tom)
    point = event.Point(keys.uuid7(), f"The {SECRET} chairs are hard.", "verbatim")
    return {
        "activity": activity,
        "table": table,
        "point": event.note(table, point, by=tom),
        "chart": charts.add(table, png(), by=tom),
    }


def some_news(programme: Any, tom: Account) -> Any:
    return programme.news.create(title=f"{SECRET} news", text=f"{SECRET} sits", by=tom)


def a_survey(trust: Organisation, tom: Account) -> dict[str, Any]:
    """A survey that is asked, with a place, a draft in another language and a picture."""
    draft = starting.friends_and_family()
    survey = editing.begin(trust, f"{SECRET} survey", by=tom, draft=draft)
    editing.publish(survey, by=tom)
    questions.add_language(survey, "gu", by=tom)
    return {
        "survey": survey,
        "survey_place": editing.add_place(survey, f"{SECRET} desk", service=None, by=tom),
        "picture": pictures.put(survey, "q2", "", png(), f"{SECRET} smiles", by=tom),
    }


def sent_in(trust: Organisation, tom: Account) -> dict[str, Any]:
    """Another system's key, what it sent, and an address that is told of it."""
    token, key = tokens.make(trust, f"{SECRET} kiosk", scopes=list(Scope), by=tom)
    partner = partners.sender(token)
    heard = Heard(
        words=f"The {SECRET} lift is slow.",
        channel="",
        source_ref="",
        said_at=datetime(2026, 6, 8, 9, 30, tzinfo=UTC),
    )
    sending.send(sending.Sending(partner, "api", "api", "1", token=token), {SECRET: heard})
    hook = webhooks.add(partner, f"https://{SECRET}.example.org/", events=list(Event), by=tom)
    return {
        "partner": partner,
        "token": token,
        "key": key,
        "reference": SECRET,
        "hook": hook,
    }


def a_reply(quotable: Contribution, stage: Any, tom: Account) -> Any:
    """An answer to who praised the garden, who is told by letter."""
    finding = findings.begin(stage, f"The {SECRET} garden helps", by=tom, severity=1, inequality=1)
    findings.gather(finding, [quotable], by=tom)
    findings.conclude(finding, by=tom)
    way = contacts.Way("post", f"1 {SECRET} Road\nOadby\nLE2 5AA")
    contacts.keep(quotable.organisation, [quotable], way, by=tom)
    says = {"kind": "did", "you_said": f"{SECRET}.", "we_say": f"{SECRET} bench."}
    reply = replies.write(quotable.organisation, [finding], by=tom, **says)
    settling.gather(reply)
    return reply


def a_group(trust: Organisation, tom: Account) -> dict[str, Any]:
    """A group with a seat that somebody holds, and a vacant one."""
    group = groups.add(trust, by=tom, name=f"{SECRET} voices", kind="reference", purpose="sounds")
    held, vacant = groups.add_seats(group, "patient", by=tom, many=2, title=f"{SECRET} carer")
    holding = groups.fill(held, f"{SECRET} Amina", by=tom, began_on=clock.today())
    return {"group": group, "seat": vacant, "holding": holding}


def a_finding(trust: Organisation, tom: Account, said: Contribution) -> dict[str, Any]:
    """A draft about which a patient partner is asked, who wrote down their time."""
    stage = programmes.begin(trust, f"{SECRET} waits", by=tom).stages.get(kind="needs")
    finding = findings.begin(stage, f"{SECRET} gardens do people good", by=tom)
    findings.gather(finding, [said], by=tom)
    rose = asking.patient_partners(trust)[0]
    question = asking.Round(f"{SECRET} gardens?", clock.today(), accounts=[rose])
    check = asking.open_check(finding, question, by=tom)
    return {
        "finding": finding,
        "asked": check.asked.get(),
        "involvement": involvement.record(
            trust, on=clock.today(), minutes=30, what=f"Read of {SECRET}", by=rose
        ),
    }


def brought(text: str, trust: Organisation, tom: Account) -> Any:
    """A file that waits for somebody to say what its columns are."""
    file = ContentFile(text.encode())
    return uploads.bring(file, f"{SECRET}.csv", organisation=trust, by=tom)


def belongings(trust: Organisation, tom: Account) -> Things:
    """One of each thing, all of a trust, made by Tom who administers it."""
    contribution, theme = at_risk(trust, tom)
    quotable = may_be_quoted(trust)
    group, programme = a_group(trust, tom), a_programme(trust, tom)
    return Things(
        contribution=contribution,
        quotable=quotable,
        reply=a_reply(quotable, programme["programme"].stages.get(kind="needs"), tom),
        theme=theme,
        alert=SafetyAlert.objects.get(contribution=contribution),
        upload=brought(f"Comment,Date\n{SECRET} was kind,2026-06-08\n", trust, tom),
        list=brought(f"Stakeholder,Power,Interest\n{SECRET} voices,2,5\n", trust, tom),
        job=jobs.ask("test", f"Counting {SECRET}", organisation=trust.pk, by=tom),
        invitation=people.invite(
            trust, email=f"{SECRET}@example.org".lower(), role=Role.ANALYST, by=tom
        ),
        agreement=people.give_agreement(
            trust, trust.parent, level="words", purpose=f"{SECRET} planning", by=tom
        ),
        message=outbox.put(
            "safety_alert",
            tom.email,
            organisation=trust,
            key="boundary",
            count=1,
            link="http://127.0.0.1/alerts",
            waiting_since=contribution.received_at,
            reasons=[],
        ),
        account=tom,
        search=trust.saved_searches.create(
            owner=tom, name=f"{SECRET} waits", query=f"?q={SECRET}", is_shared=True
        ),
        visit=tom.visits.create(session_key=SECRET, device=f"{SECRET} telephone"),
        passkey=tom.passkeys.create(name=f"{SECRET} key", credential_id=SECRET, credential=SECRET),
        measure=measures.add(
            trust,
            by=tom,
            title=f"{SECRET} waits",
            source="typed",
            frequency="month",
            direction="decrease",
            unit="days",
        ),
        reported=fft.report(trust, contribution.service, "inpatient", by=tom),
        **with_a_stake(trust, tom),
        **group,
        **a_survey(trust, tom),
        **sent_in(trust, tom),
        **programme,
        **carried(group["group"], programme["programme"], tom),
        **a_finding(trust, tom, quotable),
        news=some_news(programme["programme"], tom),
    )
