# SPDX-License-Identifier: MIT
"""A list of stakeholders brought from a spreadsheet: each row adds somebody, or changes them."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction

from baton.core import audit
from baton.core.upserts import (
    Became,
    Change,
    Foreseen,
    NotTaken,
    Values,
    change,
    day,
    differing,
    foreseen,
    in_words,
    known,
)
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.people.stakeholders import operations
from baton.people.stakeholders.models import Assessment, Register, Stakeholder
from baton.ui.wording import _

#: Values that are somebody's own, and those of how they stand in the register.
OWN = (
    *("name", "kind", "about", "faces_inequality", "inequality", "owner", "post"),
    *("advice", "advice_from", "advice_on", "access_needs"),
    *("contact_name", "contact_email", "contact_phone", "basis"),
    *("next_contact_on", "contact_every_weeks", "review_on"),
)
JUDGED = (
    *("power", "interest", "current", "desired", "influence"),
    *("power_reason", "interest_reason", "influence_reason"),
)
_NEEDED = ("power", "interest", "current", "desired")
_CONTACT = ("contact_name", "contact_email", "contact_phone")


class Stakeholders:
    """Everybody in a body's registers, read once, and how they stand in one of these."""

    is_unique = True

    def __init__(self, organisation: Organisation, register: Register | None) -> None:
        """Without a register they stand in that of all the work, made when it is needed."""
        self._organisation = organisation
        self._register = register
        everybody = organisation.stakeholders.select_related("owner")
        self._by_key = {each.pk: each for each in everybody}
        self._by_name = {known(each.name): each.pk for each in everybody if each.ended_on is None}
        holding = Assessment.objects.filter(
            register__in=[register] if register else [], superseded_at=None
        )
        self._judged = {each.stakeholder_id: each for each in holding}
        self._colleagues = {
            each.account.email: each.account for each in people.members(organisation)
        }

    def identity(self, values: Values) -> tuple[str, ...]:
        return (known(values["name"]),)

    def candidates(self, values: Values) -> list[int]:
        found = self._by_name.get(known(values["name"]))
        return [] if found is None else [found]

    def has(self, key: int) -> bool:
        return key in self._by_key

    def foresee(self, key: int | None, values: Values) -> Foreseen:
        there = self._there(key, values)
        own = foreseen(there, self._own(there, values))
        judged = self._judgement(key, values)
        before = self._judged.get(key) if key is not None else None
        if there is None or judged is None or own.became == "added":
            return own
        moved = tuple(
            Change(
                name,
                in_words(before, name, getattr(before, name)) if before else "",
                in_words(Assessment(), name, value),
            )
            for name, value in judged.items()
            if (getattr(before, name) if before else None) != value and name in values
        )
        if before is None or moved:
            return Foreseen("changed", (*own.changes, *moved))
        return own

    @transaction.atomic
    def put(self, key: int | None, values: Values, *, by: models.Model | str) -> tuple[int, Became]:
        there = self._there(key, values)
        became: Became = "same"
        if there is None:
            there = self._add(self._own(None, values), by)
            became = "added"
        else:
            there = Stakeholder.objects.select_for_update().get(pk=there.pk)
            if fields := change(there, self._own(there, values)):
                audit.record(
                    "stakeholder.changed",
                    there,
                    by=by,
                    organisation=self._organisation.pk,
                    fields=fields,
                )
                became = "changed"
        if self._judge(there, values, by) and became == "same":
            became = "changed"
        self._by_key[there.pk] = there
        self._by_name[known(there.name)] = there.pk
        return there.pk, became

    def _add(self, own: dict[str, Any], by: models.Model | str) -> Stakeholder:
        """As `operations.add`, which looks through all names first: a list has thousands, and
        this book knows them."""
        try:
            with transaction.atomic():
                there = Stakeholder.objects.create(organisation=self._organisation, **own)
        except IntegrityError:  # added between our look and our write
            taken = operations.NameTaken(own["name"])
            raise NotTaken(str(taken), "name") from None
        audit.record(
            "stakeholder.added", there, by=by, organisation=self._organisation.pk, kind=there.kind
        )
        return there

    def _judge(self, there: Stakeholder, values: Values, by: models.Model | str) -> bool:
        judged = self._judgement(there.pk, values)
        if judged is None:
            return False
        before = self._judged.get(there.pk)
        if before is not None:
            judged |= {"has_legitimacy": before.has_legitimacy, "has_urgency": before.has_urgency}
        is_new = before is None or bool(differing(before, judged))
        register = self._register or operations.overall_register(self._organisation)
        made = operations.assess(register, there, operations.Judgement(**judged), by=by)
        self._judged[there.pk] = made
        return is_new

    def _there(self, key: int | None, values: Values) -> Stakeholder | None:
        there = self._by_key[key] if key is not None else None
        if there is not None and there.ended_on is not None:
            raise NotTaken(
                _(
                    "“%(name)s” left the register on %(day)s, and the row has changed since. "
                    "Leave the row out, or give it another reference to add them anew."
                )
                % {"name": there.name, "day": day(there.ended_on)},
                "name",
            )
        namesake = self._by_name.get(known(values["name"]))
        if there is not None and namesake is not None and namesake != there.pk:
            raise NotTaken(
                _(
                    "The reference is that of “%(there)s”, and “%(name)s” is somebody else in the "
                    "register. Mend the name or the reference."
                )
                % {"there": there.name, "name": values["name"]},
                "name",
            )
        return there

    def _own(self, there: Stakeholder | None, values: Values) -> dict[str, Any]:
        own = {name: values[name] for name in OWN if name in values}
        own["name"] = " ".join(own["name"].split())
        if there is None:
            own.setdefault("kind", "other")
        if "owner" in own:
            own |= self._owner(own["owner"])
        if there is not None and there.basis:
            # What let us keep their details when we took them is not changed by a list.
            own.pop("basis", None)
        elif not any(own.get(name) for name in _CONTACT):
            own.pop("basis", None)
        elif not own.get("basis"):
            raise NotTaken(_("Say what lets you keep the contact details of this list."), "basis")
        return own

    def _owner(self, written: str) -> dict[str, Account | str | None]:
        colleague = self._colleagues.get(written.casefold())
        if colleague is not None:
            return {"owner": colleague, "post": ""}
        if "@" in written:
            raise NotTaken(
                _(
                    "No colleague signs in with the address %(address)s. Write their post instead, "
                    "such as “Engagement lead”."
                )
                % {"address": written},
                "owner",
            )
        return {"owner": None, "post": written}

    def _judgement(self, key: int | None, values: Values) -> dict[str, Any] | None:
        """How somebody stands, as far as the row and what was judged before say it; None where the
        row says nothing of it, or not enough is known."""
        if not any(name in values for name in JUDGED):
            return None
        before = self._judged.get(key) if key is not None else None
        judged = {name: getattr(before, name) for name in JUDGED} if before else {}
        fallback = {"current": values.get("current_else"), "desired": values.get("desired_else")}
        judged = {k: v for k, v in fallback.items() if v is not None} | judged
        judged |= {name: values[name] for name in JUDGED if name in values}
        if any(judged.get(name) is None for name in _NEEDED):
            return None
        return judged
