# SPDX-License-Identifier: MIT
"""Two replies of the board: one that went to everybody who could be reached, and a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from baton.core import clock
from baton.demo.reading import Colleagues, content, moment, some_day
from baton.improving.decisions.models import Decision
from baton.improving.findings.models import Finding
from baton.improving.replies import operations, policies, saying, sending, settling
from baton.improving.replies.models import Recipient, Reply
from baton.listening.contacts import operations as contacts
from baton.listening.models import Contribution
from baton.people.models import Organisation


def keep(
    board: Organisation,
    concluded: Mapping[str, Finding],
    decided: Mapping[str, Decision],
    known: Colleagues,
) -> None:
    told = content("replies")
    sent, draft = told["sent"], told["draft"]
    finding, decision = concluded[sent["finding"]], decided[sent["decision"]]
    _reached(board, finding, told["people"])
    about = {"decision": decision, "actions": decision.actions.filter(title=sent["action"])}
    reply = _reply(finding, sent, known, ago=sent["ago"], **about)
    with clock.held_at(moment(sent["ago"] - 1)):
        _send(reply, known)
    _since(reply, told["since"])
    _reply(concluded[draft["finding"]], draft, known, ago=1)


def _reached(board: Organisation, finding: Finding, people: Sequence[dict[str, Any]]) -> None:
    """Some of those behind it, who spoke last, said how they may be told."""
    behind = finding.supports.filter(contribution__withdrawn_at=None)
    said = Contribution.objects.filter(supports__in=behind).order_by("-received_at", "-pk")
    at = 0
    for person in people:
        mine = list(said[at : at + person.get("times", 1)])
        at += person.get("times", 1)
        way = {name: person[name] for name in ("way", "address")}
        asked = {name: person[name] for name in ("name", "language", "format") if name in person}
        if mine:
            contacts.keep(board, mine, contacts.Way(**way, **asked), by="public:survey")


def _reply(
    finding: Finding, told: dict[str, Any], known: Colleagues, *, ago: int, **about: Any
) -> Reply:
    says = {name: told[name] for name in ("kind", "you_said", "we_say", "cannot_yet", "next_says")}
    with clock.held_at(moment(ago)):
        reply = operations.write(
            finding.organisation,
            [finding],
            by=known["meena"],
            next_on=some_day(told["next_on"]),
            easy_read=told.get("easy_read", ""),
            **says,
            **about,
        )
        for language, words in told.get("wordings", {}).items():
            operations.word(reply, language, by=known["meena"], **words)
        settling.gather(reply)
    return reply


def _send(reply: Reply, known: Colleagues) -> None:
    """Half of those of whom only the classifier knew are confirmed, the others left out."""
    unsure = list(reply.recipients.filter(state=Recipient.State.TO_CONFIRM).order_by("pk"))
    wrong = unsure[-2:]
    settling.confirm(unsure[:-2], reply, by=known["meena"])
    settling.leave_out(wrong, reply, by=known["meena"])
    settling.gather(reply)
    operations.send(reply, by=known["meena"])
    for recipient in reply.recipients.filter(way__in=policies.BY_ITSELF).order_by("pk"):
        sending.send_one(recipient.pk)
    # Somebody's letter box is no more.
    last = reply.recipients.filter(state=Recipient.State.SENT).last()
    if last is not None:
        last.state, last.problem = Recipient.State.BOUNCED, "550 There is no such mailbox."
        last.save(update_fields=["state", "problem"])


def _since(reply: Reply, told: Sequence[dict[str, str]]) -> None:
    """What people said on their own pages."""
    told_to = reply.recipients.filter(state=Recipient.State.SENT).order_by("pk")
    for number, (recipient, each) in enumerate(zip(told_to, told, strict=False)):
        with clock.held_at(moment(5 - number)):
            saying.say(recipient, each["says"], each.get("words", ""))
