# SPDX-License-Identifier: MIT
"""The filters of every list and figure: they live in the address, and show as chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from baton.listening import registry
from baton.listening.heard import WAY_CODES, WAYS
from baton.listening.models import Question
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service
from baton.ui.wording import _, _lazy
from baton.ui.words import day, listed
from baton.understanding import fields, stated
from baton.understanding.languages import LANGUAGES
from baton.understanding.models import Codebook, Theme

SENTIMENTS = {
    "positive": (_lazy("Positive"), (1, 2)),
    "neutral": (_lazy("Neutral or mixed"), (3,)),
    "negative": (_lazy("Negative"), (4, 5)),
}
#: The same, as the columnar copy counts them.
FEELINGS = {"positive": 1, "neutral": 2, "negative": 3}
FEELING_OF = {each: FEELINGS[name] for name, (_, shades) in SENTIMENTS.items() for each in shades}
SCORES = {
    "1": _lazy("Very good"),
    "2": _lazy("Good"),
    "3": _lazy("Neither good nor poor"),
    "4": _lazy("Poor"),
    "5": _lazy("Very poor"),
    "6": _lazy("Don’t know"),
}
#: Who speaks of so many themes tells more than one thing.
COMPLEX = 4
#: Years outside these are mistypes, and no database's calendar goes on for ever.
EARLIEST, LATEST = 1948, 2200
#: Letters and signs of a filter; nobody types more.
LONGEST = 200
#: The order in which filters stand in the address and on the page.
KEYS = (
    *("q", "from", "to", "service", "theme", "also", "sentiment", "channel", "score", "question"),
    *("language", "untranslated", "way", "quote", "unsure", "long", "who", "body", "against"),
)
#: What stands in the address for "this organisation and all that share words with it".
ALL = "all"
#: What figures are set against: the days just before, or the same days a year before.
AGAINST = {"year": _lazy("the same days a year before")}
#: Between the name and the value of what people stated of themselves.
_APART = ": "


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force: what it says, and the address without it."""

    name: str
    value: str
    without: str
    #: Its key in the address.
    key: str


@dataclass(frozen=True)
class Filters:
    """What a person asked to see. Values that name nothing are dropped and told in `problems`."""

    q: str = ""
    said_from: date | None = None
    said_to: date | None = None
    service: Service | None = None
    theme: Theme | None = None
    #: Who speaks of the theme and of this one too.
    also: Theme | None = None
    sentiment: str = ""
    channel: str = ""
    score: str = ""
    question: Question | None = None
    language: str = ""
    untranslated: bool = False
    way: str = ""
    quote: bool = False
    unsure: bool = False
    long: bool = False
    #: What people stated of themselves, by its name and value: for figures, never beside words.
    who: tuple[str, str] | None = None
    body: Organisation | None = None
    #: This organisation and all that share their words with it.
    tree: bool = False
    against: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)
    # Some of them were typed among the words: the address should now say them apart.
    were_typed: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        return self != Filters()

    def params(self) -> dict[str, str]:
        """As they stand in the address, without empty ones."""
        given = {
            "q": self.q,
            "from": self.said_from.isoformat() if self.said_from else "",
            "to": self.said_to.isoformat() if self.said_to else "",
            "service": str(self.service.public_id) if self.service else "",
            "theme": self.theme.slug if self.theme else "",
            "also": self.also.slug if self.also else "",
            "sentiment": self.sentiment,
            "channel": self.channel,
            "score": self.score,
            "question": str(self.question.pk) if self.question else "",
            "language": self.language,
            "untranslated": "yes" if self.untranslated else "",
            "way": self.way,
            "quote": "yes" if self.quote else "",
            "unsure": "yes" if self.unsure else "",
            "long": "yes" if self.long else "",
            "who": _APART.join(self.who or ()),
            "body": str(self.body.public_id) if self.body else ALL if self.tree else "",
            "against": self.against,
        }
        return {key: value for key, value in given.items() if value}

    def query(self, **changes: str) -> str:
        """The address's query with some of the filters changed ("" takes one away)."""
        return self._query(changes)

    def query_beside(self, given: Mapping[str, Any], **changes: str) -> str:
        """The same with what else stands in an address: an order, a layout."""
        others = {key: value for key, value in given.items() if key not in KEYS}
        return self._query(others | changes)

    def _query(self, changes: dict[str, str]) -> str:
        params = self.params() | changes
        ordered = [key for key in KEYS if params.get(key)]
        others = [key for key in params if key not in KEYS and params[key]]
        chosen = urlencode({key: params[key] for key in ordered + others})
        return f"?{chosen}" if chosen else ""

    def chips(self) -> list[Chip]:
        """Each filter in force, in order."""
        said = {
            # What has quotation marks of its own needs no second ones.
            "q": (_("Words"), self.q if '"' in self.q else f"“{self.q}”"),
            "from": (
                _("Said"),
                _("from %(day)s") % {"day": day(self.said_from)} if self.said_from else "",
            ),
            "to": (_("Said"), _("to %(day)s") % {"day": day(self.said_to)} if self.said_to else ""),
            "service": (_("Service"), str(self.service or "")),
            "theme": (_("Theme"), str(self.theme or "")),
            "also": (_("And also"), str(self.also or "")),
            "sentiment": (_("Sentiment"), SENTIMENTS.get(self.sentiment, ("",))[0]),
            "channel": (_("Channel"), registry.name_of(self.channel) if self.channel else ""),
            "score": (_("Score"), SCORES.get(self.score, "")),
            "question": (_("Question"), f"“{self.question}”" if self.question else ""),
            "language": (_("Language"), LANGUAGES.get(self.language, "")),
            "untranslated": (_("Translation"), _("waiting for one")),
            "way": (_("Way of speaking"), WAYS[int(self.way)] if self.way else ""),
            "quote": (_("Permission"), _("may be quoted")),
            "unsure": (_("Coding"), _("the classifier is unsure")),
            "long": (_("Length"), _("long or complex")),
            "who": (
                _("People"),
                f"{stated.called(self.who[0])}: {self.who[1]}" if self.who else "",
            ),
            "body": (_("Whose"), str(self.body or _("ours and all that is shared with us"))),
            "against": (_("Set against"), AGAINST.get(self.against, "")),
        }
        return [
            Chip(name, str(value), without=self.query(**{key: ""}) or "?", key=key)
            for key in self.params()
            for name, value in [said[key]]
        ]

    def without_theme(self) -> Filters:
        return replace(self, theme=None)

    def beside_words(self) -> Filters:
        """Those that a list of words may have: who people are never stands beside their words."""
        return replace(self, who=None, against="")

    def without_words(self) -> Filters:
        return replace(self, q="")

    def says_only(self, names: set[str]) -> bool:
        """Whether all filters but these are empty; whose comments they are does not count."""
        nothing = Filters()
        empty = {name: getattr(nothing, name) for name in {*names, "body", "tree", "against"}}
        return replace(self, **empty) == nothing

    @property
    def since(self) -> datetime | None:
        return _midnight(self.said_from)

    @property
    def until(self) -> datetime | None:
        """The end of the last day, exclusive."""
        return _midnight(date.fromordinal(self.said_to.toordinal() + 1)) if self.said_to else None


def _midnight(value: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(value, time())) if value else None


def read(
    given: Mapping[str, Any],
    organisation: Organisation,
    codebook: Codebook,
    shared: list[Organisation],
) -> Filters:
    """The filters that an address asks for, within what this organisation may see.

    Fields that were typed among the words outrank the address's own.
    """
    problems: list[str] = []
    asked = _asked(given, problems)
    choices = _Choices(organisation, codebook, shared)
    words = _take_typed(asked, choices, problems)

    def one_of(key: str, allowed: Any) -> str:
        return asked[key] if asked[key] in allowed else ""

    said_from, said_to = _a_day(asked["from"], problems), _a_day(asked["to"], problems)
    if said_from and said_to and said_to < said_from:
        problems.append(_("The last day is before the first. They were exchanged."))
        said_from, said_to = said_to, said_from
    theme, also, question = asked["theme"], asked["also"], asked["question"]
    found = Filters(
        q=words,
        said_from=said_from,
        said_to=said_to,
        service=_by_public_id(organisation.services.all(), asked["service"]),
        theme=codebook.themes.filter(slug=theme).first() if theme else None,
        also=codebook.themes.filter(slug=also).first() if also else None,
        sentiment=one_of("sentiment", SENTIMENTS),
        channel=one_of("channel", {channel.code for channel in registry.channels()}),
        score=one_of("score", SCORES),
        question=next((each for each in choices.questions if str(each.pk) == question), None)
        if question
        else None,
        language=one_of("language", LANGUAGES),
        untranslated=asked["untranslated"] == "yes",
        way=one_of("way", map(str, WAYS)),
        quote=asked["quote"] == "yes",
        unsure=asked["unsure"] == "yes",
        long=asked["long"] == "yes",
        who=_who(organisation, asked["who"]) if asked["who"] else None,
        body=next((each for each in shared if str(each.public_id) == asked["body"]), None),
        tree=asked["body"] == ALL and bool(shared),
        against=one_of("against", AGAINST),
        were_typed=words != asked["q"],
    )
    return replace(found, problems=(*problems, *_of_what_has_gone(asked, found)))


def _asked(given: Mapping[str, Any], problems: list[str]) -> dict[str, str]:
    """What stands in the address, no longer than anybody types."""
    asked = {key: str(given.get(key, "")).replace("\0", "").strip() for key in KEYS}
    if len(asked["q"]) > LONGEST:
        problems.append(
            _("Only the first %(longest)s letters and signs were looked for.")
            % {"longest": LONGEST}
        )
    return {key: value[:LONGEST] for key, value in asked.items()}


def _who(organisation: Organisation, given: str) -> tuple[str, str] | None:
    name, _, value = given.partition(_APART)
    return (name, value) if value in stated.of(organisation).get(name, ()) else None


def _take_typed(asked: dict[str, str], choices: _Choices, problems: list[str]) -> str:
    """Write into `asked` the filters typed among its words; returns the words that are left."""
    typed = fields.taken_from(asked["q"])
    problems += typed.problems
    for name, value in typed.fields:
        try:
            asked |= choices.meant(name, value)
        except fields.NotOne as problem:
            problems.append(str(problem))
    problems += fields.problems_of(typed.words)
    return typed.words


def _of_what_has_gone(asked: Mapping[str, str], found: Filters) -> Iterator[str]:
    """What is to be said of filters that name nothing."""
    gone = [key for key in KEYS if key not in ("q", "from", "to") and asked[key]]
    gone = [_CALLED.get(key, key) for key in gone if key not in found.params()]
    if gone:
        yield (
            _(
                "This search asks for a %(gone)s that cannot be found here any more. The list "
                "is shown without that."
            )
            % {"gone": listed(gone)}
        )


def _a_day(text: str, problems: list[str]) -> date | None:
    try:
        given = date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(_("“%(text)s” is not a day. Write it like 2026-02-28.") % {"text": text})
        return None
    if given and not EARLIEST <= given.year <= LATEST:
        problems.append(
            _("Nobody spoke to us in %(year)s. Write the year again.") % {"year": given.year}
        )
        return None
    return given


class _Choices:
    """What the values of typed fields may be."""

    def __init__(
        self, organisation: Organisation, codebook: Codebook, shared: list[Organisation]
    ) -> None:
        self._organisation, self._codebook, self._shared = organisation, codebook, shared

    def meant(self, name: str, typed: str) -> dict[str, str]:
        """What the address says for one typed field; two days for a month or a year."""
        if name in ("from", "to"):
            return {name: fields.day_of(name, typed)}
        return {name: fields.one_of(_KINDS.get(name, name), typed, getattr(self, f"_{name}")())}

    @cached_property
    def questions(self) -> list[Question]:
        return questions_of(self._organisation)

    def _service(self) -> Iterator[fields.Choice]:
        above: dict[int, str] = {}
        for each in places.tree(self._organisation):
            path = f"{above[each.parent_id]} / {each.name}" if each.parent_id else each.name
            above[each.pk] = path
            yield fields.Choice(str(each.public_id), (each.name, path))

    def _theme(self) -> Iterator[fields.Choice]:
        for each in self._codebook.themes.order_by("position"):
            yield fields.Choice(each.slug, (each.title, each.slug))

    def _question(self) -> Iterator[fields.Choice]:
        for each in self.questions:
            yield fields.Choice(str(each.pk), (each.wording,))

    def _body(self) -> Iterator[fields.Choice]:
        if self._shared:
            yield fields.Choice(ALL, ("all",))
        for each in self._shared:
            yield fields.Choice(str(each.public_id), (each.name,))

    def _channel(self) -> Iterator[fields.Choice]:
        for each in registry.channels():
            yield fields.Choice(each.code, (each.name, each.code))

    def _sentiment(self) -> Iterator[fields.Choice]:
        for key, (label, _shades) in SENTIMENTS.items():
            yield fields.Choice(key, (label,))

    def _score(self) -> Iterator[fields.Choice]:
        for key, label in SCORES.items():
            yield fields.Choice(key, (label.replace("’", "'"), label, key))

    def _language(self) -> Iterator[fields.Choice]:
        for code, label in LANGUAGES.items():
            yield fields.Choice(code, (label, code))

    def _way(self) -> Iterator[fields.Choice]:
        codes = {number: code.replace("_", " ") for code, number in WAY_CODES.items()}
        for number, label in WAYS.items():
            yield fields.Choice(str(number), (label, codes[number]))

    def _yes(self) -> Iterator[fields.Choice]:
        yield fields.Choice("yes", ("yes",))

    _quote = _unsure = _long = _untranslated = _yes
    _also = _theme

    def _who(self) -> Iterator[fields.Choice]:
        for name, values in stated.of(self._organisation).items():
            for value in values:
                yield fields.Choice(f"{name}{_APART}{value}", (value, f"{name}{_APART}{value}"))

    def _against(self) -> Iterator[fields.Choice]:
        yield fields.Choice("year", ("year",))


_NOUNS = {
    "service": _lazy("service"),
    "theme": _lazy("theme"),
    "also": _lazy("theme"),
    "sentiment": _lazy("sentiment"),
    "channel": _lazy("channel"),
    "score": _lazy("score"),
    "question": _lazy("question"),
    "language": _lazy("language"),
    "way": _lazy("way of speaking"),
    "who": _lazy("group of people"),
    "body": _lazy("body that shares with you"),
    "against": _lazy("comparison"),
}
#: What a sentence calls a filter that names something that has gone.
_CALLED = _NOUNS | {
    "quote": _lazy("permission"),
    "unsure": _lazy("kind of coding"),
    "long": _lazy("length"),
}
#: What a sentence calls the choices of a field, where its name would not do.
_KINDS = _NOUNS | dict.fromkeys(("quote", "unsure", "long"), _lazy("answer"))


def questions_of(organisation: Organisation) -> list[Question]:
    """The questions that this body has put to people, by their wording."""
    return list(Question.objects.filter(organisation=organisation).order_by("wording", "pk"))


def _by_public_id(services: Any, given: str) -> Service | None:
    return (
        next((each for each in services if str(each.public_id) == given), None) if given else None
    )
