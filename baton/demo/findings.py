# SPDX-License-Identifier: MIT
"""Twelve findings of the board: drafts and concluded ones, checked back with those who spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from baton.core import clock
from baton.demo.programmes import as_they_were
from baton.demo.reading import Colleagues, content, moment, some_day
from baton.improving.findings import asking, operations, queries
from baton.improving.findings.models import Asked, Check, Finding, Support
from baton.listening.models import Contribution
from baton.people.involvement import operations as involvement
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme, Stage
from baton.understanding import reviews
from baton.understanding.filters import Filters

#: So many stand behind one at most; and so many say otherwise.
_MOST, _MOST_AGAINST = 68, 7
#: So many of those for it are quoted, where people allowed it.
_QUOTED = 3


def keep(
    board: Organisation, programmes: Mapping[str, Programme], known: Colleagues
) -> dict[str, Finding]:
    """Conclude them as they were concluded then; the same by their keys."""
    with as_they_were(programmes):
        made = {
            key: _conclude(board, programmes[told["programme"]], told, known)
            for key, told in content("findings").items()
        }
    for ago, minutes, what in ((33, 90, "Read four findings"), (5, 45, "Answered about seats")):
        given: dict[str, Any] = {"on": some_day(-ago), "minutes": minutes, "what": what}
        involvement.record(board, **given, by=known["derek"])
    first = board.involvements.order_by("on").values_list("pk", flat=True)[:1]
    involvement.pay(board, first, on=some_day(-20), pence_an_hour=2500, by=known["meena"])
    return made


def _conclude(
    board: Organisation, programme: Programme, told: dict[str, Any], known: Colleagues
) -> Finding:
    by = known[told["by"]]
    stage = programme.stages.get(kind=told["stage"])
    with clock.held_at(moment(-told["begun"])):
        finding = _begin(board, stage, told, by)
    if "checked" in told:
        _check(finding, told["checked"], known)
    if "peer" in told:
        name, says = told["peer"]
        with clock.held_at(moment(-told["concluded"] + 1)):
            operations.peer_check(finding, by=known[name], says=says)
    if "concluded" in told:
        with clock.held_at(moment(-told["concluded"])):
            operations.conclude(finding, by=by)
    return finding


def _begin(board: Organisation, stage: Stage, told: dict[str, Any], by: Account) -> Finding:
    seen = _filters(board, told["seen"])
    severity, severity_says = told["severity"]
    inequality, inequality_says = told["inequality"]
    finding = operations.begin(
        stage,
        told["sentence"],
        by=by,
        kind=told["kind"],
        looks_for=queries.kept(seen),
        out_of=queries.kept(queries.whole_of(seen)),
        severity=severity,
        severity_says=severity_says,
        inequality=inequality,
        inequality_says=inequality_says,
    )
    most = told.get("most", _MOST)
    for each in (seen, *(_filters(board, more) for more in told.get("seen_too", ()))):
        operations.gather_matching(finding, _matching(board, each, most), by=by)
    if "seen_against" in told:
        against = _matching(board, _filters(board, told["seen_against"]), _MOST_AGAINST)
        operations.gather_matching(finding, against, side=Support.Side.AGAINST, by=by)
    _quote(finding, by)
    return finding


def _filters(board: Organisation, told: dict[str, str]) -> Filters:
    given = dict(told)
    if code := given.pop("service", ""):
        given["service"] = str(board.services.get(code=code).public_id)
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return queries.asked_for(board, query)


def _matching(board: Organisation, seen: Filters, most: int) -> list[int]:
    """The newest of what had been said by then."""
    numbers, _ = queries.matching(board, seen)
    then = queries.speaking(board, numbers).exclude(words="").filter(said_at__lt=clock.now())
    return list(then.order_by("-said_at", "-pk").values_list("pk", flat=True)[:most])


def _quote(finding: Finding, by: Account) -> None:
    """Some that people allowed, once somebody has looked whether they could be recognised."""
    for side in (Support.Side.FOR, Support.Side.AGAINST):
        allowed = reviews.may_be_quoted(finding.organisation).filter(
            supports__finding=finding, supports__side=side
        )
        for each in allowed.order_by("-said_at", "pk")[:_QUOTED]:
            reviews.decide(each, outcome="show", by=by)
    operations.quote(finding, finding.supports.values_list("pk", flat=True), by=by)


def _check(finding: Finding, told: dict[str, Any], known: Colleagues) -> None:
    """As if everybody had been asked then: no letter leaves for what is long over."""
    asked_at = moment(-told["asked"])
    check = Check.objects.create(
        finding=finding,
        says=told["says"],
        opened_at=asked_at,
        opened_by=finding.author,
        closes_on=some_day(told.get("open", told["asked"] + 8)),
    )
    spoke = Contribution.objects.filter(supports__finding=finding).exclude(may_contact="no")
    rows = [
        Asked(check_of=check, contribution=each, way=_way(each), asked_at=asked_at)
        for each in spoke.order_by("pk")[: told["spoke"]]
    ]
    rows.append(Asked(check_of=check, account=known["derek"], way="screen", asked_at=asked_at))
    Asked.objects.bulk_create(rows)
    with clock.held_at(moment(-told["asked"] - 3)):
        for asked, (says, words) in zip(check.asked.order_by("pk"), _answers(told), strict=False):
            asking.answer(asked, says, words, by="system:demonstration")
        if "partner" in told:
            says, words = told["partner"]
            own = check.asked.get(account=known["derek"])
            asking.answer(own, says, words, by=known["derek"])
    if "open" not in told:
        with clock.held_at(moment(-told["asked"] - 8)):
            asking.close(check, by=finding.author)


_WAYS = {"email": Asked.Way.LINK, "post": Asked.Way.PAPER}


def _way(contribution: Contribution) -> str:
    return _WAYS.get(contribution.may_contact, Asked.Way.PHONE)


def _answers(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What those who spoke answered, in turn."""
    yield from (("add", words) for words in told["adds"])
    yield from (("dispute", words) for words in told["disputes"])
    yield from (("agree", "") for _ in range(told["agree"]))
