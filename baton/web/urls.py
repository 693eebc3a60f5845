# SPDX-License-Identifier: MIT
from django.urls import path

from baton.web import views

app_name = "web"
urlpatterns = [
    path("", views.today, name="today"),
    path("getting-ready", views.getting_ready, name="getting_ready"),
    path("jobs/<uuid:public_id>/", views.job, name="job"),
    path("health", views.health, name="health"),
]
