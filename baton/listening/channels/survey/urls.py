# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.survey.views import paper, public, results

app_name = "survey"
urlpatterns = [
    # Short, because people type them from posters.
    path("s/<slug:code>", public.start, name="start"),
    path("s/<slug:code>/thanks", public.thanks, name="thanks"),
    path("s/on/<str:key>/", public.go_on, name="go_on"),
    path("s/on/<str:key>/all", public.all_at_once, name="all"),
    path("s/on/<str:key>/end", public.end, name="end"),
    path("s/on/<str:key>/<slug:number>", public.question, name="question"),
    # Results, and the form on paper.
    path("surveys/<uuid:public_id>/results", results.results_page, name="results"),
    path(
        "surveys/<uuid:public_id>/results/download",
        results.download_results,
        name="download_results",
    ),
    path(
        "surveys/<uuid:public_id>/results/answers",
        results.download_answers,
        name="download_answers",
    ),
    path("surveys/<uuid:public_id>/paper", paper.paper, name="paper"),
    path("surveys/<uuid:public_id>/typing", paper.typing, name="typing"),
]
