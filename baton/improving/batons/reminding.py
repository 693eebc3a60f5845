# SPDX-License-Identifier: MIT
"""Reminders in one message a day: what was offered, is due within a week, is late, was dropped.

Nobody is told the same of a baton twice while its date stays the same; a day without anything new
brings no message. A programme's owner is told when a baton in it is dropped, or lies with a post.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from baton.core import clock, working_days
from baton.improving.batons import naming, queries
from baton.improving.batons.models import Baton, Reminded
from baton.people import outbox
from baton.people.models import Account, Organisation
from baton.people.permissions import standing_of
from baton.ui import words
from baton.ui.wording import _, _lazy

log = logging.getLogger(__name__)

SOON = timedelta(days=7)
#: Here, on working days, nobody is written to before this hour.
HOUR = 7

_What = Reminded.What


@dataclass(frozen=True, slots=True)
class Due:
    """That somebody is to be told something of a baton."""

    baton: Baton
    account: Account
    what: str

    @property
    def due_on(self) -> date:
        assert self.baton.due_on is not None, "only of what has a date is anything told"
        return self.baton.due_on

    @property
    def key(self) -> tuple[int, int, str, date]:
        return (self.baton.pk, self.account.pk, self.what, self.due_on)


@dataclass(frozen=True, slots=True)
class Line:
    """One baton in a message: figures and titles, and nobody's words."""

    what: str
    finding: str
    where: str
    due: str
    link: str


def send_due() -> int:
    """Write to everybody of whom there is something new to tell; how many messages were written."""
    now = words.local(clock.now())
    if now.hour < HOUR or not working_days.is_working_day(now.date()):
        return 0
    waiting = Baton.objects.open().order_by().values_list("organisation", flat=True).distinct()
    bodies = Organisation.objects.current().filter(pk__in=list(waiting))
    return sum(_of_body(body) for body in bodies)


def _of_body(body: Organisation) -> int:
    theirs: dict[Account, list[Due]] = defaultdict(list)
    for each in _new(_all(body)):
        theirs[each.account].append(each)
    return sum(_try(body, account, found) for account, found in theirs.items())


def _all(body: Organisation) -> list[Due]:
    """Everything that somebody should know today, told already or not."""
    rows = list(queries.batons(body).open().select_related("stage__programme__owner"))
    found = [
        Due(each, each.holder, what) for each in rows if each.holder and (what := _of_holder(each))
    ]
    found += [
        Due(each, owner, what)
        for each in rows
        if (owner := each.programme.owner) and owner != each.holder and (what := _of_owner(each))
    ]
    return found


def _of_holder(baton: Baton) -> str:
    """What its holder should know of it; empty for nothing."""
    if baton.is_dropped:
        return _What.DROPPED
    if baton.is_late:
        return _What.LATE
    if baton.due_on and baton.due_on <= clock.today() + SOON:
        return _What.SOON
    return _What.OFFERED if baton.state == Baton.State.OFFERED else ""


def _of_owner(baton: Baton) -> str:
    """What its programme's owner should know of it: a post has no address."""
    if baton.is_dropped:
        return _What.OVERSEEN
    return _What.POST if baton.holder is None and baton.due_on else ""


def _new(found: Sequence[Due]) -> list[Due]:
    told = Reminded.objects.filter(baton__in=[each.baton.pk for each in found])
    known = set(told.values_list("baton", "account", "what", "due_on"))
    return [each for each in found if each.key not in known]


def _try(body: Organisation, account: Account, found: Sequence[Due]) -> bool:
    try:
        return _write(body, account, found)
    except Exception:
        # One person's trouble must not keep the others from theirs.
        log.exception("The reminder of account %s could not be written", account.pk)
        return False


@transaction.atomic
def _write(body: Organisation, account: Account, found: Sequence[Due]) -> bool:
    """One person's message of a day; False where they had theirs, or may not read it."""
    standing = standing_of(account, body)
    key = f"batons:{clock.today()}:{body.pk}:{account.pk}"
    if standing is None or not standing.may("see_findings") or outbox.written([key]):
        return False
    names = naming.Naming(None, [each.baton for each in found])
    Reminded.objects.bulk_create(
        (
            Reminded(baton=each.baton, account=account, what=each.what, due_on=each.due_on)
            for each in found
        ),
        ignore_conflicts=True,
    )
    outbox.put(
        "batons_digest",
        account.email,
        organisation=body,
        key=key,
        parts=[
            (heading, [_line(each, names) for each in those]) for heading, those in _in_order(found)
        ],
        link=outbox.link("batons:mine" if standing.may("carry_batons") else "batons:all"),
    )
    return True


_HEADINGS = {
    _What.DROPPED: _lazy("Dropped, in your hands"),
    _What.OVERSEEN: _lazy("Dropped, in a programme of yours"),
    _What.POST: _lazy("Offered to a post, in a programme of yours"),
    _What.LATE: _lazy("Past its date"),
    _What.SOON: _lazy("Due within a week"),
    _What.OFFERED: _lazy("Offered to you"),
}


def _in_order(found: Iterable[Due]) -> list[tuple[str, list[Due]]]:
    """What is most pressing first."""
    sorted_by: dict[str, list[Due]] = defaultdict(list)
    for each in found:
        sorted_by[each.what].append(each)
    return [(_HEADINGS[what], sorted_by[what]) for what in _HEADINGS if sorted_by[what]]


def _line(due: Due, names: naming.Naming) -> Line:
    baton = due.baton
    where = f"{baton.programme.title}, {baton.stage.name}"
    if due.what in (_What.OVERSEEN, _What.POST):
        held = {"where": where, "post": names.post(baton)}
        where = _("%(where)s, with %(post)s") % held
    when = words.day(due.due_on)
    if due.what == _What.LATE and baton.drops_on:
        dropping = {"day": when, "dropped": words.day(baton.drops_on)}
        when = _("%(day)s; on %(dropped)s it is dropped") % dropping
    return Line(
        what=due.what,
        finding=words.listed([each.name for each in baton.findings.all()]),
        where=where,
        due=when,
        link=outbox.link("batons:baton", baton.public_id),
    )
