# SPDX-License-Identifier: MIT
"""A summary as a Word document: the same words, figures and chart as its page.

Word's own styles carry it, so that it takes the look of the paper that it is put into.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from baton.ui import words
from baton.ui.wording import _
from baton.understanding import charts, quotes
from baton.understanding.counting import spans
from baton.understanding.counting.overview import Shade, ThemeFigure
from baton.understanding.summaries import FOR_THE_TEAM, Summary

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Of what stands on the paper, and of a table's first column, in millimetres.
WIDTH, FIRST = 166, 54


def of_summary(told: Summary) -> bytes:
    """The whole document, A4."""
    import docx

    paper = docx.Document()
    _make_a4(paper)
    paper.core_properties.title = told.title
    paper.core_properties.author = told.organisation.name
    paper.core_properties.comments, paper.core_properties.language = "", "en-GB"
    # Word keeps moments without their zone, in UTC.
    made = told.as_at.astimezone(UTC).replace(tzinfo=None)
    paper.core_properties.created = paper.core_properties.modified = made
    paper.sections[0].header.paragraphs[0].text = f"{told.organisation.name}\t\t{FOR_THE_TEAM}"
    paper.add_heading(told.title, level=1)
    paper.add_paragraph(" · ".join(told.about))
    if told.reading:
        paper.add_paragraph().add_run(told.reading).bold = True
    _add_themes(paper, told)
    _add_months(paper, told)
    _add_words(paper, told.quotes)
    if told.left_out:
        left = paper.add_paragraph()
        left.add_run(_("Not in this paper.") + " ").bold = True
        left.add_run(" ".join(told.left_out))
    paper.sections[0].footer.paragraphs[0].text = _("As at %(moment)s") % {
        "moment": words.moment(told.as_at)
    }
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _make_a4(paper: Document) -> None:
    from docx.shared import Mm, Pt

    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(10.5)
    paper.styles["Quote"].font.name = "Georgia"


def _add_themes(paper: Document, told: Summary) -> None:
    paper.add_heading(_("What people speak of most"), level=2)
    heads = (_("Theme"), _("Share"), _("Comments"), _("Change"), *_shares_heads())
    _add_table(paper, heads, ([*_figure(each), *_shares(each.shade)] for each in told.figures))
    lately, before = spans.in_words(told.seen.lately), spans.in_words(told.seen.before)
    paper.add_paragraph(
        _("Change in points of share, %(lately)s against %(before)s; shown only where it is sure.")
        % {"lately": lately, "before": before}
    )


def _figure(each: ThemeFigure) -> list[str]:
    change = _("no sure change")
    if each.change is not None and each.is_sure:
        sign = "+" if each.change.estimate > 0 else "−"
        change = f"{sign}{abs(each.change.estimate) * 100:.1f}"
    share = words.percent(each.share.estimate)
    return [each.theme.title, share, words.number(each.count), change]


def _shares_heads() -> Sequence[str]:
    return (_("Positive"), _("Neutral or mixed"), _("Negative"))


def _shares(shade: Shade) -> list[str]:
    of = shade.total or 1
    return [words.percent(each / of) for each in (shade.positive, shade.neutral, shade.negative)]


def _add_months(paper: Document, told: Summary) -> None:
    from docx.shared import Mm

    paper.add_heading(_("Comments by month"), level=2)
    picture = paper.add_paragraph().add_run()
    drawn = picture.add_picture(BytesIO(charts.months_as_picture(told.months)), width=Mm(WIDTH))
    # What a screen reader says in place of the picture.
    drawn._inline.docPr.set("descr", charts.months_in_words(told.months))
    _add_table(
        paper,
        (_("Month"), _("Comments"), *_shares_heads()),
        (
            [
                words.month(each.first),
                *map(
                    words.number,
                    (
                        each.shade.total,
                        each.shade.positive,
                        each.shade.neutral,
                        each.shade.negative,
                    ),
                ),
            ]
            for each in told.months
        ),
    )


def _add_words(paper: Document, quoted: Sequence[quotes.Quote]) -> None:
    if not quoted:
        return
    paper.add_heading(_("In their own words"), level=2)
    for each in quoted:
        paragraph = paper.add_paragraph(style="Quote")
        said = paragraph.add_run(each.text)
        if each.language:
            _say_language(said, each.language)
        said.add_break()
        if each.translation:
            paragraph.add_run(f"{each.translated}: ").italic = False
            paragraph.add_run(each.translation).add_break()
        allowed = "" if each.contribution.may_quote else str(quotes.NOT_FOR_OUTSIDE)
        about = [each.feels, each.place, each.month, allowed]
        paragraph.add_run(" · ".join(filter(None, about))).italic = False


def _say_language(run: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), code)
    run._r.get_or_add_rPr().append(language)


def _add_table(paper: Document, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose first row is its heading on every page that it reaches."""
    from docx.shared import Mm

    table = paper.add_table(rows=1, cols=len(heads), style="Light List")
    _fill(table.rows[0], heads)
    _repeat(table.rows[0])
    for row in rows:
        _fill(table.add_row(), row)
    others = (WIDTH - FIRST) / (len(heads) - 1)
    for position, column in enumerate(table.columns):
        for cell in column.cells:
            cell.width = Mm(others if position else FIRST)


def _fill(row: _Row, texts: Sequence[str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).font.size = Pt(9)
        if position:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: _Row) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(heading)
