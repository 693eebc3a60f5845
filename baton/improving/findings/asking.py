# SPDX-License-Identifier: MIT
"""“Did we hear you right?”: asking about a finding, and writing down what is answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from baton.core import audit, clock, keys
from baton.improving.findings import queries
from baton.improving.findings.models import Answer, Asked, Check, Finding
from baton.improving.findings.policies import NotNow
from baton.listening import operations as listening
from baton.listening.contacts import queries as contacts
from baton.listening.contacts.models import Contact
from baton.listening.heard import Heard
from baton.listening.models import Contribution, NotedWrongly
from baton.people import outbox
from baton.people import queries as people
from baton.people.links import operations as links
from baton.people.links import queries as known_links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Kind, Stakeholder
from baton.places.queries import breadcrumb
from baton.ui.speech import speaking, spoken_in
from baton.ui.wording import _

By = Account | str
#: The channel by which words come that somebody answers with.
CHANNEL = "check"
#: After a check has closed, its link still says so for a while.
AFTERWARDS = timedelta(days=60)
#: So many people who spoke are asked at most about one finding.
MOST = 500
#: So many are written to in one transaction.
_AT_ONCE = 10
#: Of the register: those that speak for people, none that decides or sells.
_VOICES = (Kind.PATIENTS, Kind.COMMUNITY, Kind.PUBLIC, Kind.VOLUNTARY, Kind.HEALTHWATCH)
_KINDS = ("contribution", "account", "stakeholder")

#: Somebody who can be asked: who spoke, by what they said; a patient partner; a partner body.
Person = Contribution | Account | Stakeholder
Spared = Callable[[Collection[int]], Iterable[int]]
_spared: list[Spared] = []


def spares(function: Spared) -> Spared:
    """Register the decorated function: of some contributions it names those whose people must not
    be asked now, as the bereaved. Rooms above know of them."""
    _spared.append(function)
    return function


@dataclass(frozen=True, slots=True)
class Willing:
    """Who of those that spoke can be asked: each person once, by the first of what they said."""

    contributions: Sequence[Contribution]
    #: They agreed to be contacted, and left no address.
    without_address: int
    #: People of whom somebody said that they are not to be asked just now.
    spared: int


def willing(finding: Finding) -> Willing:
    """Those behind a finding, for it or against, who agreed to be contacted."""
    agreed = (
        Contribution.objects.filter(supports__finding=finding, withdrawn_at=None)
        .exclude(may_contact=Contribution.Contact.NO)
        .select_related("reachable__contact")
        .order_by("pk")
    )
    without, theirs = 0, dict[int, Contribution]()
    for each in agreed:
        reachable = getattr(each, "reachable", None)
        if reachable is None:
            without += 1
        else:
            theirs.setdefault(reachable.contact_id, each)
    not_now = _not_now(theirs)
    first = [each for contact, each in theirs.items() if contact not in not_now]
    return Willing(first[:MOST], without, len(not_now))


def _not_now(people: Collection[int]) -> set[int]:
    """Which of these, by their contact, must not be asked because of anything that they said."""
    said = contacts.all_of(people)
    known = {number for each in said.values() for number in each}
    spared = {number for function in _spared for number in function(known)}
    return {contact for contact, each in said.items() if not spared.isdisjoint(each)}


def may_be_asked(rows: Iterable[Asked]) -> list[Asked]:
    """Of those who were asked, whom a sheet or a call may still reach: none who is spared since."""
    listed = list(rows)
    not_now = _not_now({each.contact.pk for each in listed if each.contact})
    return [each for each in listed if each.contact is None or each.contact.pk not in not_now]


def patient_partners(organisation: Organisation) -> list[Account]:
    """Who may be asked on screen, by name."""
    return list(people.people_who_may(organisation, "check_findings"))


def partners(organisation: Organisation) -> list[Stakeholder]:
    """Groups and partner bodies of the register that can be written to and speak for people."""
    rows = organisation.stakeholders.current().filter(kind__in=_VOICES).exclude(contact_email="")
    return list(rows.order_by("name"))


@dataclass(frozen=True, slots=True)
class Round:
    """What a check asks, whom, and until when."""

    says: str
    closes_on: date
    contributions: Sequence[Contribution] = ()
    accounts: Sequence[Account] = ()
    stakeholders: Sequence[Stakeholder] = ()

    @property
    def everybody(self) -> list[Person]:
        return [*self.contributions, *self.accounts, *self.stakeholders]


def open_check(finding: Finding, asking: Round, *, by: Account) -> Check:
    """Ask all of them, each by their way. Raises NotNow."""
    if not finding.is_draft:
        raise NotNow(_("It is concluded already: people are asked before that."))
    if not asking.everybody:
        raise NotNow(_("Choose at least one person to ask."))
    with transaction.atomic():
        # Two who open one at the same time take turns.
        Finding.objects.select_for_update().get(pk=finding.pk)
        if queries.open_check(finding):
            raise NotNow(_("People are being asked about it already."))
        check = Check.objects.create(
            finding=finding,
            says=" ".join(asking.says.split()),
            closes_on=asking.closes_on,
            opened_by=by,
        )
        _record("check.opened", check, by)
    ask(check, asking.everybody, by=by)
    return check


def ask(check: Check, everybody: Sequence[Person], *, by: Account) -> int:
    """Ask these too, some at a time, so that nobody waits long; how many were not asked before.

    Broken off, it is asked again and goes on: nobody is written to twice.
    """
    already = check.asked.values_list("contribution", "account", "stakeholder")
    known = {key for row in already for key in zip(_KINDS, row, strict=True) if key[1]}
    new = [each for each in everybody if _named(each) not in known]
    for start in range(0, len(new), _AT_ONCE):
        with transaction.atomic():
            rows = [_asked(check, each) for each in new[start : start + _AT_ONCE]]
            for asked in rows:
                asked.save(force_insert=True)
                _write_to(asked, check)
            _record("check.asked", check, by, number=len(rows))
    return len(new)


def _named(person: Person) -> tuple[str, int]:
    return person._meta.model_name or "", person.pk


def _asked(check: Check, person: Person) -> Asked:
    kind, _ = _named(person)
    if isinstance(person, Contribution):
        way = _WAYS[Contact.Way(person.reachable.contact.way)]
    else:
        way = Asked.Way.SCREEN if isinstance(person, Account) else Asked.Way.LINK
    return Asked(check_of=check, way=way, **{kind: person})


_WAYS = {
    Contact.Way.EMAIL: Asked.Way.LINK,
    Contact.Way.SMS: Asked.Way.PHONE,
    Contact.Way.PHONE: Asked.Way.PHONE,
    Contact.Way.POST: Asked.Way.PAPER,
    Contact.Way.PARTNER: Asked.Way.PAPER,
}


def _write_to(asked: Asked, check: Check) -> None:
    """A message without words: what we understood stands behind the link."""
    if asked.account is not None:
        address, link = asked.account.email, outbox.link("findings:asked", asked.pk)
        language = speaking()
    elif asked.way == Asked.Way.LINK:
        address = _address(asked)
        link = outbox.link("findings:heard", issue_link(asked, check))
        language = asked.language
    else:
        return
    with spoken_in(language):
        outbox.put(
            "heard_right",
            address,
            organisation=check.finding.organisation,
            key=message_key(check.pk, asked.pk),
            link=link,
            until=check.closes_on,
        )


def message_key(check: int, asked: int) -> str:
    """Under which a message lies in the outbox, so that nobody is written to twice."""
    return f"check-{check}-{asked}"


def _address(asked: Asked) -> str:
    if asked.stakeholder is not None:
        return asked.stakeholder.contact_email
    assert asked.contact is not None
    return asked.contact.address


def issue_link(asked: Asked, check: Check) -> str:
    """A new key to one person's question."""
    ends = timezone.make_aware(datetime.combine(check.closes_on, time())) + AFTERWARDS
    return links.issue(Scope.CHECK, asked.pk, check.finding.organisation, expires_at=ends)


def by_key(key: str) -> Asked | None:
    """Whose question the key of a link opens."""
    link = known_links.opened(Scope.CHECK, key)
    if link is None:
        return None
    asked = Asked.objects.filter(pk=link.subject).select_related(
        "check_of__finding__organisation", "answer"
    )
    return asked.first()


@transaction.atomic
def answer(
    asked: Asked, says: str, words: str = "", *, by: By, noted_by: Account | None = None
) -> Answer:
    """Write down what somebody says; said again, the new takes the place of the old.

    Raises NotNow when the check is closed, and what `listening.operations.receive` raises.
    """
    check = Check.objects.select_for_update().get(pk=asked.check_of_id)
    if check.closed_at is not None:
        raise NotNow(_("This question is closed. Thank you: what was answered before stands."))
    before = Answer.objects.filter(asked=asked).select_related("contribution").first()
    said = _heard(asked, words.strip(), by) if words.strip() else None
    given, _is_new = Answer.objects.update_or_create(
        asked=asked,
        defaults={
            "says": Answer.Says(says),
            "contribution": said,
            "at": clock.now(),
            "noted_by": noted_by,
        },
    )
    if before and before.contribution:
        listening.withdraw(before.contribution, by=by, noted=NotedWrongly.ANEW)
    _record("check.answered", check, by, says=given.says, way=asked.way)
    return given


def _heard(asked: Asked, words: str, by: By) -> Contribution:
    """Their words go where all words go: they are screened, coded and counted."""
    spoke = asked.contribution
    return listening.receive(
        Heard(
            words=words,
            channel=CHANNEL,
            source_ref=str(keys.uuid7()),
            said_at=clock.now(),
            said_precision="moment",
            manner="relayed" if asked.way == Asked.Way.PHONE else "verbatim",
            service_path=tuple(breadcrumb(spoke.service)) if spoke and spoke.service else (),
            question="Did we hear you right?",
        ),
        organisation=asked.check_of.finding.organisation,
        by=by,
    )


@transaction.atomic
def close(check: Check, *, by: By) -> None:
    """Nobody can answer any more; what was answered stays with the finding. Raises NotNow."""
    locked = Check.objects.select_for_update().get(pk=check.pk)
    if locked.closed_at is not None:
        raise NotNow(_("It is closed already."))
    check.closed_at = clock.now()
    check.save(update_fields=["closed_at"])
    counted = check.asked.filter(answer__isnull=False).count()
    _record("check.closed", check, by, answered=counted)


def close_due() -> int:
    """Close those whose last day is over."""
    due = list(
        Check.objects.filter(closed_at=None, closes_on__lt=clock.today()).select_related("finding")
    )
    for check in due:
        close(check, by="system:checks")
    return len(due)


def _record(verb: str, check: Check, by: By, **details: int | str) -> None:
    audit.record(verb, check, by=by, organisation=check.finding.organisation_id, **details)
