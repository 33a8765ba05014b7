"""A laboratory that is served as a user serves it: in a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
BUILDING = 60


class Served:
    """A served laboratory; ``stop`` ends it, ``start`` begins it again at the same address.

    With a class, ``link`` is the instructor's link.
    """

    def __init__(self, *options, port=0):
        self.options, self.port, self.errors = options, port, ""
        self.start()

    def start(self):
        """Start and wait until it answers."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LOYALTYLAB_LANG": "en",
            "PYTHONUNBUFFERED": "1",
        }
        command = [
            sys.executable,
            "-m",
            "simulation.lab",
            "--no-open",
            "--port",
            str(self.port),
            *self.options,
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )
        self.said = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+)/", self.said)[1])
        self.link = self.process.stdout.readline().split()[-1] if "--class" in self.options else None
        end = time.monotonic() + BUILDING
        while time.monotonic() < end:
            try:
                urlopen(self.address, timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(self.said)

    @property
    def address(self):
        """Address of the page."""
        return f"http://127.0.0.1:{self.port}/"

    def stop(self):
        """End it, and keep what it wrote to standard error."""
        self.process.send_signal(signal.SIGINT)
        try:
            _, errors = self.process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, errors = self.process.communicate()
        self.errors += errors

    def kill(self):
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.communicate()

    def memory(self):
        """Return the resident memory of the server in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def page(self, **headers):
        """Return a connection to the engine as the page opens it."""
        origin = headers.pop("origin", self.address.rstrip("/"))
        return connect(f"ws://127.0.0.1:{self.port}/engine", origin=origin, max_size=None, **headers)


def ask(page, do, number=1, **details):
    """Ask the engine and return its answer; news that comes before it is passed over."""
    page.send(json.dumps({"id": number, "do": do, **details}))
    while "push" in (answer := json.loads(page.recv(timeout=BUILDING))):
        pass
    return answer
