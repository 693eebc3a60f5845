# SPDX-License-Identifier: MIT
"""What was heard, made ready for the door: redacted and named, with all that needs no database.

However long the words are to search, nobody waits meanwhile to write; and a process that has no
database at all may do it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from baton.analysis import identifiers
from baton.listening import limits
from baton.listening.agreed import Agreed
from baton.listening.digests import Digests
from baton.listening.heard import LONGEST_QUESTION, Heard, Permission, QuestionKind

#: The columns of a contribution whose values stand ready in `Ready.values`, in their order.
VALUES = (
    *("manner", "score", "stated_sentiment", "language", "said_precision", "lawful_basis"),
    *("may_quote", "may_contact", "contact_format", "may_share", "notice_version", "mode"),
    "way",
)

#: What somebody stated about themselves, as pairs, and their area behind these; or nothing.
Answers = tuple[Any, ...]


class Ready(NamedTuple):
    """Something heard that may be stored.

    `stated` is the digest of `answers`, by which people who stated the same share one row.
    `original` is what was said where identifiers had to be taken out of it (`found`), else empty.
    """

    channel: str
    source_ref: str
    words: str
    said_at: datetime
    service_path: tuple[str, ...]
    question: str
    question_kind: QuestionKind
    respondent: str
    answers: Answers
    stated: str
    labels: tuple[str, ...]
    values: tuple[Any, ...]
    original: str = ""
    found: tuple[identifiers.Identifier, ...] = ()
    agreed: Agreed | None = None


def make_ready(heard: Heard, digests: Digests) -> Ready:
    """Raises TooLong or NotStorable (of `limits`) for what cannot be kept whole."""
    limits.check(heard)
    said = heard.words
    if "\r" in said:
        # A browser turns every line end into one character: spans are counted over words like that.
        said = said.replace("\r\n", "\n").replace("\r", "\n")
    words, found = identifiers.redact(said)
    answers = _answers(heard)
    return Ready(
        heard.channel,
        heard.source_ref,
        words,
        heard.said_at,
        heard.service_path,
        heard.question.strip()[:LONGEST_QUESTION],
        heard.question_kind,
        digests.pseudonym(heard.respondent),
        answers,
        _digest(answers) if answers else "",
        heard.labels,
        _values(heard, _allowed(heard)),
        heard.words if found else "",
        tuple(found),
        heard.agreed,
    )


def _answers(heard: Heard) -> Answers:
    if not heard.characteristics and not heard.area:
        return ()
    return (*heard.characteristics.items(), heard.area)


@lru_cache(maxsize=8192)
def _digest(answers: Answers) -> str:
    *stated, area = answers
    content = json.dumps([dict(sorted(stated)), area], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _allowed(heard: Heard) -> Permission:
    """What may be done with the words: nothing but keep and count them, where somebody must agree
    first and has not."""
    if heard.agreed is None or heard.agreed.is_given:
        return heard.permission
    return heard.permission.closed()


def _values(heard: Heard, permission: Permission) -> tuple[Any, ...]:
    return (
        heard.manner,
        heard.score,
        heard.stated_sentiment,
        heard.language,
        heard.said_precision,
        permission.lawful_basis,
        permission.may_quote and heard.manner == "verbatim",
        permission.may_contact,
        permission.contact_format,
        permission.may_share,
        permission.notice_version,
        heard.mode,
        heard.way,
    )
