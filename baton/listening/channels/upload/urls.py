# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.upload import views
from baton.listening.channels.upload.lists import views as lists

app_name = "upload"
urlpatterns = [
    path("", views.uploads, name="list"),
    path("new", views.new, name="new"),
    path("<uuid:public_id>/", views.upload, name="upload"),
    path("<uuid:public_id>/columns", views.columns, name="columns"),
    path("<uuid:public_id>/holds", lists.holds, name="holds"),
    path("<uuid:public_id>/list", lists.columns, name="list_columns"),
    path("<uuid:public_id>/progress", views.progress, name="progress"),
    path("<uuid:public_id>/refused.csv", views.refused, name="refused"),
    path("<uuid:public_id>/undo", views.undo, name="undo"),
    path("<uuid:public_id>/discard", views.discard, name="discard"),
]
