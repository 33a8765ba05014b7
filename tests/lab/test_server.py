"""The server: what it serves, whom it refuses, and that a hostile page does not disturb the others."""

import contextlib
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from simulation.lab.command import listen
from tests.lab.asking import RECIPE, varied
from tests.lab.serving import ROOT, Served, ask

pytestmark = pytest.mark.slow
COMPARE = {"id": 2, "do": "twin", "replication": 0, "alternatives": varied("firm.Focal.level", [0, 1, 2, 3])}
UTF8 = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def lab():
    served = Served()
    yield served
    served.stop()
    assert "Traceback" not in served.errors, served.errors


def fetched(lab, path, **headers):
    with urlopen(Request(lab.address + path, headers=headers), timeout=60) as answer:
        return answer, answer.read()


def alive(lab):
    """A fresh page gets its market in reasonable time."""
    with lab.page() as page:
        started = time.perf_counter()
        assert ask(page, "open", recipe=RECIPE)["reply"] == "opened"
        assert ask(page, "step", months=2)["month"] == 2
        return time.perf_counter() - started


def test_it_listens_on_this_machine_alone(lab):
    assert lab.said.startswith("The laboratory is open: http://127.0.0.1:")
    others = [each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in {each for each in others if not each.startswith("127.")}:
        with pytest.raises(OSError):
            socket.create_connection((address, lab.port), timeout=2)


def test_the_page_allows_nothing_from_elsewhere(lab):
    answer, body = fetched(lab, "")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert b"style=" not in body
    assert b"<script>" not in body
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_has_the_policy(lab):
    for path in ("js/main.js", "css/base.css", "words/zh.json"):
        answer, _ = fetched(lab, path)
        assert "content-security-policy" in answer.headers


def test_a_page_that_has_not_changed_keeps_its_policy(lab):
    answer, _ = fetched(lab, "")
    with pytest.raises(HTTPError) as unchanged:
        fetched(lab, "", **{"If-None-Match": answer.headers["etag"]})
    unchanged.value.close()
    assert unchanged.value.code == 304
    policy = "content-security-policy"
    assert unchanged.value.headers[policy] == answer.headers[policy]


def test_a_file_that_has_not_changed_is_not_sent_again(lab):
    answer, body = fetched(lab, "js/main.js")
    assert b"import" in body
    with pytest.raises(HTTPError) as unchanged:
        fetched(lab, "js/main.js", **{"If-None-Match": answer.headers["etag"]})
    unchanged.value.close()
    assert unchanged.value.code == 304


@pytest.mark.parametrize("path", ["", "js/main.js", "css/base.css", "words/en.json"])
def test_everything_is_packed_for_whoever_can_unpack_it(lab, path):
    plain, body = fetched(lab, path)
    assert "content-encoding" not in plain.headers
    packed, small = fetched(lab, path, **{"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "accept-encoding"
    assert gzip.decompress(small) == body
    assert len(small) < len(body)


@pytest.mark.parametrize(
    "path",
    [
        "../server.py",
        "%2e%2e/server.py",
        "js/../../server.py",
        "words/../en.json",
        "words/xx.json",
        "nothing",
    ],
)
def test_there_is_nothing_else(lab, path):
    with pytest.raises(HTTPError) as refused:
        fetched(lab, path)
    refused.value.close()
    assert refused.value.code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", ""])
def test_a_name_that_was_pointed_here_is_refused(lab, host):
    with pytest.raises(HTTPError) as refused:
        fetched(lab, "", Host=host)
    refused.value.close()
    assert refused.value.code in (400, 421)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "file://", None])
def test_a_page_from_elsewhere_gets_no_engine(lab, origin):
    with pytest.raises(InvalidStatus) as refused, lab.page(origin=origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "message", ["", "{", "[]", "null", "\x00", '{"id": 1}', '{"id": 1, "do": "eval"}', '{"a":' * 5000]
)
def test_what_cannot_be_read_is_refused_and_the_market_goes_on(lab, message):
    with lab.page() as page:
        ask(page, "open", recipe=RECIPE)
        page.send(message)
        assert json.loads(page.recv(timeout=60))["reply"] == "refused"
        assert ask(page, "step")["month"] == 1


def test_bytes_are_refused(lab):
    with lab.page() as page:
        page.send(b"\xff\x00")
        assert json.loads(page.recv(timeout=60))["reply"] == "refused"


def test_too_many_unreadable_messages_end_the_connection(lab):
    with lab.page() as page:
        for _ in range(10):
            page.send("?")
            refused = json.loads(page.recv(timeout=60))
            assert refused["reply"] == "refused"
        assert refused["last"]
        with pytest.raises(ConnectionClosed) as closed:
            page.recv(timeout=60)
        assert closed.value.rcvd.code == 1008
    alive(lab)


def test_too_many_messages_at_once_end_the_connection(lab):
    def flood(page):
        for _ in range(400):
            page.send('{"id": 1, "do": "fingerprint"}')
        while True:
            page.recv(timeout=60)

    with lab.page() as page:
        ask(page, "open", recipe=RECIPE)
        with pytest.raises(ConnectionClosed) as closed:
            flood(page)
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1008
    alive(lab)


def test_an_oversized_message_ends_the_connection(lab):
    with lab.page() as page:
        page.send("x" * 200_000)
        with pytest.raises(ConnectionClosed) as closed:
            page.recv(timeout=60)
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
    alive(lab)


@pytest.mark.parametrize(
    "recipe",
    [
        {**RECIPE, "months": 100_000},
        {**RECIPE, "customers": 10**9},
        {**RECIPE, "moves": [{"month": 0, "path": "world.months", "value": 1200}]},
        {**RECIPE, "moves": [{"month": 0, "path": "__class__", "value": 1}]},
        {**RECIPE, "scenario": "/etc/passwd"},
    ],
)
def test_absurd_recipes_are_refused(lab, recipe):
    with lab.page() as page:
        assert ask(page, "open", recipe=recipe)["reply"] == "refused"


def test_half_open_connections_do_not_disturb(lab):
    half_open = [socket.create_connection(("127.0.0.1", lab.port)) for _ in range(60)]
    for each in half_open[:30]:
        each.send(b"GET /engine HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    try:
        assert alive(lab) < 5
    finally:
        for each in half_open:
            each.close()


def test_a_connection_that_asks_for_nothing_is_closed_and_a_page_is_not(lab):
    silent, slow = (socket.create_connection(("127.0.0.1", lab.port), timeout=25) for _ in range(2))
    slow.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    with silent, slow, lab.page() as page:
        ask(page, "open", recipe=RECIPE)
        assert silent.recv(1) == slow.recv(1) == b""
        time.sleep(1.0)  # the page came a little later than the two that were closed
        assert ask(page, "step")["month"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_more_idle_connections_than_files_allowed_at_first_leave_room_for_a_page():
    resource = pytest.importorskip("resource")
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, most))
    try:
        served = Served()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(200)]
    try:
        assert alive(served) < 5
    finally:
        for each in idle:
            each.close()
        served.stop()


def test_a_greedy_page_does_not_hold_up_the_others(lab):
    with contextlib.ExitStack() as pages:
        for _ in range(4):
            page = pages.enter_context(lab.page())
            ask(page, "open", recipe={**RECIPE, "customers": 2000, "months": 60})
            page.send(json.dumps(COMPARE))
        page = pages.enter_context(lab.page())
        ask(page, "open", recipe=RECIPE)
        waits = []
        for _ in range(10):
            started = time.perf_counter()
            ask(page, "step")
            waits.append(time.perf_counter() - started)
        assert sorted(waits)[5] < 0.5


def test_what_is_left_is_let_go(lab):
    def visit():
        with lab.page() as page:
            ask(page, "open", recipe={**RECIPE, "customers": 2000})
            ask(page, "step", months=4)

    for _ in range(20):
        visit()
    before = lab.memory()
    for _ in range(60):
        visit()
    assert lab.memory() - before < 25


def test_a_page_that_leaves_in_the_middle_of_its_work_is_let_go(lab):
    for _ in range(10):
        with contextlib.suppress(ConnectionClosed), lab.page() as page:
            ask(page, "open", recipe={**RECIPE, "customers": 5000})
            page.send(json.dumps(COMPARE))
            page.socket.shutdown(socket.SHUT_RDWR)
    assert alive(lab) < 5


def test_several_workers_give_the_same_market():
    served = Served("--workers", "2")
    try:
        digests = set()
        for _ in range(6):
            with served.page() as page:
                ask(page, "open", recipe=RECIPE)
                ask(page, "step", months=6)
                digests.add(ask(page, "fingerprint")["digest"])
        assert len(digests) == 1
    finally:
        served.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which processes a process has started")
def test_workers_end_soon_after_their_laboratory_is_killed():
    served = Served("--workers", "2")
    number = served.process.pid
    started = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    served.process.kill()
    try:
        served.process.communicate(timeout=10)  # comes back when nobody can write there any more
        listen("127.0.0.1", served.port).close()
    finally:
        for process in map(int, started):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def tried(*options):
    """Try to serve where that cannot be; return what the command says."""
    command = [sys.executable, "-m", "simulation.lab", "--no-open", *options]
    ended = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60, env=UTF8, check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""  # nothing is said to be open
    assert len(ended.stderr.splitlines()) == 1
    return ended.stderr


def test_a_port_in_use_is_told_with_what_to_do(lab):
    port, other = f"{lab.port}", f"{lab.port + 1}"
    assert tried("--port", port, "--lang", "en").startswith(f"Port {port} of 127.0.0.1 is in use")
    assert f"--port {other}" in tried("--port", port, "--lang", "en")
    said = tried("--port", port, "--lang", "zh")
    assert "已被占用" in said
    assert f"--port {other}" in said


def test_an_address_of_another_machine_is_told_with_what_to_do():
    assert "192.0.2.7 is not an address of this machine" in tried("--host", "192.0.2.7", "--lang", "en")
    assert "No machine is called nowhere.invalid" in tried("--host", "nowhere.invalid", "--lang", "en")


def test_it_says_that_it_is_open_only_when_a_page_is_served():
    """The first page is asked for as soon as the line is there, without a second attempt."""
    command = [sys.executable, "-m", "simulation.lab", "--no-open", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=UTF8) as process:
        try:
            address = process.stdout.readline().split()[4]
            with urlopen(address, timeout=60) as answer:
                assert answer.status == 200
        finally:
            process.send_signal(signal.SIGINT)


@pytest.mark.parametrize("host", ["a..b", ".", "x" * 70])
def test_a_host_that_no_machine_can_have_is_told(host):
    assert host in tried("--host", host, "--port", "0", "--lang", "en")
