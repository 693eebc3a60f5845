# SPDX-License-Identifier: MIT
"""Every page that a role finds in the demonstration, full of voices, is sound: light and dark."""

from __future__ import annotations

import pytest

from baton.demo.build import PASSWORD
from baton.demo.organisation import PEOPLE
from baton.people.roles import CAPABILITIES, Role

pytestmark = pytest.mark.one_database

BY_ROLE = {person.role: person for person in reversed(PEOPLE)}
DARK = {Role.ANALYST, Role.COMPLAINTS_OFFICER}


@pytest.mark.parametrize("role", Role)
def test_every_page_that_a_role_finds_is_sound(somebody, role):
    person = somebody(at="demonstration", dark=role in DARK)
    person.signs_in(BY_ROLE[role].email, PASSWORD)
    links = person.page.locator("nav[aria-label=Main] a")
    paths = [link.get_attribute("href") for link in links.all()]
    assert paths, "somebody who may see nothing"
    for path in [*paths, "/account"]:
        person.goes_to(path)
    if role in CAPABILITIES["read_words"]:
        _reads_a_comment(person)


def _reads_a_comment(person):
    person.goes_to("/comments/")
    person.page.locator(".bt-comments a").first.click()
    person.looks()
    person.reads("What became of it")
    person.follows("Next comment")
    person.goes_to("/comments/?q=nobody+has+ever+said+this")
    person.reads("Nobody said anything that matches.")
    person.goes_to("/comments/?sentiment=negative")
    person.follows("Older comments")


def test_there_is_enough_to_see(somebody):
    lead = somebody(at="demonstration")
    lead.signs_in(BY_ROLE[Role.ENGAGEMENT_LEAD].email, PASSWORD)
    lead.goes_to("/comments/")
    lead.reads("comments, newest first")
    lead.goes_to("/themes/")
    assert lead.page.locator("main table tbody tr").count() > 12
    assert lead.page.locator("main svg").count() > 0, "the chart that stands beside its table"


def test_the_map_opens_what_was_there_by_keyboard(somebody):
    lead = somebody(at="demonstration")
    lead.signs_in(BY_ROLE[Role.ENGAGEMENT_LEAD].email, PASSWORD)
    lead.goes_to("/activities/where")
    lead.reads("on the map. Leicester has the most")
    lead.page.locator(".bt-map a[aria-label*=places]").first.focus()
    lead.types("Enter")
    lead.reads("Where: Leicester")
    lead.page.locator(".bt-map a[aria-label*='Rothley House']").first.focus()
    lead.types("Enter")
    lead.reads("LE5 0PX")
    lead.goes_to("/areas")
    lead.reads("serves 9 districts")
