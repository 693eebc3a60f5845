# SPDX-License-Identifier: MIT
# ruff: noqa: E501 - a table of patterns reads best with a line each
"""What the columns of a list may be: for each kind of list its fields, and how cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from baton.listening.channels.upload.lists import words

Kind = Literal["text", "long", "day", "time", "number", "scale", "email", "yes", "choice"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may be. `pattern` finds it by its heading, the first field first.

    A choice has its `choices` and the `known` wordings of each; `otherwise` is what an answer is
    taken for that is not known, empty for leaving it out.
    """

    code: str
    name: str
    pattern: str
    kind: Kind = "text"
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    otherwise: str = ""

    @property
    def is_choice(self) -> bool:
        return self.kind in ("choice", "scale")


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list: what must be there (`needed`), what `fixed` things are said once for the
    file, who may bring it, and by which headings it is known."""

    code: str
    capability: str
    fields: tuple[Field, ...]
    needed: tuple[str, ...]
    fixed: tuple[str, ...]
    signs: tuple[str, ...]
    by_code: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {each.code: each for each in self.fields})


def _choice(code: str, name: str, pattern: str, known: words.Words, otherwise: str = "") -> Field:
    return Field(
        code, name, pattern, "choice", choices=known.choices, known=known.ways, otherwise=otherwise
    )


def _scale(code: str, name: str, pattern: str) -> Field:
    scale = words.SCALE
    return Field(code, name, pattern, "scale", choices=scale.choices, known=scale.ways)


_REFERENCE = Field(
    "reference",
    "Reference in this list",
    r"^(\w+ )?(id|ids|uid|ref|reference|no|number|code)\b\.?( no\.?| number)?$|\bref(erence)?\b",
)
_PROGRAMME = Field("programme", "Programme", r"programme|project|work ?stream|campaign")

STAKEHOLDERS = ListKind(
    "stakeholders",
    "manage_stakeholders",
    (
        _REFERENCE,
        Field("contact_email", "Contact’s e-mail", r"e-?mail", "email", 254),
        Field("contact_phone", "Contact’s phone", r"phone|mobile|\btel\b", most=40),
        Field(
            "contact_name",
            "Contact’s name",
            r"contact (name|person)|named contact|key contact|main contact|^contact$|lead contact",
            most=150,
        ),
        Field("next_contact_on", "Next contact", r"next (contact|meeting|touch)", "day"),
        Field("review_on", "To be reviewed", r"review", "day"),
        Field("power_reason", "Why that power", r"power.*(reason|why|rationale)", most=300),
        Field("interest_reason", "Why that interest", r"interest.*(reason|why|rationale)", most=300),
        _scale("power", "Power (1–5)", r"\bpower\b"),
        _scale("interest", "Interest (1–5)", r"\binterest\b(?!ed)"),
        _scale("influence", "Influence (1–5)", r"\binfluence\b"),
        _choice(
            "current",
            "How they stand now",
            r"(current|now|present).*(engage|level|support|position|stance|attitude)|^current$|^(position|stance|attitude)$",
            words.ENGAGEMENT,
        ),
        _choice(
            "desired",
            "How we wish they stood",
            r"(desired|target|wanted|future|required).*(engage|level|support|position)?",
            words.ENGAGEMENT,
        ),
        Field("owner", "Owner: a post, or a colleague’s e-mail", r"owner|relationship|\blead\b|responsib", most=120),
        Field("advice", "Their advice on how to engage", r"advice|how (best )?to engage|prefer|engagement (method|approach)", "long", 5000),
        Field("access_needs", "Access needs", r"access|needs|interpret|language", "long", 5000),
        Field("inequality", "Inequality they face", r"(which|what|kind of|type of) inequalit", most=300),
        Field("faces_inequality", "Faces inequality", r"inequalit|seldom|under-?served|core20", "yes"),
        _choice("kind", "What they are", r"^kind$|type|category|sector|group type", words.KINDS, "other"),
        Field("name", "Name", r"stakeholder( name)?$|organi[sz]ation( name)?$|^name\b|\bgroup( name)?$|^body$"),
        Field("about", "About them", r"about|description|notes?\b|comment|interest in|why|remarks", most=500),
    ),
    ("name",),
    ("register", "basis", "current_else", "desired_else"),
    (r"stakeholder", r"\bpower\b", r"\binfluence\b", r"\binterest\b"),
)  # fmt: skip

ACTIVITIES = ListKind(
    "activities",
    "manage_activities",
    (
        _REFERENCE,
        Field("until", "Last day", r"\b(to|until|end|ends|finish|last)\b.*(date|day)?|end ?date|^to$", "day"),
        Field("on", "Day", r"\bdate\b|\bday\b|^when\b|\bstarts?\b|\bfrom\b", "day"),
        Field("starts_at", "Begins at", r"^(start )?time$|begins at|starts at", "time"),
        Field("ends_at", "Ends at", r"end(s)? (time|at)|^finish(es)? at", "time"),
        _PROGRAMME,
        _choice("stage", "Stage of the programme", r"\bstage\b|\bphase\b|cycle", words.STAGES),
        _choice("method", "Method", r"method|type|how (we )?engaged|approach|format", words.METHODS, "other"),
        _choice("intended", "Rung that was intended", r"rung|ladder|level of (participation|involvement|engagement)|participation", words.RUNGS),
        _choice("state", "State", r"\bstat(e|us)\b", words.STATES),
        Field("expected", "Expected to come", r"expected|invited|planned (number|attend)", "number"),
        Field("came", "Came", r"\bcame\b|attend|number of (people|participants|responses)|participants|how many|head ?count|responses|reach\b", "number"),
        Field("payments", "Payments to participants, £", r"payment|incentive|voucher|reimburse|involvement fee", "number"),
        Field("cost", "Cost, £", r"\bcost|spend|expenditure|budget|£", "number"),
        Field("hours", "Hours", r"\bhours\b|staff time", "number"),
        Field("postcode", "Postcode", r"post ?code", most=10),
        Field("place", "Place", r"venue|location|place|\bwhere\b|address", most=300),
        Field("service", "Service", r"\bservice\b|\bward\b|department|special(i?ty|ism)"),
        Field("area", "Area", r"\barea\b|locality|neighbourhood|district", most=300),
        Field("changed", "What it changed", r"change|outcome|impact|result|difference|you said|what happened", "long", 10_000),
        Field("with_whom", "With whom", r"with whom|\bwho\b|stakeholder|audience|group|community|engaged with|people", most=300),
        Field("title", "What", r"activity|title|event|\bwhat\b|engagement|name|subject|session|description"),
        Field("audience", "About it", r"notes?\b|detail|comment|remarks|summary", "long", 5000),
    ),
    ("title", "on"),
    ("programme", "with_whom"),
    (r"engage", r"activity|event", r"attend|came|participants", r"method|venue|with whom|audience"),
)  # fmt: skip

ACTIONS = ListKind(
    "actions",
    "manage_programmes",
    (
        _REFERENCE,
        Field("done_on", "Done on", r"(done|complet|clos|finish)\w*.*(on|date)\b|date (done|complet|clos)", "day"),
        Field("due_on", "Due", r"\bdue\b|deadline|target|by when|\bdate\b|\bwhen\b", "day"),
        _choice("status", "Status", r"\bstat(e|us)\b|\brag\b|progress|complete\??$|\bdone\??$", words.DONE),
        Field("post", "Owner: a post", r"owner|lead\b|who|responsib|assigned|by whom", most=120),
        _PROGRAMME,
        _choice("stage", "Stage of the programme", r"\bstage\b|\bphase\b|cycle", words.STAGES),
        Field("title", "What is to be done", r"action|task|title|what|step|description|item"),
        Field("says", "More about it", r"notes?\b|detail|comment|update|remarks|about", "long", 10_000),
    ),
    ("title",),
    ("programme",),
    (r"\baction|\btask|\bstep\b", r"\bdue\b|deadline|by when|target", r"owner|lead|responsib|assigned|by whom", r"stat(e|us)|\brag\b|complete"),
)  # fmt: skip

ATTENDANCE = ListKind(
    "attendance",
    "manage_activities",
    (
        Field("email", "E-mail", r"e-?mail", "email", 254),
        Field("phone", "Phone", r"phone|mobile|\btel\b", most=40),
        Field("needs", "Access needs", r"need|access|dietary|require|adjust", most=500),
        _choice("state", "Whether they came", r"attend|\bcame\b|check(ed)?.?in|stat(e|us)|present|rsvp|response|coming", words.CAME),
        Field("on", "Day of the activity", r"\bdate\b|\bday\b|when", "day"),
        Field("activity", "Activity", r"event|activity|session|workshop|meeting|title"),
        Field("surname", "Last name", r"(last|sur|family) ?name", most=75),
        Field("forename", "First name", r"(first|fore|given) ?name", most=75),
        Field("name", "Name", r"name|attendee|participant|person|delegate|guest", most=150),
    ),
    (),
    ("activity",),
    (r"attendee|participant|delegate|guest|first name|\bname\b", r"e-?mail", r"attended|check(ed)?.?in|rsvp|\bcame\b|present|ticket"),
)  # fmt: skip

KINDS = {each.code: each for each in (STAKEHOLDERS, ACTIVITIES, ACTIONS, ATTENDANCE)}
