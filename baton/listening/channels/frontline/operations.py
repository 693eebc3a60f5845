# SPDX-License-Identifier: MIT
"""From what a member of staff was told to a contribution, marked as relayed."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from baton.listening import operations as listening
from baton.listening.agreed import Agreed
from baton.listening.channels.frontline.models import Note
from baton.listening.heard import Heard
from baton.listening.identity import row_digest
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.places.queries import breadcrumb

CHANNEL = "frontline"
LONGEST = 4_000


def keep(
    key: UUID,
    words: str,
    *,
    told_on: date,
    service: Service | None,
    organisation: Organisation,
    by: Account,
    way: int | None = None,
    agreed: Agreed | None = None,
) -> Contribution:
    """Keep what a patient told somebody, once; sending it again stores it once.

    Nobody asked the patient whether they may be quoted, and these are not their own words: the
    cautious permission holds, and the door and the database keep it.

    Raises what `listening.operations.receive` raises.
    """
    kept = listening.receive(
        Heard(
            words=words,
            channel=CHANNEL,
            # The words too: a page that somebody went back to has its old key, and a new note.
            source_ref=f"{key}:{row_digest((words,))}",
            said_at=timezone.make_aware(datetime.combine(told_on, time.min)),
            said_precision="day",
            service_path=tuple(breadcrumb(service)) if service else (),
            manner="relayed",
            way=way,
            agreed=agreed,
        ),
        organisation=organisation,
        by=by,
    )
    # Should this fail, the words are kept, and sending them again makes up for it.
    Note.objects.get_or_create(contribution=kept, defaults={"by": by})
    return kept
