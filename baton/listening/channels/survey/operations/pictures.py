# SPDX-License-Identifier: MIT
"""Pictures of a survey's Easy Read variant: put beside a question or an answer, and taken away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from baton.core import audit, clock
from baton.listening import photographs
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.models import Picture, Survey
from baton.listening.channels.survey.operations import questions
from baton.listening.channels.survey.operations.questions import By, NoSuchQuestion
from baton.people.models import Account

_ENDINGS = {photographs.JPEG: "jpg", photographs.PNG: "png"}


def put(survey: Survey, key: str, answer: str, content: bytes, alt: str, *, by: By) -> Picture:
    """Put a picture beside a question, or beside one of its answers, in place of the one there.

    Raises photographs.NotAPhotograph, NoSuchQuestion.
    """
    bare = photographs.bare(content)
    picture = Picture(
        survey=survey, kind=bare.kind, alt=alt, added_by=by if isinstance(by, Account) else None
    )
    name = f"{picture.public_id}.{_ENDINGS[bare.kind]}"
    # Before the transaction: nobody waits for a disk or a network with the database in hand.
    picture.file.save(name, ContentFile(bare.content), save=False)
    try:
        with transaction.atomic():
            picture.save()
            _name(survey, key, answer, str(picture.public_id), by)
    except BaseException:
        picture.file.storage.delete(str(picture.file.name))
        raise
    return picture


@transaction.atomic
def describe(picture: Picture, alt: str, *, by: By) -> None:
    """Say otherwise what a picture shows: there too where it is published."""
    if Picture.objects.filter(pk=picture.pk).exclude(alt=alt).update(alt=alt):
        audit.record(
            "survey.picture_described", picture, by=by, organisation=picture.survey.organisation_id
        )


def take_away(survey: Survey, key: str, answer: str, *, by: By) -> None:
    """Show no picture there. Raises NoSuchQuestion."""
    with transaction.atomic():
        _name(survey, key, answer, "", by)


def _name(survey: Survey, key: str, answer: str, picture: str, by: By) -> None:
    """Name a picture in the draft, in place of what was named there."""

    def change(draft: Definition) -> Definition:
        question = draft.question(key)
        there = question and (not answer or answer in [each.key for each in question.choices])
        if question is None or not there:
            raise NoSuchQuestion
        return draft.put(_pictured(question, answer, picture))

    verb = "picture_put" if picture else "picture_removed"
    _forget_unused(survey, questions.edit(survey, verb, change, by=by, question=key))


def _forget_unused(survey: Survey, definition: Definition) -> None:
    """Delete what neither the draft nor any version shows, once that is committed."""
    named = pictures_in(definition)
    for picture in survey.pictures.filter(published_at=None):
        if str(picture.public_id) not in named:
            storage, name = picture.file.storage, str(picture.file.name)
            picture.delete()
            transaction.on_commit(partial(storage.delete, name))


def picture_at(question: Question, answer: str) -> str:
    """The picture beside a question, or beside one of its answers; "" for none."""
    if not answer:
        return question.picture
    return next((each.picture for each in question.choices if each.key == answer), "")


def _pictured(question: Question, answer: str, picture: str) -> Question:
    if not answer:
        return replace(question, picture=picture)
    return replace(
        question,
        choices=tuple(
            replace(each, picture=picture) if each.key == answer else each
            for each in question.choices
        ),
    )


def pictures_in(definition: Definition) -> set[str]:
    """The pictures that a definition names."""
    named = {each.picture for each in definition}
    named |= {choice.picture for each in definition for choice in each.choices}
    return named - {""}


def publish(survey: Survey, definition: Definition) -> None:
    """Let people without an account see the pictures of what is published."""
    _forget_unused(survey, definition)
    survey.pictures.filter(published_at=None).update(published_at=clock.now())


def copy(source: Survey, survey: Survey, *, by: By) -> None:
    """Put copies of another survey's pictures where this one has the same questions."""
    for question in define.from_json(source.draft):
        for answer in ("", *(choice.key for choice in question.choices)):
            named = picture_at(question, answer)
            there = source.pictures.filter(public_id=named).first() if named else None
            if there is not None:
                with there.file.open("rb") as file:
                    put(survey, question.key, answer, file.read(), there.alt, by=by)
