"""Twin runs: the same customers with the same luck under several alternatives, many times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulation.errors import InputError
from simulation.experiments.execution import check_means, execute, not_too_many
from simulation.experiments.finished_work import FinishedWork, KeptWork, stamp_of
from simulation.experiments.firm_names import known_firm
from simulation.experiments.payback import paybacks
from simulation.experiments.run import run
from simulation.experiments.summary import summarise
from simulation.language import as_text
from simulation.market import EngineName, usable_seed
from simulation.scenario.document import Scenario
from simulation.scenario.paths import refuse_new_names
from simulation.source import MODEL, source_digest

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison leaves; money is in the scenario's currency.

    ``summary`` has a row an alternative and measure of the focal firm, with 95 % intervals of the mean and of
    the paired difference to the first alternative; ``market`` all months of all runs; ``flows`` the mean
    number of departures a run by alternative, origin, destination and reason; ``worth`` a row an alternative,
    run and firm with the measures of whole runs. ``labels`` says what alternatives are called in sentences
    and figures where that is not to follow from their names and changes.
    """

    scenario: Scenario
    alternatives: tuple[str, ...]
    focal: str
    replications: int
    seed: int
    changes: Mapping[str, Mapping[str, object]]
    summary: pd.DataFrame
    market: pd.DataFrame
    flows: pd.DataFrame
    worth: pd.DataFrame
    labels: Mapping[str, str] = field(default_factory=dict)


LENGTHS = ("world.months", "world.run_off")
"""What says how long the money of a market is counted, so that it has to be the same for all alternatives."""


class TwinRun(NamedTuple):
    """One run to be made: an alternative, its scenario, the number of the replication, and its seed.

    ``piece`` is the name under which it is kept, different for every run of a comparison; ``worth`` says
    whether the market runs on to find its value.
    """

    alternative: str
    scenario: Scenario
    replication: int
    seed: int
    engine: EngineName
    piece: str = ""
    worth: bool = True


class TwinResult(NamedTuple):
    """The tables of one run of a comparison."""

    market: pd.DataFrame
    flows: pd.DataFrame
    worth: pd.DataFrame


def compare(
    scenario: Scenario,
    vary: Mapping[str, Sequence[object]] | None = None,
    *,
    replications: int | None = None,
    seed: int = 0,
    focal: str | None = None,
    workers: int | None = None,
    engine: EngineName = "auto",
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Run alternatives as twins and measure one firm.

    Replication r of every alternative has the seed ``seed + r``, so that alternatives differ in nothing but
    what they set.

    Args:
        scenario: the market.
        vary: values to try by path, e.g. ``{"firm.Focal.level": [0, 1, 2, 3]}`` (all combinations of several
            paths); None takes the scenario's own alternatives.
        replications: runs an alternative; None takes the scenario's number.
        seed: seed of the first replication.
        focal: name of the firm to be measured; None takes the firm that is varied, or the first.
        workers: processes to use; None takes all processors. The result does not depend on it.
        engine: how the months are run. The result does not depend on it.
        folder: where finished runs are kept; the same comparison continues in it. None keeps nothing.
        progress: called with (finished runs, all runs).

    Raises:
        InputError: for an unknown path, firm or value, or if there is nothing to compare.
    """
    changes = alternatives(scenario, vary)
    count = scenario.world.replications if replications is None else replications
    measured = measured_firm(scenario, changes) if focal is None else focal
    return compare_changes(
        scenario,
        changes,
        count,
        seed,
        measured,
        workers=workers,
        engine=engine,
        folder=folder,
        progress=progress,
    )


def compare_changes(
    scenario: Scenario,
    changes: Mapping[str, Mapping[str, object]],
    replications: int,
    seed: int,
    focal: str | None,
    *,
    workers: int | None = None,
    engine: EngineName = "auto",
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Compare named alternatives, each given by what it sets: see `compare`, which finds them."""
    if replications < 1:
        raise InputError("experiments.error.replications", given=replications)
    not_too_many(replications * len(changes))
    check_means(workers, engine)
    seed = usable_seed(seed)
    measured = known_firm(scenario, focal)
    worlds = {name: scenario.with_(**dict(change)) for name, change in changes.items()}
    twins = [
        TwinRun(name, world, r, seed + r, engine, f"{number}-{r}-{seed + r}")
        for r in range(replications)
        for number, (name, world) in enumerate(worlds.items())
    ]
    results = []
    kept = None if folder is None else kept_twins(folder, worlds)
    for result in execute(run_twin, twins, workers, kept=kept):
        results.append(result)
        if progress is not None:
            progress(len(results), len(twins))
    market, flows, worth = _collected(results)
    worth = worth.merge(paybacks(market, list(worlds)), how="left")
    summary = summarise(market, measured, worth)
    flows = _mean_flows(flows, replications)
    return Comparison(
        scenario, tuple(worlds), measured, replications, seed, changes, summary, market, flows, worth
    )


def alternatives(
    scenario: Scenario, vary: Mapping[str, Sequence[object]] | None = None
) -> dict[str, dict[str, object]]:
    """Return the alternatives by name, each with what it sets.

    InputError if there are none, or if they would last unequally long.
    """
    if vary is None:
        own = {alternative.name: dict(alternative.set) for alternative in scenario.alternatives}
        if not own:
            raise InputError("experiments.error.no_alternatives", name=scenario.name)
        _refuse_other_lengths(*own.values())
        return own
    refuse_new_names(vary)
    _refuse_other_lengths(vary)
    if not vary or not all(len(values) for values in vary.values()):
        raise InputError("experiments.error.nothing_to_vary")
    combinations = [dict(zip(vary, values, strict=True)) for values in product(*vary.values())]
    return {
        ", ".join(f"{path}={as_text(value)}" for path, value in change.items()): change
        for change in combinations
    }


def _refuse_other_lengths(*changes: Mapping[str, object]) -> None:
    """Raise InputError where alternatives would last for different times: their money cannot be compared."""
    for path in LENGTHS:
        if any(path in change for change in changes):
            raise InputError("experiments.error.other_length", path=path)


def measured_firm(scenario: Scenario, changes: Mapping[str, Mapping[str, object]]) -> str:
    """Return the firm that alternatives vary, if it is just one; else the first firm."""
    varied = {
        path.split(".")[1] for change in changes.values() for path in change if path.startswith("firm.")
    }
    return varied.pop() if len(varied) == 1 else scenario.focal


def run_twin(twin: TwinRun) -> TwinResult:
    """Make one run of a comparison."""
    import pandas as pd

    result = run(twin.scenario, twin.seed, worth=twin.worth, engine=twin.engine)
    market, worth = result.market, result.worth
    for table in (market, worth):
        if table is not None:
            table.insert(0, "alternative", twin.alternative)
            table.insert(1, "replication", twin.replication)
            table.insert(2, "seed", twin.seed)
    flows = result.switches.groupby(["origin", "destination", "reason"], as_index=False).size()
    flows.insert(0, "alternative", twin.alternative)
    flows = flows.rename(columns={"size": "departures"})
    return TwinResult(market, flows, pd.DataFrame() if worth is None else worth)


def kept_twins(folder: Path, alternatives: Mapping[str, Scenario]) -> KeptWork[TwinRun, TwinResult]:
    """Return the finished runs of these alternatives in a folder."""
    from simulation.experiments.arrow_pieces import FramesFormat  # imports pyarrow

    markets = {name: scenario.digest for name, scenario in alternatives.items()}
    stamp = stamp_of(code=source_digest(*MODEL, "experiments"), alternatives=list(markets.items()))
    form: FramesFormat[TwinResult] = FramesFormat(TwinResult)
    return KeptWork(FinishedWork(folder, stamp, form, durable=False), attrgetter("piece"), needed=False)


def _collected(results: Sequence[TwinResult]) -> TwinResult:
    import pandas as pd

    def together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
        return pd.concat([each for each in tables if len(each)] or tables[:1], ignore_index=True)

    market, flows, worth = (together(tables) for tables in zip(*results, strict=True))
    return TwinResult(market, flows, worth)


def _mean_flows(flows: pd.DataFrame, replications: int) -> pd.DataFrame:
    keys = ["alternative", "origin", "destination", "reason"]
    total = flows.groupby(keys)[["departures"]].sum().reset_index()
    total["departures"] = total["departures"] / replications
    return total
