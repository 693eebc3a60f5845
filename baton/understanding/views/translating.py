# SPDX-License-Identifier: MIT
"""What people say of words in another language: which one it is, what they mean in English."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from baton.listening.translations import operations as translations
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import operations, translating
from baton.understanding.forms import LanguageForm, TranslationForm
from baton.understanding.languages import LANGUAGES
from baton.understanding.views.comment import back_to, contribution_of, show


@require_POST
@requires("code")
def translate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep what somebody typed as the translation."""
    contribution = contribution_of(request, public_id, own=True)
    form = TranslationForm(request.POST)
    if not form.is_valid():
        return show(request, contribution, translation_form=form)
    typed = form.cleaned_data["translation"]
    try:
        kept = translating.translate(contribution, typed, by=request.user)
    except (translations.NothingToTranslate, translations.NotATranslation) as problem:
        form.add_error("translation", str(problem))
        return show(request, contribution, translation_form=form)
    messages.success(
        request, _("The translation is kept beside the original, and read in a minute.")
    )
    if "[" in kept.words and "[" not in typed:
        messages.info(request, _("What identifies a person was taken out of it."))
    return back_to(request, contribution)


@require_POST
@requires("code")
def remove_translation(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the translation away."""
    contribution = contribution_of(request, public_id, own=True)
    translating.take_away(contribution, by=request.user)
    messages.success(request, _("The translation is gone. What people coded stays."))
    return back_to(request, contribution)


@require_POST
@requires("code")
def language(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct which language the words are in."""
    contribution = contribution_of(request, public_id, own=True)
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return show(request, contribution, language_form=form)
    code = form.cleaned_data["language"]
    try:
        translating.set_language(contribution, code, by=request.user)
    except operations.WordsAreGone as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, _("The words are in %(languages)s, you say.") % {"languages": LANGUAGES[code]}
        )
    return back_to(request, contribution)
