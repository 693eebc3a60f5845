# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.survey.views import public, xlsform

app_name = "survey"
urlpatterns = [
    # Short, because people type them from posters.
    path("s/<slug:code>", public.start, name="start"),
    path("s/<slug:code>/thanks", public.thanks, name="thanks"),
    path("s/on/<str:key>/", public.go_on, name="go_on"),
    path("s/on/<str:key>/all", public.all_at_once, name="all"),
    path("s/on/<str:key>/end", public.end, name="end"),
    path("s/on/<str:key>/<slug:number>", public.question, name="question"),
    # Forms of ODK and KoboToolbox.
    path("surveys/from-form", xlsform.bring, name="from_form"),
    path("surveys/from-form/begin", xlsform.begin, name="begin_from_form"),
    path("surveys/<uuid:survey>/form", xlsform.form, name="form"),
    path("surveys/<uuid:survey>/form/draft.xlsx", xlsform.draft, name="form_draft"),
    path("surveys/<uuid:survey>/form/<int:number>.xlsx", xlsform.version, name="form_version"),
]
