# SPDX-License-Identifier: MIT
"""Scarce hours over the relationships of a register: what to propose, and why, line by line.

The mathematics is `baton.analysis.allocation`. What a contact is worth is said here, openly, so
that a team can disagree: the weight of the relationship, times what the contact is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baton.analysis import allocation as scarce
from baton.people.stakeholders import strategy
from baton.people.stakeholders.models import ContactKind, Engagement
from baton.people.stakeholders.queries import Standing
from baton.ui.wording import _, _many
from baton.ui.words import count, listed

#: What is proposed to those of each quarter of the grid.
KINDS: dict[str, ContactKind] = {
    strategy.KEY.code: ContactKind.MEETING,
    strategy.SATISFY.code: ContactKind.BRIEFING,
    strategy.REACH.code: ContactKind.VISIT,
    strategy.INFORM.code: ContactKind.CALL,
    strategy.WATCH.code: ContactKind.EMAIL,
}

#: Added to the worth of a first contact that is overdue, in weights of the relationship.
OVERDUE = 2
#: More contacts in a quarter than one a month close no gap any sooner.
MOST = 3


def weight(standing: Standing) -> int:
    """How much a relationship weighs: 1, and 1 more for power, 1 for interest, 2 for inequality."""
    return (
        1
        + strategy.is_high(standing.assessment.power)
        + strategy.is_high(standing.assessment.interest)
        + 2 * standing.stakeholder.faces_inequality
    )


def why_weighs(standing: Standing) -> str:
    """The same in words."""
    reasons = [
        word
        for word, is_so in (
            (_("high power"), strategy.is_high(standing.assessment.power)),
            (_("high interest"), strategy.is_high(standing.assessment.interest)),
            (_("faces inequality, which counts twice"), standing.stakeholder.faces_inequality),
        )
        if is_so
    ]
    if not reasons:
        return _("Counts once.")
    told = {"times": weight(standing), "reasons": ", ".join(reasons)}
    if weight(standing) == 2:
        return _("Counts twice: %(reasons)s.") % told
    return _("Counts %(times)s times: %(reasons)s.") % told


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for a relationship: another kind of contact, so many of them."""

    kind: str = ""
    contacts: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a proposal: so many contacts of a kind with somebody."""

    standing: Standing
    kind: ContactKind
    contacts: int
    minutes: int
    wish: Wish
    #: Why it is proposed, and what one more would cost.
    why: Sequence[str]


@dataclass(frozen=True)
class Proposal:
    """So many minutes, shared out. Rows in the order of the register."""

    minutes: int
    used: int
    rows: Sequence[Row]
    #: Whether every contact is in it that would be of worth.
    is_whole: bool

    @property
    def left(self) -> int:
        return self.minutes - self.used

    @property
    def without(self) -> list[Standing]:
        """Those who get no contact, though nobody asked for none."""
        return [row.standing for row in self.rows if not row.contacts and row.wish.contacts is None]

    @property
    def facing_inequality_without(self) -> list[Standing]:
        """Of them, those who face inequality: never left out unnoticed."""
        return [each for each in self.without if each.stakeholder.faces_inequality]


class TooMuchWished(ValueError):
    """What was asked for takes more hours than there are."""

    def __init__(self, needed: int, minutes: int) -> None:
        super().__init__(
            _(
                "The contacts that you asked for take %(needed)s, and there are %(minutes)s. "
                "Ask for fewer, or give more hours."
            )
            % {"needed": hours(needed), "minutes": hours(minutes)}
        )


def hours(minutes: int) -> str:
    """Minutes as hours.

    >>> hours(90), hours(60), hours(45)
    ('1½ hours', '1 hour', '45 minutes')
    """
    if minutes % 30 or not minutes:
        whole, rest = divmod(minutes, 60)
        if not whole:
            return count(rest, "minute")
        return _("%(hours)s %(minutes)s min") % {"hours": count(whole, "hour"), "minutes": rest}
    whole, half = divmod(minutes, 60)
    if not half:
        return count(whole, "hour")
    return _many("%(n)s½ hour", "%(n)s½ hours", whole + 1) % {"n": whole or ""}


def propose(
    standings: Sequence[Standing],
    *,
    minutes: int,
    lengths: Mapping[str, int],
    wishes: Mapping[int, Wish] | None = None,
) -> Proposal:
    """Share out so many minutes. `lengths` says how many a kind of contact takes, `wishes` (by
    stakeholder's key) what a person asked for. Raises TooMuchWished."""
    wishes = wishes or {}
    asked = [(each, wishes.get(each.stakeholder.pk, Wish())) for each in standings]
    relationships, plan = _best(asked, minutes, lengths)
    names = {each.name: standing for each, standing in zip(relationships, standings, strict=True)}
    rows = [
        Row(
            standing,
            _kind(standing, wish),
            line.taken,
            line.minutes,
            wish,
            [*_reasons(standing, wish), *_price(plan, line, names)],
        )
        for (standing, wish), line in zip(asked, plan.lines, strict=True)
    ]
    is_whole = all(line.following is None for line in plan.lines)
    return Proposal(minutes, plan.used, rows, is_whole)


def _best(
    asked: Sequence[tuple[Standing, Wish]], minutes: int, lengths: Mapping[str, int]
) -> tuple[Sequence[scarce.Relationship], scarce.Plan]:
    """The best plan with one contact at least for whoever faces inequality; where the minutes do
    not hold these, the best plan without that promise."""
    for keeps_floor in (True, False):
        relationships = [
            _relationship(each, wish, lengths, keeps_floor=keeps_floor) for each, wish in asked
        ]
        try:
            return relationships, scarce.allocate(relationships, minutes)
        except scarce.TooFewMinutes as problem:
            if not keeps_floor:
                raise TooMuchWished(problem.needed, minutes) from problem
    raise AssertionError("one of the two returns or raises")


def _kind(standing: Standing, wish: Wish) -> ContactKind:
    return ContactKind(wish.kind) if wish.kind else KINDS[standing.strategy.code]


def _relationship(
    standing: Standing, wish: Wish, lengths: Mapping[str, int], *, keeps_floor: bool
) -> scarce.Relationship:
    kind = _kind(standing, wish)
    worths = _worths(standing)
    if wish.contacts is not None:
        # So many and no more; beyond the usual number they close nothing, and are promised.
        worths = [*worths, *[0] * wish.contacts][: wish.contacts]
    # Promised are all that were asked for; else the first, to whoever faces inequality.
    floor = int(keeps_floor and standing.stakeholder.faces_inequality)
    promised = floor if wish.contacts is None else len(worths)
    steps = [
        scarce.Step(kind.label, lengths[kind], worth, place < promised)
        for place, worth in enumerate(worths)
    ]
    return scarce.Relationship(str(standing.number), steps)


def _worths(standing: Standing) -> list[int]:
    """What each contact of the quarter is worth: the first keeps in touch and begins to close the
    gap, each further one is worth what is left of the gap after those before it."""
    heavy, gap = weight(standing), standing.gap
    late = OVERDUE if standing.stakeholder.is_overdue else 0
    return [heavy * (1 + late + gap), *(heavy * left for left in range(gap - 1, 0, -1))][:MOST]


def _reasons(standing: Standing, wish: Wish) -> list[str]:
    judged, gap = standing.assessment, standing.gap
    told = [why_weighs(standing)]
    if gap:
        now, wished = Engagement(judged.current), Engagement(judged.desired)
        told.append(
            _("%(levels)s to go, from %(now)s to %(wished)s.")
            % {
                "levels": count(gap, "level"),
                "now": now.label.lower(),
                "wished": wished.label.lower(),
            }
        )
    else:
        told.append(_("Stands as wished: one contact keeps in touch."))
    if standing.stakeholder.is_overdue:
        told.append(_("The next contact is overdue."))
    if wish.contacts is not None:
        told.append(
            _("You asked for %(contacts)s.") % {"contacts": count(wish.contacts, "contact")}
        )
    return told


def _price(plan: scarce.Plan, line: scarce.Line, names: Mapping[str, Standing]) -> list[str]:
    """What one more contact would cost the others."""
    cost = scarce.price(plan, line.relationship.name)
    if cost is None:
        return []
    takes = {"hours": hours(cost.step.minutes)}
    if cost.fewer is None or cost.loss is None:
        more = _("One more contact takes %(hours)s: there is no room for it.")
        first = _("A contact takes %(hours)s: there is no room for it.")
        return [(more if line.taken else first) % takes]
    if not cost.fewer:
        more = _("One more contact takes %(hours)s, more than is left.")
        first = _("A contact takes %(hours)s, more than is left.")
        return [(more if line.taken else first) % takes]
    givers = [(names[each.name].stakeholder.name, number) for each, number in cost.fewer]
    told = {"givers": listed([_giver(*each) for each in givers]), "loss": cost.loss}
    if not cost.loss:
        more = _("One more contact would be as good, in place of one with %(givers)s.")
        first = _("A contact would be as good, in place of one with %(givers)s.")
    else:
        more = _("One more contact would take from %(givers)s, and be worth %(loss)s less.")
        first = _("A contact would take from %(givers)s, and be worth %(loss)s less.")
    return [(more if line.taken else first) % told]


def _giver(name: str, number: int) -> str:
    if number < 2:
        return name
    return _("%(name)s (%(number)s fewer)") % {"name": name, "number": number}
