"""What a classmate waits while one computer wants everything: ``python -m tests.benchmarks.crowded_lab``.

Sixty pages of one address open markets of 5,000 customers with a warm-up of 60 months, again and again; one
page of another address steps its market, and compares three levels. Each figure is taken on the server left
alone and under attack, several times. Nothing is asserted: figures of a busy machine say little.

The addresses are 127.0.0.2 and 127.0.0.3: systems that know only 127.0.0.1 cannot run this.
"""

import asyncio
import contextlib
import json
import multiprocessing
import statistics
import time

from websockets.asyncio.client import connect

from tests.lab.asking import varied
from tests.lab.serving import Served, ask

ATTACKERS, ROUNDS, STEPS, REPLICATIONS = 60, 3, 40, 10
HEAVY = {
    "scenario": "three-levels",
    "customers": 5000,
    "months": 60,
    "moves": [{"month": 0, "path": "world.warm_up", "value": 60}],
}
USUAL = {"scenario": "three-levels", "customers": 2000, "months": 60}


async def attacker(port, seed):
    """Open one market after the other."""
    address, origin = f"ws://127.0.0.1:{port}/engine", f"http://127.0.0.1:{port}"
    async with connect(address, origin=origin, max_size=None, local_addr=("127.0.0.2", 0)) as page:
        while True:
            await page.send(json.dumps({"id": 1, "do": "open", "recipe": {**HEAVY, "seed": seed}}))
            await page.recv()


def attack(port):
    """Be sixty pages, until ended."""

    async def run():
        await asyncio.gather(*(attacker(port, number) for number in range(ATTACKERS)))

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def steps(served, seed):
    """Return the median wait for a month, in milliseconds, and the longest."""
    waits = []
    with served.page(source_address=("127.0.0.3", 0)) as page:
        ask(page, "open", recipe={**USUAL, "seed": seed})
        for _ in range(STEPS):
            started = time.perf_counter()
            ask(page, "step")
            waits.append(1000 * (time.perf_counter() - started))
            time.sleep(0.02)
    return statistics.median(waits), max(waits)


def comparison(served, seed):
    """Return the seconds that a comparison takes."""
    with served.page(source_address=("127.0.0.3", 0)) as page:
        ask(page, "open", recipe={**USUAL, "customers": 500, "seed": seed})
        compared = varied("firm.Focal.level", [1, 2, 3])
        started = time.perf_counter()
        for number in range(REPLICATIONS):
            ask(page, "twin", replication=number, alternatives=compared)
        return time.perf_counter() - started


def measured(served, name, seeds):
    """Print what is measured several times."""
    for seed in seeds:
        median, longest = steps(served, seed)
        print(
            f"{name:9s} step {median:6.1f} ms median, {longest:6.1f} ms at most;"
            f" comparison {comparison(served, seed):6.2f} s",
            flush=True,
        )


def main():
    """Measure alone, under attack, and alone again."""
    served = Served()
    measured(served, "alone", range(ROUNDS))
    enemy = multiprocessing.get_context("spawn").Process(target=attack, args=(served.port,), daemon=True)
    enemy.start()
    time.sleep(8)
    measured(served, "attacked", range(100, 100 + ROUNDS))
    enemy.terminate()
    enemy.join()
    time.sleep(2)
    measured(served, "alone", range(200, 200 + ROUNDS))
    served.stop()


if __name__ == "__main__":
    main()
