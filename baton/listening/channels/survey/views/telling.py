# SPDX-License-Identifier: MIT
"""“May we tell you what comes of it?”, once the answers were sent: they are kept whatever follows.

What somebody types here never stands among their answers. A signed key in the address leads from
the answers to this page, for an hour.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries
from baton.listening.channels.survey.models import Response
from baton.listening.channels.survey.views import shown
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.forms import NO, WAYS, AddressForm, WayForm
from baton.people import flood
from baton.people.permissions import public
from baton.ui.speech import gettext_lazy

_SALT = "baton.survey.telling"
#: Seconds for which the page opens after the answers were sent.
_HOLDS = 60 * 60
#: From one address within ten minutes: a ward, a clinic or a school sits behind one.
MOST_KEPT = 300
_FLOOD = gettext_lazy("Very many wrote from where you are just now. Please try again in a while.")


def key_to(response: Response) -> str:
    """By which whoever has just answered says how they may be told."""
    return signing.dumps(str(response.public_id), salt=_SALT)


def may_be_asked(response: Response) -> bool:
    """Where the survey says so, and there is something to tell of."""
    return response.place.survey.asks_contact and response.said.exists()


def _response(key: str) -> Response | None:
    try:
        named = signing.loads(key, salt=_SALT, max_age=_HOLDS)
    except signing.BadSignature:
        return None
    return queries.finished(named)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def telling(request: HttpRequest, key: str) -> HttpResponse:
    """How, and on the next page where to."""
    response = _response(key)
    if response is None:
        return render(request, "survey/public/over.html", status=410)
    shown.speak(request, response, define.from_json(response.version.definition).languages)
    way = request.GET.get("way", "")
    if way == NO:
        return redirect("survey:thanks", response.place.code)
    if way not in WAYS:
        form = WayForm(request.GET if "sent" in request.GET else None)
        return _page(request, "telling", response, form)
    address = AddressForm(
        request.POST if request.method == "POST" else None, way=way, language=response.language
    )
    if request.method == "POST" and address.is_valid():
        if flood.is_one(request, "telling", most=MOST_KEPT):
            address.add_error(None, _FLOOD)
        else:
            said = [each.contribution for each in response.said.select_related("contribution")]
            survey = response.place.survey
            contacts.keep(survey.organisation, said, address.asked(), by="public:survey")
            return redirect("survey:thanks", response.place.code)
    return _page(request, "address", response, address)


def _page(
    request: HttpRequest, name: str, response: Response, form: WayForm | AddressForm
) -> HttpResponse:
    context = shown.of_page(response.place.survey, response.language) | {"form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"survey/public/{name}.html", context, status=status)
