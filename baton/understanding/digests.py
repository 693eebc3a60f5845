# SPDX-License-Identifier: MIT
"""The week of somebody's views, by e-mail: figures and themes, and nobody's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from baton.core import clock
from baton.listening.models import Contribution
from baton.people import outbox
from baton.people.models import Account, Organisation
from baton.people.permissions import Standing, standing_of
from baton.ui import words
from baton.ui.wording import _
from baton.understanding import operations, readings, searches, subscriptions
from baton.understanding.counting import comparing, spans
from baton.understanding.counting.overview import ThemeFigure, overview
from baton.understanding.counting.questions import themes_by_month
from baton.understanding.counting.selection import Asked
from baton.understanding.models import SavedSearch, Subscription
from baton.warehouse import engine

log = logging.getLogger(__name__)

#: On Mondays at this hour, here: `subscriptions.TOLD_AT` says it to people.
HOUR = time(7)
WEEK = timedelta(days=7)
#: So many changes of a view does an e-mail tell; its page has all.
MOST = 6
_BY = "system:digests"


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days before a Monday, and the moment of it from which they are told."""

    begins: datetime
    ends: datetime
    due: datetime

    @property
    def in_words(self) -> str:
        """
        >>> from datetime import UTC
        >>> latest(datetime(2026, 11, 30, 9, tzinfo=UTC)).in_words
        'from 23 November to 29 November 2026'
        """
        first, last = words.local(self.begins), words.local(self.ends - timedelta(hours=1))
        return _("from %(first)s to %(last)s") % {
            "first": f"{first.day} {first:%B}",
            "last": words.day(last),
        }


def latest(now: datetime) -> Week:
    """The last week that may be told by now."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    due = timezone.make_aware(datetime.combine(monday, HOUR))
    if due > now:
        monday -= WEEK
        due = timezone.make_aware(datetime.combine(monday, HOUR))
    ends = timezone.make_aware(datetime.combine(monday, time()))
    begins = timezone.make_aware(datetime.combine(monday - WEEK, time()))
    return Week(begins, ends, due)


@dataclass(frozen=True, slots=True)
class Told:
    """What one view tells of a week."""

    came_in: int
    #: The themes that have surely changed, the largest change first.
    changed: Sequence[ThemeFigure]
    compared: str
    asks_what_has_gone: bool
    #: Of a view that sets two sides beside one another: in what they surely differ.
    beside: str = ""

    @property
    def marks(self) -> list[str]:
        """What the next e-mail compares itself with: each theme and where it went."""
        return [_mark(figure) for figure in self.changed]


def _mark(figure: ThemeFigure) -> str:
    assert figure.change is not None
    return f"{figure.theme.slug}{'+' if figure.change.estimate > 0 else '-'}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One view in an e-mail."""

    name: str
    came_in: int
    changes: list[str]
    compared: str
    asks_what_has_gone: bool
    link: str


def send_due() -> int:
    """Write what is due to everybody who has not had it; returns how many e-mails were written.

    Safe in two workers at once: an e-mail of one person, body and week is written once.
    """
    week = latest(clock.now())
    waiting = list(_waiting(week))
    if not waiting:
        return 0
    try:
        teller = _Teller(engine.Reader(), week)
    except engine.NoCopy:
        return 0
    if not teller.has_the_week:
        return 0
    return sum(_try(theirs, teller) for theirs in waiting)


def _try(theirs: Sequence[Subscription], teller: _Teller) -> bool:
    try:
        return _write(theirs, teller)
    except Exception:
        # One person's trouble must not keep the others from theirs.
        log.exception("The digest of account %s could not be written", theirs[0].account_id)
        return False


def _waiting(week: Week) -> Iterator[list[Subscription]]:
    """The subscriptions of each person in each body who has not heard of the week. Who subscribed
    after it was due hears of the next."""
    begun = (
        Subscription.objects.filter(since__lt=week.due)
        .select_related("account", "search", "search__organisation")
        .order_by("search__organisation", "account", "search__name", "pk")
    )
    people = [
        (_key(week, organisation, account), list(theirs))
        for (organisation, account), theirs in groupby(
            begun, key=lambda each: (each.search.organisation, each.account)
        )
    ]
    written = outbox.written(key for key, _ in people)
    return (theirs for key, theirs in people if key not in written)


def _key(week: Week, organisation: Organisation, account: Account) -> str:
    return f"digest:{timezone.localdate(week.due)}:{organisation.pk}:{account.pk}"


@dataclass(slots=True)
class _Teller:
    """Tells what views say of a week, each once however many hear of it."""

    reader: engine.Reader
    week: Week
    _told: dict[tuple[int, bool], Told] = field(default_factory=dict)

    @property
    def has_the_week(self) -> bool:
        """Whether the copy has all that came in: else it is told some minutes later."""
        as_at = self.reader.as_at
        return not self.reader.is_behind or (as_at is not None and as_at >= self.week.ends)

    def told(self, view: SavedSearch, standing: Standing) -> Told:
        # Those who read words may ask for more; beyond that a view is the same to all.
        key = (view.pk, standing.may("read_words"))
        if key not in self._told:
            self._told[key] = self._tell(view, standing)
        return self._told[key]

    def _tell(self, view: SavedSearch, standing: Standing) -> Told:
        asked = Asked(standing.organisation, searches.filters_of(view, standing))
        if view.page == "compare":
            return self._tell_both_sides(asked, searches.given_by(view))
        seen = overview(asked, self.reader)
        compared = _("%(now)s against %(then)s") % {
            "now": spans.in_words(seen.lately),
            "then": spans.in_words(seen.before),
        }
        return Told(
            self._came_in(asked),
            seen.changed,
            compared[0].upper() + compared[1:],
            bool(asked.filters.problems),
        )

    def _tell_both_sides(self, asked: Asked, given: Mapping[str, str]) -> Told:
        """What came in is of the first side; the other has its filters but where it differs."""
        body = asked.organisation
        other = comparing.other_side(given, body, operations.ensure_codebook(body))
        one, two = comparing.sides(asked.filters, other, self.reader, body)
        found = comparing.compare(body, one, two, self.reader)
        named, beside = readings.sides(one, two)
        sides = _("%(now)s against %(then)s") % {"now": named, "then": beside}
        compared = words.capitalised(sides)
        has_gone = bool(asked.filters.problems or other.problems)
        return Told(self._came_in(asked), (), compared, has_gone, readings.of_comparison(found))

    def _came_in(self, asked: Asked) -> int:
        """How many of a view's comments reached us in the week, whenever they were said."""
        arrived = Contribution.objects.filter(
            organisation__in=asked.bodies,
            received_at__gte=self.week.begins,
            received_at__lt=self.week.ends,
        ).values_list("pk", flat=True)
        numbers = set(arrived)
        if asked.selection.by_words:
            numbers.intersection_update(asked.tables["said"]["number"])
        these = replace(asked.selection, by_words=True)
        tables = asked.tables | {"said": {"number": sorted(numbers)}}
        return sum(row["comments"] for row in self.reader.ask(themes_by_month(these), tables))


def _write(theirs: Sequence[Subscription], teller: _Teller) -> bool:
    """One person's e-mail of one body; False where there is none to write.

    Who may not open a view any more hears of it no more. Who owes their second step hears nothing
    until it is taken.
    """
    account, organisation = theirs[0].account, theirs[0].search.organisation
    standing = standing_of(account, organisation)
    if standing is not None and standing.owes_second_step:
        return False
    open_to_them = searches.seen_by(standing) if standing else SavedSearch.objects.none()
    may_open = set(open_to_them.values_list("pk", flat=True))
    heard = [each for each in theirs if each.search_id in may_open]
    told = [teller.told(each.search, standing) for each in heard if standing]
    paragraphs = [_paragraph(each, its) for each, its in zip(heard, told, strict=True)]
    with transaction.atomic():
        for each in theirs:
            if each.search_id not in may_open:
                subscriptions.stop(each, by=_BY)
        if not paragraphs:
            return False
        outbox.put(
            "views_digest",
            account.email,
            organisation=organisation,
            key=_key(teller.week, organisation, account),
            views=paragraphs,
            week=teller.week.in_words,
            link=outbox.link("understanding:saved_searches") + "#subscriptions",
        )
        for each, its in zip(heard, told, strict=True):
            Subscription.objects.filter(pk=each.pk).update(told=its.marks)
    return True


def _paragraph(subscription: Subscription, told: Told) -> Paragraph:
    """What is new first; before the first e-mail nothing is old."""
    known = subscription.told
    old = [each for each in told.changed if known is not None and _mark(each) in known]
    new = [each for each in told.changed if each not in old]
    label = "%(change)s" if known is None else _("New: %(change)s")
    changes = [label % {"change": readings.of_figure(each)} for each in new]
    changes += [
        _("As last told: %(change)s") % {"change": readings.of_figure(each)} for each in old
    ]
    if told.beside:
        changes = [told.beside]
    if len(changes) > MOST:
        more = words.count(len(changes) - MOST, "more change")
        changes = [*changes[:MOST], _("And %(more)s on the page.") % {"more": more}]
    return Paragraph(
        name=" ".join(subscription.search.name.split()),
        came_in=told.came_in,
        changes=changes,
        compared=told.compared,
        asks_what_has_gone=told.asks_what_has_gone,
        link=outbox.link("understanding:saved_search", subscription.search.public_id),
    )
