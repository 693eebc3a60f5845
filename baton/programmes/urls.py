# SPDX-License-Identifier: MIT
from django.urls import path

from baton.programmes.views import objectives, pathway, programmes, stages, steps

app_name = "programmes"
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
    path("<uuid:public_id>/stages/<slug:kind>", stages.stage, name="stage"),
    path("<uuid:public_id>/stages/<slug:kind>/open", stages.open_stage, name="open_stage"),
    path("<uuid:public_id>/stages/<slug:kind>/close", stages.close_stage, name="close_stage"),
    path("<uuid:public_id>/stages/<slug:kind>/leave-out", stages.leave_out, name="leave_out"),
    path("<uuid:public_id>/stages/<slug:kind>/take-back", stages.take_back, name="take_back"),
    path("<uuid:public_id>/stages/<slug:kind>/plan", stages.plan_stage, name="plan_stage"),
    path("<uuid:public_id>/stages/<slug:kind>/roles", stages.roles, name="roles"),
    path("<uuid:public_id>/steps", steps.steps, name="steps"),
    path("<uuid:public_id>/steps/add", steps.add_step, name="add_step"),
    path("<uuid:public_id>/steps/<uuid:step_id>", steps.step, name="step"),
    path("<uuid:public_id>/steps/<uuid:step_id>/done", steps.do_step, name="do_step"),
    path("<uuid:public_id>/steps/<uuid:step_id>/change", steps.change_step, name="change_step"),
    path("<uuid:public_id>/steps/<uuid:step_id>/undo", steps.undo_step, name="undo_step"),
    path("<uuid:public_id>/steps/<uuid:step_id>/not-needed", steps.not_needed, name="not_needed"),
    path("<uuid:public_id>/pathway", pathway.pathway, name="pathway"),
    path("<uuid:public_id>/pathway/add", pathway.add_pathway_step, name="add_pathway_step"),
    path("<uuid:public_id>/pathway/<uuid:step_id>", pathway.pathway_step, name="pathway_step"),
    path(
        "<uuid:public_id>/pathway/<uuid:step_id>/change",
        pathway.change_pathway_step,
        name="change_pathway_step",
    ),
    path(
        "<uuid:public_id>/pathway/<uuid:step_id>/remove",
        pathway.remove_pathway_step,
        name="remove_pathway_step",
    ),
]
