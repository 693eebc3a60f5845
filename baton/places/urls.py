# SPDX-License-Identifier: MIT
from django.urls import path

from baton.places import views

app_name = "places"
urlpatterns = [
    path("services", views.services, name="services"),
    path("services/add", views.add, name="add"),
    path("services/import", views.import_file, name="import"),
]
