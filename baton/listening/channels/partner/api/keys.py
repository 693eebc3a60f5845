# SPDX-License-Identifier: MIT
"""Who sends a request, by its key, and whether the key may do this."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security import HttpBearer

from baton.listening.channels.partner.api.problems import Wrong
from baton.listening.channels.partner.models import Partner
from baton.listening.channels.partner.operations import partners
from baton.people.tokens import operations as tokens
from baton.people.tokens import queries
from baton.people.tokens.models import ApiToken, Scope


@dataclass(frozen=True, slots=True)
class Sender:
    """The key of a request, and whose it is."""

    token: ApiToken
    partner: Partner


class Key(HttpBearer):
    """Authorization: Bearer, and the key."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Sender:
        found = super().__call__(request)
        if not isinstance(found, Sender):
            raise Wrong(
                "no-key",
                "Send a key that holds: Authorization: Bearer baton_… An administrator of the body "
                "makes one.",
                headers={"WWW-Authenticate": 'Bearer realm="Baton"'},
            )
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Sender | None:  # noqa: ARG002
        found = queries.opened(token)
        if found is None:
            return None
        try:
            tokens.count_use(found)
        except tokens.TooMany as problem:
            headers = {"Retry-After": str(problem.seconds)}
            raise Wrong("too-many", str(problem), headers=headers) from None
        if not found.may(self.scope):
            raise Wrong(
                "not-allowed",
                f"This key may not {self.scope.label[:1].lower()}{self.scope.label[1:]}. "
                f"It would need the scope “{self.scope.value}”.",
            )
        try:
            return Sender(found, partners.sender(found))
        except partners.PartnerEnded as problem:
            raise Wrong("not-allowed", str(problem)) from None
