# SPDX-License-Identifier: MIT
"""Writing: what people say is screened for risk to life and for safeguarding, whatever its
channel; named people are told, others when they do not look; and what came of it is kept.

Messages say how many wait, since when and where to look. Words stay on the page.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction

from baton.analysis import safeguarding
from baton.core import audit, clock
from baton.core.pace import Pace
from baton.listening import queries
from baton.listening.models import Contribution, SafetyAlert, SafetyContact
from baton.listening.translations.models import Translation
from baton.people import outbox
from baton.people.models import Account, Organisation
from baton.ui.wording import _, _lazy
from baton.ui.words import listed

log = logging.getLogger(__name__)

#: Contributions a transaction: they are screened before it, and it writes few rows.
CHUNK = 200
#: After one message, the next waits this long to gather what else is found, so that a file with
#: fifty alerts is not fifty letters; and everything is still told within a minute.
GATHER = timedelta(seconds=40)
LONGEST_NOTE = 300
NO_REASON = _lazy("Say in a sentence what you did, or why nothing was needed.")
TOO_LONG = _lazy("Keep the note within %(most)s characters.", most=LONGEST_NOTE)
_BY = "screening"


class AlertClosed(Exception):
    """Somebody has closed this alert already."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has closed this alert already. What they wrote stands."))


class ReasonMissing(ValueError):
    """An alert is closed with what came of it and why."""

    def __init__(self) -> None:
        super().__init__(NO_REASON)


class NoteTooLong(ValueError):
    """A note is a sentence or two; the case itself is written up elsewhere."""

    def __init__(self) -> None:
        super().__init__(TOO_LONG)


class MayNotOpenAlerts(ValueError):
    """Somebody was named who could not open what they would be told of."""


def screen_pending(limit: int = 1000) -> int:
    """Screen up to `limit` contributions, oldest first; returns how many.

    Safe in two workers at once: who marks a contribution as screened raises its alert, in one
    transaction.
    """
    screened = 0
    pace = Pace(first=CHUNK, fewest=CHUNK, most=CHUNK, others=3)
    while screened < limit:
        waiting = Contribution.objects.unscreened().order_by("pk")
        chunk = waiting.values_list("pk", "words")[: min(CHUNK, limit - screened)]
        with pace.turn(len(chunk)):
            taken = _write_down({pk: _concerns(words) for pk, words in chunk})
        if not taken:
            break  # none is left, or another worker is at these
        screened += taken
    return screened


def screen_translations() -> int:
    """Screen what was translated since the last turn; returns how much.

    The original may tell in Polish what no rule reads. Where somebody was told of the same already,
    they are not told again. Safe in two workers at once.
    """
    waiting = Translation.objects.filter(screened_at=None).order_by("pk")
    read = [(each, _concerns(each.words)) for each in waiting[:CHUNK]]
    return sum(_write_down_of(*each) for each in read)


@transaction.atomic
def _write_down_of(translation: Translation, concerns: list[dict[str, Any]]) -> int:
    # The contribution first, as whoever takes it back does.
    key = translation.contribution_id
    contribution = Contribution.objects.select_for_update().filter(pk=key).first()
    # Written anew between our look and our write, its new words wait for the next turn.
    same = Translation.objects.filter(pk=key, at=translation.at, screened_at=None)
    if contribution is None or not same.update(screened_at=clock.now()):
        return 0
    if any(_kind(each) not in _kinds_told(contribution) for each in concerns):
        _raise_alert(contribution, concerns, in_translation=True)
    return 1


def _kinds_told(contribution: Contribution) -> set[tuple[str, str]]:
    alerts = SafetyAlert.objects.filter(contribution=contribution)
    return {_kind(concern) for alert in alerts for concern in alert.concerns}


def _kind(concern: Mapping[str, Any]) -> tuple[str, str]:
    return concern["kind"], concern["urgency"]


def _concerns(words: str) -> list[dict[str, Any]]:
    """What the screening finds; what it cannot read, a person must."""
    try:
        return [each._asdict() for each in safeguarding.screen(words)]
    except Exception as surprise:  # noqa: BLE001 - whatever it is, a person must read the words
        # Only the kind of error: its message may quote what was said.
        log.error("A contribution could not be screened: %s", type(surprise).__name__)  # noqa: TRY400
        return [
            {
                "kind": "unread",
                "reason": _("The screening stumbled over this. Please read it yourself."),
                "start": 0,
                "end": 0,
                "urgency": "today",
            }
        ]


@transaction.atomic
def _write_down(found: Mapping[int, list[dict[str, Any]]]) -> int:
    claimed = list(
        Contribution.objects.unscreened()
        .filter(pk__in=found)
        .select_for_update(skip_locked=True)
        .only("pk", "organisation", "withdrawn_at")
    )
    Contribution.objects.filter(pk__in=[each.pk for each in claimed]).update(
        screened_at=clock.now()
    )
    for contribution in claimed:
        # Taken back between our look and our write: its words are nobody's to read any more.
        if found[contribution.pk] and contribution.withdrawn_at is None:
            _raise_alert(contribution, found[contribution.pk])
    return len(claimed)


def _raise_alert(
    contribution: Contribution, concerns: list[dict[str, Any]], *, in_translation: bool = False
) -> None:
    urgency = min(concern["urgency"] for concern in concerns)  # "now" before "today"
    given = {
        "organisation_id": contribution.organisation_id,
        "concerns": concerns,
        "urgency": urgency,
    }
    if in_translation:
        # Beside an alert that somebody may have closed before anybody could read this.
        alert, is_new = contribution.safety_alerts.create(in_translation=True, **given), True
    else:
        alert, is_new = SafetyAlert.objects.get_or_create(
            contribution=contribution, in_translation=False, defaults=given
        )
    if is_new:
        audit.record(
            "safety.raised",
            alert,
            by=_BY,
            organisation=contribution.organisation_id,
            urgency=urgency,
            kinds=sorted({concern["kind"] for concern in concerns}),
        )


def tell_pending() -> int:
    """Write one message to each person who must know of new alerts; returns how many messages.

    Where a body has nobody who could open an alert, it stays untold until somebody can.
    """
    untold = SafetyAlert.objects.filter(told_at=None)
    waiting = Organisation.objects.filter(pk__in=untold.values("organisation"))
    return sum(_tell(organisation) for organisation in waiting)


@transaction.atomic
def _tell(organisation: Organisation) -> int:
    now = clock.now()
    if organisation.safety_alerts.filter(told_at__gt=now - GATHER).exists():
        return 0
    recipients = queries.told_first(organisation)
    alerts = _taken(organisation.safety_alerts.filter(told_at=None)) if recipients else []
    if alerts:
        _write_to(recipients, alerts, "safety_alert")
        SafetyAlert.objects.filter(pk__in=[each.pk for each in alerts]).update(told_at=now)
        _record("safety.told", organisation, recipients, alerts)
    return len(recipients) if alerts else 0


def escalate_overdue() -> int:
    """Tell others of alerts that nobody opened in time; returns how many messages.

    In time is within BATON_SAFETY_MINUTES of the first message.
    """
    overdue = _overdue(SafetyAlert.objects.all())
    late = Organisation.objects.filter(pk__in=overdue.values("organisation"))
    return sum(_escalate(organisation) for organisation in late)


def _overdue(alerts: models.QuerySet[SafetyAlert]) -> models.QuerySet[SafetyAlert]:
    too_long_ago = clock.now() - timedelta(minutes=settings.BATON_SAFETY_MINUTES)
    return alerts.filter(
        told_at__lte=too_long_ago, opened_at=None, closed_at=None, escalated_at=None
    )


@transaction.atomic
def _escalate(organisation: Organisation) -> int:
    recipients = queries.told_next(organisation)
    alerts = _taken(_overdue(organisation.safety_alerts.all())) if recipients else []
    if alerts:
        _write_to(recipients, alerts, "safety_escalation")
        SafetyAlert.objects.filter(pk__in=[each.pk for each in alerts]).update(
            escalated_at=clock.now()
        )
        _record("safety.escalated", organisation, recipients, alerts)
    return len(recipients) if alerts else 0


def _taken(alerts: models.QuerySet[SafetyAlert]) -> list[SafetyAlert]:
    """These alerts, unless another worker has them in hand."""
    return list(alerts.select_for_update(skip_locked=True).order_by("raised_at", "pk"))


def _write_to(recipients: Iterable[Account], alerts: Sequence[SafetyAlert], template: str) -> None:
    only = alerts[0] if len(alerts) == 1 else None
    where = (
        outbox.link("listening:alert", only.public_id) if only else outbox.link("listening:alerts")
    )
    # Sentences of the screening's own, which say nothing that a person wrote.
    reasons = Counter(each.concerns[0]["reason"] for each in alerts if each.concerns)
    for account in recipients:
        outbox.put(
            template,
            account.email,
            organisation=alerts[0].organisation,
            key=f"{template}:{alerts[0].public_id}:{account.pk}",
            count=len(alerts),
            waiting_since=alerts[0].raised_at,
            reasons=reasons.most_common(),
            link=where,
        )


def _record(
    verb: str,
    organisation: Organisation,
    recipients: Iterable[Account],
    alerts: Sequence[SafetyAlert],
) -> None:
    audit.record(
        verb,
        alerts[0] if len(alerts) == 1 else None,
        by=_BY,
        organisation=organisation.pk,
        alerts=[each.pk for each in alerts],
        accounts=[each.pk for each in recipients],
    )


@transaction.atomic
def open_alert(alert: SafetyAlert, *, by: Account) -> bool:
    """Note who looked first, and when; False if somebody had looked already."""
    opened = SafetyAlert.objects.filter(pk=alert.pk, opened_at=None).update(
        opened_at=clock.now(), opened_by=by
    )
    if opened:
        audit.record("safety.opened", alert, by=by, organisation=alert.organisation_id)
    alert.refresh_from_db(fields=["opened_at", "opened_by"])
    return bool(opened)


@transaction.atomic
def close_alert(alert: SafetyAlert, *, outcome: str, note: str, by: Account) -> None:
    """Close an alert with what came of it. Raises ReasonMissing, NoteTooLong or AlertClosed."""
    outcome, note = SafetyAlert.Outcome(outcome), " ".join(note.split())
    if not note:
        raise ReasonMissing
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    open_alert(alert, by=by)
    closed = SafetyAlert.objects.filter(pk=alert.pk, closed_at=None).update(
        closed_at=clock.now(), closed_by=by, outcome=outcome, note=note
    )
    if not closed:
        raise AlertClosed
    audit.record(
        "safety.closed", alert, by=by, organisation=alert.organisation_id, outcome=outcome.value
    )
    alert.refresh_from_db()


@transaction.atomic
def name_contacts(
    organisation: Organisation,
    *,
    first: Iterable[Account],
    escalation: Iterable[Account],
    by: Account,
) -> None:
    """Name who is told at once and who is told when nobody looked; the names before are replaced.

    Raises MayNotOpenAlerts for somebody who could not open what they would be told of.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one change at a time
    wanted = {
        (account, turn)
        for turn, accounts in (
            (SafetyContact.Turn.FIRST, first),
            (SafetyContact.Turn.ESCALATION, escalation),
        )
        for account in accounts
    }
    able = set(queries.may_be_named(organisation))
    if unable := sorted({account.name for account, _ in wanted if account not in able}):
        raise MayNotOpenAlerts(
            _(
                "%(names)s may not open alerts in %(organisation)s. Give them a role that may, or "
                "name somebody else."
            )
            % {"names": listed(unable), "organisation": organisation}
        )
    there = {
        (each.account, each.turn): each.pk
        for each in organisation.safety_contacts.select_related("account")
    }
    if wanted == set(there):
        return
    SafetyContact.objects.filter(
        pk__in=[pk for contact, pk in there.items() if contact not in wanted]
    ).delete()
    SafetyContact.objects.bulk_create(
        SafetyContact(organisation=organisation, account=account, turn=turn)
        for account, turn in wanted
        if (account, turn) not in there
    )
    named: dict[str, Any] = {
        turn.value: sorted(account.pk for account, each in wanted if each == turn)
        for turn in SafetyContact.Turn
    }
    audit.record("safety.people_named", by=by, organisation=organisation.pk, **named)
