# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.news.views import public, staff

app_name = "news"
_OWN = "programmes/<uuid:public_id>/public-page"
urlpatterns = [
    path("about/<uuid:public_id>/", public.about, name="about"),
    path("about/<uuid:public_id>/news.atom", public.feed, name="feed"),
    path("about/<uuid:public_id>/subscribe", public.subscribe, name="subscribe"),
    path("news/<str:key>/", public.subscription, name="subscription"),
    path(_OWN, staff.editor, name="editor"),
    path(f"{_OWN}/preview", staff.preview, name="preview"),
    path(f"{_OWN}/publish", staff.publish, name="publish"),
    path(f"{_OWN}/take-away", staff.take_away, name="take_away"),
    path(f"{_OWN}/finding/<uuid:thing>", staff.tell_finding, name="tell_finding"),
    path(f"{_OWN}/decision/<uuid:thing>", staff.tell_decision, name="tell_decision"),
    path(f"{_OWN}/action/<uuid:thing>", staff.tell_action, name="tell_action"),
    path(f"{_OWN}/news", staff.add_news, name="add_news"),
    path(f"{_OWN}/news/<uuid:news>/take-down", staff.take_down, name="take_down"),
]
