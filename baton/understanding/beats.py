# SPDX-License-Identifier: MIT
"""Coding what arrived: asked for every few seconds, done by a job with a progress bar."""

from __future__ import annotations

from baton.core import jobs, ticker
from baton.core.pace import Pace
from baton.listening.models import Contribution
from baton.people.models import Organisation
from baton.ui.wording import _
from baton.understanding import digests, fetching, operations


@ticker.every(seconds=3)
def ask_for_coding() -> int:
    """Ask for a coding job for each organisation that has something to code.

    Where the last such job failed, the organisation rests for a while first.
    """
    waiting = (
        Contribution.objects.filter(coded_at=None)
        .order_by()
        .values_list("organisation", flat=True)
        .distinct()
    )
    asked = 0
    for organisation in Organisation.objects.filter(pk__in=list(waiting)):
        if jobs.is_resting("understanding.code", organisation.pk):
            continue
        jobs.ask(
            "understanding.code",
            _("Coding what people said"),
            organisation=organisation.pk,
            by="system:coding",
            key=f"organisation:{organisation.pk}",
            leads_to="/comments/",
            of=organisation.pk,
        )
        asked += 1
    return asked


@ticker.every(seconds=20)
def ask_for_translations() -> int:
    """Where a server translates, ask it for what the classifier could not read."""
    return fetching.ask_where_needed()


@jobs.handler(fetching.KIND, gives_way=True)
def translate(run: jobs.Run) -> None:
    """Fetch what waits for a translation in one organisation."""
    fetching.fetch_all(run)


@ticker.every(seconds=120)
def tell_the_week() -> int:
    """On Mondays, write to those who subscribe to views; later where nobody could on the hour."""
    return digests.send_due()


@jobs.handler("understanding.code", gives_way=True)
def code(run: jobs.Run) -> None:
    """Code all that waits in one organisation. What is coded stays coded if the worker dies."""
    organisation = Organisation.objects.get(pk=run.arguments["of"])
    total = operations.uncoded(organisation).count()
    run.progress(0, total, _("Reading the classifier"))
    coder = operations.Coder(organisation, operations.classifier_in_use())
    # People's own writing comes first: much of what is coded was taken in to be read tomorrow.
    pace = Pace(first=operations.CHUNK, fewest=operations.CHUNK, most=operations.CHUNK, others=5)
    coded, done = 1, 0
    while coded:
        with pace.turn(operations.CHUNK):
            coded = coder.code_some()
        done += coded
        run.progress(done, max(total, done), _("Comments coded"))
