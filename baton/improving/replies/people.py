# SPDX-License-Identifier: MIT
"""Who stands behind a reply: each person once, however often they spoke, and how each is reached.

Nothing is written here: the preview and the sending ask the same question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from baton.improving.findings import queries
from baton.improving.findings.models import Finding, Support
from baton.improving.replies import holding
from baton.improving.replies.models import Recipient, Reply
from baton.listening.channels.partner.models import Item
from baton.listening.contacts import queries as contacts
from baton.listening.contacts.models import Contact
from baton.people import texts
from baton.ui.wording import _, _lazy
from baton.understanding.models import Coding

#: Besides the ways of contacts: nobody knows how they are reached.
NOTICE = ""
_BY_A_PERSON = (Coding.Verdict.CONFIRMED, Coding.Verdict.ADDED, Coding.Verdict.STATED)
#: What nobody here makes yet, and what is missing for it.
_NOT_MADE = {
    Contact.Format.AUDIO: _lazy(
        "Nobody has recorded it. Read it to them by telephone, or record it."
    ),
    Contact.Format.BRAILLE: _lazy("Have it set in Braille by a transcription service."),
    Contact.Format.BSL: _lazy("Have it signed in British Sign Language, and send the film."),
}


@dataclass(slots=True)
class Person:
    """Somebody behind a reply, with what they said of it."""

    key: str
    contact: Contact | None = None
    contributions: set[int] = field(default_factory=set)
    #: Whether only the classifier has said that this is theirs.
    is_unsure: bool = True
    by_partner: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    contribution: int
    respondent: str
    is_sure: bool


def behind(findings: Collection[Finding]) -> dict[str, Person]:
    """By a digest, everybody whose contribution stands for or against one of these findings."""
    rows = _rows(findings)
    keys = {each.contribution for each in rows}
    reached = contacts.reached_by(keys)
    partnered = _sent_by_partners(keys)
    # Whoever said several things at once left their address with one of them, perhaps.
    together = {
        each.respondent: reached[each.contribution]
        for each in rows
        if each.respondent and each.contribution in reached
    }
    found: dict[str, Person] = {}
    for each in rows:
        contact = reached.get(each.contribution) or together.get(each.respondent)
        key = contact.digest if contact else _digest(each)
        person = found.setdefault(key, Person(key, contact))
        person.contributions.add(each.contribution)
        person.is_unsure &= not each.is_sure
        person.by_partner |= contact is None and each.contribution in partnered
    return found


def _rows(findings: Collection[Finding]) -> list[_Row]:
    """Each contribution once; surely theirs where a person gathered, coded or checked it."""
    found: dict[int, _Row] = {}
    for finding in findings:
        for row in _rows_of(finding):
            before = found.get(row.contribution)
            found[row.contribution] = before if before and before.is_sure else row
    return list(found.values())


def _rows_of(finding: Finding) -> Iterator[_Row]:
    """Of what a theme gathered, only what a person says of that theme tells that it is theirs."""
    coded = Coding.objects.counted().filter(contribution=OuterRef("contribution"))
    themes = queries.sought(finding)
    if themes is not None:
        coded = coded.filter(theme__in=themes)
    rows = (
        finding.supports.filter(contribution__isnull=False, contribution__withdrawn_at=None)
        .annotate(
            by_person=Exists(coded.filter(verdict__in=_BY_A_PERSON)),
            by_machine=Exists(coded.filter(verdict=Coding.Verdict.SUGGESTED)),
        )
        .values_list(
            *("contribution", "contribution__respondent", "how", "by_person", "by_machine"),
            "contribution__reading__checked_by",
        )
    )
    for key, respondent, how, by_person, by_machine, checked in rows:
        # Whoever says that a comment is read rightly confirms each of its themes; whoever changes
        # another theme, or how it feels, has said nothing of this one.
        is_sure = by_person or (themes is None and (checked or not by_machine))
        yield _Row(key, respondent, bool(is_sure or how != Support.How.FILTER))


def _digest(row: _Row) -> str:
    told = f"respondent {row.respondent}" if row.respondent else f"contribution {row.contribution}"
    return hashlib.sha256(told.encode()).hexdigest()


def _sent_by_partners(contributions: Collection[int]) -> set[int]:
    """Those that a partner sent who knows the person; another system knows nobody."""
    return {
        key
        for part in contacts.parts(contributions)
        for key in Item.objects.filter(
            contribution__in=part, partner__stakeholder__isnull=False, partner__ended_at=None
        ).values_list("contribution", flat=True)
    }


def holds(people: Collection[Person]) -> dict[str, Recipient.Hold]:
    """Who is held back, and why. Something that they said elsewhere holds them too."""
    said = contacts.all_of([each.contact.pk for each in people if each.contact])
    theirs = {
        each.key: each.contributions.union(said.get(each.contact.pk, ()) if each.contact else ())
        for each in people
    }
    held = holding.held(set().union(*theirs.values()))
    return {
        key: held[next(one for one in sorted(mine) if one in held)]
        for key, mine in theirs.items()
        if not mine.isdisjoint(held)
    }


def unmet(contact: Contact, reply: Reply, languages: Collection[str]) -> str:
    """What somebody asked for that is not there yet, and what is missing; "" where it is."""
    missing = str(_NOT_MADE.get(Contact.Format(contact.format), ""))
    if contact.format == Contact.Format.EASY_READ and not reply.easy_read:
        missing = _("Asked for Easy Read. Write the Easy Read text of this reply.")
    if contact.language not in ("", "en", *languages):
        missing = _("Asked for it in another language (%(language)s). Add its wording.") % {
            "language": contact.language
        }
    if contact.way == Contact.Way.SMS and not texts.are_there():
        missing = _("Asked for a text, and no text gateway is set. Ask whoever looks after Baton.")
    return missing
