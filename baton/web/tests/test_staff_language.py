# SPDX-License-Identifier: MIT
"""Pages behind sign-in speak the language that a body works in, where somebody translated them."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from django.test import Client

from baton.people.tests.conftest import board, meena  # noqa: F401 - as fixtures
from baton.ui import speech

pytestmark = pytest.mark.django_db


class Marking(NullTranslations):
    """A catalogue that has everything, and says that it did."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def in_welsh(settings, monkeypatch):
    settings.LANGUAGE_CODE = "cy"
    monkeypatch.setattr(speech, "_staff", lambda _language: Marking())


def test_a_body_works_in_its_language(client, meena, in_welsh):  # noqa: F811
    client.force_login(meena)
    page = client.get("/").content.decode()
    assert '<html lang="cy">' in page
    assert "⟦Comments⟧" in page
    assert "⟦Findings⟧" in page


def test_who_comes_from_outside_chooses_their_own(in_welsh):
    page = Client().get("/privacy?language=en").content.decode()
    assert '<html lang="en-GB">' in page
    assert "⟦" not in page
    assert "Sut rydym" in Client().get("/privacy?language=cy").content.decode()


def test_what_is_not_translated_stays_english(client, meena, settings):  # noqa: F811
    settings.LANGUAGE_CODE = "cy"
    client.force_login(meena)
    page = client.get("/").content.decode()
    assert '<html lang="cy">' in page
    assert "Comments" in page


def test_a_block_may_hold_markup_and_what_it_tells_is_escaped(rf, in_welsh):
    from django.utils import translation

    from baton.ui.jinja import environment

    said = "{% trans name=name %}<b>{{ name }}</b> was told.{% endtrans %} {{ _('5%% & <i>') }}"
    with translation.override("cy"):
        page = environment(autoescape=True).from_string(said).render(name="<script>")
    assert page == "⟦<b>&lt;script&gt;</b> was told.⟧ ⟦5% &amp; &lt;i&gt;⟧"
