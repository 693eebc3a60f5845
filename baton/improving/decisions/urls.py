# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("record", views.record, name="record"),
    path("actions", views.actions, name="actions"),
    path("actions/<uuid:public_id>/", views.action, name="action"),
    path("actions/<uuid:public_id>/change", views.change_action, name="change_action"),
    path("actions/<uuid:public_id>/turn", views.turn, name="turn"),
    path("actions/<uuid:public_id>/measured", views.measured, name="measured"),
    path("<uuid:public_id>/", views.decision, name="decision"),
    path("<uuid:public_id>/change", views.change, name="change"),
    path("<uuid:public_id>/act", views.add_action, name="add_action"),
]
