# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.trace import views

app_name = "trace"
urlpatterns = [
    path("finding/<uuid:public_id>/", views.of_finding, name="finding"),
    path("baton/<uuid:public_id>/", views.of_baton, name="baton"),
    path("decision/<uuid:public_id>/", views.of_decision, name="decision"),
    path("action/<uuid:public_id>/", views.of_action, name="action"),
    path("reply/<uuid:public_id>/", views.of_reply, name="reply"),
]
