"""Writing a fit: the scenario with its notes, the plausible parameters, and what was found, as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.fitting.cohort import CohortFit
from simulation.fitting.kept_figures import KeptFigures
from simulation.fitting.shifted_beta_geometric.hold_out import Forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.fitting.fitted_market import FittedMarket
    from simulation.fitting.simulated_outcomes import SimulatedMeasure


def fit_content(fitted: FittedMarket, simulated: Sequence[SimulatedMeasure] = ()) -> dict[str, Any]:
    """Return the findings of a fit as JSON data; numbers that are none become null."""
    content = {
        "scenario": fitted.scenario.name,
        "quantities": [asdict(quantity) for quantity in fitted.quantities],
        "held_out": _held_out(fitted),
        "terms": asdict(fitted.terms),
        "kept": _kept(fitted.kept),
        "simulated": [
            {"measure": item.measure, "luck": item.luck._asdict(), "luck_and_parameters": item.both._asdict()}
            for item in simulated
        ],
    }
    cleaned = _plain(content)
    assert isinstance(cleaned, dict)
    return cleaned


def write_fit(fitted: FittedMarket, folder: Path, simulated: Sequence[SimulatedMeasure] = ()) -> None:
    """Write a fit into a folder; raises OSError where that is impossible."""
    (folder / f"{fitted.scenario.name}.toml").write_text(fitted.document, encoding="utf-8")
    fitted.draws.to_parquet(folder / "draws.parquet", index=False)
    fitted.draws.to_csv(folder / "draws.csv", index=False, encoding="utf-8-sig")
    written = json.dumps(fit_content(fitted, simulated), ensure_ascii=False, indent=2, allow_nan=False)
    (folder / "fit.json").write_text(written + "\n", encoding="utf-8")


def _held_out(fitted: FittedMarket) -> dict[str, Any]:
    evidence = fitted.evidence
    if isinstance(evidence, CohortFit):
        simple = evidence.simple
        forecasts: dict[str, Forecast] = {"market": evidence.market}
        forecasts |= {str(name): each for name, each in simple.models.items()}
        errors = {name: simple.error(name) for name in simple.models}
        return {
            "unit": evidence.unit,
            "unit_guessed": evidence.unit_guessed,
            "periods": simple.periods,
            "observed": simple.observed,
            "forecasts": {
                name: {
                    "predicted": each.predicted,
                    "low": each.low,
                    "high": each.high,
                    "observed_inside": each.inside(simple.observed),
                }
                for name, each in forecasts.items()
            },
            "mean_absolute_error": {"market": evidence.mean_absolute_error, **errors},
            "best_simple_model": simple.best,
            "verdict": evidence.verdict,
            "none_of_use": evidence.useless,
            "alpha": evidence.churn.alpha,
            "beta": evidence.churn.beta,
        }
    return {
        "mean_absolute_error": evidence.errors,
        "market_less_null_model": {name: gap._asdict() for name, gap in evidence.differences.items()},
        "log_likelihood_per_purchase": {s.name: s.held_out.per_purchase for s in evidence.scores},
        "habit_of_choice_model": evidence.parameters.habit,
        "observed_switching": evidence.observed.switching,
    }


def _kept(kept: KeptFigures) -> dict[str, Any]:
    """Whether the market keeps the churn and the shares of the data."""
    return {
        "churn_a_month": kept.churn._asdict(),
        "churn_a_month_of_data": kept.churn_seen,
        "shares": {name: share._asdict() for name, share in kept.shares.items()},
        "shares_of_data": kept.shares_seen,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float) and not isfinite(value):
        return None
    return value
