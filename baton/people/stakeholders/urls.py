# SPDX-License-Identifier: MIT
from django.urls import path

from baton.people.stakeholders.views import allocation, contacts, register, stakeholder

app_name = "stakeholders"
urlpatterns = [
    path("", register.overall, name="register"),
    path("add", stakeholder.add, name="add"),
    path("registers/<uuid:public_id>/", register.register, name="one_register"),
    path("registers/<uuid:public_id>/join", register.join, name="join"),
    path("registers/<uuid:public_id>/hours", allocation.hours, name="hours"),
    path("registers/<uuid:public_id>/hours/kept", allocation.kept, name="kept_hours"),
    path("registers/<uuid:public_id>/<uuid:who>/judge", register.judge, name="judge"),
    path("registers/<uuid:public_id>/<uuid:who>/place", register.place, name="place"),
    path("registers/<uuid:public_id>/<uuid:who>/leave", register.leave, name="leave"),
    path("<uuid:public_id>/", stakeholder.stakeholder, name="stakeholder"),
    path("<uuid:public_id>/change", stakeholder.change, name="change"),
    path("<uuid:public_id>/end", stakeholder.end, name="end"),
    path("<uuid:public_id>/contact", contacts.add, name="add_contact"),
    path("contacts/<uuid:public_id>/mend", contacts.mend, name="mend_contact"),
    path("contacts/<uuid:public_id>/remove", contacts.remove, name="remove_contact"),
]
