# SPDX-License-Identifier: MIT
from django.urls import path

from baton.programmes.activities.views import (
    activity,
    announcing,
    days,
    judging,
    lists,
    public,
    taking_part,
)

app_name = "activities"
urlpatterns = [
    path("", lists.activities, name="activities"),
    path("add", activity.add, name="add"),
    path("download", lists.download, name="download"),
    path("where", lists.where, name="where"),
    path("promises", lists.gaps, name="gaps"),
    path("calendar", days.calendar, name="calendar"),
    path("calendar.ics", days.as_ics, name="ics"),
    path("sign-up/<uuid:public_id>", public.sign_up, name="sign_up"),
    path("place/<uuid:public_id>", public.place, name="place"),
    path("judge/<uuid:rung_key>", public.judge, name="judge"),
    path("<uuid:public_id>/", activity.activity, name="activity"),
    path("<uuid:public_id>/details", activity.details, name="details"),
    path("<uuid:public_id>/people", activity.people, name="people"),
    path("<uuid:public_id>/money", activity.money, name="money"),
    path("<uuid:public_id>/happened", activity.happened, name="happened"),
    path("<uuid:public_id>/changed", activity.changed, name="changed"),
    path("<uuid:public_id>/cancel", activity.cancel, name="cancel"),
    path("<uuid:public_id>/organiser", activity.organiser, name="organiser"),
    path("<uuid:public_id>/announce", announcing.announce, name="announce"),
    path("<uuid:public_id>/rung", judging.promise, name="rung"),
    path("<uuid:public_id>/rung/count", judging.count, name="count_rungs"),
    path("<uuid:public_id>/rung/sheet", judging.sheet, name="rung_sheet"),
    path("<uuid:public_id>/sign-up", taking_part.page, name="sign_up_page"),
    path("<uuid:public_id>/invite", taking_part.invite, name="invite"),
    path("<uuid:public_id>/attendance", taking_part.attendance, name="attendance"),
    path("<uuid:public_id>/sign-in-sheet", taking_part.sheet, name="sign_in_sheet"),
]
