# SPDX-License-Identifier: MIT
"""What a channel hands to the one door: plain values, no database.

Every channel (upload, survey, booth, …) turns what reached it into `Heard` and gives that to
`listening.operations.receive` or `receive_many`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from baton.listening.agreed import Agreed
from baton.ui.speech import noop

QuestionKind = Literal["what_good", "could_improve", "nonspecific"]
Precision = Literal["moment", "day", "month", "unknown"]
Manner = Literal["verbatim", "paraphrase", "relayed"]
LawfulBasis = Literal["public_task", "consent", "legal_obligation", "not_stated"]
ContactWay = Literal["no", "email", "phone", "sms", "post"]
ShareWith = Literal["nobody", "organisation", "partners", "public"]

#: The Friends and Family Test's six answers: 1 very good … 5 very poor, 6 don't know.
DONT_KNOW = 6
#: How an answer was collected, as the Friends and Family Test's monthly return asks: the numbers
#: that the database keeps.
MODES: Mapping[int, str] = MappingProxyType(
    {
        1: "SMS",
        2: "Electronic Discharge",
        3: "Electronic Home",
        4: "Paper Discharge",
        5: "Paper Home",
        6: "Telephone",
        7: "Online",
        8: "Other",
    }
)
#: In which way somebody spoke, where it was not spoken or written by themselves alone, as people's
#: communication needs are recorded (the Accessible Information Standard, DAPB1605). The numbers are
#: those that the database keeps.
WAYS: Mapping[int, str] = MappingProxyType(
    {
        1: noop("Through an interpreter"),
        2: noop("In British Sign Language"),
        3: noop("In Easy Read"),
        4: noop("With a communication aid, symbols or pictures"),
        5: noop("Through an advocate or supporter"),
        6: noop("With a lipspeaker, note taker or speech to text"),
        7: noop("In Makaton or other signs"),
        8: noop("In Braille, large print or audio"),
    }
)
#: The same, as other systems name them.
WAY_CODES: Mapping[str, int] = MappingProxyType(
    {
        "interpreter": 1,
        "bsl": 2,
        "easy_read": 3,
        "communication_aid": 4,
        "advocate": 5,
        "communication_professional": 6,
        "makaton": 7,
        "accessible_format": 8,
    }
)
EASY_READ = WAY_CODES["easy_read"]
_NOTHING: Mapping[str, str] = MappingProxyType({})

#: Characters of one contribution's words: a long transcript goes in, a whole book does not.
LONGEST_WORDS = 50_000
#: And of a question's wording, which is cut there.
LONGEST_QUESTION = 500


@dataclass(frozen=True, slots=True)
class Permission:
    """The four answers about permission, and the privacy notice the person had read.

    The defaults are the cautious ones: kept and counted, quoted and passed on to nobody.
    """

    lawful_basis: LawfulBasis = "public_task"
    may_quote: bool = False
    may_contact: ContactWay = "no"
    contact_format: str = ""
    may_share: ShareWith = "organisation"
    notice_version: str = ""

    def closed(self) -> Permission:
        """The same, but nothing may be done with the words except keep and count them."""
        return replace(
            self, may_quote=False, may_contact="no", contact_format="", may_share="nobody"
        )


class Heard(NamedTuple):
    """One thing one person told us, as a channel understood it.

    `source_ref` is the identity the source gave it, unique for (organisation, channel).
    `score` is 1 (very good) to 5 (very poor) or `DONT_KNOW`; `stated_sentiment` is
    1 (very positive) to 5 (very negative) where a person had judged it in the file. `mode` is one
    of `MODES`, where it is known; `way` one of `WAYS`, None for spoken or written by themselves.
    `agreed` is given of whoever may not be able to agree alone: until somebody has agreed the door
    keeps the words closed, whatever `permission` says.
    """

    words: str
    channel: str
    source_ref: str
    said_at: datetime
    said_precision: Precision = "day"
    service_path: tuple[str, ...] = ()
    question: str = ""
    question_kind: QuestionKind = "nonspecific"
    score: int | None = None
    respondent: str = ""
    characteristics: Mapping[str, str] = _NOTHING
    area: str = ""
    language: str = ""
    manner: Manner = "verbatim"
    permission: Permission = Permission()
    labels: tuple[str, ...] = ()
    stated_sentiment: int | None = None
    mode: int | None = None
    way: int | None = None
    agreed: Agreed | None = None
