# SPDX-License-Identifier: MIT
"""The board's surveys: one that goes on, one of an activity that is over, and a draft."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from baton.core import clock
from baton.demo.reading import Colleagues, content, moment
from baton.listening.channels.survey import starting
from baton.listening.channels.survey.definition import Choice, Definition, Question, Words
from baton.listening.channels.survey.models import Place, Response, Survey
from baton.listening.channels.survey.monitoring import ASKED, name_of
from baton.listening.channels.survey.operations import answering, editing
from baton.people.models import Organisation
from baton.programmes.activities import queries as activities

#: By how many days answers to the clinic's survey lie apart, and how often all are given.
_APART, _ROUNDS = 2, 2


def keep(board: Organisation, known: Colleagues) -> None:
    told = content("surveys")
    rng = Random(7)  # noqa: S311 - invented answers, no secrets
    _clinic(board, told["clinic"], known, rng)
    _letter(board, told["letter"], known)
    draft = _asking_how_they_came(told["draft"])
    editing.begin(board, told["draft"]["title"], by=known["priya"], draft=draft)


def _clinic(board: Organisation, told: dict[str, Any], known: Colleagues, rng: Random) -> None:
    """The Friends and Family Test of a clinic, at its reception and by its letter."""
    service = board.services.get(code=told["service"])
    answers = told["answers"] * _ROUNDS
    with clock.held_at(moment(_APART * len(answers) + 1)):
        draft = starting.friends_and_family()
        survey = editing.begin(
            board, told["title"], by=known["meena"], draft=draft, service=service
        )
        places = [
            editing.add_place(survey, name, service=None, by=known["meena"])
            for name in told["places"]
        ]
        editing.publish(survey, by=known["meena"])
    for number, (score, words) in enumerate(answers):
        said = {"q1": str(score), "q2": words, **_who(rng)}
        on_paper = number % 4 == 0
        _answer(
            survey,
            places[on_paper],
            said,
            days_ago=_APART * (len(answers) - number),
            mode=Response.Mode.PAPER if on_paper else Response.Mode.ONLINE,
        )


def _who(rng: Random) -> dict[str, str]:
    """What somebody states of themselves, now and then leaving it out."""
    return {
        name_of("q3", asked): rng.choice(ASKED[asked].answers)
        for asked in starting.USUALLY_ASKED
        if rng.random() < 0.8
    }


def _letter(board: Organisation, told: dict[str, Any], known: Colleagues) -> None:
    """In two languages, for an activity that is over."""
    activity = activities.activities(board).get(title=told["activity"])
    first, last = ((clock.today() - day).days for day in (activity.on, activity.last_day))
    with clock.held_at(moment(first + 1)):
        survey = editing.begin(
            board,
            told["title"],
            by=known["meena"],
            draft=_about_a_letter(told["questions"]),
            activity=activity,
            opens_on=activity.on,
            closes_on=activity.last_day,
        )
        editing.publish(survey, by=known["meena"])
    place = survey.places.get()
    for number, (easy, knew, words, language) in enumerate(told["answers"]):
        days_ago = first - (first - last) * number // len(told["answers"])
        said = {"q1": str(easy), "q2": knew, "q3": words}
        _answer(survey, place, said, days_ago=days_ago, language=language)


def _answer(
    survey: Survey,
    place: Place,
    said: dict[str, str],
    *,
    days_ago: int,
    language: str = "en",
    mode: str = Response.Mode.ONLINE,
) -> None:
    version = survey.versions.get()
    with clock.held_at(moment(days_ago) + timedelta(minutes=days_ago)):
        response, _ = answering.begin(version, place, language=language, mode=mode)
        shown = [each["key"] for each in version.definition["questions"]]
        answering.save(response, said | {"may_quote": "yes"}, shown=shown)
        answering.finish(response)


def _about_a_letter(told: dict[str, list[str]]) -> Definition:
    def words(name: str) -> Words:
        return dict(zip(("en", "pl"), told[name], strict=True))

    return Definition(
        ("en", "pl"),
        (
            Question(
                "q1",
                "scale",
                words("easy"),
                least_means=words("hard"),
                most_means=words("simple"),
            ),
            Question(
                "q2",
                "one",
                words("knew"),
                choices=tuple(Choice(key, words(key)) for key in ("yes", "partly", "no")),
            ),
            Question("q3", "text", words("better"), about="could_improve"),
        ),
    )


def _asking_how_they_came(told: dict[str, Any]) -> Definition:
    choices = tuple(
        Choice(f"a{number}", {"en": text}) for number, text in enumerate(told["answers"], 1)
    )
    return Definition(questions=(Question("q1", "many", {"en": told["asks"]}, choices=choices),))
