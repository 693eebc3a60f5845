# SPDX-License-Identifier: MIT
"""What recurs for this room: calls that are due, codings to tell, files to note, old answers."""

from __future__ import annotations

from baton.core import ticker
from baton.listening.channels.partner.operations import files, idempotency, webhooks


@ticker.every(seconds=3)
def call_what_is_due() -> int:
    return webhooks.call_due()


@ticker.every(seconds=10)
def tell_of_codings() -> int:
    return webhooks.tell_of_codings()


@ticker.every(seconds=10)
def note_files_of_partners() -> int:
    return files.note_read()


@ticker.every(seconds=3600)
def forget_what_is_old() -> int:
    return idempotency.forget_old() + webhooks.forget_old()
