# SPDX-License-Identifier: MIT
"""What is asked of who writes for everybody, and of who subscribes."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.improving.news.models import Published
from baton.programmes.models import Programme
from baton.ui import fields
from baton.ui.fields import Posted
from baton.ui.speech import gettext_lazy
from baton.ui.wording import _lazy


class PublishForm(forms.Form):
    """What stands first on the page."""

    says = fields.text(
        _lazy("What this is about, in plain words"),
        _lazy(
            "Two or three sentences: what may change, for whom, and until when people can have a "
            "say."
        ),
        longest=1500,
        missing=_lazy("Say what this is about: it is the first thing that everybody reads."),
    )

    def __init__(self, data: Posted, *, programme: Programme, published: Published | None) -> None:
        says = published.says if published else programme.purpose
        super().__init__(data, initial={"says": says})


class TellForm(forms.Form):
    """What was heard, decided or done, as everybody will read it."""

    told = fields.text(
        _lazy("In plain words"),
        _lazy(
            "One to three short sentences, without names and abbreviations. Leave it empty to "
            "take it off the page."
        ),
        longest=500,
    )
    as_news = forms.BooleanField(
        label=_lazy("Send it as news too, to those who asked for it by e-mail"), required=False
    )

    def __init__(self, data: Posted, *, told: str, may_be_news: bool) -> None:
        super().__init__(data, initial={"told": told})
        if not may_be_news:
            del self.fields["as_news"]

    def given(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["told"], "as_news": self.cleaned_data.get("as_news")}


class NewsForm(forms.Form):
    """A piece of news."""

    title = fields.line(_lazy("What is new"), 120, missing=_lazy("Say in a line what is new."))
    text = fields.text(
        _lazy("What people should know of it"),
        longest=3000,
        missing=_lazy("Say what people should know of it."),
    )


class SubscribeForm(forms.Form):
    """An address for news."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We write to ask whether it was you. We use it for this news only."),
        max_length=254,
        widget=forms.EmailInput(),
        error_messages={
            "required": gettext_lazy("Write the e-mail address to which news should go."),
            "invalid": gettext_lazy("Write an e-mail address like name@example.org."),
        },
    )
