# SPDX-License-Identifier: MIT
"""Texts to telephones, by a gateway's own HTTP address: off unless one is set.

It is handed JSON: `to`, `text`, `from`, and a `reference` that is the same at every attempt, so
that a gateway can tell a text sent twice. Its key goes along as a bearer token.
"""

from __future__ import annotations

import requests
from django.conf import settings

from baton.ui.wording import _

#: Seconds to connect, and to wait for the answer.
_TIMEOUTS = (5, 20)
#: Of these the gateway says that it will be so at another time too.
_NEVER = range(400, 500)
#: These are about us or the moment, and not about the text: its key, its limits, its clock.
_LATER = frozenset({401, 402, 403, 404, 408, 425, 429})


class Refused(Exception):
    """The gateway will not send this text, now or later; the message says what it answered."""


class NotTaken(OSError):
    """The gateway could not be reached, or takes nothing now."""


def are_there() -> bool:
    """Whether a gateway is set."""
    return bool(settings.BATON_SMS_URL)


def send(number: str, text: str, *, reference: str) -> None:
    """Hand one text to the gateway. Raises Refused, or NotTaken where it may be tried again."""
    if not are_there():
        raise NotTaken(_("No text gateway is set (BATON_SMS_URL)."))
    told = {"to": number, "text": text.strip(), "reference": reference}
    if settings.BATON_SMS_FROM:
        told["from"] = settings.BATON_SMS_FROM
    headers = {"Idempotency-Key": reference}
    if settings.BATON_SMS_KEY:
        headers["Authorization"] = f"Bearer {settings.BATON_SMS_KEY}"
    try:
        answer = requests.post(
            settings.BATON_SMS_URL,
            json=told,
            headers=headers,
            timeout=_TIMEOUTS,
            allow_redirects=False,
        )
    except requests.RequestException as problem:
        # Its own words may hold the number.
        raise NotTaken(
            _("The text gateway did not answer (%(problem)s).")
            % {"problem": type(problem).__name__}
        ) from problem
    if answer.status_code in _NEVER and answer.status_code not in _LATER:
        raise Refused(
            _("The text gateway refused the number or the text (%(code)s).")
            % {"code": answer.status_code}
        )
    if answer.status_code not in range(200, 300):
        raise NotTaken(_("The text gateway answered %(code)s.") % {"code": answer.status_code})
