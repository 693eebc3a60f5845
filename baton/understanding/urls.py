# SPDX-License-Identifier: MIT
from django.urls import path

from baton.understanding import views

app_name = "understanding"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/shared/", views.shared, name="shared"),
    path("comments/", views.comments, name="comments"),
    path("comments/download", views.download, name="download"),
    path("comments/count", views.tally, name="tally"),
    path("comments/by-service", views.by_service, name="by_service"),
    path("comments/searches/", views.saved_searches, name="saved_searches"),
    path("comments/searches/save", views.save_search, name="save_search"),
    path("comments/searches/<uuid:public_id>/", views.saved_search, name="saved_search"),
    path("comments/searches/<uuid:public_id>/change", views.change_search, name="change_search"),
    path("comments/searches/<uuid:public_id>/remove", views.remove_search, name="remove_search"),
    path("comments/<uuid:public_id>/", views.comment, name="comment"),
    path("comments/<uuid:public_id>/next", views.next_comment, name="next"),
    path("comments/<uuid:public_id>/add", views.add, name="add"),
    path("comments/<uuid:public_id>/check", views.check, name="check"),
    path("comments/<uuid:public_id>/sentiment", views.sentiment, name="sentiment"),
    path("comments/<uuid:public_id>/original", views.original, name="original"),
    path("comments/<uuid:public_id>/<slug:theme>/confirm", views.confirm, name="confirm"),
    path("comments/<uuid:public_id>/<slug:theme>/remove", views.remove, name="remove"),
]
