# SPDX-License-Identifier: MIT
"""A survey in another language and in Easy Read, with pictures that people see once published."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import wording
from baton.listening.channels.survey.operations import editing, questions
from baton.listening.tests.pictures import png
from baton.ui.languages import EASY_READ


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text(answer):
    return " ".join(answer.content.decode().split())


def page(name, survey, *more):
    return reverse(f"survey:{name}", args=[survey.public_id, *more])


def drafted(survey):
    survey.refresh_from_db()
    return define.from_json(survey.draft)


def test_meena_adds_a_language_and_translates_some_of_it(hers, survey):
    assert "It is asked in English only." in text(hers.get(page("languages", survey)))
    added = hers.post(page("languages", survey), {"language": "gu"})
    shown = text(hers.get(added.url))
    assert "7 texts are missing." in shown
    assert 'lang="gu" dir="ltr"' in shown
    standard = "એકંદરે, અમારી સેવાનો તમારો અનુભવ કેવો રહ્યો?"
    assert f"{standard}</textarea>" in shown
    typed = {"q1-words": standard, "q2-words": "શું સારું હતું?", "q4-choice-bus": "બસથી"}
    saved = hers.post(added.url, typed, follow=True)
    assert "It is saved. 5 texts are still missing." in text(saved)
    assert "3 of 8 texts" in text(saved)
    assert "શું સારું હતું?</textarea>" in text(hers.get(added.url))
    assert drafted(survey).question("q4").choices[0].words["gu"] == "બસથી"


def test_a_text_that_is_too_long_says_which(hers, survey, meena):
    questions.add_language(survey, "gu", by=meena)
    answer = hers.post(page("translate", survey, "gu"), {"q2-words": "?" * 501})
    assert answer.status_code == 422
    assert "Question 2, in Gujarati: at most 500 characters." in text(answer)


def test_meena_takes_a_language_out(hers, survey, meena):
    questions.add_language(survey, "gu", by=meena)
    hers.post(page("languages", survey), {"remove": "gu"})
    assert drafted(survey).languages == ("en",)
    for language in ("gu", "en", "xx"):
        assert hers.get(page("translate", survey, language)).status_code == 404
    assert hers.post(page("languages", survey), {"remove": "en"}).status_code == 404
    assert hers.post(page("languages", survey), {"language": "xx"}).status_code == 422


def test_words_from_right_to_left_are_typed_so(hers, survey, meena):
    questions.add_language(survey, "ar", by=meena)
    assert 'lang="ar" dir="rtl"' in text(hers.get(page("translate", survey, "ar")))


def brings(browser, survey, question, answer="", *, alt="A bus", content=None):
    address = page("put_picture", survey, question) + (f"?answer={answer}" if answer else "")
    file = SimpleUploadedFile("bus.png", content or png(), "image/png")
    return browser.post(address, {"file": file, "alt": alt})


@pytest.fixture
def easy(hers, survey, meena):
    """Everything said in Easy Read, with a picture of a question and one of an answer."""
    questions.add_language(survey, EASY_READ, by=meena)
    texts = wording.to_translate(drafted(survey), EASY_READ)
    typed = {text_.name: f"Easy {text_.original}" for text_ in texts}
    questions.translate(survey, EASY_READ, typed, by=meena)
    brings(hers, survey, "q1", alt="A face")
    brings(hers, survey, "q4", "bus")
    return survey


def test_pictures_show_in_easy_read_and_nowhere_else(easy, meena):
    editing.publish(easy, by=meena)
    code = easy.places.get().code
    for language, has in ((EASY_READ, True), ("en", False)):
        amina = Client()
        begun = amina.post(f"/s/{code}?language={language}").url.removesuffix("q1")
        for key, alt in (("q1", "A face"), ("q4", "A bus")):
            shown = text(amina.get(f"{begun}{key}"))
            assert (f'alt="{alt}"' in shown) is has
            assert ("Easy " in shown.replace("Easy Read", "")) is has
            assert "<script>" not in shown


def test_a_picture_is_public_once_it_is_published(easy, hers, meena):
    picture = easy.pictures.get(alt="A bus")
    public = reverse("survey:published_picture", args=[picture.public_id])
    own = page("picture_file", easy, picture.public_id)
    assert Client().get(public).status_code == 404
    assert Client().get(own).status_code == 302
    assert hers.get(own).content == png()
    editing.publish(easy, by=meena)
    seen = Client().get(public)
    assert (seen.content, seen["Content-Type"]) == (png(), "image/png")
    assert seen["X-Content-Type-Options"] == "nosniff"


def test_the_preview_shows_pictures_that_are_not_published(easy, hers):
    shown = text(hers.post(page("preview", easy), {"at": "start", "language": EASY_READ}))
    assert page("picture_file", easy, easy.pictures.get(alt="A face").public_id) in shown


def test_the_page_of_pictures_says_which_there_are(easy, hers):
    shown = text(hers.get(page("pictures", easy)))
    assert "Change the picture of “Easy By bus”" in shown
    assert "Add the picture of “Easy On foot”" in shown
    address = page("put_picture", easy, "q4") + "?answer=bus"
    assert "What it shows" in text(hers.get(address))
    hers.post(address, {"alt": "A red bus"})
    assert easy.pictures.get(alt="A red bus"), "another alternative text needs no other picture"
    hers.post(address, {"remove": "yes"})
    assert drafted(easy).question("q4").choices[0].picture == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"alt": ""}, "Say what the picture shows."),
        ({"content": b"GIF89a"}, "This is not a photograph that we can keep"),
        ({"content": png() + bytes(2 << 20)}, "larger than 2 MB"),
    ],
)
def test_a_picture_that_cannot_be_kept_says_why(hers, survey, given, says):
    answer = brings(hers, survey, "q1", **given)
    assert answer.status_code == 422
    assert says in text(answer)
    assert not survey.pictures.exists()


def test_no_picture_at_all_says_so(hers, survey):
    answer = hers.post(page("put_picture", survey, "q1"), {"alt": "A face"})
    assert "Choose a picture." in text(answer)
    assert hers.get(page("put_picture", survey, "q4") + "?answer=tram").status_code == 404
    assert hers.get(page("put_picture", survey, "q99")).status_code == 404
