# SPDX-License-Identifier: MIT
"""Whom of a body a form offers, and who owns something: a colleague by name, or a post."""

from __future__ import annotations

from typing import Any

from baton.people import queries
from baton.people.models import Account, Organisation
from baton.ui import fields
from baton.ui.wording import _


def colleagues(organisation: Organisation, *now: Account | None) -> dict[str, Account]:
    """Everybody who belongs to a body and can sign in, by public id.

    Who is named `now` stays until somebody chooses another, though they have left.
    """
    found = fields.by_id(
        each.account for each in queries.members(organisation) if each.account.is_active
    )
    return found | fields.by_id(each for each in now if each is not None)


class OwnedForm(fields.Form):
    """A form with the boxes `owner` and `post`, of which one is filled in at most."""

    def offer_owners(self, organisation: Organisation, now: Account | None, empty: str) -> None:
        self._owners = colleagues(organisation, now)
        self.choose_from("owner", fields.named(self._owners), empty)

    def clean_owner(self) -> Account | None:
        return self._owners.get(self.cleaned_data["owner"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("owner") and given.get("post"):
            self.add_error("post", _("Choose a person or name a post, not both."))
        return given
