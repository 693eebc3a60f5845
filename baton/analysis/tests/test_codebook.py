# SPDX-License-Identifier: MIT
"""The codebook is a tree of themes, and knows what older labels became."""

from __future__ import annotations

import pytest

from baton.analysis import codebook


def test_the_framework_stands_whole_in_ten_categories():
    framework = codebook.default()
    own = [theme.title for theme in framework.themes if not theme.local]
    assert len(framework.categories) == 10
    assert len(own) == len(set(own)) == 33


def test_themes_that_the_framework_dropped_are_kept_as_local_ones():
    local = {theme.title for theme in codebook.default().themes if theme.local}
    assert local == {
        "Equality, Diversity & Inclusion",
        "Negative experience & dissatisfaction",
        "Impact of treatment/ care",
    }


def test_no_code_is_used_twice_even_between_categories_and_themes():
    framework = codebook.default()
    codes = [category.code for category in framework.categories]
    codes += [theme.code for theme in framework.themes]
    assert len(codes) == len(set(codes))
    assert all(len(code) <= 80 and code == code.lower() for code in codes)


def test_every_theme_says_what_it_means():
    assert all(theme.definition.endswith(".") for theme in codebook.default().themes)


def test_every_merged_label_leads_to_a_theme_that_exists():
    framework = codebook.default()
    titles = {theme.title for theme in framework.themes}
    assert set(framework.merged_labels.values()) <= titles


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Staff continuity", "Continuity of care"),
        ("Referals & continuity of care", "Continuity of care"),
        ("  patient   RECORDS ", "Continuity of care"),
        ("Provision of medical equipment", "Environment, facilities & equipment"),
        ("environment and facilities", "Environment, facilities & equipment"),
        ("Staff responsiveness", "Staffing levels & responsiveness"),
        ("Interaction with family/carers", "Interaction with family/ carers"),
        ("Food and drink provision & facilities", "Food & drink provision & facilities"),
    ],
)
def test_a_label_that_people_gave_finds_its_theme(label, title):
    theme = codebook.theme_for_label(label)
    assert theme is not None
    assert theme.title == title


def test_every_title_finds_its_own_theme():
    framework = codebook.default()
    assert all(framework.theme_for_label(theme.title) is theme for theme in framework.themes)


@pytest.mark.parametrize("label", ["", "&", "Admission", "Trust", "Comment ID"])
def test_a_label_that_means_no_theme_finds_none(label):
    assert codebook.theme_for_label(label) is None


def test_what_says_nothing_of_care_is_never_learned():
    for theme in codebook.default().themes:
        assert theme.learned == (theme.title not in codebook.NOT_ABOUT_CARE)
