# SPDX-License-Identifier: MIT
from django.urls import path

from baton.places.areas import views

app_name = "areas"
urlpatterns = [path("", views.serving, name="serving")]
