# SPDX-License-Identifier: MIT
"""A form as a definition, with a remark on all that is not as it was in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import Definition, Faulty, Question, ShowIf, check
from baton.listening.channels.survey.xlsform import choices, kinds, languages, names, relevant
from baton.listening.channels.survey.xlsform.kinds import LeftOut, Made, Mark
from baton.listening.channels.survey.xlsform.marked_up import plain_words
from baton.listening.channels.survey.xlsform.relevant import Answers, NotUnderstood
from baton.listening.channels.survey.xlsform.remarks import Remark, Remarks
from baton.listening.channels.survey.xlsform.sheets import Book, Line, UnreadableFile, opened
from baton.ui.wording import _, _lazy, _many

LONGEST_TITLE = 200
_BEGINS = re.compile(r"begin[_ ](?P<what>.+)", re.IGNORECASE)
_ENDS = re.compile(r"end[_ ](?P<what>.+)", re.IGNORECASE)
#: Names of what is better asked as equality monitoring.
_OF_THEMSELVES = re.compile(
    r"(?:age|sex|gender|ethnic\w*|religion|disab\w*|sexual_?orientation|carer)(?:_?group)?",
    re.IGNORECASE,
)
_TO_MONITORING = _lazy(
    "It asks people about themselves. “Who you are” asks that with the reason why, and it is then "
    "known whom we hear: take that instead, once the survey is begun."
)
_TAKEN_UP = re.compile(r"\$\{[^{}]+\}")
_YES = frozenset(("yes", "true", "true()", "1"))
_NO = frozenset(("", "no", "false", "false()", "0"))
_READ = frozenset(
    (
        *("type", "name", "label", "hint", "required", "required_message", "relevant", "media"),
        *("appearance", "parameters", "constraint_message", "baton", "disabled", "list_name"),
        *("repeat_count", "constraint", "default", "choice_filter", "calculation", "trigger"),
        *("read_only", "guidance_hint", "$kuid", "$xpath", "$qpath", "$autoname"),
    )
)
#: What is said of a question for what stands in one of these columns.
_NOT_KEPT = {
    "constraint": _lazy("This rule for the answer is not kept: any answer of its kind is taken."),
    "default": _lazy("No answer is filled in beforehand here."),
    "choice_filter": _lazy(
        "All answers of the list are shown: here none depends on an earlier answer."
    ),
    "calculation": _lazy("Nothing is calculated here: people are asked it."),
    "trigger": _lazy("Nothing is calculated here: people are asked it."),
    "read_only": _lazy(
        "People may change this answer here. If they are only to read it, make it a note."
    ),
    "guidance_hint": _lazy(
        "The guidance is left out. What people need to know belongs into the hint."
    ),
}
_GROUPS = _lazy(
    "Groups are not kept: their questions are asked one after another, without the group’s "
    "heading. Add a note where people need one."
)
_REPEATED = _lazy(
    "it asks the same again and again, as of each child, or is laid out in another way that a "
    "survey here does not have. Ask what matters most of it once."
)
_BY_ITSELF = _lazy("A phone would record this by itself; nobody is asked for it here.")
_OPEN = _lazy("This group does not end. It was taken to end with the form.")
_ENDS_NOTHING = _lazy("There is no group here to end, so this row is passed over.")
_SAID_BEFORE = _lazy(
    "These words take up an earlier answer (“${…}”), which a survey here does not. Reword them."
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A form as it will be asked."""

    title: str
    definition: Definition
    remarks: tuple[Remark, ...]

    @property
    def problems(self) -> list[str]:
        """What stands in the way of publishing it."""
        try:
            check(self.definition)
        except Faulty as faulty:
            return faulty.problems
        return []


def read(chunks: Iterable[bytes]) -> Understood:
    """The form in a file, given in pieces of its bytes.

    Raises UnreadableFile, with a sentence, where the file is no form or nothing in it can be asked.
    """
    remarks = Remarks()
    return understood(opened(chunks, remarks), remarks)


def understood(book: Book, remarks: Remarks) -> Understood:
    """What the sheets ask. Raises UnreadableFile where that is nothing."""
    definition = _Reader(book, remarks).read()
    if not any(each.kind != "note" for each in definition):
        why = next((each.why for each in remarks), _("The sheet “survey” holds no question."))
        raise UnreadableFile(_("Nothing in this form can be asked here. %(why)s") % {"why": why})
    title = " ".join(book.setting("form_title").split())[:LONGEST_TITLE]
    return Understood(title, definition, tuple(remarks))


@dataclass
class _Frame:
    """A group that is open: what its questions depend on, and whether they are left out with it."""

    line: Line
    conditions: tuple[ShowIf, ...] = ()
    is_left_out: bool = False
    left_out: int = 0
    #: Of the page about people themselves, its question's key.
    monitoring: str = ""


class _Reader:
    """Goes through the rows of `survey` once, from the top."""

    def __init__(self, book: Book, remarks: Remarks) -> None:
        self._lines = book.survey.lines
        self._remarks = remarks
        self._languages = languages.found(book, remarks)
        lists = choices.lists(book, self._languages, remarks)
        self._form = kinds.Form(self._languages, lists, remarks)
        self._questions: dict[str, Question] = {}
        self._answers: dict[str, Answers | None] = {}
        self._frames: list[_Frame] = []
        self._times = Counter(line.cell("name") for line in self._lines)
        self._columns = book.survey.columns

    def read(self) -> Definition:
        for line in self._lines:
            self._read(line)
        while self._frames:
            frame = self._frames.pop()
            self._form.said(_OPEN, frame.line, "type")
            self._say_left_out(frame)
        self._say_unread()
        return Definition(self._languages.codes, tuple(self._questions.values()))

    def _read(self, line: Line) -> None:
        kind = line.cell("type")
        if begins := _BEGINS.fullmatch(kind):
            self._frames.append(self._frame(line, begins["what"].casefold()))
        elif _ENDS.fullmatch(kind):
            if self._frames:
                self._say_left_out(self._frames.pop())
            else:
                self._form.said(_ENDS_NOTHING, line, "type")
        elif any(frame.is_left_out for frame in self._frames):
            self._frames[-1].left_out += 1
        elif line.cell("disabled").casefold() in _YES:
            self._form.said(_("This row is disabled, so it is left out."), line, "disabled")
        elif kind.casefold() in kinds.BY_ITSELF:
            self._form.said(_BY_ITSELF, line, "type")
        elif not self._belongs_to_monitoring(line) and (kind or line.cell("name")):
            self._ask(line)

    # Groups.

    def _frame(self, line: Line, what: str) -> _Frame:
        if any(frame.is_left_out for frame in self._frames):
            return _Frame(line, is_left_out=True)
        if what != "group":
            return _Frame(line, is_left_out=True)
        if Mark.of(line).kind == "monitoring":
            question = self._put(Made(replace(self._plain(line), kind="monitoring")), line)
            return _Frame(line, self._conditions(line), monitoring=question.key)
        self._form.said(_GROUPS, line, "type")
        return _Frame(line, self._conditions(line))

    def _say_left_out(self, frame: _Frame) -> None:
        if not frame.is_left_out:
            return
        if self._frames and self._frames[-1].is_left_out:
            self._frames[-1].left_out += frame.left_out
            return
        name = frame.line.cell("name")
        rows = frame.left_out
        if name:
            what = _many(
                "“%(name)s” is left out with all in it (%(rows)s row)",
                "“%(name)s” is left out with all in it (%(rows)s rows)",
                rows,
            )
        else:
            what = _many(
                "It is left out with all in it (%(rows)s row)",
                "It is left out with all in it (%(rows)s rows)",
                rows,
            )
        said = what % {"name": name, "rows": rows}
        self._form.said(f"{said}: {_REPEATED}", frame.line, "type")

    def _belongs_to_monitoring(self, line: Line) -> bool:
        """Take a row of the page about people themselves into its question."""
        frame = next((each for each in reversed(self._frames) if each.monitoring), None)
        mark = Mark.of(line)
        if frame is None or mark.kind not in ("asks", "hint"):
            return False
        question = self._questions[frame.monitoring]
        if mark.kind == "hint":
            question = replace(question, hint=self._languages.words(line, "label"))
        elif (name := "".join(mark.more)) in monitoring.ASKED and name not in question.asks:
            question = replace(question, asks=(*question.asks, name))
        self._questions[question.key] = question
        return True

    # Questions.

    def _ask(self, line: Line) -> None:
        try:
            made = kinds.made(self._plain(line), line, self._form)
        except LeftOut as why:
            name = line.cell("name")
            left_out = _("“%(name)s” is left out.") % {"name": name}
            self._form.said(f"{left_out} {why}" if name else str(why), line, "type")
            return
        if not made.question.words and (name := line.cell("name")):
            self._form.said(_("It has no label, so its name stands for it."), line, "label")
            words = {self._languages.codes[0]: name}
            made = replace(made, question=replace(made.question, words=words))
        self._put(made, line)
        self._say_not_kept(line)

    def _plain(self, line: Line) -> Question:
        """Its words, before it is known what kind of question it is."""
        name = line.cell("name")
        key = names.question_key(name or "q", self._questions)
        words, hint = (self._languages.words(line, each) for each in ("label", "hint"))
        if not line.cell("baton"):
            words, hint = plain_words(words), plain_words(hint)
        return Question(key, "text", words, hint, is_needed=self._is_needed(line))

    def _is_needed(self, line: Line) -> bool:
        written = line.cell("required").casefold()
        if written not in _YES | _NO:
            self._form.said(
                _(
                    "Whether an answer is needed depends on others here, which a survey does not "
                    "have. It may be left empty."
                ),
                line,
                "required",
            )
        return written in _YES

    def _put(self, made: Made, line: Line) -> Question:
        conditions = [each for frame in self._frames for each in frame.conditions]
        conditions += self._conditions(line)
        show_if, is_whole = relevant.joined(conditions, self._questions)
        if not is_whole:
            self._form.said(
                _(
                    "It depends on several questions at once. Here it depends on one of them only, "
                    "so more people are asked it."
                ),
                line,
                "relevant",
            )
        question = replace(made.question, show_if=show_if)
        self._questions[question.key] = question
        if name := line.cell("name"):
            is_only = self._times[name] == 1
            self._answers[name] = Answers(question, made.keys) if is_only else None
        return question

    def _conditions(self, line: Line) -> tuple[ShowIf, ...]:
        written = line.cell("relevant")
        if not written:
            return ()
        try:
            tests = relevant.parse(written)
        except NotUnderstood as problem:
            self._say_not_understood(problem, line)
            return ()
        return tuple(self._shown_if(tests, line))

    def _shown_if(self, tests: Iterable[relevant.Test], line: Line) -> Iterator[ShowIf]:
        for test in tests:
            try:
                yield relevant.shown_if(test, self._answers)
            except NotUnderstood as problem:
                self._say_not_understood(problem, line)

    # What is to be said.

    def _say_not_understood(self, problem: NotUnderstood, line: Line) -> None:
        self._form.said(
            _(
                "This condition is not kept, because %(problem)s. So more people are asked than "
                "before. Once the survey is begun, say there on which answer it depends."
            )
            % {"problem": problem},
            line,
            "relevant",
        )

    def _say_not_kept(self, line: Line) -> None:
        for column, why in _NOT_KEPT.items():
            if line.cell(column).casefold() not in _NO:
                self._form.said(why, line, column)
        if _OF_THEMSELVES.fullmatch(line.cell("name")) and not Mark.of(line).kind:
            self._form.said(_TO_MONITORING, line, "name")
        if any(column.startswith("media::") for column in line.cells):
            self._form.said(choices.MEDIA, line)
        for column, text in line.cells.items():
            is_said = column.partition("::")[0] in ("label", "hint")
            if is_said and not Mark.of(line).kind and _TAKEN_UP.search(text):
                self._form.said(_SAID_BEFORE, line, column)

    def _say_unread(self) -> None:
        filled = {column for line in self._lines for column in line.cells}
        unread = [
            column
            for column in self._columns
            if column in filled and column.partition("::")[0] not in _READ
        ]
        if unread:
            told = {"columns": ", ".join(f"“{each}”" for each in unread[:8]), "n": len(unread) - 8}
            said = (
                _("Columns that are not known here are not read: %(columns)s and %(n)s more.")
                if len(unread) > 8
                else _("Columns that are not known here are not read: %(columns)s.")
            )
            self._remarks.add(said % told, "survey")
