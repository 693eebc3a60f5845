# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.frontline import views

app_name = "frontline"
urlpatterns = [path("", views.note, name="note")]
