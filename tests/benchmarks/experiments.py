"""How fast are many runs? Run by hand: ``python -m tests.benchmarks.experiments [--runs N]``.

Prints how long a sweep of runs of 2,000 customers for 60 months takes on one and on two processes, how much
faster two are, and what a run costs beyond the market itself.
"""

from __future__ import annotations

import argparse
import time

from rich.console import Console

from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.scenario.reading import load_scenario
from tests.experiments.observations import Echo

MARKET = load_scenario("three-levels")


def design(runs: int, observation: FirmMeasures | Echo) -> Design:
    """A sweep over so many prices."""
    return Design(MARKET, [{"firm.Focal.price": 80.0 + 40.0 * i / runs} for i in range(runs)], observation)


def seconds(plan: Design, workers: int) -> float:
    """Seconds that a campaign takes, worker processes already there."""
    run_campaign(design(2 * workers, Echo()), workers=workers)
    begun = time.perf_counter()
    run_campaign(plan, workers=workers)
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    console = Console()
    empty = seconds(design(1000, Echo()), 1)
    console.print(f"overhead: {empty:.2f} ms a run (goal: 2), measured on 1,000 runs that do nothing")
    one, two = (seconds(design(runs, FirmMeasures()), workers) for workers in (1, 2))
    console.print(f"{runs} runs: {one:.1f} s on one process, {two:.1f} s on two")
    console.print(f"two processes do {one / two:.2f} times the work of one (goal: 1.8)")
    console.print(f"1,000 runs would take {1000 * two / runs:.0f} s on two processes (goal: 30)")


if __name__ == "__main__":
    main()
