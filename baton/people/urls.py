# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.views import account, entry, outbox, people, sharing

app_name = "people"
urlpatterns = [
    path("sign-in", entry.sign_in, name="sign_in"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("password/forgotten", entry.forgotten_password, name="forgotten_password"),
    path("password/sent", entry.password_sent, name="password_sent"),
    path("password/new/<uuid:public_id>/<str:token>", entry.new_password, name="new_password"),
    path("invitation/<str:token>", entry.invitation, name="invitation"),
    path("account", account.account, name="account"),
    path("account/password", account.change_password, name="change_password"),
    path("account/organisation", account.choose_organisation, name="choose_organisation"),
    path("people", people.people, name="people"),
    path("people/invite", people.invite, name="invite"),
    path(
        "people/invitations/<uuid:public_id>/revoke",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
    path("people/<uuid:public_id>/<slug:role>/end", people.end_role, name="end_role"),
    path("people/sharing", sharing.sharing, name="sharing"),
    path("people/sharing/give", sharing.give, name="give_agreement"),
    path("people/sharing/<uuid:public_id>/revoke", sharing.revoke, name="revoke_agreement"),
    path("people/outbox", outbox.outbox, name="outbox"),
    path("people/outbox/<uuid:public_id>", outbox.message, name="message"),
]
