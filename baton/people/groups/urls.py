# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.groups import views

app_name = "groups"
urlpatterns = [
    path("", views.groups, name="list"),
    path("begin", views.begin, name="begin"),
    path("add", views.add, name="add"),
    path("<uuid:public_id>/", views.group, name="group"),
    path("<uuid:public_id>/change", views.change, name="change"),
    path("<uuid:public_id>/end", views.end, name="end"),
    path("<uuid:public_id>/seats", views.add_seats, name="add_seats"),
    path("seats/<uuid:public_id>/", views.change_seat, name="change_seat"),
    path("seats/<uuid:public_id>/fill", views.fill, name="fill"),
    path("terms/<uuid:public_id>/", views.change_holding, name="change_holding"),
    path("terms/<uuid:public_id>/end", views.leave, name="leave"),
]
