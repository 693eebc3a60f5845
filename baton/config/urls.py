# SPDX-License-Identifier: MIT
"""Each room's pages, under the addresses that people see."""

from django.urls import include, path

urlpatterns = [
    # First, as nothing is asked for as often while many people answer at once.
    path("", include("baton.listening.channels.survey.urls")),
    path("", include("baton.web.urls")),
    path("", include("baton.people.urls")),
    path("people/keys/", include("baton.people.tokens.urls")),
    path("people/languages/", include("baton.people.speakers.urls")),
    path("stakeholders/", include("baton.people.stakeholders.urls")),
    path("involvement/", include("baton.people.involvement.urls")),
    path("groups/", include("baton.people.groups.urls")),
    path("", include("baton.ui.urls")),
    path("", include("baton.places.urls")),
    path("areas", include("baton.places.areas.urls")),
    path("activities/", include("baton.programmes.activities.urls")),
    path("", include("baton.listening.urls")),
    path("uploads/", include("baton.listening.channels.upload.urls")),
    path("programmes/", include("baton.programmes.urls")),
    path("", include("baton.listening.channels.event.urls")),
    path("patient-told-me/", include("baton.listening.channels.frontline.urls")),
    path("", include("baton.listening.channels.partner.urls")),
    path("", include("baton.understanding.urls")),
    path("batons/", include("baton.improving.batons.urls")),
    path("decisions/", include("baton.improving.decisions.urls")),
    path("", include("baton.improving.replies.urls")),
    path("fft/", include("baton.understanding.fft.urls")),
    path("", include("baton.improving.findings.urls")),
    path("", include("baton.improving.news.urls")),
    path("voices/", include("baton.improving.trace.urls")),
]
handler400 = "baton.web.views.bad_request"
handler403 = "baton.web.views.forbidden"
handler404 = "baton.web.views.not_found"
handler500 = "baton.web.views.server_error"
