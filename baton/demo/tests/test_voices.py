# SPDX-License-Identifier: MIT
import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from operator import mul
from random import Random
from statistics import median

import pytest

from baton.demo.organisation import BOARD, COMMUNITY_TRUST, services
from baton.demo.voices import bodies_with_voices, example_csv, generate
from baton.demo.voices.areas import AREAS
from baton.demo.voices.phrases import kind_named, lines, words
from baton.demo.voices.special import nhs_number
from baton.demo.voices.stories import SERVICES
from baton.listening.heard import Heard

END = date(2026, 6, 15)
DRAMA = re.compile(r"^(447700900|07700900|01164960|1164960)\d{3}$")


@pytest.fixture(scope="module")
def voices() -> list[Heard]:
    return list(generate(until=END))


def in_words(one, pattern):
    return bool(re.search(pattern, one.words, re.IGNORECASE))


def test_the_same_seed_and_end_give_the_same_people_and_words(voices):
    assert list(generate(until=END)) == voices
    assert list(generate(8, until=END)) != voices


def test_more_than_three_thousand_people_speak_in_order_of_time(voices):
    assert len(voices) == 3200
    moments = [one.said_at for one in voices]
    assert moments == sorted(moments)
    assert [one.source_ref for one in voices] == [f"demo-{n:06}" for n in range(1, 3201)]


def test_nobody_speaks_before_the_eighteen_months_or_after_the_end(voices):
    days = {one.said_at.date() for one in voices}
    assert min(days) >= date(2024, 12, 15)
    assert max(days) == END


def test_every_month_is_spoken_in_and_the_last_day_by_several_dozen(voices):
    months = Counter(f"{one.said_at:%Y-%m}" for one in voices)
    assert len(months) == 19
    assert min(count for month, count in months.items() if month != "2024-12") > 100
    assert 36 <= sum(one.said_at.date() == END for one in voices) <= 80


def test_every_service_of_the_tree_is_heard_of_and_nothing_else(voices):
    leaves = {node.path for node in services() if node.kind in ("service", "ward")}
    spoken_of = Counter(one.service_path for one in voices)
    assert set(spoken_of) == leaves
    assert min(spoken_of.values()) >= 15


def test_most_say_little_and_some_say_a_great_deal(voices):
    lengths = sorted(len(one.words.split()) for one in voices)
    assert 10 <= median(lengths) <= 17
    assert lengths[len(lengths) // 10] <= 3
    assert lengths[-1] >= 100
    assert all(lengths)


def test_only_the_shortest_answers_are_given_twice(voices):
    counted = Counter(one.words for one in voices)
    assert 1 - len(counted) / len(voices) <= 0.12
    assert not [said for said, times in counted.items() if times > 1 and len(said.split()) > 4]


def test_some_answer_in_the_language_they_are_at_home_in(voices):
    foreign = [
        line.rstrip(".।۔")
        for blocks in words("languages").values()
        for block in blocks.values()
        for line in lines(block)
    ]
    answered = [one for one in voices if any(line in one.words for line in foreign)]
    assert len(answered) / len(voices) >= 0.04
    assert len({one.language for one in voices} - {""}) >= 6
    assert all(one in answered for one in voices if one.language)


def test_no_slot_or_alternative_is_left_unfilled(voices):
    for one in voices:
        assert not re.search(r"[{}<>|~]", one.words), one.words
        assert "  " not in one.words, one.words


def test_no_number_could_ring_at_somebodys_home(voices):
    for one in voices:
        for run in re.findall(r"\+?\(?\d[\d ()]{7,}\d", one.words):
            digits = re.sub(r"\D", "", run)
            is_nhs_test_number = digits.startswith("999") and len(digits) == 10
            assert DRAMA.match(digits) or is_nhs_test_number, one.words
        for address in re.findall(r"\S+@\S+", one.words):
            assert address.rstrip(",.").endswith("@example.org")


def test_some_give_away_who_they_are_so_that_redaction_shows(voices):
    kinds = (r"7700 ?900", r"@example\.org", r"LE\d\d ?\d[A-Z]{2}", r"999 \d{3} \d{4}", r"0116")
    for kind in kinds:
        assert any(in_words(one, kind) for one in voices), kind


def test_an_nhs_number_has_a_valid_check_digit():
    for seed in range(50):
        digits = [int(digit) for digit in nhs_number(Random(seed)).replace(" ", "")]
        weighted = sum(map(mul, range(10, 0, -1), digits))
        assert weighted % 11 == 0
        assert digits[:3] == [9, 9, 9]


def test_eight_people_may_be_at_risk_two_of_them_on_the_last_day(voices):
    at_risk = [one for one in voices if one.respondent.startswith("demo-alert")]
    assert len(at_risk) == 8
    assert min(one.said_at.date() for one in at_risk) >= END - timedelta(days=92)
    assert sum(one.said_at.date() == END for one in at_risk) == 2


def test_the_wait_at_the_walk_in_centre_grows_in_the_last_six_months(voices):
    walk_in = [one for one in voices if one.service_path[-1] == "Belvoir walk-in centre"]
    lately = [one for one in walk_in if one.said_at.date() > END - timedelta(days=120)]
    before = [one for one in walk_in if one.said_at.date() < END - timedelta(days=240)]

    def waited(some):
        return sum(in_words(one, r"wait|hours|hrs|screen said") for one in some) / len(some)

    assert waited(lately) > 1.3 * waited(before)


def test_parking_is_cursed_until_the_new_car_park(voices):
    hospital = [one for one in voices if one.service_path[1].startswith("Beacon Hill")]
    opened = END - timedelta(days=214)
    cursed = [
        one for one in hospital if in_words(one, r"disgrace|nightmare|£7\.20|round and round")
    ]
    praised = [one for one in hospital if in_words(one, r"car park has|parking deck|found a space")]
    assert sum(one.said_at.date() < opened for one in cursed) > 0.8 * len(cursed)
    assert praised
    assert all(one.said_at.date() > opened - timedelta(days=3) for one in praised)


def test_scores_go_with_what_was_said(voices):
    thanked = [one for one in voices if in_words(one, r"first class|top marks|bless you")]
    let_down = [one for one in voices if in_words(one, r"shambles|appalling|good enough")]

    def share_content(some):
        scored = [one for one in some if one.score in (1, 2, 3, 4, 5)]
        return sum(one.score <= 2 for one in scored) / len(scored)

    assert share_content(thanked) > 0.85
    assert share_content(let_down) < 0.5
    assert {one.score for one in voices} == {1, 2, 3, 4, 5, 6, None}


def test_young_men_and_the_rural_east_are_heard_less_than_they_live_here(voices):
    answered = [one.characteristics for one in voices]
    told = [each for each in answered if {"sex", "age_band"} <= set(each)]
    young = ("16-17", "18-24", "25-34")
    young_men = sum(one["sex"] == "Male" and one["age_band"] in young for one in told)
    assert 0.01 < young_men / len(told) < 0.06
    rural_east = {area.code for area in AREAS if area.district in ("Melton", "Rutland")}
    placed = [one.area for one in voices if one.area]
    assert 0.02 < sum(code in rural_east for code in placed) / len(placed) < 0.09
    assert answered.count({}) > 300
    assert any(one.get("religion") == "Prefer not to say" for one in told)


def test_two_boxes_make_two_contributions_of_one_person_and_some_come_back(voices):
    spoken = Counter(one.respondent for one in voices if one.respondent)
    assert sum(times >= 2 for times in spoken.values()) > 300
    assert sum(times >= 3 for times in spoken.values()) > 50
    moments = {}
    for one in voices:
        if one.respondent:
            moments.setdefault((one.respondent, one.said_at), set()).add(one.question_kind)
    assert {"what_good", "could_improve"} in moments.values()


def test_people_allow_different_things_under_the_notice_of_their_day(voices):
    for one in voices:
        told = one.permission.notice_version
        if told:
            assert told == ("2026-01" if one.said_at.date() >= date(2026, 1, 12) else "2025-04")
        else:
            assert not one.permission.may_quote
    assert 0.45 < sum(one.permission.may_quote for one in voices) / len(voices) < 0.65
    assert {"large print", "Easy Read"} <= {one.permission.contact_format for one in voices}
    assert {"no", "email", "phone", "sms", "post"} == {one.permission.may_contact for one in voices}


def test_what_staff_wrote_down_carries_nobodys_characteristics(voices):
    notes = [one for one in voices if one.manner != "verbatim"]
    assert len(notes) > 40
    assert {one.manner for one in notes} == {"relayed", "paraphrase"}
    assert not any(one.characteristics or one.respondent or one.area for one in notes)


def test_the_community_trust_holds_two_hundred_voices_of_its_own_services():
    held = {key: list(heard) for key, heard in bodies_with_voices(until=END).items()}
    assert set(held) == {BOARD, COMMUNITY_TRUST}
    own = held[COMMUNITY_TRUST]
    assert len(own) == 200
    assert {one.service_path[0] for one in own} == {"Soar Valley Community Health Trust"}
    assert not {one.source_ref for one in own} & {one.source_ref for one in held[BOARD]}


def test_the_material_is_written_by_hand_and_there_is_much_of_it():
    kinds = ["general", *sorted({service.kind for service in SERVICES})]
    written = [
        phrase.text
        for kind in kinds
        for phrases in (*kind_named(kind).phrases.values(), kind_named(kind).openers)
        for phrase in phrases
    ]
    wholes = [whole.text for kind in kinds for whole in kind_named(kind).wholes]
    assert len(set(written)) == len(written)
    assert len(written) + len(wholes) >= 900
    for text in (*written, *wholes):
        assert text.count("{") == text.count("}"), text


def test_a_survey_export_has_forty_people_and_two_dates_that_never_were():
    stream = io.StringIO(newline="")
    example_csv(stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert len(rows) == 40
    impossible = []
    for row in rows:
        try:
            day, month, year = map(int, row["Date of response"].split("/"))
            date(year, month, day)
        except ValueError:
            impossible.append(row["Date of response"])
    assert impossible == ["31/02/2026", "00/13/2026"]
    assert sum(bool(row["What was good about your visit?"]) for row in rows) > 25
    assert sum(bool(row["What could we do better?"]) for row in rows) > 20
