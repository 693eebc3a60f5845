# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.involvement import views

app_name = "involvement"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("to-pay", views.to_pay, name="to_pay"),
    path("<uuid:public_id>/take-back", views.take_back, name="take_back"),
]
