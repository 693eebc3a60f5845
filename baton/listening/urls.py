# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.views import agreements, alerts, contributions, privacy

app_name = "listening"
urlpatterns = [
    path("alerts", alerts.alerts, name="alerts"),
    path("alerts/people", alerts.contacts, name="contacts"),
    path("alerts/<uuid:public_id>", alerts.alert, name="alert"),
    path(
        "contributions/<uuid:public_id>/take-back",
        contributions.take_back,
        name="take_back",
    ),
    path(
        "contributions/<uuid:public_id>/agreement",
        agreements.agreement,
        name="agreement",
    ),
    path("pictures/<uuid:activity>", agreements.pictures, name="pictures"),
    path("privacy", privacy.privacy, name="privacy"),
]
