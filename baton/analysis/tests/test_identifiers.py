# SPDX-License-Identifier: MIT
"""Numbers are Ofcom's for drama, addresses of example.org, postcodes and NHS numbers of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.analysis.identifiers import REPLACEMENTS, Identifier, find, is_nhs_number, redact


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "07700 900 123",
        "07700-900-123",
        "07700.900.123",
        "07 70 09 00 12 3",
        "O7700 900123",
        "7700 900123",
        "(0116) 496 0123",
        "0116 496 0123 ext 45",
        "01632 960 123",
        "020 7946 0123",
        "+44 7700 900123",
        "+44 (0)116 496 0123",
        "0044 7700 900123",
        "+447700900123",
        "07700\N{NO-BREAK SPACE}900\N{NON-BREAKING HYPHEN}123",
        "07700\N{EN DASH}900\N{EN DASH}123",
        "０７７００９００１２３",
        "٠٧٧٠٠٩٠٠١٢٣",
        "०७७०० ९००१२३",
        "+48 512 345 678",
        "00 353 1 496 0123",
    ],
)
def test_a_phone_number_is_hidden_however_amina_writes_it(written):
    text = f"Please ring {written}, thank you"
    assert redact(text)[0] == "Please ring [phone number], thank you"


@pytest.mark.parametrize(
    "words",
    [
        "ring me on 496 0123 after six",
        "My number is 4960123.",
        "home phone: 4960123",
        "tel 960123",
    ],
)
def test_a_local_number_is_hidden_where_the_words_call_it_a_number(words):
    assert [identifier.kind for identifier in find(words)] == ["phone"]


@pytest.mark.parametrize(
    "words",
    [
        "Seen on 12/03/2021 at 10.30",
        "Between 01/02/2021 and 05.02.2021",
        "02-03-2021 11:45 to 12:30",
        "I called on 12 03 2021",
        "I rang 111 and then 999 at 9.15",
        "Incident no 25153582",
        "The bill was £1250000 and then £07700900123 on paper",
        "Open 0900-1700, 0800-1600 at weekends",
        "Off the A1 M1 junction 21, past the B1149",
        "My B12 1st dose was late and the M1 2hr queue did not help",
        "FY2 1st year doctor on ward 24, L5 S1 disc",
        "Temperature 38.5, 120/80, 2 x 500mg, 98% at 15.45",
        "I looked at example.org and was at the dot on the map",
        "My son was born in October. 2 visits came after",
        "I was born at this hospital, seen 12/03/2021",
        "For the years 2019-2021 and phone line 2019-2020",
        "We waited 1 2 3 4 5 6 7 hours",
    ],
)
def test_dates_times_money_roads_and_doses_are_left_alone(words):
    assert redact(words) == (words, [])


@pytest.mark.parametrize(
    "written",
    [
        "jo@example.org",
        "Jo.Bloggs+nhs@mail.example.org.uk",
        "jo_b99@example.org",
        "jo @ example.org",
        "jo at example dot org",
        "jo.bloggs at example dot nhs dot uk",
        "jo (at) example (dot) org",
        "jo.bloggs at example.org",
        "jo at nhs.net",
        "ｊｏ＠example.org",
        "josé@example.org",
    ],
)
def test_an_email_address_is_hidden_however_jo_spells_it(written):
    assert redact(f"Write to {written} please")[0] in (
        "Write to [e-mail address] please",
        "Write [e-mail address] please",
    )


@pytest.mark.parametrize(
    "written",
    [
        "LE99 9ZZ",
        "le99 9zz",
        "Le999zz",
        "LE99  9ZZ",
        "LE99-9ZZ",
        "ZZ99 3VZ",
        "LE99 9 ZZ",
        "LE99 OZZ",
    ],
)
def test_a_postcode_is_hidden_in_any_case_and_spacing(written):
    assert redact(f"I live at {written}.")[0] == "I live at [postcode]."


def test_an_nhs_number_is_known_by_its_check_digit_or_by_its_name():
    assert redact("It is 943 476 5919")[0] == "It is [NHS number]"
    assert redact("It is 9434765919 or 943-476-5919")[0] == "It is [NHS number] or [NHS number]"
    assert redact("order 943 476 5918")[0] == "order 943 476 5918"
    assert redact("NHS number: 943 476 5918")[0] == "NHS number: [NHS number]"
    assert redact("my nhs no is 9434765918")[0] == "my nhs no is [NHS number]"


@pytest.mark.parametrize(
    "words",
    [
        "dob {}",
        "D.O.B: {}",
        "date of birth is {}",
        "I was born on the {}",
        "my birthday, {}",
    ],
)
@pytest.mark.parametrize(
    "date",
    [
        "12/03/1950",
        "12.3.50",
        "1950-03-12",
        "12 March 1950",
        "12th of March 1950",
        "March 12, 1950",
    ],
)
def test_a_date_beside_a_word_for_birth_is_hidden(words, date):
    assert redact(words.format(date))[0] == words.format("[date of birth]")


def test_a_date_of_birth_may_come_before_its_name_or_without_separators():
    assert redact("12/03/1950 (DOB)")[0] == "[date of birth] (DOB)"
    assert redact("12 March 1950 is my date of birth")[0] == "[date of birth] is my date of birth"
    assert redact("DOB 12031950")[0] == "DOB [date of birth]"


def test_the_day_of_birth_is_hidden_and_the_day_of_the_visit_kept():
    words = "DOB 12/03/1950, seen in clinic 04/05/2021"
    assert redact(words)[0] == "DOB [date of birth], seen in clinic 04/05/2021"


def test_several_identifiers_in_one_breath_are_all_hidden():
    words = "Jo, 07700 900123/07700 900456, jo@example.org, LE99 9ZZ, 943 476 5919"
    assert redact(words)[0] == (
        "Jo, [phone number]/[phone number], [e-mail address], [postcode], [NHS number]"
    )


def test_where_an_identifier_stood_is_told_in_the_original_words():
    words = "Call me\N{NO-BREAK SPACE}on 07700 900123 \N{GRINNING FACE} or jo@example.org"
    identifiers = redact(words)[1]
    assert identifiers == find(words)
    assert [words[start:end] for _, start, end in identifiers] == ["07700 900123", "jo@example.org"]
    assert identifiers[0] == Identifier("phone", 11, 23)


digits = st.sampled_from("0123456789")
gaps = st.sampled_from(["", " ", "-", "\N{NO-BREAK SPACE}"])


@st.composite
def phones(draw: st.DrawFn) -> str:
    shapes = ["07700{0}900", "0116{0}496{0}0", "020{0}7946{0}0", "+44{0}7700{0}900"]
    return (
        draw(st.sampled_from(shapes)).format(draw(gaps))
        + draw(gaps)
        + "".join(draw(digits) for _ in range(3))
    )


@st.composite
def emails(draw: st.DrawFn) -> str:
    local = draw(st.from_regex(r"[a-z][a-z0-9]{0,8}([._][a-z0-9]{1,5})?", fullmatch=True))
    return f"{local}@{draw(st.sampled_from(['example.org', 'mail.example.co.uk', 'EXAMPLE.NET']))}"


@st.composite
def postcodes(draw: st.DrawFn) -> str:
    letters = st.sampled_from("ABDEFGHJLNPQRSTUWXYZ")
    inward = draw(digits) + draw(letters) + draw(letters)
    code = f"ZZ9{draw(digits)}{draw(st.sampled_from(['', ' ']))}{inward}"
    return draw(st.sampled_from([code, code.lower()]))


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    # 999 is the range that the NHS keeps for tests.
    stem = "999" + "".join(draw(digits) for _ in range(5))
    whole = next(stem + f"{tail:02}" for tail in range(100) if is_nhs_number(stem + f"{tail:02}"))
    gap = draw(gaps)
    return f"{whole[:3]}{gap}{whole[3:6]}{gap}{whole[6:]}"


@st.composite
def births(draw: st.DrawFn) -> str:
    date = draw(st.dates())
    shape = draw(st.sampled_from(["{0.day}/{0.month}/{1}", "{0.day:02}.{0.month:02}.{1}"]))
    cue = draw(st.sampled_from(["dob ", "D.O.B. ", "born ", "date of birth: "]))
    return cue + shape.format(date, draw(st.integers(1900, 2025)))


no_digits = st.characters(exclude_categories=["Cs", "Nd", "Nl", "No"])
surroundings = st.text(no_digits, max_size=30)


@given(surroundings, st.one_of(phones(), emails(), postcodes(), nhs_numbers()), surroundings)
def test_whatever_is_said_around_it_an_identifier_is_found(before, written, after):
    start = len(before) + 1
    found = find(f"{before} {written} {after}")
    assert any(one.start <= start and start + len(written) <= one.end for one in found)


@given(surroundings, births(), surroundings)
def test_whatever_is_said_around_it_a_date_of_birth_is_found(before, written, after):
    hidden, found = redact(f"{before} {written} {after}")
    assert "date_of_birth" in {one.kind for one in found}
    assert not any(character.isdigit() for character in hidden)


pieces = st.one_of(
    st.sampled_from(["at", "dot", "dob ", "born", "nhs no", "tel", "@", "+", "00", "0", "£", "."]),
    st.sampled_from([" ", "-", "/", "(", ")", "[", "]", "\n", "\N{EN DASH}", "\N{NO-BREAK SPACE}"]),
    st.text(digits, max_size=12),
    st.text(max_size=3),
    st.one_of(phones(), emails(), postcodes(), nhs_numbers(), births()),
)
nasty = st.lists(pieces, max_size=12).map("".join)


@given(nasty)
def test_hiding_twice_hides_nothing_more(text):
    once, identifiers = redact(text)
    assert redact(once) == (once, [])
    rebuilt, position = "", 0
    for kind, start, end in identifiers:
        assert position <= start < end <= len(text)
        rebuilt += text[position:start] + REPLACEMENTS[kind]
        position = end
    assert rebuilt + text[position:] == once
