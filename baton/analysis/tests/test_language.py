# SPDX-License-Identifier: MIT
"""Which language something was said in: better English than a wrong guess."""

from __future__ import annotations

import pytest

from baton.analysis.language import Detected, detect, detect_many


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The doctor listened to me and explained what would happen next.", "en"),
        ("Personel był bardzo miły, ale czekaliśmy na lekarza ponad cztery godziny.", "pl"),
        ("Personalul a fost foarte amabil, dar am așteptat mai mult de patru ore.", "ro"),
        ("ڈاکٹر نے میری بات غور سے سنی اور ہر چیز اچھی طرح سمجھائی۔", "ur"),
        ("ડૉક્ટરે મારી વાત ધ્યાનથી સાંભળી અને બધું સમજાવ્યું.", "gu"),
        ("ਡਾਕਟਰ ਨੇ ਮੇਰੀ ਗੱਲ ਧਿਆਨ ਨਾਲ ਸੁਣੀ ਅਤੇ ਸਭ ਕੁਝ ਸਮਝਾਇਆ।", "pa"),
    ],
)
def test_a_sentence_is_known_by_its_language(text, code):
    found = detect(text)
    assert found.code == code
    assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("text", ["Nothing", "Ok", "Lovely nurse", "10/10 amazing"])
def test_a_few_latin_letters_count_as_english(text):
    assert detect(text).code == "en"


def test_short_texts_in_other_scripts_are_not_taken_for_english():
    assert detect("很好").code == "zh"


@pytest.mark.parametrize("text", ["", "   ", "10/10", "...", "👍"])
def test_where_there_are_no_letters_there_is_no_language(text):
    assert detect(text) == Detected("", 0.0)


def test_many_texts_keep_their_order():
    texts = ["Wszyscy byli bardzo uprzejmi i pomocni dla mnie", "", "Good"]
    assert detect_many(texts) == [detect(text) for text in texts]
