# SPDX-License-Identifier: MIT
"""“May we tell you what comes of it?”: how, and then where to. One thing a page."""

from __future__ import annotations

from typing import Any

from django import forms

from baton.listening.contacts import addresses
from baton.listening.contacts.models import Contact
from baton.listening.contacts.operations import Way
from baton.ui import fields
from baton.ui.languages import OWN_NAMES
from baton.ui.speech import gettext, gettext_lazy, said_later

NO = "no"
EASY = "en-x-easy"
#: How somebody may be told, as they are asked.
WAYS = {
    Contact.Way.EMAIL: gettext_lazy("By e-mail"),
    Contact.Way.SMS: gettext_lazy("By text"),
    Contact.Way.POST: gettext_lazy("By letter"),
    Contact.Way.PHONE: gettext_lazy("By phone call"),
}
_ASKED: dict[str, tuple[str, str, str]] = {
    Contact.Way.EMAIL: (gettext_lazy("Your e-mail address"), "email", "email"),
    Contact.Way.SMS: (gettext_lazy("Your mobile number"), "tel", "tel"),
    Contact.Way.POST: (gettext_lazy("Your name and address"), "text", "street-address"),
    Contact.Way.PHONE: (gettext_lazy("Your telephone number"), "tel", "tel"),
}
_KEPT = gettext_lazy("We keep it apart from your words, and delete it when we have told you.")


class WayForm(fields.Form):
    """Whether, and how."""

    way = fields.choice(
        gettext_lazy("May we tell you what comes of it?"),
        [*WAYS.items(), (NO, gettext_lazy("No, thank you"))],
        missing=gettext_lazy("Choose how, or “No, thank you”."),
        widget=forms.RadioSelect,
    )


class AddressForm(fields.Form):
    """Where to; in which language and form."""

    address = fields.line("", addresses.LONGEST, _KEPT)
    language = fields.choice(
        gettext_lazy("In which language"), missing=gettext_lazy("Choose a language.")
    )
    format = fields.choice(
        gettext_lazy("In which form"),
        said_later(Contact.Format.choices),
        missing=gettext_lazy("Choose in which form."),
    )

    def __init__(self, posted: fields.Posted, *, way: str, language: str = "en") -> None:
        is_easy = language == EASY
        chosen = "en" if is_easy else language
        easy, plain = Contact.Format.EASY_READ, Contact.Format.PLAIN
        super().__init__(posted, initial={"language": chosen, "format": easy if is_easy else plain})
        self.way = way
        label, kind, self.autocomplete = _ASKED[way]
        box = self.fields["address"]
        box.label = label
        if way == Contact.Way.POST:
            box.widget = forms.Textarea()
            how = gettext("Each line on its own, with the postcode.")
            box.help_text = f"{how} {_KEPT}"
        else:
            box.widget = forms.TextInput()
            box.widget.input_type = kind
        spoken = [(code, name) for code, name in OWN_NAMES.items() if code != EASY]
        self.choose_from("language", spoken)

    def clean_address(self) -> str:
        try:
            return addresses.written(self.way, self.cleaned_data["address"])
        except addresses.NotAnAddress as problem:
            raise forms.ValidationError(str(problem)) from problem

    def asked(self) -> Way:
        given: dict[str, Any] = self.cleaned_data
        language = "" if given["language"] == "en" else given["language"]
        return Way(self.way, given["address"], language=language, format=given["format"])
