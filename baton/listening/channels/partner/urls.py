# SPDX-License-Identifier: MIT
from django.urls import URLPattern, path, re_path

from baton.listening.channels.partner.api import describing
from baton.listening.channels.partner.api.problems import AT, in_problems
from baton.listening.channels.partner.api.routes import api
from baton.listening.channels.partner.views import hooks, public, staff

app_name = "partner"

_API = AT.strip("/") + "/"
# Ninja's own, each wrapped so that whatever goes wrong is answered as a problem.
_ROUTES = [
    path(_API + str(each.pattern), in_problems(each.callback), name=f"api_{each.name}")
    for each in api.urls[0]
    if isinstance(each, URLPattern) and each.name != "api-root"
]

urlpatterns = [
    path("partners/", staff.partners, name="partners"),
    path("partners/add", staff.add, name="add"),
    path("partners/doubles", staff.doubles, name="doubles"),
    path("partners/systems", hooks.hooks, name="hooks"),
    path("partners/systems/add", hooks.add, name="add_hook"),
    path("partners/systems/<uuid:public_id>/", hooks.hook, name="hook"),
    path("partners/systems/<uuid:public_id>/test", hooks.test, name="test_hook"),
    path("partners/systems/<uuid:public_id>/stop", hooks.stop, name="stop_hook"),
    path("partners/<uuid:public_id>/", staff.partner, name="partner"),
    path("partners/<uuid:public_id>/link", staff.link, name="link"),
    path("partners/<uuid:public_id>/unlink", staff.unlink, name="unlink"),
    path("partners/<uuid:public_id>/agreed", staff.ask_who_agreed, name="ask_who_agreed"),
    path("partners/<uuid:public_id>/end", staff.end, name="end"),
    # Short, because people type them.
    path("p/<str:key>/", public.home, name="home"),
    path("p/<str:key>/send", public.send, name="send"),
    path("p/<str:key>/file", public.file, name="file"),
    path("p/<str:key>/became", public.became, name="became"),
    path("p/<str:key>/became.csv", public.take_home, name="take_home"),
    path("p/<str:key>/<uuid:public_id>/withdraw", public.withdraw, name="withdraw"),
    path(_API, describing.page, name="api"),
    path(f"{_API}openapi.json", describing.openapi, name="openapi"),
    *_ROUTES,
    re_path(rf"^{_API}.*$", in_problems(describing.nowhere), name="api_nowhere"),
]
