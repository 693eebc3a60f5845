# SPDX-License-Identifier: MIT
from django.urls import include, path

from baton.understanding.views import (
    closer,
    comment,
    figures,
    lists,
    reviews,
    searches,
    summary,
    themes,
)

app_name = "understanding"
urlpatterns = [
    path("themes/", themes.themes, name="themes"),
    path("themes/download", figures.download_figures, name="download_figures"),
    path("themes/shared/", themes.shared, name="shared"),
    path("measures/", include("baton.understanding.measures.urls")),
    path("themes/where/", closer.where, name="where"),
    path("themes/who/", closer.who, name="who"),
    path("themes/together/", closer.together, name="together"),
    path("themes/compare/", closer.compare, name="compare"),
    path("themes/summary", summary.summary, name="summary"),
    path("themes/summary.docx", summary.paper, name="paper"),
    path("themes/notice", summary.notice, name="notice"),
    path("comments/", lists.comments, name="comments"),
    path("comments/download", lists.download, name="download"),
    path("comments/count", lists.tally, name="tally"),
    path("comments/by-service", lists.by_service, name="by_service"),
    path("comments/review", reviews.waiting, name="waiting"),
    path("views/", searches.saved_searches, name="saved_searches"),
    path("views/save", searches.save_search, name="save_search"),
    path("views/<uuid:public_id>/", searches.saved_search, name="saved_search"),
    path("views/<uuid:public_id>/change", searches.change_search, name="change_search"),
    path("views/<uuid:public_id>/remove", searches.remove_search, name="remove_search"),
    path("views/<uuid:public_id>/subscribe", searches.subscribe, name="subscribe"),
    path("views/<uuid:public_id>/end", searches.unsubscribe, name="unsubscribe"),
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
