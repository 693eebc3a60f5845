# SPDX-License-Identifier: MIT
"""A definition written as a form and read again is the same, whatever it asks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring
from baton.listening.channels.survey.definition import Choice, Definition, Question, ShowIf
from baton.listening.channels.survey.tests.xlsforms import read, written
from baton.listening.channels.survey.xlsform import reading, sheets, writing
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.survey.xlsform.sheets import Book, Line, Sheet
from baton.listening.channels.upload.mistakes import ERRORS

KEYS = [f"q{number}" for number in range(1, 9)]
LANGUAGES = ["en", "gu", "pl", "ar", "en-x-easy"]
# What the boxes of a page let through: no control characters but line ends, no edges of blanks.
letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs"))
pieces = st.one_of(
    st.text(letters, max_size=8),
    st.sampled_from(["\n", "=1", "-", "+", "@", "'", "**b**", "<b>", "${q1}", "_x0041_", "1"]),
)
texts = (
    st.lists(pieces, min_size=1, max_size=4)
    .map(lambda some: sheets._clean("".join(some)))
    .filter(lambda text: text and text not in ERRORS)
)


def words(codes, *, needed=True):
    if needed:
        return st.fixed_dictionaries(dict.fromkeys(codes, texts))
    return st.one_of(st.just({}), words(codes))


@st.composite
def definitions(draw):
    """All that `check` accepts, in every language, and a little that it does not need."""
    codes = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True)))
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=6, unique=True))
    asked: list[Question] = []
    for key in keys:
        kinds = set(define.KINDS) - {
            each.kind for each in asked if each.kind in ("fft", "monitoring", "postcode")
        }
        choices = draw(
            st.lists(
                st.sampled_from(["bus", "on-foot", "1", "2", "3", "très.loin", "a&b"]),
                min_size=2,
                max_size=5,
                unique=True,
            )
        )
        question = Question(
            key,
            draw(st.sampled_from(sorted(kinds))),
            draw(words(codes)),
            hint=draw(words(codes, needed=False)),
            is_needed=draw(st.booleans()),
            choices=tuple(Choice(each, draw(words(codes))) for each in choices),
            least=draw(st.integers(0, 1)),
            most=draw(st.integers(2, 10)),
            least_means=draw(words(codes, needed=False)),
            most_means=draw(words(codes, needed=False)),
            about=draw(st.sampled_from(["what_good", "could_improve", "nonspecific"])),
            keeps_postcode=draw(st.booleans()),
            asks=tuple(
                draw(
                    st.lists(
                        st.sampled_from(sorted(monitoring.ASKED)),
                        min_size=1,
                        max_size=3,
                        unique=True,
                    )
                )
            ),
        )
        on = [each for each in asked if each.kind in define.DECIDING]
        if on and draw(st.booleans()):
            other = draw(st.sampled_from(on))
            among = st.lists(st.sampled_from([*other.deciding()]), min_size=1, unique=True)
            question = replace(question, show_if=ShowIf(other.key, tuple(draw(among))))
        asked.append(question)
    return Definition(codes, tuple(asked))


asking = definitions().filter(lambda each: any(question.kind != "note" for question in each))


def in_memory(definition):
    """Its sheets as they would be read, without a file between."""

    def sheet(name, number):
        columns = [sheets._column(each) for each in made[number].head]
        lines = [
            Line(
                at,
                {
                    column: sheets._clean(cell)
                    for column, cell in zip(columns, row, strict=True)
                    if cell
                },
            )
            for at, row in enumerate(made[number].rows, 2)
        ]
        return Sheet(name, tuple(columns), tuple(lines))

    made = writing.sheets(definition, title="How was it?", form_id="how", version="1")
    return Book(sheet("survey", 0), sheet("choices", 1), sheet("settings", 2))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asking)
def test_what_is_written_is_read_as_it_was(definition):
    define.check(definition)
    found = reading.understood(in_memory(definition), Remarks())
    assert found.definition == writing.carried(definition)
    assert found.title == "How was it?"
    assert found.remarks == ()


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(asking)
def test_a_workbook_brings_it_as_it_was(definition):
    found = read(written(definition, title="=How was it?"))
    assert found.definition == writing.carried(definition)
    assert (found.title, found.remarks) == ("=How was it?", ())


def test_a_form_carries_all_but_pictures_and_what_no_kind_needs(asked):
    assert writing.carried(asked) == asked
    with_picture = asked.put(replace(asked.questions[0], picture="p1", least=0))
    assert writing.carried(with_picture) == asked
    twice = writing.carried(with_picture)
    assert writing.carried(twice) == twice
