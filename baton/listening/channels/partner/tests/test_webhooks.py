# SPDX-License-Identifier: MIT
"""Other systems hear what happens to what partners sent: signed, tried again, and never inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from baton.core import clock, outward
from baton.listening import operations as listening
from baton.listening.channels.partner.models import Event, Webhook, WebhookCall
from baton.listening.channels.partner.operations import webhooks
from baton.listening.channels.partner.tests.conftest import WAITED, item
from baton.listening.models import Contribution


class Listener:
    """Another system, on this machine."""

    def __init__(self):
        listener = self
        self.calls, self.answers = [], 200

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.calls.append((self.path, dict(self.headers), body))
                self.send_response(listener.answers)
                if listener.answers == 302:
                    self.send_header("Location", f"{listener.url}/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def listener(settings):
    settings.BATON_WEBHOOKS_INSIDE = True
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def theirs(system, carers):
    return system(partner=carers)


@pytest.fixture
def hook(carers, tom, listener):
    return webhooks.add(carers, f"{listener.url}/baton?x=1", events=list(Event), by=tom)


def later(**delay):
    with clock.held_at(clock.now() + timedelta(**delay)):
        return webhooks.call_due()


def told(listener):
    return [(each["type"], each["data"].get("reference")) for each in bodies(listener)]


def bodies(listener):
    return [json.loads(body) for _, _, body in listener.calls]


def test_a_system_hears_of_what_was_received_coded_and_withdrawn(hook, theirs, listener):
    theirs.send(item("a"))
    sent = Contribution.objects.get()
    Contribution.objects.update(coded_at=clock.now())
    assert webhooks.tell_of_codings() == 1
    assert webhooks.tell_of_codings() == 0
    theirs.post("contributions/a/withdraw")
    assert webhooks.call_due() == 3
    assert told(listener) == [
        ("contribution.received", "a"),
        ("contribution.coded", "a"),
        ("contribution.withdrawn", "a"),
    ]
    assert {each["data"]["id"] for each in bodies(listener)} == {str(sent.public_id)}
    assert webhooks.call_due() == 0


def test_no_call_holds_a_word_of_what_was_said(hook, theirs, listener):
    theirs.send(item("a"))
    webhooks.call_due()
    (body,) = bodies(listener)
    assert set(body) == {"type", "timestamp", "data"}
    assert set(body["data"]) == {"id", "reference", "state"}
    assert not set(WAITED.split()) & set(str(body).split())


def test_a_call_is_signed_as_standard_webhooks_are(hook, theirs, listener):
    theirs.send(item("a"))
    webhooks.call_due()
    ((path, headers, body),) = listener.calls
    assert path == "/baton?x=1"
    headers = {name.lower(): value for name, value in headers.items()}
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["host"] == listener.url.removeprefix("http://")


def test_a_signature_is_that_of_the_published_example():
    """The example of the specification at standardwebhooks.com."""
    from datetime import UTC, datetime

    headers = webhooks.signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_is_erased_is_told_though_nothing_of_it_is_left(hook, theirs, listener):
    theirs.send(item("a"))
    listening.erase(Contribution.objects.get(), by="test")
    webhooks.call_due()
    assert told(listener)[-1] == ("contribution.withdrawn", "a")


def test_only_what_was_asked_for_and_only_ones_own_is_told(
    carers, others, tom, listener, theirs, system
):
    webhooks.add(others, f"{listener.url}/others", events=[Event.WITHDRAWN], by=tom)
    theirs.send(item("a"))
    system(partner=others).send(item("b"))
    assert WebhookCall.objects.count() == 0
    listening.withdraw(Contribution.objects.order_by("pk").last(), by="test")
    webhooks.call_due()
    assert told(listener) == [("contribution.withdrawn", "b")]


def test_a_call_that_fails_is_tried_ever_more_rarely_over_three_days_and_given_up(
    hook, theirs, listener, toms
):
    listener.answers = 503
    theirs.send(item("a"))
    begun = moment = clock.now()
    tries = 0
    while moment is not None:
        with clock.held_at(moment):
            assert webhooks.call_due() == 0
        tries += 1
        call = WebhookCall.objects.get()
        assert (call.attempts, call.last_status) == (tries, 503)
        last, moment = moment, call.next_at
    assert len(listener.calls) == len(webhooks.BACKOFF) + 1
    assert timedelta(days=2, hours=20) < last - begun <= timedelta(days=3)
    assert call.is_given_up
    page = toms.get(reverse("partner:hook", args=[hook.public_id])).content.decode()
    assert "Given up." in page
    assert "It answered with the status 503." in page
    assert "1 call never arrived" in toms.get(reverse("partner:hooks")).content.decode()


def test_every_try_has_the_same_id_and_a_moment_of_its_own(hook, theirs, listener):
    listener.answers = 500
    theirs.send(item("a"))
    webhooks.call_due()
    listener.answers = 204
    assert later(minutes=2) == 1
    ids = {headers["webhook-id"] for _, headers, _ in listener.calls}
    moments = {headers["webhook-timestamp"] for _, headers, _ in listener.calls}
    assert (len(ids), len(moments)) == (1, 2)


def test_a_redirect_is_not_followed(hook, theirs, listener):
    listener.answers = 302
    theirs.send(item("a"))
    webhooks.call_due()
    assert [path for path, _, _ in listener.calls] == ["/baton?x=1"]
    assert WebhookCall.objects.get().last_status == 302


def test_an_address_where_nobody_answers_does_not_hold_up_others(
    hook, carers, theirs, listener, tom
):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    deaf = webhooks.add(carers, nobody, events=list(Event), by=tom)
    theirs.send(item("a"), item("b"))
    assert webhooks.call_due() == 2
    problems = set(deaf.calls.values_list("problem", flat=True))
    assert problems == {"127.0.0.1 could not be reached.", ""}
    assert sorted(deaf.calls.values_list("attempts", flat=True)) == [0, 1]


def test_a_call_whose_worker_died_is_made_again(hook, theirs, listener):
    theirs.send(item("a"))
    call = WebhookCall.objects.get()
    assert webhooks._claim(call)
    assert webhooks.call_due() == 0
    assert later(minutes=3) == 1


def test_an_address_that_was_stopped_is_called_no_more(hook, theirs, listener, tom):
    theirs.send(item("a"))
    webhooks.stop(hook, by=tom)
    theirs.send(item("b"))
    assert webhooks.call_due() == 0
    assert WebhookCall.objects.get().problem == "Stopped before it arrived."


def test_old_calls_are_forgotten_and_waiting_ones_are_not(hook, theirs, listener):
    theirs.send(item("a"))
    webhooks.call_due()
    theirs.send(item("b"))
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert webhooks.forget_old() == 1
    assert WebhookCall.objects.get().body["data"]["reference"] == "b"


# Where calls go.


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/#part",
        "https://exämple.org/",
        "https://example.org/\r\nHost: x",
        "https://example.org:99999/",
        "https://[::1",
        "https://localhost/",
        "https://db.internal/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://example.org/" + "x" * 500,
    ],
)
def test_an_address_that_is_none_or_leads_inside_is_refused_when_it_is_typed(
    url, carers, toms, settings
):
    given = {"partner": str(carers.public_id), "url": url, "events": ["contribution.received"]}
    answer = toms.post(reverse("partner:add_hook"), given)
    assert answer.status_code == 422
    assert Webhook.objects.count() == 0


@pytest.mark.parametrize("found", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fe80::1"])
def test_a_name_that_leads_inside_is_not_called(found, carers, tom, theirs, monkeypatch):
    webhooks.add(carers, "https://hooks.example.org/", events=list(Event), by=tom)
    theirs.send(item("a"))
    names(monkeypatch, found)
    monkeypatch.setattr(outward.requests, "Session", None)
    assert webhooks.call_due() == 0
    assert "leads inside a network" in WebhookCall.objects.get().problem


def test_one_address_inside_among_several_is_enough_to_refuse(monkeypatch):
    names(monkeypatch, "93.184.216.34", "10.0.0.7")
    with pytest.raises(outward.NotAllowed):
        outward.look_at("https://hooks.example.org/", inside=False)


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    asked = names(monkeypatch, "93.184.216.34")
    target = outward.look_at("https://hooks.example.org/a?b=c", inside=False)
    assert (target.address, target.port, target.host) == (
        *("93.184.216.34", 443),
        "hooks.example.org",
    )
    pools = outward._Pinned(target).poolmanager.connection_pool_kw
    assert (pools["server_hostname"], pools["assert_hostname"]) == ("hooks.example.org",) * 2
    assert asked == ["hooks.example.org"]


def names(monkeypatch, *addresses):
    """From now on, every name leads there."""
    asked = []

    def found(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(outward.socket, "getaddrinfo", found)
    return asked


# The pages.


def test_an_administrator_adds_tries_and_stops_an_address(carers, toms, listener):
    given = {
        "partner": str(carers.public_id),
        "url": f"{listener.url}/",
        "events": ["contribution.coded"],
    }
    page = toms.post(reverse("partner:add_hook"), given).content.decode()
    hook = Webhook.objects.get()
    assert hook.secret in page
    own = reverse("partner:hook", args=[hook.public_id])
    assert hook.secret not in toms.get(own).content.decode()
    toms.post(reverse("partner:test_hook", args=[hook.public_id]))
    assert webhooks.call_due() == 1
    assert told(listener) == [("test", None)]
    assert "Arrived" in toms.get(own).content.decode()
    toms.post(reverse("partner:stop_hook", args=[hook.public_id]))
    toms.post(reverse("partner:test_hook", args=[hook.public_id]))
    assert WebhookCall.objects.count() == 1


def test_only_administrators_see_which_systems_are_told(meenas, hook):
    for path in (reverse("partner:hooks"), reverse("partner:hook", args=[hook.public_id])):
        assert meenas.get(path).status_code == 403
