# SPDX-License-Identifier: MIT
"""What became of contributions and findings, as the database answers it: one union for all of it.

Each arm of the union is one kind of thing that may have happened, reached from a few findings by
indexes alone, so that a line costs the same among a million contributions as among ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from baton.improving.batons.models import Baton
from baton.improving.findings.models import Answer, Asked, Finding, Support
from baton.improving.replies.models import Behind, Recipient, Reply
from baton.people.models import Organisation


class Row(NamedTuple):
    """One thing that happened. What `title`, `says`, `more` and `whence` hold depends on `kind`."""

    kind: str
    code: str
    #: The finding; 0 where it is the reply to one contribution.
    finding: int
    #: The contribution, where it is of one only.
    of: int
    at: datetime | None
    then: datetime | None
    day: date | None
    key: int
    public_id: UUID | None
    number: int
    second: int
    title: str
    says: str
    more: str
    whence: str


_EMPTY: dict[str, Any] = {
    "kind": "",
    "code": Value("", CharField()),
    "finding": Value(0, IntegerField()),
    "of": Value(0, IntegerField()),
    "at": Cast(Value(None), DateTimeField()),
    "then": Cast(Value(None), DateTimeField()),
    "day": Cast(Value(None), DateField()),
    "key": Value(0, IntegerField()),
    "public_id": Cast(Value(None), UUIDField()),
    "number": Value(0, IntegerField()),
    "second": Value(0, IntegerField()),
    "title": Value("", TextField()),
    "says": Value("", TextField()),
    "more": Value("", TextField()),
    "whence": Value("", TextField()),
}


def of_contributions(organisation: Organisation, keys: Sequence[int]) -> list[Row]:
    """All that became of some contributions of an organisation's.

    First where they stand, then what became of that: asked at once, PostgreSQL would rather read
    whole tables than believe that so few findings are meant.
    """
    own = _ask(_about_contributions, organisation, keys)
    findings = sorted({row.finding for row in own if row.kind == "support"})
    return own + of_findings(organisation, findings)


def of_findings(organisation: Organisation, keys: Sequence[int]) -> list[Row]:
    """All that became of some findings of an organisation's."""
    return _ask(_about_findings, organisation, keys)


#: Whose, and which → the union that tells it.
Question = Callable[[int, Sequence[int]], QuerySet[Any, Any]]


def _about_contributions(body: int, keys: Sequence[int]) -> QuerySet[Any, Any]:
    behind = Support.objects.filter(contribution__in=keys, finding__organisation=body)
    told = Behind.objects.filter(contribution__in=keys, recipient__reply__organisation=body)
    return _stood(behind).union(_told(told))


def _about_findings(body: int, keys: Sequence[int]) -> QuerySet[Any, Any]:
    first, *others = _of(Finding.objects.filter(organisation=body, pk__in=keys))
    return first.union(*others)


def _ask(question: Question, organisation: Organisation, keys: Sequence[int]) -> list[Row]:
    if not keys:
        return []
    # As many places as the next power of two, so that few statements are kept.
    places = 1 << (len(keys) - 1).bit_length()
    padded = [*keys, *[keys[-1]] * (places - len(keys))]
    sql, parameters = _statement(question, places)
    given = {_BODY: organisation.pk, **dict(zip(_stand_ins(places), padded, strict=True))}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(each, each) for each in parameters])
        return [_row(each) for each in cursor.fetchall()]


#: No key and no constant of the union is below nothing: these stand for what is asked.
_BODY = -1


def _stand_ins(places: int) -> range:
    return range(_BODY - 1, _BODY - 1 - places, -1)


@cache
def _statement(question: Question, places: int) -> tuple[str, tuple[Any, ...]]:
    """The union as SQL. Django takes some ten times as long to write it as the database to answer,
    so it is written once."""
    sql, parameters = question(_BODY, _stand_ins(places)).query.sql_with_params()
    return sql, tuple(parameters)


def _row(found: tuple[Any, ...]) -> Row:
    """SQLite keeps moments, days and UUIDs as text, and says of some columns only what they are."""
    if connection.vendor != "sqlite":
        return Row(*found)
    given = dict(zip(Row._fields, found, strict=True))
    given["at"], given["then"] = _moment(given["at"]), _moment(given["then"])
    if isinstance(given["day"], str):
        given["day"] = date.fromisoformat(given["day"])
    given["public_id"] = UUID(given["public_id"]) if given["public_id"] else None
    return Row(**given)


def _moment(kept: Any) -> datetime | None:
    if kept is None:
        return None
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment.replace(tzinfo=UTC)


def _arm(rows: QuerySet[Any], kind: str, **given: Any) -> QuerySet[Any, Any]:
    """The rows as the columns of `Row`, under names that no model has."""
    columns = {**_EMPTY, **given, "kind": Value(kind, CharField())}
    named = {f"t_{name}": columns[name] for name in Row._fields}
    return rows.order_by().annotate(**named).values_list(*named)


def _text(path: str) -> Cast:
    return Cast(F(path), TextField())


def _stood(behind: QuerySet[Support]) -> QuerySet[Any, Any]:
    return _arm(
        behind,
        "support",
        finding=F("finding_id"),
        of=F("contribution_id"),
        at=F("at"),
        number=F("side"),
    )


def _of(findings: QuerySet[Finding]) -> list[QuerySet[Any, Any]]:
    return [
        _found(findings),
        _checked(findings.filter(checks__isnull=False)),
        _carried(findings.filter(carried__baton__came_by__isnull=False)),
        _decided(findings.filter(carried__baton__answered__isnull=False)),
        _closed(findings.filter(carried__baton__state__in=_CLOSED)),
        _acted(findings.filter(carried__baton__answered__decision__actions__isnull=False)),
        _turned(findings.filter(carried__baton__answered__decision__actions__turns__isnull=False)),
        _replied(findings),
    ]


def _found(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    return _arm(
        findings,
        "finding",
        finding=F("pk"),
        at=Coalesce("concluded_at", "created_at"),
        then=F("concluded_at"),
        key=F("pk"),
        public_id=F("public_id"),
        number=F("number"),
        title=_text("sentence"),
        says=_text("told"),
    )


def _number(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of these rows there are to each row outside."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, IntegerField()), 0)


def _checked(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    this = OuterRef("checks__pk")
    return _arm(
        findings,
        "check",
        finding=F("pk"),
        at=F("checks__opened_at"),
        then=F("checks__closed_at"),
        key=F("checks__pk"),
        number=_number(Asked.objects.filter(check_of=this), "check_of"),
        second=_number(Answer.objects.filter(asked__check_of=this), "asked__check_of"),
        title=_text("checks__says"),
    )


_BATON = "carried__baton"
_CLOSED = (Baton.State.DECLINED, Baton.State.ENDED)


def _carried(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    """Batons that came of others: where from, where to, and how each stands."""
    return _arm(
        findings,
        "baton",
        code=_text(f"{_BATON}__came_by__kind"),
        finding=F("pk"),
        at=F(f"{_BATON}__handed_at"),
        then=F(f"{_BATON}__taken_at"),
        day=F(f"{_BATON}__due_on"),
        key=F(f"{_BATON}__pk"),
        public_id=F(f"{_BATON}__public_id"),
        title=_text(f"{_BATON}__stage__kind"),
        says=_text(f"{_BATON}__stage__programme__title"),
        more=_text(f"{_BATON}__state"),
        whence=_text(f"{_BATON}__came_by__before__stage__kind"),
    )


def _closed(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    """Batons that were declined or have ended, with the reason."""
    return _arm(
        findings,
        "closed",
        code=_text(f"{_BATON}__state"),
        finding=F("pk"),
        at=F(f"{_BATON}__closed_at"),
        key=F(f"{_BATON}__pk"),
        public_id=F(f"{_BATON}__public_id"),
        title=_text(f"{_BATON}__stage__kind"),
        says=_text(f"{_BATON}__why"),
    )


_DECISION = "carried__baton__answered__decision"
_ACTION = f"{_DECISION}__actions"


def _decided(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    return _arm(
        findings,
        "decision",
        finding=F("pk"),
        at=F(f"{_DECISION}__recorded_at"),
        day=F(f"{_DECISION}__decided_on"),
        key=F(f"{_DECISION}__pk"),
        public_id=F(f"{_DECISION}__public_id"),
        number=F(f"{_DECISION}__number"),
        second=F(f"{_BATON}__pk"),
        title=_text(f"{_DECISION}__title"),
        says=_text(f"{_DECISION}__told"),
        more=_text(f"{_DECISION}__group__name"),
    )


def _acted(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    return _arm(
        findings,
        "action",
        code=_text(f"{_ACTION}__state"),
        finding=F("pk"),
        day=F(f"{_ACTION}__due_on"),
        key=F(f"{_ACTION}__pk"),
        public_id=F(f"{_ACTION}__public_id"),
        title=_text(f"{_ACTION}__title"),
        says=_text(f"{_ACTION}__told"),
        more=_text(f"{_ACTION}__why"),
    )


def _turned(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    turn = f"{_ACTION}__turns"
    return _arm(
        findings,
        "turn",
        code=_text(f"{turn}__state"),
        finding=F("pk"),
        at=F(f"{turn}__at"),
        key=F(f"{_ACTION}__pk"),
        public_id=F(f"{_ACTION}__public_id"),
        title=_text(f"{_ACTION}__title"),
        says=_text(f"{turn}__says"),
    )


def _replied(findings: QuerySet[Finding]) -> QuerySet[Any, Any]:
    """Replies of the finding, each with how many people it reached."""
    # Through the table between: Django would ask it of each of the organisation's replies.
    between = Reply.findings.through.objects.filter(finding__in=findings)
    sent = Recipient.objects.filter(reply=OuterRef("reply"), state=Recipient.State.SENT)
    return _arm(
        between,
        "reply",
        code=_text("reply__state"),
        finding=F("finding_id"),
        at=F("reply__sent_at"),
        day=F("reply__next_on"),
        key=F("reply_id"),
        public_id=F("reply__public_id"),
        number=F("reply__number"),
        second=_number(sent, "reply"),
        title=_text("reply__kind"),
        says=_text("reply__we_say"),
        more=_text("reply__next_says"),
    )


def _told(behind: QuerySet[Behind]) -> QuerySet[Any, Any]:
    """How the replies went to those who spoke."""
    going = behind.exclude(Q(recipient__state=Recipient.State.LEFT_OUT))
    return _arm(
        going,
        "told",
        code=_text("recipient__state"),
        of=F("contribution_id"),
        at=F("recipient__sent_at"),
        then=F("recipient__reply__sent_at"),
        key=F("recipient__reply__pk"),
        public_id=F("recipient__reply__public_id"),
        number=F("recipient__reply__number"),
        title=_text("recipient__reply__kind"),
        says=_text("recipient__way"),
        more=_text("recipient__hold"),
    )
