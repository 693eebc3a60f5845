# SPDX-License-Identifier: MIT
"""A survey in English, Dutch and Arabic: the standard question, words, and who people are.

`python -m tests.harness.tongues SLUG TITLE`, run inside an instance's environment, prints the
address at which it is answered.
"""

from __future__ import annotations

import sys

WHY = {"en": "Why?", "nl": "Waarom?", "ar": "لماذا؟"}
ABOUT = {"en": "About you", "nl": "Over u", "ar": "عنك"}


def publish(slug: str, title: str) -> str:
    from baton.listening.channels.survey.definition import FFT_WORDS, Definition, Question
    from baton.listening.channels.survey.operations import editing
    from baton.people.models import Organisation
    from baton.ui import speech

    def asked(language: str) -> str:
        from django.utils import translation

        with translation.override(language):
            return speech.gettext(FFT_WORDS)

    score = {language: asked(language) for language in WHY}
    draft = Definition(
        languages=("en", "nl", "ar"),
        questions=(
            Question("q1", "fft", score),
            Question("q2", "text", WHY, is_needed=True),
            Question("q3", "postcode", {"en": "Postcode", "nl": "Postcode", "ar": "الرمز البريدي"}),
            Question("q4", "monitoring", ABOUT, asks=("age", "sex")),
        ),
    )
    body = Organisation.objects.get(slug=slug)
    survey = editing.begin(body, title, by="test", draft=draft)
    editing.publish(survey, by="test")
    return f"/s/{survey.places.get().code}"


if __name__ == "__main__":
    import django

    django.setup()
    print(publish(*sys.argv[1:]))
