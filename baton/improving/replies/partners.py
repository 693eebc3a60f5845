# SPDX-License-Identifier: MIT
"""What partners see of replies: the step “answered” on each thing that they sent, and the feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from baton.improving.replies.models import Behind, Recipient, Reply
from baton.listening.channels.partner import became, replied
from baton.listening.channels.partner.became import Step
from baton.listening.channels.partner.models import Item, Partner
from baton.listening.channels.partner.replied import Replied
from baton.listening.contacts.queries import parts
from baton.people import outbox
from baton.ui.speech import gettext

State = Recipient.State


@became.tells
def answered(items: Sequence[Item]) -> Mapping[int, Sequence[Step]]:
    """That what came of it was told to the person, or through the partner, or publicly."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for part in parts([each.pk for each in items]):
        rows = Behind.objects.filter(contribution__in=part).select_related("recipient__reply")
        for each in rows.filter(
            Q(recipient__state=State.SENT)
            | Q(recipient__state=State.NOTICE, recipient__reply__is_public=True)
        ).exclude(recipient__reply__sent_at=None):
            reply = each.recipient.reply
            at = each.recipient.sent_at or reply.sent_at
            if each.contribution_id is not None and at is not None:
                says = gettext("Answered. %(words)s") % {"words": reply.we_say}
                step = Step("answered", at, says)
                steps[each.contribution_id].append(step)
    return steps


@replied.tells
def feed(partner: Partner, since: datetime | None, most: int) -> Sequence[Replied]:
    """Replies that were sent and that answer something of theirs; but for those who are not to be
    told now, as partners would pass it on."""
    mine = Behind.objects.filter(
        contribution__partner_item__partner=partner, contribution__withdrawn_at=None
    ).exclude(recipient__state__in=(State.LEFT_OUT, State.TO_CONFIRM, State.HELD))
    rows = Reply.objects.filter(
        organisation=partner.organisation_id,
        sent_at__isnull=False,
        pk__in=mine.values("recipient__reply"),
    )
    if since is not None:
        rows = rows.filter(sent_at__gte=since)
    return [_told(each, mine) for each in rows.order_by("-sent_at")[:most]]


def _told(reply: Reply, mine: QuerySet[Behind]) -> Replied:
    references = mine.filter(recipient__reply=reply)
    assert reply.sent_at is not None
    return Replied(
        id=str(reply.public_id),
        kind=reply.kind,
        sent_at=reply.sent_at,
        you_said=reply.you_said,
        we_say=reply.we_say,
        cannot_yet=reply.cannot_yet,
        next_says=reply.next_says,
        page=outbox.link("replies:told", reply.public_id) if reply.is_public else None,
        references=sorted(
            references.values_list("contribution__partner_item__reference", flat=True)
        ),
    )
