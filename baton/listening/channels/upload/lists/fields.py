# SPDX-License-Identifier: MIT
# ruff: noqa: E501 - a table of patterns reads best with a line each
"""What the columns of a list may be: for each kind of list its fields, and how cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from baton.listening.channels.upload.lists import words
from baton.ui.wording import _lazy

Kind = Literal[
    "text", "long", "day", "time", "number", "scale", "email", "postcode", "yes", "choice"
]


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
    _lazy("Reference in this list"),
    r"^(\w+ )?(id|ids|uid|ref|reference|no|number|code)\b\.?( no\.?| number)?$|\bref(erence)?\b",
)
_PROGRAMME = Field("programme", _lazy("Programme"), r"programme|project|work ?stream|campaign")

STAKEHOLDERS = ListKind(
    "stakeholders",
    "manage_stakeholders",
    (
        _REFERENCE,
        Field("contact_email", _lazy("Contact’s e-mail"), r"e-?mail", "email", 254),
        Field("contact_phone", _lazy("Contact’s phone"), r"phone|mobile|\btel\b", most=40),
        Field(
            "contact_name",
            _lazy("Contact’s name"),
            r"contact (name|person)|named contact|(key|main|lead|our|primary) contact|^contacts?$|point of contact",
            most=150,
        ),
        Field("next_contact_on", _lazy("Next contact"), r"next (contact|meeting|touch|due|step|action|engag|catch|conversation|call|date|one)|follow.?up|contact (due|by)\b|due( date)?$|when (next|to contact)|^next$", "day"),
        Field("review_on", _lazy("To be reviewed"), r"review|re-?assess|look at again|check again", "day"),
        Field("power_reason", _lazy("Why that power"), r"(power|pwr).*(reason|why|rationale)|why.*power", most=300),
        Field("interest_reason", _lazy("Why that interest"), r"interest.*(reason|why|rationale)|why.*interest", most=300),
        _scale("power", _lazy("Power (1–5)"), r"\bpower\b|^po?wr\b|^p$"),
        _scale("interest", _lazy("Interest (1–5)"), r"\binterest\b(?!ed)|^int\b|^i$"),
        _scale("influence", _lazy("Influence (1–5)"), r"\binfluence\b|^infl?\b"),
        _choice(
            "current",
            _lazy("How they stand now"),
            r"(current|now|present).*(engage|level|support|position|stance|attitude|state|status)|^(current(ly)?|as.is|now|today)$|^(position|stance|attitude|support|engagement( level)?)$|where (they|it|we) (are|is|stand)|how (they|it) stand|stand(s|ing)? (now|today)|at present",
            words.ENGAGEMENT,
        ),
        _choice(
            "desired",
            _lazy("How we wish they stood"),
            r"desired|target|wanted|future|required|^(to.be|goal|aim|ambition|aspiration)$|where we|(we|to) (want|need|wish|would like)|should (be|stand)",
            words.ENGAGEMENT,
        ),
        Field("owner", _lazy("Owner: a post, or a colleague’s e-mail"), r"owner|owned|relationship|\blead\b|responsib|account manager|looked after|who (looks|keeps|manages)|managed by|our person|held by", most=120),
        Field("advice", _lazy("Their advice on how to engage"), r"advice|how (best )?to engage|prefer|engagement (method|approach)", "long", 5000),
        Field("access_needs", _lazy("Access needs"), r"access|needs|interpret|language|adjustment", "long", 5000),
        Field("inequality", _lazy("Inequality they face"), r"(which|what|kind of|type of) inequalit", most=300),
        Field("faces_inequality", _lazy("Faces inequality"), r"inequalit|seldom|under-?served|core20", "yes"),
        _choice("kind", _lazy("What they are"), r"^kind\b|type|category|sector|classification|what they are", words.KINDS, "other"),
        Field("name", _lazy("Name"), r"stakeholder( name)?$|(organi[sz]ation|^org)( name| or group)?$|^name\b|\bgroup( name)?$|^body$|^who$|^who (is it|they are)$|organi[sz]ation or person|^(person|partner|agency)$"),
        Field("about", _lazy("About them"), r"about|description|notes?\b|comment|interest in|why|remarks", most=500),
    ),
    ("name",),
    ("register", "basis", "current_else", "desired_else"),
    (
        r"stakeholder",
        r"\bpower\b|^po?wr\b",
        r"\binfluence\b|^infl?\b",
        r"\binterest\b|^int\b",
        r"where they (are|stand)|current.*(engage|level|support|position)",
        r"where we|desired|(target|wanted).*(engage|level|support|position)",
        r"next (contact|due|meeting|engag)",
        r"relationship (owner|lead|manager|holder)",
    ),
)  # fmt: skip

ACTIVITIES = ListKind(
    "activities",
    "manage_activities",
    (
        _REFERENCE,
        Field("until", _lazy("Last day"), r"\b(to|until|end|ends|finish|last)\b.*(date|day)?|end ?date|^to$", "day"),
        Field("on", _lazy("Day"), r"\bdate\b|\bday\b|^when\b|\bstarts?\b|\bfrom\b", "day"),
        Field("starts_at", _lazy("Begins at"), r"^(start )?time$|begins at|starts at", "time"),
        Field("ends_at", _lazy("Ends at"), r"end(s)? (time|at)|^finish(es)? at", "time"),
        _PROGRAMME,
        _choice("stage", _lazy("Stage of the programme"), r"\bstage\b|\bphase\b|cycle", words.STAGES),
        _choice("method", _lazy("Method"), r"method|type|^how\b(?! many)|how (we )?engaged|approach|format|technique|channel", words.METHODS, "other"),
        _choice("intended", _lazy("Rung that was intended"), r"rung|ladder|level of (participation|involvement|engagement)|participation", words.RUNGS),
        _choice("state", _lazy("State"), r"\bstat(e|us)\b", words.STATES),
        Field("expected", _lazy("Expected to come"), r"expected|invited|planned (number|attend)|capacity|places", "number"),
        Field("came", _lazy("Came"), r"\bcame\b|attend|(number|no|num) (of )?(people|participants|responses|there)|participants|how many|head ?count|responses|reach(ed)?\b|^(numbers?|nos?|turn.?out|total)$|people (reached|there|seen)", "number"),
        Field("payments", _lazy("Payments to participants, £"), r"payment|incentive|voucher|reimburse|involvement fee|paid to|thank.?you", "number"),
        Field("cost", _lazy("Cost, £"), r"\bcost|spen[dt]\b|expenditure|budget|£|price", "number"),
        Field("hours", _lazy("Hours"), r"\bho?u?rs\b|staff time|time spent", "number"),
        Field("postcode", _lazy("Postcode"), r"post ?code", "postcode"),
        Field("place", _lazy("Place"), r"venue|location|place|\bwhere\b|address|\broom\b", most=300),
        Field("service", _lazy("Service"), r"\bservice\b|\bward\b|department|special(i?ty|ism)"),
        Field("area", _lazy("Area"), r"\barea\b|locality|neighbourhood|district", most=300),
        Field("changed", _lazy("What it changed"), r"change|outcome|impact|result|difference|you said|what happened|we did as|what came of|learn", "long", 10_000),
        Field("with_whom", _lazy("With whom"), r"with whom|\bwho\b|stakeholder|audience|(?<!age )group|community|engaged with|(spoke|talked|met|spoken) (to|with)|people|cohort|population", most=300),
        Field("title", _lazy("What"), r"activit|title|event|\bwhat\b|engagement|name|subject|session|description|workshop|meeting|topic"),
        Field("audience", _lazy("About it"), r"notes?\b|detail|comment|remarks|summary", "long", 5000),
    ),
    ("title", "on"),
    ("programme", "with_whom"),
    (
        r"engage|activit|\bevent|session|workshop|meeting|^what$|what (we did|was done|did we do)",
        r"attend|\bcame\b|participants|head ?count|how many|(no|number) of (people|participants|responses)|^numbers?\b|reached|turn.?out",
        r"method|venue|with whom|who with|who we|audience|how we|spoke to|spoken to|^(who|how|people)$",
        r"programme|project|work ?stream|\bcost|spend|\bhours\b",
    ),
)  # fmt: skip

ACTIONS = ListKind(
    "actions",
    "manage_programmes",
    (
        _REFERENCE,
        Field("done_on", _lazy("Done on"), r"(done|complet|clos|finish)\w*.*(on|date)\b|date (done|complet|clos)", "day"),
        Field("due_on", _lazy("Due"), r"\bdue\b|deadline|target|by when|\bdate\b|\bwhen\b|time.?(scale|frame)|complete by|^by$", "day"),
        _choice("status", _lazy("Status"), r"\bstat(e|us)\b|\brag\b|progress|complete\??$|\bdone\??$", words.DONE),
        Field("post", _lazy("Owner: a post"), r"owner|lead\b|\bwho\b|responsib|assign|by whom|allocated|accountable", most=120),
        _PROGRAMME,
        _choice("stage", _lazy("Stage of the programme"), r"\bstage\b|\bphase\b|cycle", words.STAGES),
        Field("title", _lazy("What is to be done"), r"action|task|title|what|step|description|item|commitment|recommendation|activit|to.?do"),
        Field("says", _lazy("More about it"), r"notes?\b|detail|comment|update|remarks|about|narrative", "long", 10_000),
    ),
    ("title",),
    ("programme",),
    (r"\baction|\btask|\bstep|to.?do\b|commitment", r"\bdue\b|deadline|\bwhen\b|target", r"owner|lead|responsib|assigned|by whom|\bwho\b", r"stat(e|us)|\brag\b|complete|progress|\bdone\b"),
)  # fmt: skip

ATTENDANCE = ListKind(
    "attendance",
    "manage_activities",
    (
        Field("email", _lazy("E-mail"), r"e-?mail", "email", 254),
        Field("phone", _lazy("Phone"), r"phone|mobile|\btel\b", most=40),
        Field("needs", _lazy("Access needs"), r"need|access|diet|require|adjust|allerg", most=500),
        _choice("state", _lazy("Whether they came"), r"attend(?!ee)|\bcame\b|turned up|\bthere\b|check(ed)?.?in|stat(e|us)|present|rsvp|response|coming", words.CAME),
        Field("on", _lazy("Day of the activity"), r"\bdate\b|\bday\b|when", "day"),
        Field("activity", _lazy("Activity"), r"event|activity|session|workshop|meeting|title"),
        Field("surname", _lazy("Last name"), r"(last|sur|family|second) ?name", most=75),
        Field("forename", _lazy("First name"), r"(first|fore|given) ?name", most=75),
        Field("name", _lazy("Name"), r"name|attendee|\bwho\b|participant|person|delegate|guest", most=150),
    ),
    (),
    ("activity",),
    (r"attendee|participant|delegate|guest|first name|\bname\b", r"e-?mail", r"attended|turned up|check(ed)?.?in|rsvp|\bcame\b|present|ticket"),
)  # fmt: skip

KINDS = {each.code: each for each in (STAKEHOLDERS, ACTIVITIES, ACTIONS, ATTENDANCE)}
