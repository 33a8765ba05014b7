"""P24: the third supplier becomes the first by level 3 only where its rivals' service is poor."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.markets import FOCAL, RIVALS, of_shares
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance
from simulation.validation.pattern import Figures, Pattern, Target, Worth

FIRMS = (FOCAL, *RIVALS[:2])
SHARES = (0.25, 0.40, 0.35)
"""The firm looked at is the third of three."""
QUALITIES = {"poor": -0.25, "fair": 0.0, "good": 0.25}
"""Service quality of the rivals, in reference prices a month."""
HORIZON, LONGEST = 24, 60


def case(quality: float) -> dict[str, object]:
    """Return what makes the rivals serve so; the shares are stated again, since all begin with theirs."""
    shares = {f"firm.{firm}.market_share": share for firm, share in zip(FIRMS, SHARES, strict=True)}
    return {"firm.Focal.level": 3, **{f"firm.{rival}.quality": quality for rival in FIRMS[1:]}, **shares}


def measure(conditions: MeasurementConditions) -> Figures:
    """Return whether the third is first after two years (0 or 1), and the month at which it becomes so."""
    figures: dict[str, float] = {}
    for name, quality in QUALITIES.items():
        process = conditions.start(of_shares(SHARES, 4000).built_with(**case(quality)))
        figures[f"first_{name}"], figures[f"month_{name}"] = 0.0, float("inf")
        for month in range(1, LONGEST + 1):
            advance(process, 1)
            firm = process.state.firm
            if (firm == 0).sum() > max((firm == 1).sum(), (firm == 2).sum()):
                figures[f"month_{name}"] = float(month)
                break
        figures[f"first_{name}"] = float(figures[f"month_{name}"] <= HORIZON)
    return figures


PATTERN = Pattern(
    "P24",
    measure,
    (
        Target("first_poor", 0.7, 1.0, over_seeds="mean"),
        Target("first_good", 0.0, 0.4, over_seeds="mean"),
    ),
    Worth.BUILT_IN,
    Grade.FROM_MEMORY,
    ("dow-case",),
)
