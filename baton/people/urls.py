# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.views import account, entry, outbox, people, proof, sharing, ways

app_name = "people"
urlpatterns = [
    path("sign-in", entry.sign_in, name="sign_in"),
    path("sign-in/second-step", proof.second_step, name="second_step"),
    path("sign-in/passkey", proof.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/passkey/asked", proof.passkey_asked, name="passkey_asked"),
    path("sign-in/provider", proof.to_provider, name="to_provider"),
    path("sign-in/provider/back", proof.back_from_provider, name="provider_back"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("password/forgotten", entry.forgotten_password, name="forgotten_password"),
    path("password/sent", entry.password_sent, name="password_sent"),
    path("password/new/<uuid:public_id>/<str:token>", entry.new_password, name="new_password"),
    path("invitation/<str:token>", entry.invitation, name="invitation"),
    path("account", account.account, name="account"),
    path("account/password", account.change_password, name="change_password"),
    path("account/organisation", account.choose_organisation, name="choose_organisation"),
    path("account/confirm", proof.confirm, name="confirm"),
    path("account/second-step", ways.second_step_owed, name="second_step_owed"),
    path("account/app", ways.set_up_app, name="set_up_app"),
    path("account/app/remove", ways.remove_app, name="remove_app"),
    path("account/passkeys/add", ways.add_passkey, name="add_passkey"),
    path("account/passkeys/<uuid:public_id>/remove", ways.remove_passkey, name="remove_passkey"),
    path("account/recovery-codes", ways.recovery_codes, name="recovery_codes"),
    path("account/visits/others/end", ways.end_other_visits, name="end_other_visits"),
    path("account/visits/<uuid:public_id>/end", ways.end_visit, name="end_visit"),
    path("people", people.people, name="people"),
    path("people/invite", people.invite, name="invite"),
    path(
        "people/invitations/<uuid:public_id>/revoke",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
    path("people/<uuid:public_id>/<slug:role>/end", people.end_role, name="end_role"),
    path("people/<uuid:public_id>/sign-out", people.end_visits, name="end_visits"),
    path("people/two-steps", people.two_steps, name="two_steps"),
    path("people/sharing", sharing.sharing, name="sharing"),
    path("people/sharing/give", sharing.give, name="give_agreement"),
    path("people/sharing/<uuid:public_id>/revoke", sharing.revoke, name="revoke_agreement"),
    path("people/outbox", outbox.outbox, name="outbox"),
    path("people/outbox/<uuid:public_id>", outbox.message, name="message"),
]
