# SPDX-License-Identifier: MIT
"""What the home page shows: one look at every room below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from baton.core import clock
from baton.core.models import Job
from baton.listening import queries as listening
from baton.listening import registry
from baton.listening.channels.upload import queries as uploads
from baton.listening.channels.upload.models import Upload
from baton.listening.models import SafetyAlert
from baton.listening.queries import Arrivals
from baton.people.models import Organisation
from baton.people.permissions import Standing
from baton.understanding import queries as understanding
from baton.understanding import searches
from baton.understanding.counting.overview import ThemeFigure, overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import SavedSearch
from baton.warehouse import engine
from baton.web import dated

#: The home page speaks of the last so many days.
WEEK = timedelta(days=7)
DAYS_DRAWN = 15


def jobs_of(organisation: Organisation) -> QuerySet[Job]:
    """The organisation's jobs, the newest first."""
    return Job.objects.filter(organisation=organisation.pk).order_by("-created_at")


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page, read at once."""

    heard_this_week: int
    heard_ever: bool
    themes: list[ThemeFigure]
    days: list[Arrivals]
    channels: list[tuple[str, int]]
    waiting_alerts: list[SafetyAlert]
    unsure: int
    late: list[dated.Late]
    uploads_to_mend: list[Upload]
    jobs: list[Job]
    views: list[tuple[SavedSearch, searches.Page]]
    since: str


def home(standing: Standing) -> Home:
    """What this person, where they stand, should see first."""
    organisation = standing.organisation
    since = clock.now() - WEEK
    channels = listening.arrivals_by_channel(organisation, since)
    alerts = list(listening.alerts_waiting(organisation)) if standing.may("answer_alerts") else []
    return Home(
        heard_this_week=sum(number for _, number in channels),
        heard_ever=organisation.contributions.exists(),
        themes=_spoken_of(organisation),
        days=listening.arrivals_by_day(organisation, DAYS_DRAWN),
        channels=[(registry.name_of(code), number) for code, number in channels],
        waiting_alerts=alerts,
        unsure=understanding.unsure(organisation, _a_month_ago()) if standing.may("code") else 0,
        late=dated.late(standing),
        uploads_to_mend=list(uploads.with_refusals(organisation)[:3])
        if standing.may("see_all_uploads")
        else [],
        jobs=list(jobs_of(organisation).open()[:5]),  # type: ignore[attr-defined]
        views=[(each, searches.page_of(each)) for each in searches.seen_by(standing)[:5]],
        since=_a_month_ago().isoformat(),
    )


def _a_month_ago() -> date:
    return clock.today() - timedelta(days=30)


def _spoken_of(organisation: Organisation) -> list[ThemeFigure]:
    """The three themes most spoken of in what was said in the last month; none before there is a
    columnar copy."""
    lately = Filters(said_from=_a_month_ago())
    try:
        seen = overview(Asked(organisation, lately), engine.Reader())
    except engine.NoCopy:
        return []
    return [figure for figure in seen.figures if figure.theme.is_specific][:3]
