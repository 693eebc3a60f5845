# SPDX-License-Identifier: MIT
"""In whose hands, as a reader may know it: of a dropped baton the post, not the person."""

from __future__ import annotations

from collections.abc import Iterable

from baton.improving.batons import permissions, queries
from baton.improving.batons.models import Baton
from baton.people.permissions import Standing
from baton.ui.wording import _, _lazy

#: A holder who has left the organisation, and of whom no post is written.
_NO_POST = _lazy("a post that is not named")


class Naming:
    """Names the holders of some batons to one reader; to nobody in particular, as in a pack."""

    def __init__(self, standing: Standing | None, found: Iterable[Baton]) -> None:
        self._standing = standing
        self._posts = queries.posts(found)

    def whose(self, baton: Baton) -> str:
        if self._standing is None or not permissions.sees_who(self._standing, baton):
            return self.post(baton)
        if baton.holder_id and baton.holder_id == self._standing.account.pk:
            return _("you")
        return baton.whose

    def giver(self, baton: Baton) -> str:
        """Who handed it on: of a dropped one the post, as of its holder."""
        giver = baton.handed_by
        if giver is None:
            return ""
        if self._standing is None or not permissions.sees_who(self._standing, baton):
            return self._posts.get(giver.pk, _NO_POST)
        return _("you") if giver.pk == self._standing.account.pk else giver.name

    def post(self, baton: Baton) -> str:
        return baton.post or self._posts.get(baton.holder_id or 0, _NO_POST)
