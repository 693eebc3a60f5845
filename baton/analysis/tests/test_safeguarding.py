# SPDX-License-Identifier: MIT
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from baton.analysis.safeguarding import EMERGENCY_HELP, screen
from baton.analysis.safeguarding import phrases as tables
from baton.analysis.safeguarding.measuring import measure, recall, table
from baton.analysis.safeguarding.reading import read
from baton.analysis.safeguarding.rules import Rule, samples
from baton.analysis.safeguarding.screening import LIKENESS, screen_phrases
from baton.analysis.safeguarding.training import train

SENTENCES = Path(__file__).with_name("safeguarding_sentences.yaml")
WRITTEN = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
AT_RISK = {kind: parts["tune"] for kind, parts in WRITTEN["at_risk"].items()}


@pytest.fixture(scope="module")
def measurement():
    return measure(SENTENCES)


def urgencies(text):
    return {concern.kind: concern.urgency for concern in screen(text)}


def test_people_at_risk_are_found_in_words_the_rules_were_not_written_for(measurement, capsys):
    with capsys.disabled():
        print(f"\n{table(measurement)}")
    assert measurement.at_risk["held"].whole.rate >= 0.85
    assert all(tally.rate >= 0.75 for tally in measurement.at_risk["held"].by_kind.values())


def test_people_at_risk_are_found_in_words_the_rules_were_written_for(measurement):
    assert measurement.at_risk["tune"].whole.rate >= 0.97, measurement.at_risk["tune"].missed


def test_turns_of_phrase_and_thanks_seldom_raise_an_alarm(measurement):
    assert measurement.safe["tune"].by_kind["hard"].rate <= 0.03
    assert measurement.safe["held"].by_kind["hard"].rate <= 0.15
    assert measurement.safe["held"].by_kind["ordinary"].rate <= 0.05


def test_enough_people_were_imagined_to_measure_by():
    parts = [parts for kinds in WRITTEN.values() for parts in kinds.values()]
    everything = [sentence for part in parts for sentence in part["tune"] + part["held"]]
    assert sum(len(p["tune"] + p["held"]) for p in WRITTEN["at_risk"].values()) >= 260
    assert sum(len(p["tune"] + p["held"]) for p in WRITTEN["safe"].values()) >= 260
    assert len(set(everything)) == len(everything)


@pytest.mark.parametrize(
    "typed",
    [
        str.upper,
        str.lower,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: text.replace(" ", "  \n"),
        lambda text: f"Parking was poor. {text} The nurses were kind.",
        lambda text: f"{text} Sent from my phone",
    ],
    ids=["shouted", "small", "curly", "no apostrophes", "odd spaces", "in the middle", "signed"],
)
def test_a_person_at_risk_is_found_however_it_is_typed(typed):
    typed_so = {kind: map(typed, sentences) for kind, sentences in AT_RISK.items()}
    assert recall(typed_so).whole.rate >= 0.97


@pytest.mark.parametrize(
    "text",
    [
        "i feel suicidle",
        "going to kil my self",
        "im gonna kill myslef tonite",
        "I want to diiiie",
        "selfharm is all i think of",
        "took an overdoes",
        "he strangeld me",
        "I FEEL SUICIDAL!!!!",
    ],
)
def test_slips_of_the_finger_do_not_hide_a_person(text):
    assert screen(text)


@pytest.mark.parametrize(
    ("text", "kind", "urgency"),
    [
        ("I want to kill myself.", "suicide_self_harm", "now"),
        ("I was suicidal two years ago.", "suicide_self_harm", "today"),
        ("Patient denied any suicidal thoughts.", "suicide_self_harm", "today"),
        ("I have never felt suicidal.", "suicide_self_harm", "today"),
        ("They do not help. I want to die.", "suicide_self_harm", "now"),
        ("My dad cannot breathe and nobody answers.", "medical_emergency", "now"),
        ("A carer slapped my mum last year.", "adult_abuse", "today"),
        ("She shook the baby.", "child_at_risk", "now"),
    ],
)
def test_a_life_in_danger_is_read_now_and_what_is_past_or_denied_today(text, kind, urgency):
    assert urgencies(text)[kind] == urgency


def test_the_reason_says_whether_it_is_the_writer_or_somebody_else():
    (own,) = screen("I am going to end my life.")
    (other,) = screen("My son says he will kill himself.")
    assert own.reason == "The writer may be thinking of ending their life."
    assert other.reason == "Somebody the writer knows may be thinking of ending their life."


def test_a_concern_points_at_the_words_that_raised_it():
    text = "Lovely café — “naïve” staff 🙂. He said he would KILL himself!"
    (concern,) = screen(text)
    assert "KILL himself" in text[concern.start : concern.end]


def test_words_like_those_of_people_at_risk_are_read_today_though_no_phrase_is_known():
    text = "Parking was easy. He has hidden my walking stick and my boyfriend laughed. Nice garden."
    assert screen_phrases(text) == ()
    (concern,) = screen(text)
    assert (concern.kind, concern.urgency) == ("unclear", "today")
    assert text[concern.start : concern.end].startswith("He has hidden my walking stick")


def test_a_breathless_text_does_not_drown_the_person_in_it():
    chatter = "and the lady gave us tea and the car park was full and the room was warm " * 20
    assert urgencies(f"{chatter} and i want to kill myself {chatter}")["suicide_self_harm"] == "now"


def test_training_tells_new_words_of_people_at_risk_from_thanks():
    at_risk = ["They hid her frame and mocked her.", "They hid his glasses and mocked him."] * 5
    safe = ["The frame was mended.", "My glasses are new."] * 5
    comments = [f"The tea was warm on day {day} and staff were kind." for day in range(400)]
    weights = train(at_risk, safe, comments)
    mocked = weights.score(("they", "hid", "it", "and", "mocked", "us"))
    thanked = weights.score(("the", "tea", "was", "warm"))
    assert mocked > max(weights.threshold, thanked)


def test_each_kind_is_told_once_and_the_most_urgent_first():
    text = "My carer hit me. She hit me again. I was suicidal in May. I want to kill myself now."
    assert list(urgencies(text).items())[:1] == [("suicide_self_harm", "now")]
    kinds = [concern.kind for concern in screen(text)]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nie chcę żyć", "suicide_self_harm"),
        ("મારે મરી જવું છે", "suicide_self_harm"),
        ("ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦੀ ਹਾਂ", "suicide_self_harm"),
        ("أريد أن أموت", "suicide_self_harm"),
        ("Dw i eisiau marw", "suicide_self_harm"),
        ("ik wil dood", "suicide_self_harm"),
        ("main marna chahta hoon", "suicide_self_harm"),
        ("میرا شوہر مجھے مارتا ہے", "domestic_abuse"),
        ("مجھے سانس نہیں آ رہی", "medical_emergency"),
    ],
)
def test_the_commonest_cries_in_leicesters_languages_are_understood(text, kind):
    assert kind in urgencies(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "👍", "Nothing.", "10 out of 10", "ખૂબ સારી સેવા", "!!!", "\n\n\n", "'"],
)
def test_nothing_is_found_in_nothing(text):
    assert screen(text) == ()


@given(st.lists(st.one_of(st.text(max_size=9), st.sampled_from(AT_RISK["suicide_self_harm"]))))
def test_a_concern_lies_within_the_words_and_its_reason_repeats_none_of_them(pieces):
    text = " ".join(pieces)
    for concern in screen(text):
        assert 0 <= concern.start < concern.end <= len(text)
        assert concern.reason in REASONS


REASONS = {LIKENESS, *(rule.reason for rule in tables.RULES)} | {
    rule.of_another for rule in tables.RULES if rule.of_another
}


@pytest.mark.parametrize("rule", tables.RULES, ids=lambda rule: f"{rule.kind} {rule.urgency}")
def test_every_word_of_every_phrase_is_spelt_as_people_are_read(rule: Rule):
    for phrase, written in samples(rule.phrases):
        assert phrase.pattern.search(read(written).words), written


def test_the_first_three_to_call_are_for_life_for_minds_and_for_listening():
    assert [(way.name, way.how) for way in EMERGENCY_HELP[:3]] == [
        ("Emergency services", "Call 999"),
        ("NHS 111", "Call 111, and choose option 2 for mental health"),
        ("Samaritans", "Call 116 123"),
    ]
    assert all(way.when.endswith(".") and way.source for way in EMERGENCY_HELP)
