# SPDX-License-Identifier: MIT
"""One row of the sheet `survey` as a question of ours, or the reason why it is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from baton.listening.channels.survey.definition import (
    FFT_ANSWERS,
    MOST_CHOICES,
    SCALE,
    Choice,
    Question,
)
from baton.listening.channels.survey.xlsform import choices, names
from baton.listening.channels.survey.xlsform.choices import Listed
from baton.listening.channels.survey.xlsform.languages import Languages
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.survey.xlsform.sheets import Line
from baton.listening.heard import QuestionKind
from baton.ui.wording import _, _lazy

_SELECT = re.compile(
    r"(?:add )?(?P<how>select(?:_| )?(?:one|1|multiple|all that apply))"
    r"(?: prompt using)?(?: from)? (?P<list>\S+)(?P<other> or[ _](?:specify )?other)?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"select(?:_| )(?:one|multiple)(?:_| )(?:from(?:_| )file|external)\b.*", re.IGNORECASE
)
#: What a phone or a browser would record by itself; nobody is asked for it here.
BY_ITSELF = frozenset(
    (
        *("start", "end", "today", "deviceid", "device_id", "username", "phonenumber", "email"),
        *("audit", "simserial", "subscriberid", "imei", "start-geopoint", "background-audio"),
        *("background-geopoint", "hidden", "csv-external", "xml-external"),
    )
)
_CAPTURED: Mapping[str, str] = {
    "geopoint": _lazy("a place on a map"),
    "geotrace": _lazy("a line on a map"),
    "geoshape": _lazy("an area"),
    "image": _lazy("a picture"),
    "photo": _lazy("a picture"),
    "audio": _lazy("a recording"),
    "video": _lazy("a film"),
    "file": _lazy("a file"),
    "barcode": _lazy("a barcode"),
    "osm": _lazy("a place on a map"),
}
_RANGE = re.compile(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)", re.IGNORECASE)
_BESIDE_POSTCODE = frozenset(
    [
        "what",
        "is",
        "whats",
        "s",
        "your",
        "the",
        "home",
        "full",
        "please",
        "enter",
        "give",
        "write",
        "type",
        "in",
        "of",
        "where",
        "you",
        "live",
    ]
)


class LeftOut(ValueError):
    """A survey here cannot ask it. The message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What our own column `baton` says of a row: its kind, and what belongs to that kind."""

    kind: str = ""
    more: tuple[str, ...] = ()

    @classmethod
    def of(cls, line: Line) -> Mark:
        kind, *more = line.cell("baton").split() or [""]
        return cls(kind, tuple(more))


@dataclass
class Form:
    """What the rows of a form share while they are read."""

    languages: Languages
    lists: Mapping[str, Listed]
    remarks: Remarks
    #: Kinds that a survey asks once.
    once: set[str] = field(default_factory=set)

    def said(self, why: str, line: Line, column: str = "") -> None:
        self.remarks.add(why, "survey", line.number, column)


@dataclass(frozen=True, slots=True)
class Made:
    """A question, and the keys of its answers by the names in the form."""

    question: Question
    keys: Mapping[str, str] = field(default_factory=dict)


def made(plain: Question, line: Line, form: Form) -> Made:
    """The question of a row, with its words given. Raises LeftOut."""
    written = " ".join(line.cell("type").split())
    kind = written.casefold()
    if select := _SELECT.fullmatch(written):
        several = select["how"].casefold().endswith(("multiple", "apply"))
        listed = _list(select["list"], bool(select["other"]), line, form)
        return _several(plain, listed) if several else _one(plain, listed, line, form)
    if kind in ("text", "string"):
        return Made(_text(plain, line, form))
    if kind in ("integer", "int", "decimal"):
        if kind == "decimal":
            form.said(_("Only whole numbers are asked here."), line, "type")
        return Made(replace(plain, kind="number"))
    if kind == "range":
        return _range(plain, line, form)
    if kind in ("date", "datetime"):
        if kind == "datetime":
            form.said(_("Only the day is asked, and not the time."), line, "type")
        return Made(replace(plain, kind="date"))
    if kind == "note":
        return Made(replace(plain, kind="note", is_needed=False))
    raise LeftOut(_why_left_out(kind, written))


def _why_left_out(kind: str, written: str) -> str:
    if what := _CAPTURED.get(kind):
        return _(
            "It records %(what)s, which a survey here does not. Ask for it in words if it matters."
        ) % {"what": what}
    if kind == "calculate":
        return _("It calculates something from other answers, which a survey here does not.")
    if kind.startswith("rank"):
        return _("It asks to put answers in order. Ask which matters most instead.")
    if _ELSEWHERE.fullmatch(kind):
        return _(
            "Its answers are in another file. Write them into the sheet “choices”, or ask it in "
            "words."
        )
    if not kind:
        return _("It has no type. Write one in the column “type”, such as text.")
    if kind.startswith("select"):
        return _(
            "“%(written)s” names no list of answers. Write its name behind “select_one” and a "
            "space."
        ) % {"written": written}
    return _(
        "“%(written)s” is no kind of question here. Ask it in words, or as one of several answers."
    ) % {"written": written}


# Words, and the postcode.


def _text(plain: Question, line: Line, form: Form) -> Question:
    mark = Mark.of(line)
    if mark.kind == "postcode":
        kept = "kept" in mark.more
        return _only_once(replace(plain, kind="postcode", keeps_postcode=kept), form)
    if mark.kind != "text" and _asks_postcode(line.cell("name"), plain.words.get("en", "")):
        form.said(
            _("It is asked as a postcode, of which only the small area is kept."), line, "type"
        )
        return _only_once(replace(plain, kind="postcode"), form)
    about: QuestionKind = "nonspecific"
    for each in get_args(QuestionKind):
        if each in mark.more:
            about = each
    return replace(plain, kind="text", about=about)


def _asks_postcode(name: str, label: str) -> bool:
    """Whether a whole postcode is asked for, and nothing more.

    >>> _asks_postcode("home_postcode", ""), _asks_postcode("q7", "What is your post code?")
    (True, True)
    >>> _asks_postcode("q8", "What is the first half of your postcode?")
    False
    """
    for text in (name, label):
        plain = re.sub(r"[\W_]+", " ", text.casefold().replace("post code", "postcode")).split()
        if "postcode" in plain and {*plain} <= {"postcode", *_BESIDE_POSTCODE}:
            return True
    return False


def _only_once(question: Question, form: Form) -> Question:
    if question.kind in form.once:
        raise LeftOut(_("A postcode is asked once in a survey, and this is the second time."))
    form.once.add(question.kind)
    return question


# Answers to choose from.


def _list(name: str, has_other: bool, line: Line, form: Form) -> Listed:
    listed = form.lists.get(name) or next(
        (each for other, each in form.lists.items() if other.casefold() == name.casefold()), None
    )
    if listed is None:
        raise LeftOut(
            _("There is no list “%(name)s” in the sheet “choices”. Write its answers there.")
            % {"name": name}
        )
    if has_other:
        key = names.choice_key("other", [each.key for each in listed.choices])
        form.said(_("“Other” is an answer to choose, without a box to say which."), line, "type")
        more = Choice(key, {form.languages.codes[0]: "Other"})
        listed = Listed((*listed.choices, more), {**listed.keys, "other": key})
    if len(listed.choices) > MOST_CHOICES:
        raise LeftOut(
            _(
                "Its list “%(name)s” has %(choices)s answers, and %(most)s are the most "
                "that people are shown. Shorten the list, or ask it in words."
            )
            % {"name": name, "choices": len(listed.choices), "most": MOST_CHOICES}
        )
    return listed


def _several(plain: Question, listed: Listed) -> Made:
    return Made(replace(plain, kind="many", choices=listed.choices), listed.keys)


def _one(plain: Question, listed: Listed, line: Line, form: Form) -> Made:
    mark = Mark.of(line)
    one = Made(replace(plain, kind="one", choices=listed.choices), listed.keys)
    if mark.kind == "fft" and list(listed.keys) == list(FFT_ANSWERS):
        return _fft(one, listed, line, form)
    if not mark.kind and choices.is_fft(listed):
        form.said(
            _("It is asked as the Friends and Family Test, with its standard answers."),
            line,
            "type",
        )
        return _fft(one, listed, line, form)
    is_scale = mark.kind == "scale" or (
        not mark.kind and "likert" in line.cell("appearance").casefold().split()
    )
    if is_scale and (scale := choices.scale(listed)):
        question = replace(
            plain,
            kind="scale",
            least=scale.least,
            most=scale.most,
            least_means=scale.least_means,
            most_means=scale.most_means,
        )
        return _of_scale(question)
    return one


def _fft(one: Made, listed: Listed, line: Line, form: Form) -> Made:
    if "fft" in form.once:
        form.said(
            _(
                "The Friends and Family Test is asked once in a survey: this is asked as any other "
                "question."
            ),
            line,
            "type",
        )
        return one
    form.once.add("fft")
    return Made(replace(one.question, kind="fft", choices=()), choices.fft_keys(listed))


def _of_scale(question: Question) -> Made:
    return Made(question, {str(at): str(at) for at in range(question.least, question.most + 1)})


def _range(plain: Question, line: Line, form: Form) -> Made:
    given = {"start": "1", "end": "10", "step": "1"}
    given |= {name.casefold(): value for name, value in _RANGE.findall(line.cell("parameters"))}
    start, end, step = (float(given[name]) for name in ("start", "end", "step"))
    if step == 1 and start in (0, 1) and start < end and end in SCALE:
        return _of_scale(replace(plain, kind="scale", least=int(start), most=int(end)))
    form.said(
        _(
            "It is asked as a whole number without bounds: a scale here runs from 0 or 1 in steps "
            "of one to %(most)s at most."
        )
        % {"most": SCALE[-1]},
        line,
        "parameters",
    )
    return Made(replace(plain, kind="number"))
