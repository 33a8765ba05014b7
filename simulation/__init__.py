"""Loyalty Lab: which level of relationship marketing pays, for whom, and when does it stop paying?

    import simulation as sim

    scenario = sim.load_scenario("three-levels")
    run = sim.run(scenario.with_(**{"firm.Focal.level": 3}), seed=7)
    twin = sim.compare(scenario, vary={"firm.Focal.level": [1, 2, 3]}, replications=30)

Everything public is listed in ``__all__`` and imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulation.version import __version__

if TYPE_CHECKING:
    from simulation.agents import Market
    from simulation.errors import CheckFailed, InputError, LoyaltyLabError
    from simulation.experiments.best_price.best_price import best_prices
    from simulation.experiments.claims.checking import check_claims
    from simulation.experiments.compare import Comparison, compare
    from simulation.experiments.questions import (
        conditions,
        price_gap,
        rivalry,
        saved_and_lost,
        sensitivity,
        sweep,
    )
    from simulation.experiments.run import Run, run
    from simulation.experiments.twins.placebo import placebo
    from simulation.experiments.twins.precision import compare_until
    from simulation.fitting.fitted_market import FittedMarket, fit
    from simulation.fitting.reading.intake import Intake
    from simulation.fitting.terms import Terms
    from simulation.language import use_language
    from simulation.scenario.document import Scenario
    from simulation.scenario.reading import load_scenario

__all__ = [
    "CheckFailed",
    "Comparison",
    "FittedMarket",
    "InputError",
    "Intake",
    "LoyaltyLabError",
    "Market",
    "Run",
    "Scenario",
    "Terms",
    "__version__",
    "best_prices",
    "check_claims",
    "compare",
    "compare_until",
    "conditions",
    "fit",
    "load_scenario",
    "placebo",
    "price_gap",
    "rivalry",
    "run",
    "saved_and_lost",
    "sensitivity",
    "sweep",
    "use_language",
]

_HOMES = {
    "CheckFailed": "simulation.errors",
    "Comparison": "simulation.experiments.compare",
    "FittedMarket": "simulation.fitting.fitted_market",
    "InputError": "simulation.errors",
    "Intake": "simulation.fitting.reading.intake",
    "LoyaltyLabError": "simulation.errors",
    "Market": "simulation.agents",
    "Run": "simulation.experiments.run",
    "Scenario": "simulation.scenario.document",
    "Terms": "simulation.fitting.terms",
    "best_prices": "simulation.experiments.best_price.best_price",
    "check_claims": "simulation.experiments.claims.checking",
    "compare": "simulation.experiments.compare",
    "compare_until": "simulation.experiments.twins.precision",
    "conditions": "simulation.experiments.questions",
    "fit": "simulation.fitting.fitted_market",
    "load_scenario": "simulation.scenario.reading",
    "placebo": "simulation.experiments.twins.placebo",
    "price_gap": "simulation.experiments.questions",
    "rivalry": "simulation.experiments.questions",
    "run": "simulation.experiments.run",
    "saved_and_lost": "simulation.experiments.questions",
    "sensitivity": "simulation.experiments.questions",
    "sweep": "simulation.experiments.questions",
    "use_language": "simulation.language",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
