# SPDX-License-Identifier: MIT
"""The few rows that many contributions point at: services, questions, characteristics, labels."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from baton.core import sql
from baton.listening.batch import Batch
from baton.listening.heard import QuestionKind
from baton.listening.models import Characteristics, Label, Question
from baton.listening.ready import Answers
from baton.people.models import Organisation
from baton.places.operations import Finder

_QUESTIONS = "SELECT wording, id FROM listening_question WHERE organisation_id = %s AND wording"
_STATED = "SELECT digest, id FROM listening_characteristics WHERE organisation_id = %s AND digest"


class Pointers:
    """Their keys in one body: found, kept, and made where they are missing.

    What is kept may be gone by the time it is used: a foreign key then refuses it, and the caller
    begins again with new pointers.
    """

    def __init__(self, organisation: Organisation, by: models.Model | str) -> None:
        self._organisation = organisation
        self._finder = Finder(organisation, by)
        self.services: dict[tuple[str, ...], int | None] = {(): None}
        self.questions: dict[str, int | None] = {"": None}
        self.stated: dict[str, int | None] = {"": None}
        self._labels: dict[str, int] = {}

    def seek(self, chunk: Batch) -> bool:
        """Find what the chunk points at, before anybody must wait; whether all of it is there."""
        missing = 0
        for path in set(chunk.services.values) - self.services.keys():
            if found := self._finder.seek(path):
                self.services[path] = found
            missing += not found
        for known, column, statement in (
            (self.questions, chunk.questions, _QUESTIONS),
            (self.stated, chunk.stated, _STATED),
        ):
            if asked := set(column.values) - known.keys():
                there = sql.among(statement, asked, self._organisation.pk)
                known.update(there)
                missing += len(asked) - len(there)
        return not missing

    # The rest runs inside the caller's transaction.

    def make(self, chunk: Batch) -> None:
        """Make what `seek` did not find."""
        for path in set(chunk.services.values) - self.services.keys():
            service = self._finder.find(path)
            self.services[path] = service.pk if service else None
        self._make_questions(
            {
                each: chunk.kinds[each]
                for each in chunk.questions.values
                if each not in self.questions
            }
        )
        self._make_stated(
            {each: chunk.answers[each] for each in chunk.stated.values if each not in self.stated}
        )

    def _make_questions(self, missing: dict[str, QuestionKind]) -> None:
        body = self._organisation
        Question.objects.bulk_create(
            [
                Question(organisation=body, wording=wording, kind=kind)
                for wording, kind in missing.items()
            ],
            ignore_conflicts=True,
        )
        self.questions |= sql.among(_QUESTIONS, missing, body.pk)

    def _make_stated(self, missing: dict[str, Answers]) -> None:
        body = self._organisation
        Characteristics.objects.bulk_create(
            [
                Characteristics(
                    organisation=body,
                    digest=digest,
                    stated=dict(sorted(answers[:-1])),
                    area=answers[-1],
                )
                for digest, answers in missing.items()
            ],
            ignore_conflicts=True,
        )
        self.stated |= sql.among(_STATED, missing, body.pk)

    def labels(self, texts: Iterable[str]) -> list[int]:
        """The keys of labels, each once, made where they are missing."""
        return list(dict.fromkeys(map(self._label, texts)))

    def _label(self, text: str) -> int:
        text = text.strip()[:200]
        if text not in self._labels:
            label, _ = Label.objects.get_or_create(organisation=self._organisation, text=text)
            self._labels[text] = label.pk
        return self._labels[text]
