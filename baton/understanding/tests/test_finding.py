# SPDX-License-Identifier: MIT
"""Finding what somebody said: what may be typed, what is found, and what is marked."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.listening import index, search
from baton.listening import operations as listening
from baton.listening.heard import Permission
from baton.people import operations as people
from baton.understanding import filters, led, marks, operations, queries, walks
from baton.understanding.filters import Filters
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import BOTH, KIND, NOON, SHARED, WAITED, person

pytestmark = pytest.mark.django_db


def asked_by(board, typed="", **address):
    codebook = operations.ensure_codebook(board)
    return filters.read({"q": typed, **address}, board, codebook, [])


def found(board, typed="", **address):
    asked = asked_by(board, typed, **address)
    return queries.comments(board, asked).comments


@pytest.fixture
def spoken(board, say, code):
    """Five people; what each said, by a short name."""
    say_at = {"service_path": ("Oadby Trust", "Walk-in centre"), "channel": "booth"}
    said = {
        "wait": say("We waited four hours. No seats!", score=5, **say_at),
        "kind": say(KIND, score=1, question="What was good about your visit?"),
        "both": say(BOTH, score=2, service_path=("Wigston Trust",), permission=QUOTED),
        "don't": say("I don’t like waiting: at 9:30 the doors were shut, time 9:30."),
        "cafe": say(
            "The café’s naïve till… no seats/no tables.", said_at=NOON - timedelta(days=90)
        ),
    }
    code(board)
    return said


QUOTED = Permission(may_quote=True)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("seats", "wait cafe"),
        ("SEATS -tables", "wait"),
        ('"no seats"', "wait cafe"),
        ("“no seats”", "wait cafe"),
        ('-"four hours"', "kind don't cafe"),
        ("-seats -nurse", "don't"),
        ("wait*", "wait both don't"),
        ("waiting", "don't"),
        ('"four hou*"', "wait both"),
        ('"four ho*"', ""),
        ("wait* -waiting", "wait both"),
        ("don't", "don't"),
        ("don’t like", "don't"),
        ("time: 9:30", "don't"),
        ("cafe naive", "cafe"),
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("seats no", "wait cafe"),
        ("wa*", ""),
        ("🙂", ""),
        ('"no tables" -"no seats"', ""),
        ("score:5", "wait"),
        ('score:"very good"', "kind"),
        ("hours score:2", "both"),
        ('service:"walk-in centre"', "wait"),
        ("service:wigston hours", "both"),
        ("theme:timeliness", "wait both don't"),
        ("sentiment:positive nurse", "kind"),
        ("channel:upload", "kind both don't cafe"),
        ('question:"what was good"', "kind"),
        ("quote:yes", "both"),
        ("to:2026-05", "cafe"),
        ("from:2026-06-01 seats", "wait"),
        ("language:polish", ""),
    ],
)
def test_what_is_typed_finds_what_was_said(board, spoken, typed, names):
    asked = asked_by(board, typed)
    assert {each.pk for each in queries.comments(board, asked).comments} == {
        spoken[name].pk for name in names.split()
    }
    assert queries.count(board, asked) == (len(names.split()), False)


def test_typed_fields_become_filters_and_the_box_keeps_the_words(board, spoken):
    asked = asked_by(board, 'hours service:"Wigston Trust" score:2 from:2026 -parking')
    assert asked.q == "hours -parking"
    assert [chip.name for chip in asked.chips()] == ["Words", "Said", "Service", "Score"]
    assert asked.said_from == date(2026, 1, 1)
    assert asked.were_typed
    assert asked.problems == ()
    again = asked_by(board, asked.q, **{k: v for k, v in asked.params().items() if k != "q"})
    assert again == asked
    assert not again.were_typed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("sevice:x seats", "“sevice:” is no filter, so “sevice” and “x” were looked for as words."),
        ("service:nowhere", "There is no service “nowhere”. Known: Oadby Trust"),
        ("service:trust", "More than one service is called “trust”: "),
        ("theme:weather", "There is no theme “weather”. Known: "),
        ("score:9", "There is no score “9”. Known: Very good, Good"),
        ("from:yesterday", "“yesterday” is not a day."),
        ("from:2026-13", "“2026-13” is not a day."),
        ("-score:1", "only words can be left out with -"),
        ("wa*", "Write three letters or more before the *."),
        ("🙂", "There is no letter or number in “🙂”"),
    ],
)
def test_what_names_nothing_is_told_in_a_sentence(board, spoken, typed, sentence):
    assert sentence in " ".join(asked_by(board, typed).problems)


def test_a_theme_that_has_gone_from_the_codebook_is_told(board, spoken):
    asked = asked_by(board, theme="vanished")
    assert "asks for a theme that cannot be found here any more" in asked.problems[0]


def test_a_language_has_its_comments(board, spoken):
    Reading.objects.filter(contribution=spoken["kind"]).update(language="pl")
    assert found(board, "language:polish") == [spoken["kind"]]
    assert found(board, "language:pl seats") == []
    assert len(found(board, "language:english")) == 4


def marked(words, typed):
    return re.findall(
        r"<mark[^>]*>(.*?)</mark>", marks.found(words, search.spans(words, search.parse(typed)))
    )


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        ("No seats. No, no seats!", '"no seats"', ["No seats", "no seats"]),
        ("The café’s till", "cafe", ["café"]),
        ("The cafe\u0301 till", '"the café"', ["The cafe\u0301"]),
        ("waiting, waited, await", "wait*", ["waiting", "waited"]),
        ("I don’t know", "don't", ["don’t"]),
        ("no seats/no tables", '"seats no"', ["seats/no"]),
        ("żółty кот", "zolty КОТ", ["żółty", "кот"]),
        ("لم نجد مقاعد في القسم", "مقاعد", ["مقاعد"]),
    ],
)
def test_what_was_sought_is_marked_as_it_was_written(words, typed, expected):
    if "ł" in words:
        typed = typed.replace("zolty", "żołty")
    assert marked(words, typed) == expected


def test_a_withdrawn_comment_is_never_found_nor_while_the_index_is_made_anew(
    board, spoken, tom, monkeypatch
):
    listening.withdraw(spoken["wait"], by=tom)
    listening.erase(spoken["cafe"], by=tom)
    assert found(board, "seats") == []
    monkeypatch.setattr(index, "_AT_ONCE", 1)
    seen = []
    add = index.add
    monkeypatch.setattr(index, "add", lambda rows: (seen.append(found(board, "seats")), add(rows)))
    index.rebuild()
    assert seen
    assert not any(seen)
    assert found(board, "seats") == []
    assert found(board, "-nurse") == [spoken["don't"]]


def test_anothers_words_are_found_only_where_shared_and_permitted(board, trust, say, code):
    allowed, kept = say(WAITED, of=trust, permission=SHARED), say(WAITED, of=trust)
    code(trust)
    assert found(board, "waited") == []
    people.give_agreement(
        trust, board, level="redacted", purpose="Planning", by=person("Asha", trust)
    )
    codebook = operations.ensure_codebook(board)
    asked = filters.read({"q": "waited body:oadby"}, board, codebook, [trust])
    assert asked.body == trust
    assert queries.comments(board, asked).comments == [allowed]
    assert kept not in queries.comments(board, Filters(q="-nothing", body=trust)).comments


WORDS = ("no", "seats", "wait", "waiting", "waited", "café", "nurse", "don't")
TERMS = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda some: f'"{" ".join(some)}"'
    ),
    st.sampled_from(("wai*", "waite*", "nur*", '"no wai*"')),
)
SAID = [
    "No seats, no wait. The nurse!",
    "Waiting; waited… no CAFE seats",
    "nurse/nurse don’t wait",
    "café no waiting",
    "seats nurse waited no",
    "Don't: seats. Wait no",
]


def plain(text):
    folded = unicodedata.normalize("NFD", text.lower())
    return re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", folded))


def says(words, term):
    """Whether a comment has a phrase: by comparing lists of words, as nobody would in earnest."""
    sought, is_open = plain(term), term.strip('"').endswith("*")
    for at in range(len(words) - len(sought) + 1):
        here = words[at : at + len(sought)]
        last = here[-1].startswith(sought[-1]) if is_open else here[-1] == sought[-1]
        if here[:-1] == sought[:-1] and last:
            return True
    return False


@pytest.fixture
def many_ways(board, say, code):
    said = []
    for number, words in enumerate(SAID * 2):
        where = ("Oadby Trust",) if number % 3 else ("Wigston Trust", "Clinic")
        said.append(say(words, score=1 + number % 2, service_path=where))
    code(board)
    return said


@pytest.mark.parametrize("how", ["few", "frequent", "dense"])
def test_what_is_found_is_what_a_plain_reader_would_find(board, many_ways, how, monkeypatch):
    if how != "few":
        # From now on one comment is many, for either database.
        for name in ("FEW", "MORE"):
            monkeypatch.setattr(walks, name, 0)
        monkeypatch.setattr(walks, "COUNTED", 3)
        monkeypatch.setattr(led, "READ", 2)
        monkeypatch.setattr(led, "FURTHER", 3)
        monkeypatch.setattr(led, "SOME", 1)
        monkeypatch.setattr(walks, "TRIED", 3)
        monkeypatch.setattr(search, "_HEAVY", 0 if how == "frequent" else 30_000)
    if how == "dense":
        look = search.look
        monkeypatch.setattr(search, "look", lambda *a, **k: look(*a, **k)._replace(is_dense=True))
    trust = board.services.get(name="Wigston Trust")

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        wanted=st.lists(TERMS, max_size=2),
        without=st.lists(TERMS, max_size=2),
        score=st.sampled_from(["", "1"]),
        service=st.sampled_from([None, trust]),
        sentiment=st.sampled_from(["", "negative"]),
    )
    def check(wanted, without, score, service, sentiment):
        asked = Filters(
            q=" ".join([*wanted, *(f"-{term}" for term in without)]),
            score=score,
            service=service,
            sentiment=sentiment,
        )
        readings = Reading.objects.in_bulk([each.pk for each in many_ways])
        expected = [
            each.pk
            for each in many_ways
            if all(says(plain(each.words), term) for term in wanted)
            and not any(says(plain(each.words), term) for term in without)
            and score in ("", str(each.score))
            and (service is None or each.service.path.startswith(service.path))
            and (not sentiment or readings[each.pk].sentiment > 3)
        ]
        shown = [each.pk for each in queries.comments(board, asked).comments]
        assert shown == sorted(expected, reverse=True)
        assert queries.count(board, asked) == (len(expected), False)

    check()


@pytest.mark.parametrize("how", ["few", "frequent"])
def test_a_long_list_of_what_was_found_is_walked_there_and_back(board, many_ways, how, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    if how == "frequent":
        for name in ("FEW", "MORE", "COUNTED", "TRIED"):
            monkeypatch.setattr(walks, name, 2)
        for name in ("READ", "FURTHER", "SOME"):
            monkeypatch.setattr(led, name, 2)
        monkeypatch.setattr(search, "_HEAVY", 0)
    asked = Filters(q="seats", score="1")
    expected = [each for each in many_ways if each.score == 1 and "seats" in each.words][::-1]
    page = queries.comments(board, asked)
    there = list(page.comments)
    while page.older:
        page = queries.comments(board, asked, older=page.older)
        there += page.comments
    back = list(page.comments)
    while page.newer:
        page = queries.comments(board, asked, newer=page.newer)
        back = page.comments + back
    assert there == back == expected
    assert list(queries.every(board, asked)) == expected
