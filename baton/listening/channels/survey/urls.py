# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.survey.views import public

app_name = "survey"
urlpatterns = [
    # Short, because people type them from posters.
    path("s/<slug:code>", public.start, name="start"),
    path("s/<slug:code>/thanks", public.thanks, name="thanks"),
    path("s/on/<str:key>/", public.go_on, name="go_on"),
    path("s/on/<str:key>/all", public.all_at_once, name="all"),
    path("s/on/<str:key>/end", public.end, name="end"),
    path("s/on/<str:key>/<slug:number>", public.question, name="question"),
]
