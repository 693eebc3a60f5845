# SPDX-License-Identifier: MIT
"""A form as the field team of a household survey has it in KoboToolbox, in three languages."""

from __future__ import annotations

from baton.listening.channels.survey.tests.xlsforms import workbook

_COLUMNS = (
    *("type", "name", "label::English (en)", "label::Français (fr)", "label::Polski (pl)"),
    *(
        "hint::English (en)",
        "hint::Français (fr)",
        "hint::Polski (pl)",
        "required",
        "relevant",
        "appearance",
        "constraint",
        "default",
    ),
    *("choice_filter", "calculation", "parameters", "repeat_count", "$kuid"),
)


def _row(kind: str, name: str = "", *labels: str, **more: str) -> list[str]:
    """One row; what is not given is empty."""
    named = dict(zip(_COLUMNS[2:], (*labels, "", "", "")[:3], strict=False))
    named |= {"type": kind, "name": name, "$kuid": f"k{name}"}
    named |= {{"hint": "hint::English (en)"}.get(key, key): text for key, text in more.items()}
    return [named.get(column, "") for column in _COLUMNS]


SURVEY = [
    _row("start", "start"),
    _row("end", "end"),
    _row("deviceid", "deviceid"),
    _row("note", "welcome", "**Welcome**", "**Bienvenue**", "**Witamy**"),
    _row(
        "select_one yn",
        "consent",
        "May we ask you?",
        "Pouvons-nous ?",
        "Czy możemy?",
        required="true",
    ),
    _row("begin_group", "visit", "Your visit", relevant="${consent} = 'yes'"),
    _row(
        "select_one came ",
        "came",
        "How did you come?",
        "Comment ?",
        "Jak?",
        hint="The last time.",
        **{"hint::Français (fr)": "La dernière fois.", "hint::Polski (pl)": "Ostatnim razem."},
    ),
    _row("text", "came_other", "How else?", "Autrement ?", "Inaczej?", relevant="${came}='other'"),
    _row("begin group", "wait", "Waiting", relevant="${came} = 'bus' or ${came}='foot'"),
    _row("integer", "minutes", "Minutes", "Minutes", "Minuty", constraint=". >= 0 and . < 600"),
    _row(
        "select_multiple why",
        "why",
        "Why so long?",
        "Pourquoi ?",
        "Dlaczego?",
        relevant="${minutes} > 30",
    ),
    _row("end group"),
    _row(
        "select_one fft",
        "overall",
        "Overall, how was it?",
        "Dans l’ensemble ?",
        "Ogólnie?",
    ),
    _row(
        "text",
        "better",
        "What would be better?",
        "Quoi de mieux ?",
        "Co lepiej?",
        relevant="selected(${overall}, 'poor') or selected(${overall}, 'very_poor')",
    ),
    _row("end_group"),
    _row("range", "ease", "How easy?", "Facile ?", "Łatwo?", parameters="start=0 end=10 step=1"),
    _row("range", "distance", "Miles?", "Milles ?", "Mile?", parameters="start=0 end=200 step=5"),
    _row("begin_repeat", "child", "Each child", repeat_count="${minutes}"),
    _row("text", "child_name", "Name of the child", "Nom", "Imię"),
    _row("integer", "child_age", "Age", "Âge", "Wiek"),
    _row("end_repeat"),
    _row("calculate", "total", calculation="${minutes} * 2"),
    _row("geopoint", "place", "Where are you?", "Où ?", "Gdzie?"),
    _row("image", "photo", "Photograph the room", "Photo", "Zdjęcie"),
    _row("date", "when", "When was it?", "Quand ?", "Kiedy?", default="today()"),
    _row("text", "q_home", "What is your postcode?", "Code postal ?", "Kod pocztowy?"),
]
CHOICES = [
    ("list_name", "name", "label::English (en)", "label::Français (fr)", "label::Polski (pl)"),
    ("yn", "yes", "Yes", "Oui", "Tak"),
    ("yn", "no", "No", "Non", "Nie"),
    ("came", "bus", "By bus", "En bus", "Autobusem"),
    ("came", "foot", "On foot", "À pied", "Pieszo"),
    ("came", "other", "Another way", "Autrement", "Inaczej"),
    ("why", "staff", "Too few staff", "Peu de personnel", "Za mało osób"),
    ("why", "full", "It was full", "C’était plein", "Było pełno"),
    ("fft", "very_good", "Very good", "Très bien", "Bardzo dobrze"),
    ("fft", "good", "Good", "Bien", "Dobrze"),
    ("fft", "neither", "Neither good nor poor", "Ni bien ni mal", "Ani dobrze, ani źle"),
    ("fft", "poor", "Poor", "Mal", "Źle"),
    ("fft", "very_poor", "Very poor", "Très mal", "Bardzo źle"),
    ("fft", "dont_know", "Don't know", "Je ne sais pas", "Nie wiem"),
]
SETTINGS = [
    ("form_title", "form_id", "version", "default_language"),
    ("Walk-in centre: households", "hh", "3", "English (en)"),
]


def household() -> bytes:
    return workbook({"survey": [_COLUMNS, *SURVEY], "choices": CHOICES, "settings": SETTINGS})
