# SPDX-License-Identifier: MIT
"""Around every page: what its browser may load, and which language it speaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from baton.ui import speech

_A_YEAR = 366 * 24 * 60 * 60


class ContentPolicyMiddleware:
    """The installation's one policy on every page.

    django-csp's own middleware would put it together anew for each, in case a view asked for
    something else. None does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers[HEADER] = self._policy
        return response

    @cached_property
    def _policy(self) -> str:
        return build_policy()


class LanguageMiddleware:
    """Public pages speak what their reader wants; all others what staff work in.

    Who chose a language by a link finds it again on the next page, by a cookie of ours that holds
    its code alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(settings.LANGUAGE_CODE):
            response = self.get_response(request)
        if hasattr(request, "speech"):
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
            _remember(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        is_public = getattr(view, "access", "") == "public"
        if is_public and not getattr(view, "is_in_english", False):
            speech.settle(request)


def _remember(request: HttpRequest, response: HttpResponseBase) -> None:
    chosen = request.GET.get(speech.CHOICE, "")
    if chosen in request.speech.offered:  # type: ignore[attr-defined]
        response.set_cookie(
            speech.COOKIE,
            chosen,
            max_age=_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
