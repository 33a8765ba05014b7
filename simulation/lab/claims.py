"""Judging a lesson's claims run by run, as ``loyaltylab check --replications N`` judges them: once."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulation.experiments.claims.checking import AS_IT_STANDS, design_of
from simulation.experiments.claims.condition import Finding
from simulation.experiments.claims.judging import Needed, judge, needed_by
from simulation.kernel.arithmetic import Values
from simulation.lab import limits
from simulation.lab.recipe import Replay
from simulation.lab.shared_work import RunSeries, Work
from simulation.language import LANGUAGES, speaking
from simulation.market import Row
from simulation.measures.customer_equity import RunOff
from simulation.measures.declared import WHOLE
from simulation.measures.monthly import MarketRecord
from simulation.report.experiments.claim_sentences import sentence
from simulation.report.experiments.claims_tables import verdict_sentence
from simulation.scenario.claim_figures import Setting
from simulation.scenario.document import Scenario
from simulation.scenario.expectation import Expect, months_named

BEYOND = "beyond"
"""What becomes of a claim that needs more months than the market has."""


@dataclass
class Judging:
    """The claims of a scenario, and the runs that judge them so far.

    Seeds, alternatives and verdicts are those of `simulation.experiments.claims.checking.check_claims`.
    """

    scenario: Scenario
    histories: dict[tuple[str, str, str], list[Values]] = field(default_factory=dict)
    """By alternative, firm and column: the months of each run."""

    def __post_init__(self) -> None:
        months = self.scenario.world.months
        self.series = RunSeries(self.replicate)
        self.setting = self.scenario.setting
        self.expects = [each for each in self.scenario.expects if last_month(each, self.setting) <= months]
        self.runs = min(self.scenario.world.replications, limits.MOST_JUDGED) if self.expects else 1
        self._worlds = dict(self._courses())
        self._needed: set[Needed] = set[Needed]().union(
            *(needed_by(expect, self.setting, months) for expect in self.expects)
        )

    def _courses(self) -> Iterator[tuple[str, Scenario]]:
        """Give the courses that the claims speak of, by the name of the alternative."""
        if not self.expects:
            return
        design = design_of(self.scenario, 1, claims=self.expects)
        for number, label in enumerate(design.labels["alternative"]):
            yield str(label), design.world_of(design.task(number))

    def replicate(self, number: int) -> Work:
        """Make one more run of every course; yields after each month. The last one brings the verdicts."""
        lived: dict[tuple[str, str, str], Values] = {}
        for label, world in self._worlds.items():
            replay = Replay(world, number, [])
            yield from replay.beginning()
            columns = yield from self._columns(replay, world.world.months)
            names = replay.process.firm_names
            for alternative, firm, column in self._needed:
                if (alternative or AS_IT_STANDS) == label:
                    months = columns[column].astype(np.float64)
                    lived[label, firm, column] = months[names.index(firm) :: len(names)]
        for key, months in lived.items():
            self.histories.setdefault(key, []).append(months)
            self.series.hold(months)
        found = self.findings() if number + 1 >= self.runs else None
        return {
            "replication": number,
            "runs": self.runs,
            "verdicts": {} if found is None else self.verdicts(found),
            "tested": {} if found is None else self.tested(found),
        }

    def _columns(self, replay: Replay, months: int) -> Generator[None, None, Row]:
        """Run a market and return its months; of measures of the whole run, should a claim name one, one."""
        record, run_off = MarketRecord(replay.process), RunOff(replay.process)
        for _ in range(months):
            yield from replay.advancing()
            record.observe()
            run_off.observe()
            yield None
        columns = record.columns()
        if any(column in WHOLE for _, _, column in self._needed):
            yield from run_off.run()
            columns |= run_off.worth(columns["npv"][-len(replay.process.firm_names) :])
        return columns

    def findings(self) -> list[Finding]:
        """Return what became of each claim that the months are enough for."""

        def history(alternative: str | None, firm: str, column: str) -> Values:
            return np.array(self.histories[alternative or AS_IT_STANDS, firm, column])

        return [judge(expect, history, self.setting) for expect in self.expects]

    def verdicts(self, findings: Sequence[Finding]) -> dict[str, str]:
        """Return the verdict on each claim, by its name."""
        beyond = {expect.claim: BEYOND for expect in self.scenario.expects}
        return beyond | {finding.expect.claim: finding.verdict for finding in findings}

    def tested(self, findings: Sequence[Finding]) -> dict[str, dict[str, tuple[str, str]]]:
        """Return by language and claim what was tested, and what was found, in a sentence each."""
        said = {}
        for language in LANGUAGES:
            with speaking(language):
                said[language] = {
                    finding.expect.claim: (
                        sentence(finding.expect, self.scenario),
                        verdict_sentence(finding, self.scenario),
                    )
                    for finding in findings
                }
        return said


def last_month(expect: Expect, setting: Setting) -> int:
    """Return the last month that a claim needs; a burst goes on for a quarter."""
    parts = [last_month(setting.claim(name), setting) for name in expect.claims or ()]
    return max(1, (expect.event_month or -2) + 2, *months_named(expect), *parts)
