# SPDX-License-Identifier: MIT
from django.urls import path

from baton.understanding import views

app_name = "understanding"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/shared/", views.shared, name="shared"),
    path("comments/", views.comments, name="comments"),
    path("comments/download", views.download, name="download"),
    path("comments/<uuid:public_id>/", views.comment, name="comment"),
    path("comments/<uuid:public_id>/next", views.next_comment, name="next"),
    path("comments/<uuid:public_id>/add", views.add, name="add"),
    path("comments/<uuid:public_id>/check", views.check, name="check"),
    path("comments/<uuid:public_id>/sentiment", views.sentiment, name="sentiment"),
    path("comments/<uuid:public_id>/original", views.original, name="original"),
    path("comments/<uuid:public_id>/<slug:theme>/confirm", views.confirm, name="confirm"),
    path("comments/<uuid:public_id>/<slug:theme>/remove", views.remove, name="remove"),
]
