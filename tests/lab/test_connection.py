"""A connection: a page that does not read is let go, and a request is refused under its own id."""

import asyncio
import json

import pytest

from simulation.lab import connection
from simulation.lab.connection import Connection, id_of
from simulation.lab.session import Session
from simulation.lab.turns import Owner, Turns
from tests.lab.asking import RECIPE
from tests.lab.test_turns import beside


class Socket:
    """A page that sends what is given, and takes in so many answers before it stops reading."""

    def __init__(self, requests, reads):
        self.requests, self.reads, self.sent, self.closed = list(requests), reads, [], []

    async def receive(self):
        if not self.requests:
            await asyncio.sleep(3600)
        return {"type": "websocket.receive", "text": self.requests.pop(0)}

    async def send_text(self, text):
        if len(self.sent) >= self.reads:
            await asyncio.sleep(3600)
        self.sent.append(json.loads(text))

    async def close(self, code, reason):
        self.closed.append((code, reason))


def served(requests, reads):
    """Serve a page to its end; return its socket and its session."""
    socket, session = Socket(requests, reads), Session()

    async def run():
        turns = Turns(1)
        await Connection(socket, turns, session, Owner("here", 1)).serve()
        turns.close()

    beside(run)
    return socket, session


def request(number, do, **details):
    return json.dumps({"id": number, "do": do, **details})


def test_a_page_that_does_not_read_is_let_go_with_its_market_and_told_why(monkeypatch):
    monkeypatch.setattr(connection, "SLOW_SECONDS", 0.05)
    steps = [request(number, "step") for number in range(1, 5)]
    socket, session = served([request(0, "open", recipe=RECIPE), *steps], reads=2)
    assert [answer["id"] for answer in socket.sent] == [0, 1]
    assert socket.closed == [(1008, "answers were not read")]
    assert session._running is None
    assert session._quota.take(None, session._quota.most // 2)


def test_a_page_that_asks_without_reading_is_ended_after_eight_requests(monkeypatch):
    monkeypatch.setattr(connection, "SLOW_SECONDS", 0.05)
    socket, _ = served([request(number, "catalogue") for number in range(200)], reads=0)
    assert len(socket.requests) > 200 - connection.MOST_WAITING - 5
    assert socket.closed


def test_a_request_that_fails_is_refused_under_its_id_and_ends_the_connection(monkeypatch, caplog):
    def fail(*_):
        raise ArithmeticError

    monkeypatch.setattr("simulation.lab.session.reading", fail)
    socket, _ = served([request(5, "open", recipe=RECIPE)], reads=9)
    assert [(answer["id"], answer["reply"]) for answer in socket.sent] == [(5, "refused")]
    assert "`open`" in socket.sent[0]["error"]["en"]
    assert socket.closed == [(1011, "a request failed")]
    assert "a request failed: open" in caplog.text


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ('{"id": 3, "do": "x"}', 3),
        ('{"id": 3.5}', None),
        ('{"id": true}', None),
        ('{"id": -1}', None),
        ('{"id": 1e400}', None),
        ("[3]", None),
        ("{", None),
        ("[" * 60_000, None),
    ],
)
def test_the_id_of_what_is_no_request(message, number):
    assert id_of(message) == number
