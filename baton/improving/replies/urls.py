# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.replies.views import letters, measure, private, public, sending, staff

app_name = "replies"
urlpatterns = [
    path("replies/", staff.replies, name="replies"),
    path("replies/new", staff.write, name="write"),
    path("replies/answered", measure.voices, name="answered"),
    path("replies/<uuid:public_id>/", staff.reply, name="reply"),
    path("replies/<uuid:public_id>/change", staff.change, name="change"),
    path("replies/<uuid:public_id>/wording", staff.wording_page, name="wording"),
    path("replies/<uuid:public_id>/staff", staff.to_staff, name="staff"),
    path("replies/<uuid:public_id>/people", sending.people, name="people"),
    path("replies/<uuid:public_id>/send", sending.send, name="send"),
    path("replies/<uuid:public_id>/publish", sending.publish, name="publish"),
    path("replies/<uuid:public_id>/letters", letters.letters, name="letters"),
    path("replies/<uuid:public_id>/by-hand", letters.by_hand, name="by_hand"),
    path("replies/<uuid:public_id>/notice", letters.notice, name="notice"),
    path("r/<str:key>/", private.page, name="private"),
    path("r/<str:key>/words", private.words, name="own_words"),
    path("r/<str:key>/take-back", private.take_back, name="take_back"),
    path("told/<uuid:public_id>/", public.told, name="told"),
]
