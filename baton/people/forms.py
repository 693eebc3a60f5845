# SPDX-License-Identifier: MIT
"""What people fill in about themselves, their colleagues and their agreements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from baton.core import clock
from baton.people import queries
from baton.people.models import Account, Organisation, SharingAgreement, as_stored
from baton.people.roles import Role
from baton.ui import fields
from baton.ui.wording import _lazy

_ADDRESS = {
    "required": _lazy("Write an e-mail address."),
    "invalid": _lazy("Write an e-mail address like name@example.org"),
}
_NOT_ASCII = _lazy("Before the @, write only letters without accents, digits and signs.")
_LEAST = _lazy(
    "At least 12 characters. Three or four words that are not a saying are a good password."
)

_LIKE_THEIR_NAME = password_validation.UserAttributeSimilarityValidator(("name", "email"))


class AddressField(forms.EmailField):
    """An e-mail address, in small letters: nobody has two accounts by writing it two ways.

    Before the @ it is ASCII: Django's own pattern, which ignores case, takes “ſ” for an “s”.
    """

    def __init__(self, *, help_text: str = "") -> None:
        super().__init__(
            max_length=254,
            label=_lazy("E-mail address"),
            help_text=help_text,
            error_messages=_ADDRESS,
        )

    def to_python(self, value: Any) -> str:
        address = str(super().to_python(value))
        if not address.rpartition("@")[0].isascii():
            raise forms.ValidationError(_NOT_ASCII, code="invalid")
        return as_stored(address)


class PasswordField(forms.CharField):
    widget = forms.PasswordInput

    def __init__(self, **options: Any) -> None:
        # Longer ones only keep the hashing busy.
        super().__init__(strip=False, max_length=256, **options)


class SignInForm(AuthenticationForm):
    username = AddressField()
    password = PasswordField(
        label=_lazy("Password"), error_messages={"required": _lazy("Write your password.")}
    )

    error_messages = {
        "invalid_login": _lazy(
            "This e-mail address and password do not belong together. "
            "Check both, or choose a new password."
        ),
        "inactive": _lazy(
            "This account has been closed. An administrator of your organisation can say more."
        ),
    }

    def get_invalid_login_error(self) -> forms.ValidationError:
        """A closed account is named as such to its owner alone: to who knows the password."""
        account = queries.account_by_address(self.cleaned_data.get("username", ""))
        if (
            account is not None
            and not account.is_active
            and account.check_password(self.cleaned_data.get("password", ""))
        ):
            return forms.ValidationError(self.error_messages["inactive"], code="inactive")
        return forms.ValidationError(self.error_messages["invalid_login"], code="invalid_login")


class ForgottenPasswordForm(forms.Form):
    email = AddressField(help_text=_lazy("The address you sign in with."))


class NewPasswordForm(forms.Form):
    """A new password for `account`, which may be one that is not stored yet."""

    password = PasswordField(
        label=_lazy("New password"),
        help_text=_LEAST,
        error_messages={"required": _lazy("Write a new password.")},
    )

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        # Django's own setting compares with names that our accounts do not have.
        _LIKE_THEIR_NAME.validate(password, self.account)
        password_validation.validate_password(password, self.account)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The view compares the password of now: a wrong one counts towards the lockout."""

    current = PasswordField(
        label=_lazy("Your password now"), error_messages={"required": _lazy("Write your password.")}
    )
    field_order = ["current", "password"]


class NameForm(forms.Form):
    name = forms.CharField(
        label=_lazy("Your name"),
        max_length=150,
        help_text=_lazy("As your colleagues know you."),
        error_messages={"required": _lazy("Write your name.")},
    )


class AcceptForm(NewPasswordForm):
    """Name and password of somebody new."""

    name = forms.CharField(
        label=_lazy("Your name"),
        max_length=150,
        help_text=_lazy("As your colleagues know you."),
        error_messages={"required": _lazy("Write your name.")},
    )
    field_order = ["name", "password"]

    def clean_name(self) -> str:
        # The check of the password, which comes after, compares it with the name.
        self.account.name = self.cleaned_data["name"]
        return self.account.name


class PasswordAgainForm(forms.Form):
    password = PasswordField(
        label=_lazy("Your password"), error_messages={"required": _lazy("Write your password.")}
    )


class CodeForm(forms.Form):
    """A code of the authenticator app."""

    code = forms.CharField(
        label=_lazy("Code"),
        max_length=12,
        help_text=_lazy("The 6 digits that your authenticator app shows now."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _lazy("Write the 6 digits."),
            "max_length": _lazy("A code has 6 digits."),
        },
    )


class RecoveryCodeForm(forms.Form):
    """A code on paper."""

    code = forms.CharField(
        label=_lazy("Recovery code"),
        max_length=40,
        help_text=_lazy("Like abcd-2345-efgh-6789, from the ten that you kept. Each works once."),
        error_messages={
            "required": _lazy("Write a recovery code."),
            "max_length": _lazy("A recovery code has 16 letters and digits."),
        },
    )


class PasskeyForm(forms.Form):
    """A new passkey: its name, and what the browser made."""

    name = forms.CharField(
        label=_lazy("Name"),
        max_length=60,
        help_text=_lazy("So that you know it again, like “Work computer”."),
        error_messages={"required": _lazy("Write a name.")},
    )
    passkey = forms.CharField(widget=forms.HiddenInput, max_length=20_000)


class TwoStepsForm(forms.Form):
    """The roles of a body that need two steps."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class InviteForm(forms.Form):
    email = AddressField(help_text=_lazy("The invitation goes there, and they sign in with it."))
    role = forms.ChoiceField(
        label=_lazy("Role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose a role.")},
    )


class AgreementForm(forms.Form):
    """What a body shares with one above it. Pass the body that gives as `child`."""

    parent = forms.ChoiceField(
        label=_lazy("Share with"), error_messages={"required": _lazy("Choose with whom you share.")}
    )
    level = forms.ChoiceField(
        label=_lazy("What they may see"),
        choices=SharingAgreement.Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose what they may see.")},
    )
    purpose = forms.CharField(
        label=_lazy("What for"),
        max_length=300,
        help_text=_lazy("They may use it for this and nothing else."),
        error_messages={"required": _lazy("Write what it is for.")},
    )
    valid_from = fields.day(_lazy("From"), missing=_lazy("Write the first day."))
    valid_to = fields.day(
        _lazy("Until"),
        _lazy(
            "The first day on which it no longer holds. Leave it empty for no end; "
            "you can end it on any day."
        ),
    )

    def __init__(self, *args: Any, child: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parents = {str(body.public_id): body for body in queries.may_hold_agreements(child)}
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            (key, body.name) for key, body in self.parents.items()
        ]
        self.fields["valid_from"].initial = clock.today

    def clean_parent(self) -> Organisation:
        return self.parents[self.cleaned_data["parent"]]
