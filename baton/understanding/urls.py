# SPDX-License-Identifier: MIT
from django.urls import path

from baton.understanding.views import comment, lists, reviews, searches, summary, themes

app_name = "understanding"
urlpatterns = [
    path("themes/", themes.themes, name="themes"),
    path("themes/shared/", themes.shared, name="shared"),
    path("themes/summary", summary.summary, name="summary"),
    path("themes/summary.docx", summary.paper, name="paper"),
    path("themes/notice", summary.notice, name="notice"),
    path("comments/", lists.comments, name="comments"),
    path("comments/download", lists.download, name="download"),
    path("comments/count", lists.tally, name="tally"),
    path("comments/by-service", lists.by_service, name="by_service"),
    path("comments/review", reviews.waiting, name="waiting"),
    path("comments/searches/", searches.saved_searches, name="saved_searches"),
    path("comments/searches/save", searches.save_search, name="save_search"),
    path("comments/searches/<uuid:public_id>/", searches.saved_search, name="saved_search"),
    path("comments/searches/<uuid:public_id>/change", searches.change_search, name="change_search"),
    path("comments/searches/<uuid:public_id>/remove", searches.remove_search, name="remove_search"),
    path("comments/<uuid:public_id>/", comment.comment, name="comment"),
    path("comments/<uuid:public_id>/next", comment.next_comment, name="next"),
    path("comments/<uuid:public_id>/review", reviews.review, name="review"),
    path("comments/<uuid:public_id>/add", comment.add, name="add"),
    path("comments/<uuid:public_id>/check", comment.check, name="check"),
    path("comments/<uuid:public_id>/sentiment", comment.sentiment, name="sentiment"),
    path("comments/<uuid:public_id>/original", comment.original, name="original"),
    path("comments/<uuid:public_id>/<slug:theme>/confirm", comment.confirm, name="confirm"),
    path("comments/<uuid:public_id>/<slug:theme>/remove", comment.remove, name="remove"),
]
