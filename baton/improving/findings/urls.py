# SPDX-License-Identifier: MIT
from django.urls import path

from baton.improving.findings.views import checks, finding, lists, partners, public, voices

app_name = "findings"
urlpatterns = [
    path("findings/", lists.findings, name="list"),
    path("findings/begin", finding.begin, name="begin"),
    path("findings/add", finding.add_these, name="add_these"),
    path("findings/drafts", lists.drafts, name="drafts"),
    path("findings/asked/", partners.mine, name="mine"),
    path("findings/asked/<int:number>/", partners.asked, name="asked"),
    path("findings/<uuid:public_id>/", finding.finding, name="finding"),
    path("findings/<uuid:public_id>/change", finding.change, name="change"),
    path("findings/<uuid:public_id>/judge", finding.judge, name="judge"),
    path("findings/<uuid:public_id>/peer", finding.peer, name="peer"),
    path("findings/<uuid:public_id>/add", finding.add, name="add"),
    path("findings/<uuid:public_id>/voices", voices.voices, name="voices"),
    path("findings/<uuid:public_id>/proposed", voices.proposed, name="proposed"),
    path("findings/<uuid:public_id>/check", checks.check, name="check"),
    path("findings/<uuid:public_id>/check/ask", checks.ask, name="ask"),
    path("findings/<uuid:public_id>/check/note", checks.note, name="note"),
    path("findings/<uuid:public_id>/check/sheets", checks.sheets, name="sheets"),
    path("findings/<uuid:public_id>/check/close", checks.close, name="close"),
    path("heard/<str:key>/", public.heard, name="heard"),
]
