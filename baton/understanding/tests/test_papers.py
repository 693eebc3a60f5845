# SPDX-License-Identifier: MIT
"""The same summary, carried into a paper."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from baton.core.models import AuditEntry
from baton.ui import charts
from baton.understanding.tests.conftest import QUOTABLE

pytestmark = pytest.mark.django_db(transaction=True)

WAITED = "I was waiting for most of the day and nobody could say why."


@pytest.fixture
def paper(copy, signed_in, priya):
    def read(query=""):
        copy()
        answer = signed_in(priya).get(f"/themes/summary.docx{query}")
        assert answer.status_code == 200
        return answer, docx.Document(BytesIO(answer.content))

    return read


def told(document):
    return "\n".join(each.text for each in document.paragraphs)


def test_it_says_what_the_page_says(paper, tell):
    tell(WAITED, service_path=("Oadby",), permission=QUOTABLE)
    tell("Nikt nie powiedział nam, jak długo jeszcze czekamy na lekarza.", language="pl")
    answer, document = paper("?theme=timeliness-of-care")
    assert 'filename="what-people-say-timeliness-of-care.docx"' in answer["Content-Disposition"]
    assert document.paragraphs[0].text == "What people say: Timeliness of care"
    assert document.core_properties.title == "What people say: Timeliness of care"
    assert f"{WAITED}\nNegative · Oadby · June 2026" in told(document)
    assert "Negative · June 2026 · not for outside" in told(document)
    themes, months = document.tables
    first = [each.text for each in themes.rows[1].cells]
    assert first == ["Timeliness of care", "100%", "2", "no sure change", "0%", "0%", "100%"]
    assert [each.text for each in months.rows[-1].cells] == ["June 2026", "2", "0", "0", "2"]
    assert "For the team" in document.sections[0].header.paragraphs[0].text
    assert 'w:lang w:val="pl"' in document.element.xml


def test_its_chart_is_described_and_its_tables_have_headings(paper, tell):
    tell(WAITED)
    _, document = paper()
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Comments a month from June 2026")
    assert all("w:tblHeader" in each.rows[0]._tr.xml for each in document.tables)


def test_a_chart_becomes_a_picture():
    chart = {
        "width": 100,
        "height": 50,
        "data": {"values": [{"a": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    small, large = charts.picture(chart, scale=1), charts.picture(chart)
    assert small.startswith(b"\x89PNG")

    def width(picture):
        return int.from_bytes(picture[16:20], "big")

    assert width(large) == pytest.approx(2 * width(small), abs=2)


def test_who_carries_it_away_is_recorded_and_others_cannot(paper, tell, bea, signed_in, priya):
    said = tell(WAITED)
    paper("?q=waiting")
    (entry,) = AuditEntry.objects.filter(verb="summary.downloaded")
    assert entry.actor == f"account:{priya.pk}"
    assert entry.about == {"filters": {"q": "…"}, "quoted": [said.pk]}
    assert signed_in(bea).get("/themes/summary.docx").status_code == 403
    assert "as a Word document" not in signed_in(bea).get("/themes/summary").content.decode()


def test_nothing_to_tell_is_a_paper_too(paper, tell):
    tell(WAITED)
    _, document = paper("?channel=upload&score=1")
    assert "0 coded comments" in told(document)
