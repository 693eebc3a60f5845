# SPDX-License-Identifier: MIT
"""From somebody's answers to contributions: begun, saved as they go, and finished."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from baton.core import clock, keys, sql, together
from baton.listening import operations as listening
from baton.listening.agreed import CHILD, Agreed
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import flow, monitoring, queries
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.models import Place, Response, Said, Version
from baton.listening.channels.survey.operations.editing import CHANNEL
from baton.listening.heard import EASY_READ, Heard, Permission, ShareWith
from baton.people.links import operations as links
from baton.people.links.models import Scope
from baton.people.models import Account, Organisation
from baton.places.areas import queries as areas
from baton.places.queries import breadcrumb
from baton.programmes.activities import judging
from baton.programmes.activities.models import Rung
from baton.ui.languages import EASY_READ as EASY_READ_VARIANT

#: For so long after the last answer somebody may go on by their private link; then what they have
#: said is kept as it is.
GOES_ON_FOR = timedelta(days=2)
#: What somebody agreed to at the end; keys of `answers` that are no question's.
MAY_QUOTE, MAY_SHARE = "may_quote", "may_share"
#: And whether they are under 16, "yes" or "no"; and in which way they spoke, a number of
#: `heard.WAYS`, as whoever typed it in says.
UNDER_16, WAY = "under_16", "way"
#: The age group in which nobody agrees to it alone.
_CHILD = monitoring.ASKED["age"].answers[0]
#: And how they had a part in the survey's activity: kept with the activity, not here.
RUNG = "rung"


#: How answers were collected, as the monthly return of the Friends and Family Test has it. Paper
#: forms are printed to be handed out where people are cared for; who was asked face to face has no
#: column of their own there.
_MODES = {
    Response.Mode.ONLINE: 7,
    Response.Mode.PAPER: 4,
    Response.Mode.TELEPHONE: 6,
    Response.Mode.ASSISTED: 8,
}


class AlreadyFinished(ValueError):
    """These answers were sent: they are not changed any more."""

    def __init__(self) -> None:
        super().__init__("You have sent these answers already. Thank you: they are kept.")


def begin(
    version: Version,
    place: Place,
    *,
    language: str,
    mode: str = Response.Mode.ONLINE,
    typed_by: Account | None = None,
    said_on: date | None = None,
    sheet: str = "",
    key: uuid.UUID | None = None,
) -> tuple[Response, str]:
    """Somebody begins to answer. The key is of a private link by which they go on.

    Of what is typed in: who types it, the day and the number of the sheet, and a `key` that tells
    the same sheet sent twice from two.
    """
    response = Response(
        version=version,
        place=place,
        language=language,
        mode=mode,
        typed_by=typed_by,
        said_on=said_on,
        sheet=sheet,
        public_id=key or keys.uuid7(),
    )
    return together.write(lambda: _begin(response, place.survey.organisation))


def _begin(response: Response, organisation: Organisation) -> tuple[Response, str]:
    response.save(force_insert=True)
    return response, links.issue(Scope.SURVEY, response.pk, organisation)


def save(response: Response, answers: Mapping[str, Any], *, shown: Iterable[str] = ()) -> Response:
    """Keep these answers with those before, and in which language they were asked; None takes one
    back. Raises AlreadyFinished."""
    seen = list(shown)
    return together.write(lambda: _save(response, answers, seen))


#: Only where nobody saved or sent meanwhile: then what was read with the page is all there is.
_KEEP = """
    UPDATE survey_response SET answers = %s, shown = %s, saved_at = %s, language = %s
    WHERE id = %s AND finished_at IS NULL AND answers = %s AND shown = %s
"""


def _save(response: Response, answers: Mapping[str, Any], shown: Sequence[str]) -> Response:
    read = json.dumps(response.answers), json.dumps(response.shown)
    _add(response, answers, shown)
    now = connection.ops.adapt_datetimefield_value(response.saved_at)
    kept = json.dumps(response.answers), json.dumps(response.shown)
    if sql.change(_KEEP, *kept, now, response.language, response.pk, *read):
        return response
    found = queries.unfinished(response)
    if found is None:
        raise AlreadyFinished
    there = _add(found.response, answers, shown)
    there.language = response.language
    there.save(update_fields=["answers", "shown", "saved_at", "language"])
    return there


def _add(response: Response, answers: Mapping[str, Any], shown: Sequence[str]) -> Response:
    kept = {**response.answers, **answers}
    response.answers = {key: value for key, value in kept.items() if value not in (None, "", [])}
    response.shown = [*response.shown, *(key for key in shown if key not in response.shown)]
    response.saved_at = clock.now()
    return response


def finish(
    response: Response,
    *,
    agreed: Mapping[str, Any] | None = None,
    by: Account | str = "public:survey",
) -> Response:
    """Hand what was said to the one door, and keep only the other answers here. `agreed` is what
    somebody says last, about the rest.

    Sending it twice keeps it once. Raises what `listening.operations.receive` raises.
    """
    return together.write(lambda: _finish(response, agreed or {}, by))


def _finish(response: Response, agreed: Mapping[str, Any], by: Account | str) -> Response:
    found = queries.unfinished(response)
    if found is None:
        response.refresh_from_db()
        return response
    there, asked = found.response, found.asked
    if agreed:
        _add(there, agreed, ())
    answers = _settled(there, asked)
    now, said = clock.now(), []
    for question, heard in _heard(there, asked, answers):
        kept = listening.receive(
            heard,
            organisation=there.place.survey.organisation,
            by=by,
            delivery=there.place.delivery,
        )
        said.append(Said(contribution=kept, response=there, question=question))
    # What was there before the answers were sent once more has its row.
    Said.objects.bulk_create(said, ignore_conflicts=True)
    _judge(there, answers)
    there.answers = {
        key: value
        for key, value in answers.items()
        if (question_ := asked.question(key)) is not None
        and question_.kind not in ("text", "postcode")
    } | _places(asked, answers)
    there.stated = _stated(asked, answers, there.shown)
    there.said_on = there.said_on or timezone.localdate(there.saved_at)
    there.finished_at = there.saved_at = now
    there.save(update_fields=["answers", "shown", "stated", "said_on", "finished_at", "saved_at"])
    links.revoke(Scope.SURVEY, there.pk)
    return there


def _judge(response: Response, answers: Mapping[str, Any]) -> None:
    """Keep at which rung somebody had a part, once. What they said is kept where that cannot be."""
    survey, rung = response.place.survey, answers.get(RUNG)
    if rung and survey.asks_rung and survey.activity is not None:
        with suppress(judging.NotAsked, judging.Enough):
            judging.answer(survey.activity, Rung(int(rung)), token=str(response.public_id))


def _settled(response: Response, asked: Definition) -> dict[str, Any]:
    """The answers that stand. What was shown and is not asked any more counts as not asked.

    On paper people write where they like: words are kept, also where nobody asked for them.
    """
    kept = response.answers
    true = flow.still_true(
        asked, {key: value for key, value in kept.items() if asked.question(key) is not None}
    )
    if response.typed_by_id is not None:
        true |= {
            each.key: kept[each.key] for each in asked if each.kind == "text" and each.key in kept
        }
    leads_to = {each.key for each in flow.asked(asked, true)} | true.keys()
    response.shown = [key for key in response.shown if key in leads_to]
    return true | {key: value for key, value in kept.items() if asked.question(key) is None}


def _heard(
    response: Response, asked: Definition, answers: Mapping[str, Any]
) -> Iterator[tuple[str, Heard]]:
    """What goes through the door: an answer in words each, and a score with the first, or alone.

    Each is tied to the others by the response alone, which tells nobody who it was.
    """
    texts = [each for each in asked if each.kind == "text" and answers.get(each.key)]
    score = _score(asked, answers)
    if not texts and score is None:
        return
    shared = _shared(response, asked, answers)
    for question in texts:
        yield (
            question.key,
            shared._replace(
                words=str(answers[question.key]),
                source_ref=f"{response.public_id}:{question.key}",
                question=define.said(question.words, "en"),
                question_kind=question.about,
                score=score if question is texts[0] else None,
            ),
        )
    if not texts:
        yield "", shared._replace(source_ref=f"{response.public_id}:score", score=score)


def _shared(response: Response, asked: Definition, answers: Mapping[str, Any]) -> Heard:
    service = response.place.service or response.place.survey.service
    stated = _stated(asked, answers, response.shown)
    return Heard(
        words="",
        channel=CHANNEL,
        source_ref="",
        **_when(response),
        service_path=tuple(breadcrumb(service)) if service else (),
        respondent=str(response.public_id),
        characteristics=stated,
        area=_places(asked, answers).get("area", ""),
        language="",
        permission=_permission(answers, stated),
        mode=_MODES[Response.Mode(response.mode)],
        way=answers.get(WAY) or (EASY_READ if response.language == EASY_READ_VARIANT else None),
        agreed=Agreed(CHILD) if answers.get(UNDER_16) == "yes" else None,
    )


def _permission(answers: Mapping[str, Any], stated: Mapping[str, str]) -> Permission:
    """What they allowed. Who stated an age under 16 cannot allow it alone; that they did stands
    nowhere beside their words, so nothing more is kept of it here."""
    if stated.get("age") == _CHILD:
        return Permission()
    share: ShareWith = "partners" if answers.get(MAY_SHARE) else "organisation"
    return Permission(may_quote=bool(answers.get(MAY_QUOTE)), may_share=share)


def _when(response: Response) -> dict[str, Any]:
    if response.typed_by_id is None or response.said_on is None:
        return {"said_at": response.saved_at, "said_precision": "moment"}
    day = timezone.make_aware(datetime.combine(response.said_on, time.min))
    return {"said_at": day, "said_precision": "day"}


def _score(asked: Definition, answers: Mapping[str, Any]) -> int | None:
    question = next((each for each in asked if each.kind == "fft"), None)
    answer = answers.get(question.key) if question else None
    return int(answer) if answer else None


def _stated(asked: Definition, answers: Mapping[str, Any], shown: Iterable[str]) -> dict[str, str]:
    """What they stated of themselves; what was shown and left empty is told as that."""
    page = next((each for each in asked if each.kind == "monitoring"), None)
    if page is None or page.key not in shown:
        return {}
    return {
        characteristic: answers.get(
            monitoring.name_of(page.key, characteristic), monitoring.NOT_ANSWERED
        )
        for characteristic in page.asks
    }


def _places(asked: Definition, answers: Mapping[str, Any]) -> dict[str, str]:
    """In place of a postcode its small area, if it is known; itself only where that is kept."""
    question = _postcode_question(asked)
    postcode = str(answers.get(question.key) or "") if question else ""
    if question is None or not postcode:
        return {}
    found = areas.located([postcode]).get(postcode)
    kept = {"area": found.area.code} if found else {}
    return kept | ({question.key: postcode} if question.keeps_postcode else {})


def _postcode_question(asked: Definition) -> Question | None:
    return next((each for each in asked if each.kind == "postcode"), None)


def keep_what_was_left(most: int = 200) -> int:
    """Finish what nobody went on with: what they said is kept. How many there were.

    Who pressed Start and answered nothing leaves nothing behind.
    """
    still = Response.objects.filter(finished_at=None, saved_at__lt=clock.now() - GOES_ON_FOR)
    left = list(still.order_by("saved_at")[:most])
    for response in left:
        if response.answers:
            finish(response)
        else:
            _forget(response)
    return len(left)


@transaction.atomic
def _forget(response: Response) -> None:
    links.revoke(Scope.SURVEY, response.pk)
    Response.objects.filter(pk=response.pk, finished_at=None, answers={}).delete()
