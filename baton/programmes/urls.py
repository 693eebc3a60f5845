# SPDX-License-Identifier: MIT
from django.urls import include, path

from baton.programmes.views import objectives, pathway, programmes, stages, steps

app_name = "programmes"

_stage = [
    path("", stages.stage, name="stage"),
    path("/open", stages.open_stage, name="open_stage"),
    path("/close", stages.close_stage, name="close_stage"),
    path("/leave-out", stages.leave_out, name="leave_out"),
    path("/take-back", stages.take_back, name="take_back"),
    path("/plan", stages.plan_stage, name="plan_stage"),
    path("/roles", stages.roles, name="roles"),
]
_step = [
    path("", steps.step, name="step"),
    path("/change", steps.change_step, name="change_step"),
    path("/undo", steps.undo_step, name="undo_step"),
    path("/not-needed", steps.not_needed, name="not_needed"),
]
_pathway = [
    path("", pathway.pathway, name="pathway"),
    path("/add", pathway.add_pathway_step, name="add_pathway_step"),
    path("/<uuid:step_id>", pathway.pathway_step, name="pathway_step"),
    path("/<uuid:step_id>/change", pathway.change_pathway_step, name="change_pathway_step"),
    path("/<uuid:step_id>/remove", pathway.remove_pathway_step, name="remove_pathway_step"),
]
urlpatterns = [
    path("", programmes.programmes, name="list"),
    path("begin", programmes.begin, name="begin"),
    path("calendar", objectives.calendar, name="calendar"),
    path("objectives", objectives.objectives, name="objectives"),
    path("objectives/add", objectives.add_objective, name="add_objective"),
    path("objectives/<uuid:public_id>", objectives.objective, name="objective"),
    path("<uuid:public_id>/", programmes.programme, name="programme"),
    path("<uuid:public_id>/change", programmes.change, name="change"),
    path("<uuid:public_id>/end", programmes.end, name="end"),
    path("<uuid:public_id>/stages/<slug:kind>", include(_stage)),
    path("<uuid:public_id>/steps", steps.steps, name="steps"),
    path("<uuid:public_id>/steps/add", steps.add_step, name="add_step"),
    path("<uuid:public_id>/steps/<uuid:step_id>", include(_step)),
    path("<uuid:public_id>/pathway", include(_pathway)),
]
