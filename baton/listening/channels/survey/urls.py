# SPDX-License-Identifier: MIT
from django.urls import path

from baton.listening.channels.survey.views import (
    languages,
    paper,
    places,
    preview,
    public,
    questions,
    results,
    surveys,
    telling,
    xlsform,
)

app_name = "survey"
urlpatterns = [
    # Short, because people type them from posters.
    path("s/<slug:code>", public.start, name="start"),
    path("s/<slug:code>/thanks", public.thanks, name="thanks"),
    path("s/pictures/<uuid:picture>", public.picture, name="published_picture"),
    path("s/tell/<str:key>/", telling.telling, name="telling"),
    path("s/on/<str:key>/", public.go_on, name="go_on"),
    path("s/on/<str:key>/all", public.all_at_once, name="all"),
    path("s/on/<str:key>/end", public.end, name="end"),
    path("s/on/<str:key>/<slug:number>", public.question, name="question"),
    # For staff.
    path("surveys/", surveys.surveys, name="list"),
    path("surveys/begin", surveys.begin, name="begin"),
    path("surveys/<uuid:survey>/", surveys.survey, name="survey"),
    path("surveys/<uuid:survey>/about", surveys.about, name="about"),
    path("surveys/<uuid:survey>/publish", surveys.publish, name="publish"),
    path("surveys/<uuid:survey>/close", surveys.close, name="close"),
    path("surveys/<uuid:survey>/preview", preview.preview, name="preview"),
    path("surveys/<uuid:survey>/add", questions.add, name="add"),
    path("surveys/<uuid:survey>/add/<slug:kind>", questions.add_of_kind, name="add_of_kind"),
    path(
        "surveys/<uuid:survey>/questions/<slug:question>/", questions.change, name="change_question"
    ),
    path(
        "surveys/<uuid:survey>/questions/<slug:question>/move", questions.move, name="move_question"
    ),
    path(
        "surveys/<uuid:survey>/questions/<slug:question>/remove",
        questions.remove,
        name="remove_question",
    ),
    path(
        "surveys/<uuid:survey>/questions/<slug:question>/asked-of",
        questions.asked_of,
        name="asked_of",
    ),
    path(
        "surveys/<uuid:survey>/questions/<slug:question>/asked-of/<slug:on>",
        questions.asked_among,
        name="asked_among",
    ),
    path("surveys/<uuid:survey>/languages", languages.languages, name="languages"),
    path("surveys/<uuid:survey>/languages/<slug:language>", languages.translate, name="translate"),
    path("surveys/<uuid:survey>/pictures", languages.all_pictures, name="pictures"),
    path("surveys/<uuid:survey>/pictures/<slug:question>", languages.picture, name="put_picture"),
    path(
        "surveys/<uuid:survey>/pictures/file/<uuid:picture>",
        languages.picture_file,
        name="picture_file",
    ),
    path("surveys/<uuid:survey>/places/add", places.add, name="add_place"),
    path("surveys/<uuid:survey>/places/<slug:code>/", places.place, name="place"),
    path("surveys/<uuid:survey>/places/<slug:code>/poster", places.poster, name="poster"),
    path(
        "surveys/<uuid:survey>/places/<slug:code>/poster.pdf", places.poster_pdf, name="poster_pdf"
    ),
    path("surveys/<uuid:survey>/places/<slug:code>/close", places.close, name="close_place"),
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
    path("surveys/<uuid:public_id>/paper.pdf", paper.paper_pdf, name="paper_pdf"),
    path("surveys/<uuid:public_id>/typing", paper.typing, name="typing"),
    # Forms of ODK and KoboToolbox.
    path("surveys/from-form", xlsform.bring, name="from_form"),
    path("surveys/from-form/begin", xlsform.begin, name="begin_from_form"),
    path("surveys/<uuid:survey>/form", xlsform.form, name="form"),
    path("surveys/<uuid:survey>/form/draft.xlsx", xlsform.draft, name="form_draft"),
    path("surveys/<uuid:survey>/form/<int:number>.xlsx", xlsform.version, name="form_version"),
]
