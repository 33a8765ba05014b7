"""One run of an alternative of the scenario, for comparison with the market on the screen."""

from __future__ import annotations

from simulation.lab import compared
from simulation.lab.encoding import number
from simulation.lab.messages import Compared
from simulation.lab.recipe import Replay
from simulation.lab.shared_work import RunSeries, Work
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario


class CourseRun:
    """The run of an alternative with the luck of a page; InputError if the scenario has none of this name.

    Args:
        scenario: the market without any change.
        seed: the luck.
        alternative: its name in the scenario.
    """

    def __init__(self, scenario: Scenario, seed: int, alternative: str) -> None:
        self._seed, self._focal = seed, scenario.focal
        self._scenario = compared.world_of(scenario, Compared(name=alternative, own=alternative)).scenario
        self.series = RunSeries(self._run)

    def _run(self, _number: int) -> Work:
        """Run the months; yields after each."""
        replay = Replay(self._scenario, self._seed, [])
        yield from replay.beginning()
        record = MarketRecord(replay.process)
        focal = replay.process.firm_names.index(self._focal)
        earned = []
        for _ in range(self._scenario.world.months):
            yield from replay.advancing()
            record.observe()
            earned.append(number(float(record.last_month()["profit_cumulative"][focal])))
            yield None
        return {"profit_cumulative": earned}
