# SPDX-License-Identifier: MIT
"""Changing what the draft of a survey asks: one question at a time, and one language.

Each change is made to the draft as it stands at that moment, so that two people who edit the same
survey do not undo one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import translation

from baton.core import audit
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import wording
from baton.listening.channels.survey.definition import Definition, Question, ShowIf
from baton.listening.channels.survey.models import Survey
from baton.people.models import Account
from baton.ui.languages import TRANSLATED
from baton.ui.speech import gettext
from baton.ui.wording import _

By = Account | str


class NoSuchQuestion(ValueError):
    """Somebody else has taken it out."""

    def __init__(self) -> None:
        super().__init__(_("This question is not there any more: somebody has taken it out."))


@transaction.atomic
def edit(
    survey: Survey, verb: str, change: Callable[[Definition], Definition], *, by: By, **details: Any
) -> Definition:
    """Change the draft as it stands now."""
    there = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    draft = change(define.from_json(there.draft))
    survey.draft = there.draft = define.to_json(draft)
    there.save(update_fields=["draft"])
    audit.record(f"survey.{verb}", survey, by=by, organisation=survey.organisation_id, **details)
    return draft


def add(survey: Survey, question: Question, lines: Sequence[str] = (), *, by: By) -> Question:
    """One question more, at the end, with answers where it has some. Its key is new, also among
    the versions that were published."""
    made = question

    def change(draft: Definition) -> Definition:
        nonlocal made
        was = [draft, *(define.from_json(each) for each in _versions(survey))]
        every = Definition(questions=tuple(each for one in was for each in one))
        made = replace(question, key=define.new_key(every))
        return draft.put(_with_lines(survey, draft, made, made, lines))

    edit(survey, "question_added", change, by=by, kind=question.kind)
    return made


def put(survey: Survey, question: Question, lines: Sequence[str] = (), *, by: By) -> None:
    """Ask a question otherwise. What its form does not hold stays: when it is asked, what it says
    in other languages, its pictures. Raises NoSuchQuestion."""

    def change(draft: Definition) -> Definition:
        before = _found(draft, question.key)
        return draft.put(_with_lines(survey, draft, before, _as_before(before, question), lines))

    edit(survey, "question_changed", change, by=by, question=question.key)


def _as_before(before: Question, now: Question) -> Question:
    """What somebody typed, with the rest of the question as it is."""
    merged: dict[str, Any] = {
        name: _merged(getattr(before, name), getattr(now, name))
        for name in ("words", "hint", "least_means", "most_means")
    }
    return replace(
        now, **merged, show_if=before.show_if, picture=before.picture, choices=before.choices
    )


def _merged(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The words of other languages stay, unless nothing is said any more."""
    return {**before, **now} if any(now.values()) else {}


def _with_lines(
    survey: Survey, draft: Definition, before: Question, now: Question, lines: Sequence[str]
) -> Question:
    if now.kind not in define.WITH_CHOICES:
        return now
    taken = {
        choice.key
        for version in _versions(survey)
        for each in define.from_json(version)
        if each.key == now.key
        for choice in each.choices
    }
    choices = wording.choices_of(lines, before.choices, draft.languages[0], taken)
    return replace(now, choices=choices)


def _versions(survey: Survey) -> list[dict[str, Any]]:
    return list(survey.versions.values_list("definition", flat=True))


def _found(draft: Definition, key: str) -> Question:
    found = draft.question(key)
    if found is None:
        raise NoSuchQuestion
    return found


def move(survey: Survey, key: str, steps: int, *, by: By) -> None:
    """So many places down; up, below nought."""
    edit(survey, "question_moved", lambda draft: draft.moved(key, steps), by=by, question=key)


def remove(survey: Survey, key: str, *, by: By) -> None:
    """Ask it no more. What depended on it says so until somebody mends it."""
    edit(survey, "question_removed", lambda draft: draft.without(key), by=by, question=key)


def show_if(survey: Survey, key: str, condition: ShowIf | None, *, by: By) -> None:
    """Ask it of some people only, or of all. Raises NoSuchQuestion."""

    def change(draft: Definition) -> Definition:
        return draft.put(replace(_found(draft, key), show_if=condition))

    edit(survey, "question_asked_of", change, by=by, question=key, all=condition is None)


def add_language(survey: Survey, language: str, *, by: By) -> None:
    """Ask it in one language more; what was said in it before is there again, and the standard
    question is there where public pages speak the language."""

    def change(draft: Definition) -> Definition:
        return replace(
            draft,
            languages=tuple(dict.fromkeys((*draft.languages, language))),
            questions=tuple(_in_standard_words(each, language) for each in draft),
        )

    edit(survey, "language_added", change, by=by, language=language)


def _in_standard_words(question: Question, language: str) -> Question:
    if question.words.get("en") != define.FFT_WORDS or language not in TRANSLATED:
        return question
    with translation.override(language):
        return replace(question, words={language: gettext(define.FFT_WORDS), **question.words})


def remove_language(survey: Survey, language: str, *, by: By) -> None:
    """Ask it in a language no more. The one that it was written in stays; what was translated is
    kept for when the language is added again."""

    def change(draft: Definition) -> Definition:
        first, *others = draft.languages
        return replace(draft, languages=(first, *(each for each in others if each != language)))

    edit(survey, "language_removed", change, by=by, language=language)


def translate(survey: Survey, language: str, typed: dict[str, str], *, by: By) -> Definition:
    """Keep what was typed of its texts in a language, by the names of `wording.to_translate`."""
    return edit(
        survey,
        "translated",
        lambda draft: wording.translated(draft, language, typed),
        by=by,
        language=language,
        texts=sum(bool(text.strip()) for text in typed.values()),
    )
