# SPDX-License-Identifier: MIT
"""What our own macros write by themselves is what those of the NHS would write."""

from __future__ import annotations

import pytest
from django.template import engines

_BOTH = """
{% from "ui/form.html" import submit %}
{% from "nhsuk/components/button/macro.jinja" import button %}
{% set params = {"text": text, "name": name, "value": value, "preventDoubleClick": true} %}
{% set _ = params.update({"type": "submit"}) %}
{% set _ = params.update({"classes": "nhsuk-button--secondary" if secondary else ""}) %}
{{ submit(text, secondary=secondary, name=name, value=value) }}|
{{ button(params) }}
"""


@pytest.mark.parametrize("secondary", [False, True])
@pytest.mark.parametrize(("name", "value"), [(None, None), ("save", None), ("look", "yes")])
def test_a_button_is_that_of_the_nhs(secondary, name, value):
    template = engines["jinja2"].from_string(_BOTH)
    told = {"text": "Save & go on", "secondary": secondary, "name": name, "value": value}
    ours, theirs = template.render(told).split("|")
    assert ours.split() == theirs.split()
