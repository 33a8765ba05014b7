"""The idle timeout, look by look, with a clock of the test's own."""

import asyncio

import pytest

from simulation.lab import idle_timeout
from simulation.lab.idle_timeout import IDLE_SECONDS, MOST_UNSENT, IdleTimeout


class Inner(asyncio.Protocol):
    """The server's protocol."""

    def __init__(self, **settings):
        self.seen = []

    def data_received(self, data):
        self.seen.append(data)


class Connection(asyncio.Transport):
    """A transport that does nothing, with so many bytes unsent."""

    def __init__(self):
        super().__init__()
        self.protocol, self.unsent, self.ended = None, 0, ""

    def get_protocol(self):
        return self.protocol

    def get_write_buffer_size(self):
        return self.unsent

    def is_closing(self):
        return bool(self.ended)

    def close(self):
        self.ended = "closed"

    def abort(self):
        self.ended, self.unsent = "aborted", 0


class Watched:
    """A connection that is looked at once a second."""

    def __init__(self, monkeypatch):
        self.now, self.looks = 0.0, []
        monkeypatch.setattr(idle_timeout, "H11Protocol", Inner)
        monkeypatch.setattr(asyncio, "get_running_loop", lambda: self)
        self.protocol, self.connection = IdleTimeout(), Connection()
        self.connection.protocol = self.protocol
        self.protocol.connection_made(self.connection)

    def time(self):
        return self.now

    def call_later(self, pause, look):
        self.looks.append((self.now + pause, look))

    def wait(self, seconds, each=lambda: None):
        """Let so many seconds pass; ``each`` happens every second."""
        end = self.now + seconds
        while self.now < end and self.looks:
            each()
            self.now, look = self.looks.pop(0)
            look()
        return self.connection.ended


@pytest.fixture
def watched(monkeypatch):
    return Watched(monkeypatch)


def test_who_asks_for_nothing_is_closed_and_looked_at_no_more(watched):
    assert watched.wait(IDLE_SECONDS - 1) == ""
    assert watched.wait(1) == "closed"
    watched.wait(5)
    assert watched.looks == []


def test_a_head_that_never_ends_is_not_a_request(watched):
    slowly = iter(b"GET / HTTP/1.1\r\nHost: here\r\nCookie: " + b"x" * 99)
    assert watched.wait(30, lambda: watched.protocol.data_received(bytes([next(slowly)]))) == "closed"


@pytest.mark.parametrize("cut", range(1, 40))
def test_who_asks_again_and_again_stays_however_the_request_is_cut(watched, cut):
    request = b"GET / HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"

    def ask():
        if watched.now % 8 == 0:
            watched.protocol.data_received(request[:cut])
            watched.protocol.data_received(request[cut:])

    assert watched.wait(60, ask) == ""
    assert b"".join(watched.protocol.inner.seen) == request * 8


def test_a_websocket_stays_however_quiet_it_is(watched):
    watched.connection.protocol = Inner()
    assert watched.wait(1000) == ""


def test_a_download_that_goes_on_slowly_is_not_cut_off(watched):
    watched.connection.unsent = 4_000_000

    def take():
        watched.connection.unsent -= 50_000 if watched.now % 5 == 0 else 0

    assert watched.wait(300, take) in ("", "closed")
    assert watched.connection.unsent > 0


def test_a_closed_connection_that_takes_nothing_is_ended(watched):
    watched.connection.unsent = 4_000_000
    assert watched.wait(IDLE_SECONDS) == "closed"
    assert watched.wait(IDLE_SECONDS) == "aborted"


def test_a_websocket_with_too_much_unsent_is_ended(watched):
    watched.connection.protocol = Inner()
    watched.connection.unsent = MOST_UNSENT
    assert watched.wait(60) == ""
    watched.connection.unsent += 1
    assert watched.wait(1) == "aborted"
