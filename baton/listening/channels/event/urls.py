# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.event import views

app_name = "event"
urlpatterns = [
    path("event-notes/", views.sessions, name="list"),
    path("event-notes/begin/<uuid:activity>", views.begin, name="begin"),
    path("event-notes/<uuid:session>/", views.session, name="session"),
    path("event-notes/<uuid:session>/about", views.about, name="about"),
    path("event-notes/<uuid:session>/tables/new", views.add_table, name="add_table"),
    path("event-notes/<uuid:session>/close", views.close, name="close"),
    path("event-notes/<uuid:session>/reopen", views.reopen, name="reopen"),
    path("event-notes/<uuid:session>/sign-in-sheet", views.sheet, name="sheet"),
    path("event-notes/tables/<uuid:table>/", views.table, name="table"),
    path("event-notes/tables/<uuid:table>/change", views.change_table, name="change_table"),
    path("event-notes/tables/<uuid:table>/charts", views.add_charts, name="add_charts"),
    path("event-notes/charts/<uuid:chart>/picture", views.picture, name="picture"),
    path("event-notes/charts/<uuid:chart>/delete", views.forget_chart, name="forget_chart"),
    path("event-notes/points/<uuid:point>", views.point, name="point"),
    path("signing-in/<uuid:key>", views.sign_in, name="sign_in"),
]
