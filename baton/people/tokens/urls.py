# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.tokens import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("make", views.make, name="make"),
    path("<uuid:public_id>/revoke", views.revoke, name="revoke"),
]
