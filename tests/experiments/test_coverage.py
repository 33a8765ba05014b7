"""How often do the intervals contain the truth, and how often does chance make a false claim hold?"""

import pytest

from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.intervals import mean_interval
from tests.experiments.observations import small_market

GROUPS, REPLICATIONS = 300, 6


@pytest.mark.slow
def test_ninety_five_percent_intervals_cover_the_truth():
    """Two firms that are alike differ by 0 on average: 95 % of the intervals have to contain it.

    The seeds are fixed; 300 intervals know the share to a standard error of 1.3 points, and three of them
    are allowed for chance.
    """
    allowed = 3.0 * (0.95 * 0.05 / GROUPS) ** 0.5
    market = small_market(customers=60, months=2, warm_up=0)
    frame = run_campaign(Design(market, [{}], FirmMeasures(), GROUPS * REPLICATIONS)).frame
    for measure in ("market_share", "retention_rate", "npv", "switching_cost"):
        table = frame.pivot(index="run", columns="firm", values=measure)
        groups = (table["Focal"] - table["Birch"]).to_numpy().reshape(GROUPS, REPLICATIONS)
        intervals = [mean_interval(group) for group in groups]
        covered = sum(interval.low <= 0 <= interval.high for interval in intervals) / GROUPS
        assert abs(covered - 0.95) <= allowed, measure
        assert sum(interval.low > 0 for interval in intervals) / GROUPS <= 0.045
