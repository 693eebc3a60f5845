# SPDX-License-Identifier: MIT
"""A survey that an organisation asks: a score, words, how people came, and who they are.

`python -m tests.harness.survey SLUG TITLE`, run inside an instance's environment, prints its
identifier.
"""

from __future__ import annotations

import sys


def publish(slug: str, title: str) -> str:
    from baton.listening.channels.survey.definition import (
        FFT_WORDS,
        Choice,
        Definition,
        Question,
        ShowIf,
    )
    from baton.listening.channels.survey.operations import editing
    from baton.people.models import Organisation
    from baton.places import operations as places

    body = Organisation.objects.get(slug=slug)
    centre = places.add_service(body, "Walk-in centre", kind="site", by="test")
    ways = (
        Choice("bus", {"en": "By bus"}),
        Choice("foot", {"en": "On foot"}),
        Choice("car", {"en": "By car"}),
    )
    draft = Definition(
        questions=(
            Question("q1", "fft", {"en": FFT_WORDS}),
            Question(
                "q2",
                "text",
                {"en": "What could we do better?"},
                about="could_improve",
                show_if=ShowIf("q1", ("3", "4", "5")),
            ),
            Question("q3", "many", {"en": "How did you come?"}, choices=ways),
            Question("q4", "scale", {"en": "How easy was it to find us?"}),
            Question("q5", "monitoring", {"en": "About you"}, asks=("age", "sex")),
        )
    )
    survey = editing.begin(body, title, by="test", draft=draft, service=centre)
    editing.add_place(survey, "Reception desk", service=centre, by="test")
    editing.publish(survey, by="test")
    return str(survey.public_id)


if __name__ == "__main__":
    import django

    django.setup()
    print(publish(*sys.argv[1:]))
