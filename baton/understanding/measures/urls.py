# SPDX-License-Identifier: MIT
from django.urls import path

from baton.understanding.measures import views

urlpatterns = [
    path("", views.measures, name="measures"),
    path("add", views.add, name="add_measure"),
    path("<uuid:public_id>/", views.measure, name="measure"),
    path("<uuid:public_id>/change", views.change, name="change_measure"),
    path("<uuid:public_id>/standard", views.standard, name="set_standard"),
    path("<uuid:public_id>/values", views.values, name="measure_values"),
    path("<uuid:public_id>/import", views.import_values, name="import_values"),
    path("<uuid:public_id>/rebase", views.rebase, name="rebase_measure"),
    path("<uuid:public_id>/note", views.note, name="note_measure"),
    path("<uuid:public_id>/download", views.download, name="download_measure"),
]
