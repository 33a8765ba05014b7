"""How fast are many runs? Run by hand: ``python -m tests.benchmarks.experiments [--runs N]``.

Prints how long a sweep of runs of 2,000 customers for 60 months takes on one and on two processes, how much
faster two are (beside what the machine gives to two processes that only compute), and what a run costs beyond
the market itself.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time

from rich.console import Console

from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.scenario.reading import load_scenario
from tests.experiments.observations import Echo

MARKET = load_scenario("three-levels")
LOOP = 20_000_000


def design(runs: int, observation: FirmMeasures | Echo) -> Design:
    """A sweep over so many prices."""
    return Design(MARKET, [{"firm.Focal.price": 80.0 + 40.0 * i / runs} for i in range(runs)], observation)


def seconds(plan: Design, workers: int) -> tuple[float, float]:
    """Seconds until so many processes are at work, and seconds that they then take for a campaign.

    The first run of each process loads its libraries and the compiled month: a second or so that a campaign
    pays once, however long it is.
    """
    begun = time.perf_counter()
    run_campaign(design(2 * workers, plan.observation), workers=workers)
    ready = time.perf_counter()
    run_campaign(plan, workers=workers)
    return ready - begun, time.perf_counter() - ready


def busy_loop(steps: int) -> float:
    """Return the seconds that pure computation takes, which needs nothing but a processor."""
    begun, total = time.perf_counter(), 0
    for step in range(steps):
        total += step * step
    return time.perf_counter() - begun


def processors_gain() -> float:
    """Return how many times the work of one process two do on this machine, now, at the very best."""
    alone = busy_loop(LOOP)
    with multiprocessing.Pool(2) as pool:
        pool.map(busy_loop, [LOOP // 10] * 2, chunksize=1)
        begun = time.perf_counter()
        pool.map(busy_loop, [LOOP] * 2, chunksize=1)
        together = time.perf_counter() - begun
    return 2 * alone / together


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    console = Console()
    _, empty = seconds(design(1000, Echo()), 1)
    console.print(f"overhead: {empty:.2f} ms a run (goal: 2), measured on 1,000 runs that do nothing")
    best = processors_gain()
    console.print(f"two processes that only compute do {best:.2f} times the work of one on this machine, now")
    (start_one, one), (start_two, two) = (seconds(design(runs, FirmMeasures()), n) for n in (1, 2))
    console.print(f"start: {start_one:.1f} s for one process, {start_two:.1f} s for two, paid once")
    console.print(f"{runs} runs: {one:.1f} s on one process, {two:.1f} s on two")
    console.print(f"two processes do {one / two:.2f} times the work of one (goal: 1.8)")
    total = start_two + 1000 * two / runs
    console.print(f"1,000 runs would take {total:.0f} s on two processes, start included (goal: 30)")


if __name__ == "__main__":
    main()
