"""Does the laboratory's memory reach a plateau? ``python -m tests.endurance.pages_come_and_go [MINUTES]``.

Pages come, open a market of their own, step, sometimes compare, and go, four at a time, for as long as asked
(8 minutes). Every minute it prints how many have come and gone and the server's resident memory in MiB.
"""

import sys
import threading
import time

from tests.lab.asking import varied
from tests.lab.serving import Served, ask

AT_A_TIME = 4
SCENARIOS = ("three-levels", "toothpaste", "bank", "hotel")


def visit(served, number):
    """Come, look around and go."""
    with served.page() as page:
        recipe = {"scenario": SCENARIOS[number % 4], "seed": number, "customers": 1000, "months": 24}
        market = ask(page, "open", recipe=recipe)["market"]
        ask(page, "step", months=3)
        ask(page, "find", what="about")
        if number % 10 == 0:
            compared = varied(f"firm.{market['focal']}.level", [1, 2])
            ask(page, "twin", replication=0, alternatives=compared)
        if number % 10 == 5:
            ask(page, "tell", customer=number % 1000)


class Visitors:
    """Several visitors at a time, each with a number of its own."""

    def __init__(self, served, end):
        self.served, self.end, self.came = served, end, 0
        self._counting = threading.Lock()
        self.threads = [threading.Thread(target=self._come_and_go) for _ in range(AT_A_TIME)]
        for thread in self.threads:
            thread.start()

    def _come_and_go(self):
        while time.monotonic() < self.end:
            with self._counting:
                self.came += 1
                number = self.came
            visit(self.served, number)


def main():
    """Print the memory minute by minute."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
    served, started = Served(), time.monotonic()
    print(f"minute  0.0: {0:6d} pages, {served.memory():7.1f} MiB", flush=True)
    visitors = Visitors(served, started + 60 * minutes)
    while any(thread.is_alive() for thread in visitors.threads):
        time.sleep(min(60, 60 * minutes / 4))
        passed = (time.monotonic() - started) / 60
        print(f"minute {passed:4.1f}: {visitors.came:6d} pages, {served.memory():7.1f} MiB", flush=True)
    served.stop()
    print(served.errors)


if __name__ == "__main__":
    main()
