# SPDX-License-Identifier: MIT
from django.urls import path

from baton.ui import views

app_name = "ui"
urlpatterns = [
    path("brand.css", views.brand_stylesheet, name="brand"),
    path("brand.svg", views.brand_mark, name="mark"),
]
