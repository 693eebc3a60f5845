# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.speakers import views

app_name = "speakers"
urlpatterns = [
    path("", views.languages, name="languages"),
    path("<slug:code>", views.language, name="language"),
    path("<slug:code>/file", views.take_home, name="take_home"),
    path("<slug:code>/<str:digest>", views.mend, name="mend"),
]
