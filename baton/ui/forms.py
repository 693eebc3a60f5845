# SPDX-License-Identifier: MIT
"""Django's forms, put into the words that the NHS macros take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField, IntegerField


def choice_items(choices: Iterable[tuple[Any, Any]], value: Any) -> list[dict[str, Any]]:
    """Choices as the items of a select, radios or checkboxes, `value` chosen."""
    chosen = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}
    items: list[dict[str, Any]] = []
    for key, label in choices:
        picked = str(key) in chosen
        items.append({"value": str(key), "text": str(label), "selected": picked, "checked": picked})
    return items


def field_value(bound: BoundField) -> str:
    """The value as it stands in the box; days as browsers write them."""
    value = bound.value()
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Each error with a link to its field, for the summary at the top of the page."""
    links = []
    for name, errors in form.errors.items():
        target = "main" if name == "__all__" else form[name].id_for_label or form[name].html_name
        links += [
            {"text": _named(form, name, str(error)), "href": f"#{target}"} for error in errors
        ]
    return links


def _named(form: BaseForm, name: str, error: str) -> str:
    """What is wrong with a number is the same sentence for each: it begins with whose it is."""
    field = form.fields.get(name)
    if isinstance(field, IntegerField) and error != field.error_messages["required"]:
        return f"{form[name].label}: {error}"
    return error


FILTERS = {"choice_items": choice_items, "field_value": field_value, "error_links": error_links}
