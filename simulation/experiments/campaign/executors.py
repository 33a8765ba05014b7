"""Where runs are made: in this process, in several, or on a Dask cluster; the results are the same."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, overload

from simulation.errors import InputError
from simulation.experiments.campaign.design import Columns, Design, Observation, Task
from simulation.experiments.execution import execute_unordered
from simulation.market import EngineName, make_engine
from simulation.scenario.document import Scenario

LARGEST_CHUNK = 16
"""Runs sent to a cluster's worker at a time; more would delay their way to disk."""
CONNECT_WITHIN = "10s"


class Outcome(NamedTuple):
    """What became of a task: its columns, or the error and where it happened."""

    number: int
    columns: Columns | None
    error: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Maker:
    """All that a worker needs besides the task."""

    scenario: Scenario
    observation: Observation
    engine: EngineName

    def __call__(self, task: Task) -> Outcome:
        """Make one run; an error is an outcome too, so that one run's misfortune is nobody else's."""
        try:
            world = self.scenario.with_(**dict(task.changes)) if task.changes else self.scenario
            return Outcome(task.number, self.observation(world, task.seed, self.engine))
        except Exception as error:
            return Outcome(task.number, None, f"{type(error).__name__}: {error}", traceback.format_exc())

    def chunk(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Make several runs."""
        return [self(task) for task in tasks]


def outcomes(
    design: Design, numbers: Sequence[int], workers: int | None, cluster: str | None, engine: EngineName,
    finished: Callable[[], int] | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """Yield the outcome of every run of these numbers as soon as it is known, in any order.

    ``finished`` says how many runs are kept if all processes die; None if none is.
    """
    if cluster is not None:
        yield from on_cluster(Maker(design.scenario, design.observation, engine), design, numbers, cluster)
        return
    maker = Maker(design.scenario, design.observation, settled_engine(engine, design.scenario, len(numbers)))
    for _, outcome in execute_unordered(maker, Tasks(design, numbers), workers, finished=finished):
        yield outcome


def settled_engine(engine: EngineName, scenario: Scenario, runs: int) -> EngineName:
    """Return the engine that many runs of a market should use, compiled here and now if it has to be.

    What is compiled already is left to the processes that use it: loading it takes each of them a second.
    """
    from simulation.market import MarketProcess, NumpyEngine, is_compiled, variant_of

    chosen = make_engine(engine, scenario, runs)
    if isinstance(chosen, NumpyEngine):
        return "numpy"
    if is_compiled(variant_of(scenario)):
        return "compiled"
    small = scenario.with_(**{"world.customers": min(50, scenario.world.customers), "world.warm_up": 0})
    MarketProcess(small, 0, chosen).advance()
    return "compiled"


@dataclass(frozen=True, slots=True)
class Tasks(Sequence[Task]):
    """The tasks of some runs of a design, each made when it is wanted: a campaign can have millions."""

    design: Design
    numbers: Sequence[int]

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Task: ...
    @overload
    def __getitem__(self, place: slice) -> Tasks: ...
    def __getitem__(self, place: int | slice) -> Task | Tasks:
        if isinstance(place, slice):
            return Tasks(self.design, self.numbers[place])
        return self.design.task(self.numbers[place])


def on_cluster(maker: Maker, design: Design, numbers: Sequence[int], address: str) -> Iterator[Outcome]:
    """Use a Dask cluster, with few chunks under way at a time, so that memory stays flat."""
    with _client(address) as client:
        from distributed import as_completed

        threads = max(1, sum(client.nthreads().values()))
        size = max(1, min(LARGEST_CHUNK, len(numbers) // (8 * threads)))
        chunks = (list(map(design.task, numbers[i : i + size])) for i in range(0, len(numbers), size))
        asked: dict[Any, list[Task]] = {}

        def ask(chunk: list[Task]) -> Any:
            future = client.submit(maker.chunk, chunk, pure=False)
            asked[future] = chunk
            return future

        running = as_completed([ask(chunk) for chunk in islice(chunks, 3 * threads)], loop=client.loop)
        for future in running:
            yield from _answer(future, asked.pop(future))
            for chunk in islice(chunks, 1):
                running.add(ask(chunk))


def _answer(future: Any, tasks: Sequence[Task]) -> list[Outcome]:
    """The outcomes of a chunk; if its workers died again and again, that is the outcome of all its runs."""
    error = future.exception()
    if error is None:
        answered: list[Outcome] = future.result()
        return answered
    return [Outcome(task.number, None, f"{type(error).__name__}: {error}") for task in tasks]


def _client(address: str) -> Any:
    """Connect to a Dask scheduler; InputError where that is not possible."""
    try:
        from distributed import Client
    except ImportError:
        raise InputError("campaign.error.no_distributed") from None
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        # refused here: a client with an unreadable address waits, and complains again when it is deleted
        raise InputError("campaign.error.cluster_address", address=address)
    try:
        return Client(address, timeout=CONNECT_WITHIN, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError("campaign.error.cluster", address=address, reason=str(error)) from None
