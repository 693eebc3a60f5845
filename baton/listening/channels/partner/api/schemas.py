# SPDX-License-Identifier: MIT
"""What goes in and what comes out, as the OpenAPI document tells it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
)

from baton.listening.agreed import LONGEST_RELATION
from baton.listening.heard import LONGEST_QUESTION, LONGEST_WORDS

MOST_ITEMS = 500
REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9._:@+~=-]{0,149}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"


def _whole(text: str) -> str:
    if "\0" in text:
        raise ValueError("It holds a NUL character (a zero byte). Take it out.")
    return text


def _as_written(value: Any) -> Any:
    # Pydantic takes a number for seconds since 1970: 20260504 would be a day of that year.
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("Write it as ISO 8601 has it, such as 2026-05-04 or 2026-05-04T14:30:00Z.")
    return value


Day = Annotated[date, BeforeValidator(_as_written)]
Moment = Annotated[datetime, BeforeValidator(_as_written)]
Text = Annotated[StrictStr, AfterValidator(_whole)]
Stated = Annotated[Text, Field(max_length=200)]


class Strict(BaseModel):
    """Takes nothing that is not documented, so that a mistyped name is not lost unseen."""

    model_config = ConfigDict(extra="forbid")


class Permission(Strict):
    """What the person allowed. What is left out is not allowed."""

    quote: StrictBool = Field(
        False, description="May these words be quoted, without a name? Only verbatim ones ever are."
    )
    share: Literal["nobody", "organisation", "partners", "public"] = Field(
        "organisation", description="With whom the words may be shared."
    )


class Characteristics(Strict):
    """What the person stated about themselves, as they stated it. Leave out what nobody asked."""

    age: Stated = ""
    sex: Stated = ""
    gender_identity: Stated = ""
    ethnicity: Stated = ""
    religion: Stated = ""
    sexual_orientation: Stated = ""
    disability: Stated = ""
    carer: Stated = ""
    pregnancy: Stated = ""
    marriage: Stated = ""
    armed_forces: Stated = ""


class Agreed(Strict):
    """Who agreed for somebody under 16, or who may lack the capacity to agree. Give it for them and
    for nobody else. Until somebody has agreed the words are kept and counted, and neither quoted
    nor shared, whatever `permission` says."""

    for_whom: Literal["child", "young", "adult"] = Field(
        description="child: under 16. young: 16 or 17, and may lack the capacity to agree. adult: "
        "18 or over, and may lack it."
    )
    who: Literal["nobody", "self", "parent", "attorney", "deputy", "consulted"] = Field(
        "nobody",
        description="nobody: nobody has agreed yet. self: they themselves. parent: whoever has "
        "parental responsibility. attorney: for health and welfare. deputy: for personal welfare, "
        "appointed by the court. consulted: whoever decided in their best interests.",
    )
    basis: (
        Literal["gillick", "parental", "supported", "attorney", "deputy", "best_interests"] | None
    ) = Field(
        None,
        description="child: gillick where they agreed themselves, parental where a parent did. "
        "young: supported, parental, deputy, best_interests. adult: supported where they agreed "
        "themselves, attorney, deputy, best_interests. It goes with who agreed.",
    )
    relation: Text = Field(
        "",
        max_length=LONGEST_RELATION,
        description="How who agreed is related to them, such as “mother”. No names.",
    )


class Contact(Strict):
    """How a person may be told what comes of it, if they agreed. It is kept apart from their words,
    and deleted when they were told."""

    way: Literal["email", "sms", "phone", "post"]
    address: Text = Field(
        min_length=1,
        max_length=500,
        description="An e-mail address, a telephone number, or a postal address line by line.",
    )
    language: StrictStr = Field(
        "", max_length=12, pattern=f"^$|{LANGUAGE}", description="In which they would read it."
    )
    format: Literal["plain", "large", "easy_read", "audio", "braille", "bsl"] = Field(
        "plain", description="Large print, Easy Read, audio, Braille or British Sign Language."
    )


class Item(Strict):
    """One thing that one person said: words, a score, or both."""

    reference: StrictStr = Field(
        pattern=REFERENCE,
        description="Your own identifier of it, of 150 characters at most. Sent again, it is the "
        "same thing, and kept once.",
    )
    words: Text = Field(
        "",
        max_length=LONGEST_WORDS,
        description="What the person said. Leave names out where you can.",
    )
    said_on: Day | None = Field(None, description="The day on which they said it.")
    said_at: Moment | None = Field(
        None, description="Or the moment, with its offset. Neither, where it is not known."
    )
    service: Text = Field(
        "", max_length=40, description="Of which service they spoke: its code or id in /services."
    )
    question: Text = Field(
        "", max_length=LONGEST_QUESTION, description="The question that was put to them."
    )
    language: StrictStr = Field(
        "",
        max_length=12,
        pattern=f"^$|{LANGUAGE}",
        description="The language of the words, as an ISO 639 code.",
    )
    manner: Literal["verbatim", "paraphrase", "relayed"] = Field(
        "verbatim",
        description="Their own words, the gist of them, or as somebody else passed them on.",
    )
    way: (
        Literal[
            "interpreter",
            "bsl",
            "easy_read",
            "communication_aid",
            "advocate",
            "communication_professional",
            "makaton",
            "accessible_format",
        ]
        | None
    ) = Field(
        None,
        description="In which way they spoke: through an interpreter, in British Sign Language, in "
        "Easy Read, with a communication aid, through an advocate or supporter, with a lipspeaker, "
        "note taker or speech to text, in Makaton or other signs, in Braille, large print or "
        "audio. Leave it out where they spoke or wrote by themselves.",
    )
    score: StrictInt | None = Field(
        None,
        ge=1,
        le=6,
        description="The Friends and Family Test: 1 very good to 5 very poor, 6 don’t know.",
    )
    characteristics: Characteristics = Characteristics()
    permission: Permission = Field(default_factory=lambda: Permission.model_validate({}))
    agreed: Agreed | None = Field(
        None, description="Who agreed, for whoever may not be able to agree alone."
    )
    contact: Contact | None = Field(None, description="Only if the person agreed to be told.")


class Batch(Strict):
    """Things that people said, sent together. Each is looked at by itself: what is right is kept,
    whatever is wrong with others."""

    items: list[Item] = Field(min_length=1, max_length=MOST_ITEMS)
    how_asked: Text = Field(
        "", max_length=500, description="How these people were asked, such as “at our lunch club”."
    )


class Envelope(Strict):
    """A batch whose items are not looked at yet."""

    items: list[Any] = Field(min_length=1, max_length=MOST_ITEMS)
    how_asked: Text = Field("", max_length=500)


class ItemProblem(Schema):
    """Why one item was refused."""

    detail: str
    errors: list[dict[str, str]] = Field(description="The fields, and how to mend each.")


class Answer(Schema):
    """What became of one item of a batch."""

    index: int = Field(description="Its place in the batch, from 0.")
    reference: str | None = Field(description="Your identifier of it, where it could be read.")
    became: Literal["received", "repeated", "taken_back", "refused"] = Field(
        description="received: kept now. repeated: it was here already. taken_back: it was "
        "withdrawn or erased, and does not return. refused: see problem."
    )
    id: str | None = Field(description="Our identifier of it.")
    problem: ItemProblem | None


class Answers(Schema):
    """What became of a batch: counts, and each item in its order."""

    received: int
    repeated: int
    taken_back: int
    refused: int
    items: list[Answer]


class Step(Schema):
    """One thing that happened to a contribution."""

    code: str
    at: datetime
    says: str = Field(description="In a sentence, for people.")


class Contribution(Schema):
    """What became of one thing that you sent."""

    id: str
    reference: str
    state: str = Field(
        description="The code of the last step: received, themed, answered, withdrawn."
    )
    received_at: datetime
    said_on: date | None
    service: str | None = Field(description="The code of its service, or else its id.")
    words: str = Field(
        description="The words as we keep them: without what identifies somebody; empty once they "
        "were withdrawn."
    )
    steps: list[Step]


class Page(Schema):
    """Some contributions, the newest first."""

    items: list[Contribution]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Reply(Schema):
    """What people were told came of what they said, with which of yours stand behind it."""

    id: str
    kind: Literal["did", "cannot"] = Field(
        description="did: you said, we did. cannot: you said, we can’t, because."
    )
    sent_at: datetime
    you_said: str
    we_say: str
    cannot_yet: str
    next_says: str
    page: str | None = Field(description="Where everybody may read it; null where it is nowhere.")
    references: list[str] = Field(description="Your own references of what it answers.")


class Replies(Schema):
    """Replies to what you sent, the newest first."""

    items: list[Reply]


class Service(Schema):
    """A service, with those that lie in it."""

    id: str
    code: str = Field(description="Empty where it has none: use its id.")
    name: str
    kind: str
    children: list[Service]


class Services(Schema):
    """The tree of services."""

    services: list[Service]
