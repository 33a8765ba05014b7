"""What became of a scenario's claims in the runs of a comparison."""

from __future__ import annotations

from simulation.experiments.claims.judging import Verdict, judge
from simulation.experiments.compare import Comparison
from simulation.report.verdict import FEWEST_RUNS
from simulation.rules.arithmetic import Values
from simulation.scenario.expectation import Expect


def verdicts(comparison: Comparison) -> dict[str, Verdict]:
    """Return what became of each claim that these runs can judge, by its name.

    A claim is left out as long as there are too few runs, where it speaks of a course that is not compared
    (the scenario as it stands, most often), or of months beyond a shortened horizon.
    """
    scenario, compared = comparison.scenario, frozenset(comparison.alternatives)
    if comparison.replications < FEWEST_RUNS:
        return {}
    groups = dict(iter(comparison.market.groupby(["alternative", "firm"], sort=False)))

    def history(alternative: str | None, firm: str, measure: str) -> Values:
        rows = groups[alternative, firm]
        table: Values = rows.pivot(index="replication", columns="month", values=measure).to_numpy(float)
        return table

    names = [alternative.name for alternative in scenario.alternatives]
    return {
        expect.claim: judge(expect, history, scenario.focal, names).verdict
        for expect in scenario.expects
        if courses(expect, names) <= compared and last_month(expect) <= scenario.world.months
    }


def courses(expect: Expect, names: list[str]) -> set[str | None]:
    """Return the alternatives that a claim speaks of; None is the scenario as it stands."""
    if expect.relation == "interior_maximum":
        return set(names)
    than = {expect.than} if isinstance(expect.than, str) and expect.than in names else set()
    return {expect.alternative, *than}


def last_month(expect: Expect) -> int:
    """Return the last month that a claim needs."""
    return max(expect.months[1] if expect.months else 1, (expect.event_month or -2) + 2)
