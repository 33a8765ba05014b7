"""How fast is a month? Run by hand: ``python -m tests.benchmarks.market [--million]``.

Prints nanoseconds per customer and month of the plain second opinion, of NumPy and of compiled code, their
ratios measured in this one run, how flat the cost is from ten thousand to a million customers, how far
compiled code is from the limit that the memory's bandwidth sets, the memory of a long run, and how long the
package and the list of scenarios take to appear.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from simulation.market import Engine, MarketProcess, NumpyEngine
from simulation.market.compiled.engine import CompiledEngine
from simulation.scenario.document import Scenario
from simulation.scenario.reading import load_scenario
from tests.benchmarks.memory_limit import bandwidth, bytes_of_month
from tests.second_opinion.market import PlainMarket

REPEATS = 5


def market(customers: int, warm_up: int = 0) -> Scenario:
    """The market of three levels with so many customers, at level 3: every rule has work to do."""
    changes = {"world.customers": customers, "world.warm_up": warm_up, "firm.Focal.level": 3}
    return load_scenario("three-levels").with_(**changes)


def cost(step: Callable[[], None], customers: int, months: int) -> float:
    """Nanoseconds a customer-month: the median of some months, after one to warm up."""
    step()
    times = []
    for _ in range(months):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) / customers * 1e9


def cost_of_engine(engine: Engine, customers: int) -> float:
    """Nanoseconds a customer-month of an engine, after half a year of market."""
    process = MarketProcess(market(customers, warm_up=6), 0, engine)
    return cost(process.advance, customers, REPEATS)


def limit_of_memory(customers: int) -> float:
    """Nanoseconds a customer-month that moving the month's bytes alone would take with one thread."""
    process = MarketProcess(market(customers, warm_up=6), 0, CompiledEngine())
    process.advance()
    return bytes_of_month(process) / bandwidth() * 1e9


def cost_of_second_opinion(customers: int) -> float:
    """Nanoseconds a customer-month of the agent-by-agent market."""
    plain = PlainMarket(market(customers))
    return cost(plain.step, customers, 2)


def seconds_of(*words: str) -> float:
    """Median seconds of a process of its own."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def memory_of_a_long_run(customers: int, months: int) -> float:
    """Bytes a customer that a run of so many months takes at its peak, tables included."""
    code = (
        "import resource, simulation as sim, sys;"
        "import pandas, simulation.experiments.run, simulation.market.compiled.engine;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "scenario = sim.load_scenario('three-levels');"
        f"big = scenario.with_(**{{'world.customers': {customers}, 'world.months': {months}}});"
        "sim.run(big, engine='compiled');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) * 1024 / customers


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also a million customers, for 120 months")
    million = parser.parse_args().million
    # A process starts with its parent's peak of memory, so this comes first, while the parent is small.
    needed = memory_of_a_long_run(1_000_000, 120) if million else None
    sizes = [10_000, 100_000, *([1_000_000] if million else [])]
    plain = cost_of_second_opinion(100_000)
    table = Table(
        "engine", *(f"{size:,} customers" for size in sizes), "flat within", title="ns a customer-month"
    )
    costs = {}
    engines = {
        "NumPy": NumpyEngine(),
        "compiled, one thread": CompiledEngine(threads=1),
        "compiled": CompiledEngine(),
    }
    for name, engine in engines.items():
        costs[name] = [cost_of_engine(engine, size) for size in sizes]
        flat = max(costs[name]) / min(costs[name])
        table.add_row(name, *(f"{value:,.0f}" for value in costs[name]), f"{flat:.2f}x")
    table.add_row("second opinion", "", f"{plain:,.0f}")
    console = Console()
    console.print(table)
    numpy, compiled = costs["NumPy"][1], costs["compiled, one thread"][1]
    console.print(
        f"NumPy is {plain / numpy:.0f} times as fast as the second opinion at 100,000 customers (goal: 60)"
    )
    console.print(
        f"compiled is {numpy / compiled:.1f} times as fast as NumPy at 100,000 customers, in one thread "
        "(goal: 3)"
    )
    size = sizes[-1]
    limit = limit_of_memory(size)
    console.print(
        f"memory's limit at {size:,} customers: {limit:.0f} ns with one thread; compiled in one thread takes "
        f"{costs['compiled, one thread'][-1] / limit:.1f} times as long"
    )
    bare, package = seconds_of("-c", "pass"), seconds_of("-c", "import simulation")
    console.print(
        f"import of the package: {package - bare:.3f} s beyond Python's own {bare:.3f} s (goal: 0.05)"
    )
    console.print(f"loyaltylab list: {seconds_of('-m', 'simulation', 'list'):.2f} s (goal: 0.15)")
    if needed is not None:
        console.print(f"a million customers for 120 months: {needed:,.0f} bytes a customer (goal: 1,000)")
    console.print(
        f"peak memory of this benchmark: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


if __name__ == "__main__":
    main()
