# SPDX-License-Identifier: MIT
"""What a file leaves open is asked and not guessed; what its answers mean can be set."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from baton.listening.channels.upload import census, operations, settling
from baton.listening.channels.upload.delimited import open_delimited
from baton.listening.channels.upload.mapping import Mapping, from_dict
from baton.listening.channels.upload.models import Upload

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def counted(tmp_path):
    def run(text: str, *levels: str) -> census.Census:
        path = tmp_path / "file.csv"
        path.write_text(text)
        return census.take(open_delimited(path), levels)

    return run


def dated(*days: str) -> str:
    return "Date,Comment\n" + "".join(f"{day},Said on {n}\n" for n, day in enumerate(days))


# ── Days ───────────────────────────────────────────────────────────────────────────────────────


def test_dates_that_could_be_read_both_ways_must_be_said(counted):
    found = counted(dated("03/04/2026", "05/05/2026", "06/07/2026"))
    (asked,) = settling.questions(Mapping(date="Date"), found, NOW)
    assert (asked.example, asked.decided) == ("03/04/2026", "")
    assert asked.ways == (("yes", "3 April 2026"), ("no", "4 March 2026"))
    with pytest.raises(settling.MustBeSaid) as problem:
        settling.settle(Mapping(date="Date"), found, NOW)
    assert str(problem.value) == (
        "“Date”: every date could be read with the day or the month first, such as 03/04/2026. "
        "Say “day_first: true” (3 April 2026) or “day_first: false” (4 March 2026)."
    )
    said = Mapping(date="Date", day_first=False)
    assert settling.settle(said, found, NOW) == said


@pytest.mark.parametrize(
    ("days", "decided", "why"),
    [
        (("03/04/2026", "13/04/2026"), True, "row 3 says 13/04/2026, which can only have the day"),
        (("03/04/2026", "04/13/2026"), False, "which can only have the month first"),
        (("03/04/2026", *[f"{n}/04/2026" for n in range(13, 24)], "04/13/2026"), True, "row 14"),
    ],
)
def test_the_file_itself_may_decide(counted, days, decided, why):
    found = counted(dated(*days))
    (asked,) = settling.questions(Mapping(date="Date"), found, NOW)
    assert why in asked.why
    assert settling.settle(Mapping(date="Date"), found, NOW).day_first is decided


def test_a_file_that_mixes_both_orders_evenly_decides_nothing(counted):
    found = counted(dated("13/04/2026", "04/14/2026", "03/04/2026"))
    with pytest.raises(settling.MustBeSaid, match=r"row 2 says 13/04/2026.* row 3 says 04/14/2026"):
        settling.settle(Mapping(date="Date"), found, NOW)


@pytest.mark.parametrize("days", [("2026-04-03", "3 April 2026"), ("04/04/2026",), ("", "April")])
def test_nothing_is_asked_where_nothing_is_open(counted, days):
    assert settling.questions(Mapping(date="Date"), counted(dated(*days)), NOW) == []


def test_a_day_beyond_the_first_rows_decides_too(counted):
    found = counted(dated(*["03/04/2026"] * 5_000, "25/04/2026"))
    assert settling.settle(Mapping(date="Date"), found, NOW).day_first is True


def test_what_a_file_says_goes_before_what_is_remembered_of_another(counted):
    found = counted(dated("03/04/2026", "04/13/2026"))
    remembered = Mapping(date="Date", day_first=True)
    assert settling.reconsidered(remembered, found, NOW).day_first is False


def test_a_spreadsheets_numbers_for_days_are_read_or_asked_for(counted):
    of_late = counted(dated("46000", "45999.5"))
    assert settling.settle(Mapping(date="Date"), of_late, NOW).days_counted_from == "1900"
    older = counted(dated("41000", "40999"))
    (asked,) = settling.questions(Mapping(date="Date"), older, NOW)
    assert asked.ways == (("1900", "1 April 2012"), ("1904", "2 April 2016"))
    with pytest.raises(settling.MustBeSaid, match="days_counted_from: 1904"):
        settling.settle(Mapping(date="Date"), older, NOW)


# ── Scores ─────────────────────────────────────────────────────────────────────────────────────


def scored(heading: str, *scores: str) -> str:
    return f"{heading},Comment\n" + "".join(f"{one},Said {n}\n" for n, one in enumerate(scores))


def test_numbers_without_words_have_two_ends(counted):
    mapping = Mapping(score="Stars")
    found = counted(scored("Stars", "1", "5", "4"))
    with pytest.raises(settling.MustBeSaid, match=r"Say “score_best: 1” .* or “score_best: 5”"):
        settling.settle(mapping, found, NOW)
    assert settling.settle(Mapping(score="Stars", score_best=5), found, NOW).score_best == 5


@pytest.mark.parametrize(
    ("heading", "scores", "best"),
    [
        ("FFT score", ("1", "5"), 1),
        ("Stars", ("5 - Very good", "4"), 5),
        ("Stars", ("(1) Very good", "4"), 1),
    ],
)
def test_the_best_score_may_be_known(counted, heading, scores, best):
    found = counted(scored(heading, *scores))
    assert settling.settle(Mapping(score=heading), found, NOW).score_best == best


def test_scores_in_words_or_set_by_hand_ask_nothing(counted):
    assert not settling.questions(
        Mapping(score="How"), counted(scored("How", "Good", "Poor", "10")), NOW
    )
    by_hand = Mapping(score="How", values={"How": {"1": "5", "5": "1"}})
    assert not settling.questions(by_hand, counted(scored("How", "1", "5")), NOW)


# ── Counting ───────────────────────────────────────────────────────────────────────────────────


def test_a_census_has_answers_and_no_stories(counted):
    found = counted("Ward,Said\n" + "".join(f"Elm ,Story {n} of somebody\n" for n in range(400)))
    assert found.answers == {"Ward": [("Elm", 400)]}
    assert (found.rows, found.is_whole) == (400, True)
    assert census.from_dict(found.to_dict()) == found


def test_a_large_file_is_looked_at_as_far_as_takes_a_second(counted, monkeypatch):
    monkeypatch.setattr(census, "CELLS", 100)
    monkeypatch.setattr(census, "FEWEST_ROWS", 10)
    found = counted(dated(*["03/04/2026"] * 80))
    assert (found.rows, found.is_whole) == (50, False)


def test_a_census_of_an_earlier_version_is_taken_again():
    assert census.from_dict({"version": 0}) is None
    assert census.from_dict(None) is None


# ── The page ───────────────────────────────────────────────────────────────────────────────────

FILE = """Ref,Date,Site,Ward,Recommend us?,Comment,Quote?,Age band,May we contact you?
A7,03/04/2026,Oadby,Elm,Ext. likely,The porter sang to us,Yes,25-34,By e-mail
B2,04/05/2026,Oadby,Ash,Ace,More seats in the hall please,Aye,Refused,By pigeon
C9,05/06/2026,Wigston,,Good,Kind people all round here,No,25-34,No
"""


@pytest.fixture
def upload(board, priya) -> Upload:
    file = ContentFile(FILE.encode())
    return operations.bring(file, "open.csv", organisation=board, by=priya)


def page_of(upload: Upload) -> str:
    return reverse("upload:columns", args=[upload.public_id])


def filled_in(html: str) -> dict[str, str]:
    """The page's form as a browser would send it, untouched."""
    import re

    sent = {}
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def control(html: str, answer: str) -> str:
    import re

    found = re.search(rf'<label[^>]*for="([^"]+)">How “{re.escape(answer)}” in', html)
    assert found, answer
    return found[1]


def test_the_page_asks_lists_answers_and_names_the_services_to_come(upload, browser):
    html = browser.get(page_of(upload)).content.decode()
    assert "The file does not say, so you must" in html
    assert "3 April 2026" in html
    assert "4 March 2026" in html
    assert "4 services would be added" in html
    assert "Oadby › Elm" in html
    for answer in ("Ext. likely", "Ace", "Aye", "Refused", "By pigeon"):
        assert control(html, answer)
    assert 'type="radio" value="yes" checked' not in html


def test_reading_cannot_begin_before_it_is_said(upload, browser, board):
    sent = filled_in(browser.get(page_of(upload)).content.decode())
    answer = browser.post(page_of(upload), sent | {"read": "yes"})
    assert answer.status_code == 422
    assert "Say whether the day or the month comes first in “Date”" in answer.content.decode()
    upload.refresh_from_db()
    assert upload.state == Upload.State.MAPPING
    sent["day_first_1"] = "no"
    assert browser.post(page_of(upload), sent | {"read": "yes"}).status_code == 302
    upload.refresh_from_db()
    assert upload.mapping["day_first"] is False


def test_what_answers_mean_is_set_and_remembered(upload, browser, board, priya):
    html = browser.get(page_of(upload)).content.decode()
    set_to = {
        control(html, "Ace"): "1",
        control(html, "Aye"): "yes",
        control(html, "Refused"): "",
        control(html, "By pigeon"): "post",
    }
    sent = filled_in(html) | {"day_first_1": "yes"} | set_to
    shown = browser.post(page_of(upload), sent | {"show": "yes"}).content.decode()
    assert filled_in(shown)[control(shown, "Ace")] == "1"
    again = filled_in(shown) | {"day_first_1": "yes"}
    assert browser.post(page_of(upload), again | {"read": "yes"}).status_code == 302
    upload.refresh_from_db()
    mapping = from_dict(upload.mapping, upload.header)
    assert mapping.values == {
        "Recommend us?": {"ace": "1"},
        "Quote?": {"aye": "yes"},
        "Age band": {"refused": ""},
        "May we contact you?": {"by pigeon": "post"},
    }
    next_one = operations.bring(
        ContentFile(FILE.encode()), "next.csv", organisation=board, by=priya
    )
    html = browser.get(page_of(next_one)).content.decode()
    assert "The file does not say" not in html
    assert filled_in(html)[control(html, "Ace")] == "1"
    operations.read_now(next_one, operations.proposed(next_one), lambda done, total: None)
    said = {each.words: each for each in board.contributions.all()}
    seats = said["More seats in the hall please"]
    assert (seats.score, seats.may_quote, seats.may_contact) == (1, True, "post")
    assert seats.characteristics is None


def test_an_answer_that_is_set_back_is_read_by_itself_again(upload, browser):
    html = browser.get(page_of(upload)).content.decode()
    sent = filled_in(html) | {"day_first_1": "yes", control(html, "Good"): "5"}
    shown = browser.post(page_of(upload), sent | {"show": "yes"}).content.decode()
    sent = filled_in(shown) | {"day_first_1": "yes", control(shown, "Good"): "2", "read": "yes"}
    browser.post(page_of(upload), sent)
    upload.refresh_from_db()
    assert "values" not in upload.mapping


def test_two_columns_cannot_be_the_same_thing(upload, browser):
    sent = filled_in(browser.get(page_of(upload)).content.decode())
    sent |= {"column0": "date", "column1": "date", "read": "yes"}
    answer = browser.post(page_of(upload), sent)
    assert answer.status_code == 422
    assert "“Ref” and “Date” are both chosen as “Day it was said”" in answer.content.decode()


def test_what_the_screen_has_no_control_for_stays_as_it_was_written_by_hand(board, priya, browser):
    text = "Was,Tags,Comment\nGood,a+b,Kind\nGood,c,Late\n"
    first = operations.bring(ContentFile(text.encode()), "a.csv", organisation=board, by=priya)
    by_hand = from_dict(
        {
            "comments": [{"column": "Comment", "question": "And what else?", "kind": "what_good"}],
            "labels": {"text": ["Tags"], "split": "+"},
        },
        first.header,
    )
    operations.read_now(first, by_hand, lambda done, total: None)
    second = operations.bring(ContentFile(text.encode()), "b.csv", organisation=board, by=priya)
    sent = filled_in(browser.get(page_of(second)).content.decode()) | {"read": "yes"}
    browser.post(page_of(second), sent)
    second.refresh_from_db()
    assert from_dict(second.mapping, second.header) == by_hand


def test_the_census_is_let_go_with_the_file(upload, board):
    operations.census_of(upload)
    upload.refresh_from_db()
    assert upload.census is not None
    chosen = from_dict(upload.mapping | {"day_first": True}, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    upload.refresh_from_db()
    assert upload.census is None


def test_doubts_name_the_first_rows(board, priya):
    rows = "".join(f"R{n},28/03/2026,9,Said {n}\n" for n in range(15))
    file = ContentFile(f"Ref,Date,Score,Comment\n{rows}".encode())
    upload = operations.bring(file, "a.csv", organisation=board, by=priya)
    chosen = from_dict({"comments": "Comment", "score": "Score"}, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    (note,) = upload.notes
    assert (note["rows"], note["first"]) == (15, list(range(2, 12)))
