# SPDX-License-Identifier: MIT
"""Replies on paper: letters for windowed envelopes, and the notice for where people spoke."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from baton.core import audit, clock
from baton.improving.replies import wording
from baton.improving.replies.models import Recipient, Reply
from baton.improving.replies.sending import held_now, page_for
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.models import Contact
from baton.people import outbox
from baton.people.models import Account
from baton.people.pictures import qr_path
from baton.places.models import Service
from baton.ui import typeset
from baton.ui.speech import gettext, noop, spoken_in
from baton.ui.wording import _
from baton.ui.words import day

#: Letters whose links are written in one transaction.
_AT_ONCE = 10
_PAPERS = Path(__file__).with_name("papers")
_HELP = noop(
    "In an emergency call 999. For urgent help call 111. To talk to someone at any hour, call "
    "Samaritans on 116 123."
)


def letters(reply: Reply, recipients: Sequence[Recipient], *, by: Account) -> bytes:
    """A letter to each of them as one PDF, by which they open their own page.

    Each printing makes new links; those of before open still. Raises typeset.NotSet.
    """
    told = []
    for at in range(0, len(recipients), _AT_ONCE):
        # A link is written for each: some at a time, so that nobody waits long.
        with transaction.atomic():
            some = recipients[at : at + _AT_ONCE]
            told += [_letter(each) for each in some if each.contact is not None]
    about = {"title": _("Letters"), "host": reply.organisation.name}
    content = typeset.pdf(_PAPERS / "letter.typ", {**about, "letters": told})
    with transaction.atomic():
        Recipient.objects.filter(pk__in=[each.pk for each in recipients]).update(
            printed_at=clock.now()
        )
        audit.record(
            "reply.printed",
            reply,
            by=by,
            organisation=reply.organisation_id,
            letters=len(told),
        )
    return content


def _letter(recipient: Recipient) -> dict[str, Any]:
    contact = recipient.contact
    assert contact is not None
    said = wording.of(recipient.reply, recipient)
    page = page_for(recipient)
    with spoken_in(said.language):
        around = _around(said, page)
    return {
        "to": [*filter(None, [contact.name]), *contact.address.splitlines()],
        "large": contact.format == Contact.Format.LARGE,
        "language": said.language,
        "leftward": said.direction == "rtl",
        **around,
        **_parts(said),
        "picture": qr_path(page).svg,
        "address": page,
    }


def _around(said: wording.Said, page: str) -> dict[str, str]:
    """What a letter says beside the reply itself, in the language that is spoken now."""
    return {
        "on": day(clock.today()),
        "head": gettext("What happened to what you told us"),
        "head_said": gettext("You said"),
        "head_done": gettext("What we did") if said.is_did else gettext("We cannot do it, because"),
        "head_cannot": gettext("What we cannot do yet"),
        "head_next": gettext("What comes next"),
        "alt": gettext("A code that telephones open: %(address)s") % {"address": page},
        "own": gettext("Is it put right? Tell us on your own page, which only you can open:"),
        "help": " ".join((gettext("Nobody reads this at once."), gettext(_HELP))),
    }


def _parts(said: wording.Said) -> dict[str, Any]:
    return {
        "you_said": list(said.you_said),
        "we_say": list(said.we_say),
        "cannot_yet": list(said.cannot_yet),
        "next": said.next_says,
        "easy_read": list(said.easy_read),
        "did": said.is_did,
    }


@transaction.atomic
def done_by_hand(reply: Reply, way: str, *, by: Account) -> int:
    """The letters that were printed are posted, or those who asked for it were called."""
    rows = reply.recipients.select_for_update(of=("self",)).filter(
        state=Recipient.State.READY, way=way
    )
    if way == Contact.Way.POST:
        rows = rows.filter(printed_at__isnull=False)
        told = list(rows)
    else:
        called = list(rows)
        held = held_now(called)
        told = [each for each in called if each.pk not in held]
    Recipient.objects.filter(pk__in=[each.pk for each in told]).update(
        state=Recipient.State.SENT, sent_at=clock.now()
    )
    contacts.answered([each.contact_id for each in told if each.contact_id])
    audit.record(
        "reply.told_by_hand",
        reply,
        by=by,
        organisation=reply.organisation_id,
        way=way,
        number=len(told),
    )
    return len(told)


def notice(reply: Reply, place: Service | None) -> bytes:
    """The notice for where people spoke who gave no address. Raises typeset.NotSet."""
    said = wording.of(reply)
    page = outbox.link("replies:told", reply.public_id)
    plain = page.removeprefix("https://").removeprefix("http://")
    told = {
        "title": "You said, we did" if said.is_did else "You said, we can’t, because",
        "host": reply.organisation.name,
        "place": place.name if place else "",
        **_parts(said),
        "picture": qr_path(page).svg,
        "alt": f"A code that telephones open: {page}",
        "scan": "Point your telephone’s camera here to read more, or type",
        "address": plain,
    }
    return typeset.pdf(_PAPERS / "notice.typ", told)
