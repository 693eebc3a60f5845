# SPDX-License-Identifier: MIT
"""Translations fetched from a server, where the installer named one: of what the classifier could
not read, the newest first, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from baton.core import clock, jobs
from baton.core.models import Job
from baton.listening.models import Contribution
from baton.listening.translations import operations as translations
from baton.listening.translations import server
from baton.listening.translations.models import NotTranslated
from baton.people.models import Organisation
from baton.ui.wording import _
from baton.understanding import translating
from baton.understanding.models import FOREIGN, UNREAD, Reading

KIND = "understanding.translate"
#: How long until the server is asked again for what it did not translate; then it is given up, and
#: people are offered it.
AGAIN = (timedelta(hours=1), timedelta(days=1))


def waiting(organisation: Organisation) -> QuerySet[Reading]:
    """What the server can be asked for now, the newest first."""
    later = Q(contribution__not_translated__next_at__gt=clock.now()) | Q(
        contribution__not_translated__isnull=False, contribution__not_translated__next_at=None
    )
    rows = Reading.objects.filter(UNREAD, FOREIGN, organisation=organisation)
    without = rows.filter(contribution__translation=None)
    return without.exclude(later).order_by("-said_at", "-contribution")


def unread(organisation: Organisation) -> int:
    """How many of its comments neither the classifier nor, yet, a translation could help with."""
    return Reading.objects.filter(UNREAD, FOREIGN, organisation=organisation).count()


def ask_where_needed() -> int:
    """Ask for a job in each body in which something waits; how many."""
    if not server.is_there():
        return 0
    asked = 0
    unread = Reading.objects.filter(UNREAD).order_by().values("organisation").distinct()
    for organisation in Organisation.objects.filter(pk__in=unread):
        resting = jobs.is_resting(KIND, organisation.pk)
        if resting or not waiting(organisation).exists():
            continue
        jobs.ask(
            KIND,
            _("Translating what people said"),
            organisation=organisation.pk,
            by="system:translation",
            key=f"organisation:{organisation.pk}",
            leads_to="/comments/?untranslated=yes",
            of=organisation.pk,
        )
        asked += 1
    return asked


@dataclass(frozen=True, slots=True)
class State:
    """How it stands with a translation that a server is asked for."""

    #: Where it is asked; nothing where no server is.
    host: str
    #: Why there is none yet.
    problem: str = ""
    asked_again: bool = True


def state_of(contribution: Contribution) -> State | None:
    """None where the installer named no server."""
    if not server.is_there():
        return None
    given_up = NotTranslated.objects.filter(contribution=contribution).first()
    if given_up is not None:
        return State(server.host(), given_up.problem, given_up.next_at is not None)
    return State(server.host(), last_problem(contribution.organisation))


def last_problem(organisation: Organisation) -> str:
    """Why the server could not be asked the last time, if it could not."""
    ended = Job.objects.filter(kind=KIND, organisation=organisation.pk, finished_at__isnull=False)
    last = ended.order_by("-pk").first()
    return last.error if last is not None and last.state == Job.State.FAILED else ""


def fetch_all(run: jobs.Run) -> None:
    """Have all that waits in one organisation translated. What is translated stays so."""
    organisation = Organisation.objects.get(pk=run.arguments["of"])
    total, done = waiting(organisation).count(), 0
    run.progress(0, total, _("Asking %(host)s") % {"host": server.host()})
    while (reading := waiting(organisation).select_related("contribution").first()) is not None:
        try:
            _fetch(reading.contribution, reading.language)
        except server.NotNow as problem:
            raise jobs.Failure(
                _("%(problem)s What waits is asked for again later.") % {"problem": problem}
            ) from problem
        done += 1
        run.progress(done, max(total, done), _("Comments looked at"))


def _fetch(contribution: Contribution, language: str) -> None:
    """The server works before any transaction begins. Raises server.NotNow."""
    try:
        words = server.in_english(contribution.words, language)
        translating.translate(contribution, words, engine=server.engine())
    except (server.NotThis, translations.NotATranslation) as problem:
        _note(contribution, str(problem))
    except translations.NothingToTranslate:
        # Taken back meanwhile: nothing is left that could wait.
        return


def _note(contribution: Contribution, problem: str) -> None:
    before = NotTranslated.objects.filter(contribution=contribution).first()
    attempts = before.attempts if before else 0
    again = clock.now() + AGAIN[attempts] if attempts < len(AGAIN) else None
    translations.note_problem(
        contribution,
        NotTranslated(problem=problem[:300], attempts=attempts + 1, next_at=again),
    )
