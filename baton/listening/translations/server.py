# SPDX-License-Identifier: MIT
"""A server that translates, of the installer's choice and address: LibreTranslate's own protocol.

Only redacted words leave, with the code of their language: no key, name, day or place of anybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from baton.core import outward
from baton.ui.wording import _

#: How the translations of such a server are marked.
NAME = "LibreTranslate"
#: Seconds to connect, and to wait: a long comment takes a small machine its time.
PATIENCE = (5, 60)
_MOST_BYTES = 1_000_000
#: It says that it is busy, or its gateway says so for it.
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
#: It does not know us.
_REFUSED = frozenset({401, 403})


class NotNow(Exception):
    """The server cannot be asked at present; the message is fit for whoever looks after it."""


class NotThis(Exception):
    """The server answers, but does not translate these words; the message says why."""


def is_there() -> bool:
    """Whether the installer named one."""
    return bool(settings.BATON_TRANSLATE_URL)


def engine() -> str:
    """What stands beside its translations."""
    return NAME


def host() -> str:
    """Where the words go."""
    return urlsplit(settings.BATON_TRANSLATE_URL).hostname or ""


def in_english(words: str, language: str) -> str:
    """Redacted words in English. Raises NotNow and NotThis."""
    asked = {"q": words, "source": language, "target": "en", "format": "text"}
    if settings.BATON_TRANSLATE_KEY:
        asked["api_key"] = settings.BATON_TRANSLATE_KEY
    try:
        answer = outward.ask(
            f"{settings.BATON_TRANSLATE_URL}/translate",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json", "User-Agent": "Baton"},
            # The installer's own address, often of a machine inside: not one that a user typed.
            inside=True,
            most=_MOST_BYTES,
            patience=PATIENCE,
        )
    except (outward.NotAllowed, outward.NotReached) as problem:
        raise NotNow(str(problem)) from problem
    return _translated(answer, language)


def _translated(answer: outward.Answer, language: str) -> str:
    if answer.status in _REFUSED:
        raise NotNow(_("The translation server refuses us. Look at BATON_TRANSLATE_KEY."))
    if answer.status in _BUSY:
        raise NotNow(
            _("The translation server is busy or unwell (status %(status)s).")
            % {"status": answer.status}
        )
    given = _read(answer.body)
    words = given.get("translatedText")
    if answer.status == 200 and isinstance(words, str) and words.strip():
        return words
    if answer.status == 400:
        # What it writes may quote the words: only what we asked is told.
        raise NotThis(
            _("The translation server does not translate from “%(language)s”.")
            % {"language": language}
        )
    raise NotThis(
        _("The translation server gave no translation (status %(status)s).")
        % {"status": answer.status}
    )


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        given = json.loads(body)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
