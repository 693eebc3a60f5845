# SPDX-License-Identifier: MIT
from django.urls import path

from baton.understanding.fft import views

app_name = "fft"
urlpatterns = [
    path("", views.returns, name="returns"),
    path("services/", views.services, name="services"),
    path("services/add", views.add_service, name="add_service"),
    path("services/board", views.board, name="board"),
    path("services/<uuid:public_id>/", views.change_service, name="change_service"),
    path("<slug:setting>/<str:month>/", views.one_return, name="return"),
    path("<slug:setting>/<str:month>/download", views.download, name="download"),
    path("<slug:setting>/<str:month>/sent", views.sent, name="sent"),
    path("<slug:setting>/<str:month>/eligible", views.eligible, name="eligible"),
    path("<slug:setting>/<str:month>/import", views.import_eligible, name="import_eligible"),
]
