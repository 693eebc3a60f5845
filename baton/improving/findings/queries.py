# SPDX-License-Identifier: MIT
"""Reading findings: the list, how strong one is, and what newer contributions may belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.http import QueryDict

from baton.analysis import shares
from baton.improving.findings.models import Answer, Asked, Check, Finding, Support
from baton.listening import registry, search
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.programmes.models import Stage
from baton.understanding import filters, narrowing, operations, reviews
from baton.understanding import queries as understanding
from baton.understanding.filters import Filters
from baton.understanding.models import Coding

#: What stands in `out_of` for "of everything that was said to us".
EVERYTHING = "?"
#: So many quotations stand on a finding's page, for and against each.
QUOTED = 6
#: So many of what is proposed are looked at on one page.
A_PAGE = 25
_FOR, _AGAINST = Support.Side.FOR, Support.Side.AGAINST


def findings(organisation: Organisation) -> QuerySet[Finding]:
    """The findings of a body, the newest first, each with how many stand for and against it, and
    with how many disputes."""
    return (
        organisation.findings.select_related("stage__programme", "author", "peer", "organisation")
        .annotate(
            in_favour=_number(Support.objects.filter(finding=OuterRef("pk"), side=_FOR)),
            against=_number(Support.objects.filter(finding=OuterRef("pk"), side=_AGAINST)),
            disputes=_number(
                Answer.objects.filter(
                    asked__check_of__finding=OuterRef("pk"), says=Answer.Says.DISPUTE
                )
            ),
        )
        .order_by("-number")
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of these a finding has. Joined and counted together, they would multiply."""
    counted = rows.order_by().annotate(all=Func(F("pk"), function="COUNT")).values("all")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def drafts(organisation: Organisation) -> QuerySet[Finding]:
    """Those that are not concluded yet, the oldest first."""
    return findings(organisation).filter(concluded_at=None).order_by("number")


def stages(organisation: Organisation) -> QuerySet[Stage]:
    """Where a finding can be begun: in the stages at which programmes that go on have work."""
    return (
        Stage.objects.filter(programme__organisation=organisation, programme__ended_on=None)
        .exclude(state__in=[Stage.State.CLOSED, Stage.State.LEFT_OUT])
        .select_related("programme")
        .order_by("programme__title", "pk")
    )


def asked_for(organisation: Organisation, query: str) -> Filters:
    """The filters of a kept address, of the body's own contributions alone and beside words."""
    codebook = operations.ensure_codebook(organisation)
    given = QueryDict(query.removeprefix("?")).dict()
    return own(filters.read(given, organisation, codebook, []))


def own(asked: Filters) -> Filters:
    """Nobody concludes from what another body heard, nor from who people are."""
    return replace(asked.beside_words(), body=None, tree=False, problems=())


def whole_of(asked: Filters) -> Filters:
    """Of which contributions those that match are a share: the same places, days and ways, whatever
    was said there."""
    return replace(
        asked, q="", theme=None, also=None, sentiment="", quote=False, unsure=False, long=False
    )


def kept(asked: Filters) -> str:
    """The filters as they are kept; of none, everything is meant."""
    return asked.query() or EVERYTHING


def matching(organisation: Organisation, asked: Filters) -> tuple[list[int], bool]:
    """The numbers of what matches now, and whether there is more than is gathered at once."""
    found = set(understanding.some(organisation, asked))
    return sorted(found), len(found) > understanding.COUNT_LIMIT


def speaking(organisation: Organisation, numbers: Sequence[int]) -> QuerySet[Contribution]:
    """Of these, the body's own that nobody has taken back."""
    mine = Contribution.objects.filter(search.among(numbers, "pk"), organisation=organisation)
    return mine.filter(withdrawn_at=None)


def proposed(finding: Finding) -> tuple[list[int], bool]:
    """What matches and neither stands with the finding nor was turned down: the numbers, and
    whether more matches than was looked through."""
    if not finding.looks_for:
        return [], False
    numbers, is_more = matching(
        finding.organisation, asked_for(finding.organisation, finding.looks_for)
    )
    known = set(finding.supports.values_list("contribution", flat=True))
    known.update(finding.turned_down.values_list("contribution", flat=True))
    left = [each for each in numbers if each not in known]
    there = speaking(finding.organisation, left).order_by("-said_at", "-pk")
    return list(there.values_list("pk", flat=True)), is_more


def in_order(numbers: Sequence[int]) -> list[Contribution]:
    """These contributions with all that a list shows of each, in this order."""
    rows = understanding.with_codings(Contribution.objects.filter(pk__in=numbers))
    found = {each.pk: each for each in rows}
    return [found[number] for number in numbers if number in found]


@dataclass(frozen=True, slots=True)
class Strength:
    """How many said it. Severity and inequality stand beside it, and nothing is added up."""

    in_favour: int
    against: int
    #: By how many people, as far as it is known who is one person.
    people: int
    #: Those for it whose theme no person has looked at: the classifier alone brought them.
    unchecked: int
    #: Their share of what was said in the same places and days; None where none is meant.
    share: shares.Share | None
    first: date | None
    last: date | None


def strength(finding: Finding) -> Strength:
    """Counted anew, so that what somebody takes back shows at once; the share is that of the day
    on which it was concluded."""
    counted = finding.supports.aggregate(
        in_favour=Count("pk", Q(side=_FOR)),
        against=Count("pk", Q(side=_AGAINST)),
        first=Min("contribution__said_at"),
        last=Max("contribution__said_at"),
        known=Count(
            "contribution__respondent",
            Q(side=_FOR) & ~Q(contribution__respondent=""),
            distinct=True,
        ),
        known_all=Count("pk", Q(side=_FOR) & Q(contribution__respondent__gt="")),
    )
    return Strength(
        counted["in_favour"],
        counted["against"],
        counted["in_favour"] - counted["known_all"] + counted["known"],
        _unchecked(finding),
        share(finding),
        counted["first"].date() if counted["first"] else None,
        counted["last"].date() if counted["last"] else None,
    )


def share(finding: Finding) -> shares.Share | None:
    """The share with its interval: as it was when concluded; of a draft, as it is now."""
    if not finding.is_draft:
        if finding.of is None or finding.said_it is None:
            return None
        return shares.share(finding.said_it, finding.of)
    counted = counted_now(finding)
    return shares.share(*counted) if counted else None


def counted_now(finding: Finding) -> tuple[int, int] | None:
    """How many of the whole speak for it, and how many the whole is; None where none is meant."""
    if not finding.out_of:
        return None
    body = finding.organisation
    whole = narrowing.every_filter(
        body.contributions.order_by(), body, body, asked_for(body, finding.out_of)
    )
    # A score without words says nothing either way; what was withdrawn once did.
    whole = whole.filter(~Q(words="") | Q(withdrawn_at__isnull=False))
    stands = finding.supports.filter(side=_FOR).values("contribution")
    return whole.filter(pk__in=stands).count(), whole.count()


def sought(finding: Finding) -> list[int] | None:
    """The themes by which it was gathered; None where it was not gathered by any."""
    asked = asked_for(finding.organisation, finding.looks_for) if finding.looks_for else None
    if asked is None or asked.theme is None:
        return None
    return narrowing.themes(finding.organisation, asked)


def _unchecked(finding: Finding) -> int:
    """Gathered by a theme that the classifier alone gave."""
    themes = sought(finding)
    if themes is None:
        return 0
    of_theme = Coding.objects.counted().filter(theme__in=themes)
    gathered = finding.supports.filter(side=_FOR).exclude(how=Support.How.HAND)
    suggested = gathered.filter(
        contribution__in=of_theme.filter(verdict=Coding.Verdict.SUGGESTED).values("contribution")
    )
    looked_at = of_theme.exclude(verdict=Coding.Verdict.SUGGESTED).values("contribution")
    return suggested.exclude(contribution__in=looked_at).count()


def quotations(finding: Finding, side: int) -> list[Support]:
    """Those chosen for quoting that may be shown today: allowed by the person and looked at."""
    shown = reviews.may_be_shown(finding.organisation)
    chosen = finding.supports.filter(side=side, is_quoted=True, contribution__in=shown)
    return list(
        chosen.select_related("contribution__service").order_by("-contribution__said_at")[:QUOTED]
    )


def fit_for_quoting(finding: Finding, numbers: Sequence[int]) -> set[int]:
    """Which of these contributions may stand as quotations today."""
    shown = reviews.may_be_shown(finding.organisation).filter(pk__in=numbers)
    return set(shown.values_list("pk", flat=True))


def number_quotable(finding: Finding) -> int:
    """How many of them may be quoted, whether anybody has looked or not."""
    allowed = reviews.may_be_quoted(finding.organisation)
    return finding.supports.filter(contribution__in=allowed).count()


def supports(finding: Finding, *, side: int | None = None) -> QuerySet[Support]:
    """What stands for it and against, the newest words first; what was erased comes last."""
    rows = finding.supports.all() if side is None else finding.supports.filter(side=side)
    return rows.order_by("-contribution__said_at", "-pk")


def by_channel(finding: Finding) -> list[tuple[str, int]]:
    """By which ways those who are for it reached us, the most first."""
    rows = (
        finding.supports.filter(side=_FOR, contribution__isnull=False)
        .values_list("contribution__channel")
        .annotate(number=Count("pk"))
        .order_by("-number", "contribution__channel")
    )
    return [(registry.name_of(channel), number) for channel, number in rows]


def by_service(finding: Finding, most: int = 5) -> list[tuple[str, int]]:
    """Of which services they speak, the most first."""
    rows = (
        finding.supports.filter(side=_FOR, contribution__service__isnull=False)
        .values_list("contribution__service__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "contribution__service__name")
    )
    return list(rows[:most])


def of_contribution(contribution: Contribution) -> QuerySet[Support]:
    """The findings that it stands for or against."""
    return contribution.supports.select_related("finding__stage__programme").order_by(
        "finding__number"
    )


def open_drafts(organisation: Organisation, contribution: Contribution) -> QuerySet[Finding]:
    """Findings to which it could be added by hand, the newest first."""
    theirs = contribution.supports.values("finding")
    return findings(organisation).filter(concluded_at=None).exclude(pk__in=theirs)


# Did we hear you right?


@dataclass(frozen=True, slots=True)
class Heard:
    """What those who were asked say of a finding, over all of its checks."""

    asked: int
    agree: int
    add: int
    dispute: int

    @property
    def answered(self) -> int:
        return self.agree + self.add + self.dispute


def heard(finding: Finding) -> Heard:
    counted = Asked.objects.filter(check_of__finding=finding).aggregate(
        asked=Count("pk"),
        agree=Count("pk", Q(answer__says=Answer.Says.AGREE)),
        add=Count("pk", Q(answer__says=Answer.Says.ADD)),
        dispute=Count("pk", Q(answer__says=Answer.Says.DISPUTE)),
    )
    return Heard(**counted)


def answers(finding: Finding) -> QuerySet[Answer]:
    """What was answered in words, disputes first."""
    return (
        Answer.objects.filter(asked__check_of__finding=finding)
        .exclude(contribution=None, says=Answer.Says.AGREE)
        .select_related("contribution")
        .order_by("-says", "at")
    )


def disputes(findings: Iterable[Finding]) -> QuerySet[Answer]:
    """What people dispute of these findings: for whoever decides, as far as the board."""
    return (
        Answer.objects.filter(asked__check_of__finding__in=list(findings), says=Answer.Says.DISPUTE)
        .select_related("asked__check_of__finding", "contribution")
        .order_by("at")
    )


def open_check(finding: Finding) -> Check | None:
    return finding.checks.filter(closed_at=None).first()


def everybody_asked(check: Check) -> QuerySet[Asked]:
    return check.asked.select_related(
        "contribution__reachable__contact", "account", "stakeholder", "answer__contribution"
    ).order_by("pk")


def asked_of(organisation: Organisation, account: Account) -> QuerySet[Asked]:
    """What a patient partner was asked here, the newest first."""
    return (
        Asked.objects.filter(account=account, check_of__finding__organisation=organisation)
        .select_related("check_of__finding__stage__programme", "answer")
        .order_by("-asked_at", "-pk")
    )


def waiting_for(organisation: Organisation, account: Account) -> QuerySet[Asked]:
    """What a patient partner was asked and can still answer."""
    return asked_of(organisation, account).filter(check_of__closed_at=None, answer=None)
