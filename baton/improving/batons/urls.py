# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.batons import views

app_name = "batons"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("all", views.every, name="all"),
    path("carried-on", views.carried_on, name="carried_on"),
    path("hand-on", views.hand_on, name="hand_on"),
    path("end", views.end, name="end"),
    path("merge", views.merge, name="merge"),
    path("closing/<uuid:programme>/<str:kind>", views.closing, name="closing"),
    path("<uuid:public_id>/", views.baton, name="baton"),
    path("<uuid:public_id>/take-up", views.take_up, name="take_up"),
    path("<uuid:public_id>/decline", views.decline, name="decline"),
    path("<uuid:public_id>/split", views.split, name="split"),
    path("<uuid:public_id>/copy", views.copy, name="copy"),
    path("<uuid:public_id>/redate", views.redate, name="redate"),
]
