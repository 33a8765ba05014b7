"""A fit in tables and words: what was found, how well it predicts, and whether less would have done."""

from __future__ import annotations

from math import isfinite
from typing import get_args

import numpy as np

from simulation.experiments.intervals import Interval
from simulation.fitting.choice_model import PanelMeasures
from simulation.fitting.cohort import CohortFit
from simulation.fitting.fitted_market import FittedMarket
from simulation.fitting.fitted_parameters import FittedParameter
from simulation.fitting.panel_market import PanelFit
from simulation.fitting.panel_market.panel_error import verdict
from simulation.fitting.shifted_beta_geometric.hold_out import SimpleModel
from simulation.fitting.simulated_outcomes import SimulatedMeasure
from simulation.language import Listing, text
from simulation.measures.declared.words import result_label
from simulation.report.kit.numbers import cell, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of
from simulation.report.programme_costs import programme_table

SIMPLE: tuple[SimpleModel, ...] = get_args(SimpleModel)


def fit_tables(fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...] = ()) -> tuple[ReportTable, ...]:
    """Return what was found, how the held-out data were simulated, and what was simulated."""
    evidence = fitted.evidence
    tables: tuple[ReportTable, ...] = (_found(fitted),)
    if isinstance(evidence, CohortFit):
        tables += (_forecast(evidence),)
    else:
        tables += (_measures(evidence), _switching(evidence), _scores(evidence))
    tables += (_programmes(fitted),)
    return (*tables, _simulated(fitted, simulated)) if simulated else tables


def fit_sentences(fitted: FittedMarket) -> tuple[str, ...]:
    """Return what the fit means, in plain sentences."""
    evidence = fitted.evidence
    said = _cohort_sentences(evidence) if isinstance(evidence, CohortFit) else _panel_sentences(evidence)
    return (*said, *_kept(fitted), *_missing(fitted))


def _kept(fitted: FittedMarket) -> tuple[str, ...]:
    """Say whether the market keeps the churn or the shares of the data."""
    kept = fitted.kept
    if not kept.shares_seen:
        churn = {"churn": _percent(*kept.churn), "seen": _percent(kept.churn_seen)}
        return (text("fit.say.kept_churn", **churn),)
    name, _ = kept.drift
    shares = {"share": _percent(*kept.shares[name]), "seen": _percent(kept.shares_seen[name])}
    return (text("fit.say.kept_shares", firm=name, months=fitted.scenario.world.months, **shares),)


def _missing(fitted: FittedMarket) -> tuple[str, ...]:
    """Name what the firm has not said of its own terms."""
    terms = fitted.terms
    price = isinstance(fitted.evidence, CohortFit) and terms.price is None
    cost = terms.margin is None and terms.unit_cost is None
    names = [name for name, absent in (("price", price), ("cost", cost)) if absent]
    missing = Listing(text(f"fit.missing.{name}") for name in (*names, "programmes"))
    return (text("fit.say.missing", names=missing, firm=fitted.scenario.focal),)


def _programmes(fitted: FittedMarket) -> ReportTable:
    """What the programme of each level costs as the scenario has it."""
    firm = fitted.scenario.focal
    courses = {text("fit.row.level", level=level): {f"firm.{firm}.level": level} for level in range(4)}
    return programme_table(fitted.scenario, courses, firm)


def _name(name: str) -> TableColumn:
    return TableColumn(text(f"fit.head.{name}"), numeric=False)


def _found(fitted: FittedMarket) -> ReportTable:
    columns = (_name("quantity"), TableColumn(text("fit.head.value")), _name("grade"), _name("where"))
    return ReportTable(
        text("fit.table.found"),
        columns,
        tuple(_quantity(quantity) for quantity in fitted.quantities),
        text("fit.table.found_note"),
    )


def _quantity(found: FittedParameter) -> tuple[str, ...]:
    label = text(f"fit.quantity.{found.name}", brand=found.brand)
    value = f"{found.value:.3g}"
    if isfinite(found.low):
        value += f" [{found.low:.3g},\u00a0{found.high:.3g}]"
    where = found.paths[0] if len(found.paths) == 1 else text("fit.more_paths", path=found.paths[0])
    return label, value, text(f"fit.grade.{found.grade}"), where


def _percent(mean: float, low: float = np.nan, high: float = np.nan) -> str:
    if not isfinite(mean):
        return written(mean, 1)
    if not isfinite(low):
        return written(100 * mean, 1)
    return f"{written(100 * mean, 1)} [{written(100 * low, 1)},\u00a0{written(100 * high, 1)}]"


def _forecast(fit: CohortFit) -> ReportTable:
    simple = fit.simple
    forecasts = (fit.market, *(simple.models[name] for name in SIMPLE))
    rows: list[tuple[str, ...]] = [
        (
            str(period),
            _percent(simple.observed[n]),
            *(_percent(each.predicted[n], each.low[n], each.high[n]) for each in forecasts),
        )
        for n, period in enumerate(simple.periods)
    ]
    errors = (fit.mean_absolute_error, *(simple.error(name) for name in SIMPLE))
    rows.append((text("fit.row.error"), "", *(_percent(error) for error in errors)))
    names = ("observed", "market", *SIMPLE)
    columns = (_name("period"), *(TableColumn(text(f"fit.head.{name}"), "%") for name in names))
    return ReportTable(text("fit.table.forecast"), columns, tuple(rows), text("fit.table.forecast_note"))


def _cohort_sentences(fit: CohortFit) -> tuple[str, ...]:
    table, best = fit.table, fit.simple.best
    said = [
        text(
            f"fit.say.unit.{'guessed' if fit.unit_guessed else 'given'}",
            unit=text(f"fit.unit.{fit.unit}"),
            periods=table.periods,
        ),
        text(
            f"fit.say.verdict.{fit.verdict}",
            held_out=fit.held_out,
            market=_percent(fit.mean_absolute_error),
            model=text(f"fit.head.{best}"),
            simple=_percent(fit.simple.error(best)),
            difference=written(abs(fit.gain), 1),
        ),
        text(
            "fit.say.inside",
            held_out=fit.held_out,
            market=fit.market.inside(fit.simple.observed),
            model=text(f"fit.head.{best}"),
            simple=fit.simple.models[best].inside(fit.simple.observed),
        ),
        *([text("fit.say.useless", unchanged=_percent(fit.simple.unchanged_error))] if fit.useless else []),
        _churn(fit),
        text(f"fit.say.exits.{'fitted' if fit.final.exits_fitted else 'usual'}"),
    ]
    if fit.final.at_edge:
        names = ", ".join(text(f"fit.quantity.{name}", brand="") for name in fit.final.at_edge)
        said.append(text("fit.say.edge", names=names))
    if table.assumed_size:
        said.append(text("fit.say.assumed_size", customers=written(table.customers, 0)))
    return tuple(said)


def _churn(fit: CohortFit) -> str:
    churn = fit.churn
    if churn.homogeneous:
        return text("fit.say.churn.alike", churn=_percent(churn.mean_churn))
    return text("fit.say.churn.different", alpha=written(churn.alpha, 3), beta=written(churn.beta, 3))


MODELS = ("market", "choice", "taste", "dirichlet")


def _spread(drawn: list[PanelMeasures], name: str, place: tuple[int, ...] = ()) -> Interval:
    values = np.array([np.asarray(getattr(panel, name))[place] for panel in drawn], dtype=np.float64)
    known = values[~np.isnan(values)]
    if not known.size:
        return Interval(np.nan, np.nan, np.nan)
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(float(known.mean()), float(low), float(high))


def _measures(fit: PanelFit) -> ReportTable:
    rows: list[tuple[str, ...]] = [_row(fit, text("fit.row.repeat"), "mean_repeat_rate")]
    for name in ("repeat_rate", "penetration"):
        for j, brand in enumerate(fit.names):
            rows.append(_row(fit, text(f"fit.row.{name}", brand=brand), name, (j,)))
    rows.append(_row(fit, text("fit.row.duplication"), "duplication_coefficient"))
    rows.append((text("fit.row.error"), "", *(_percent(fit.errors[model]) for model in MODELS)))
    columns = (_name("measure"), *(TableColumn(text(f"fit.head.{n}"), "%") for n in ("observed", *MODELS)))
    note = text("fit.table.measures_note", panels=len(fit.drawn["market"]))
    return ReportTable(text("fit.table.measures"), columns, tuple(rows), note)


def _row(fit: PanelFit, label: str, name: str, place: tuple[int, ...] = ()) -> tuple[str, ...]:
    seen = float(np.asarray(getattr(fit.observed, name))[place])
    return label, _percent(seen), *(_percent(*_spread(fit.drawn[model], name, place)) for model in MODELS)


def _switching(fit: PanelFit) -> ReportTable:
    rows = []
    for i, origin in enumerate(fit.names):
        cells = (
            text(
                "fit.row.pair",
                observed=_percent(float(fit.observed.switching[i, j])),
                simulated=_percent(*_spread(fit.drawn["market"], "switching", (i, j))),
            )
            for j in range(len(fit.names))
        )
        rows.append((origin, *cells))
    columns = (_name("origin"), *(TableColumn(name, "%") for name in fit.names))
    return ReportTable(text("fit.table.switching"), columns, tuple(rows), text("fit.table.switching_note"))


def _scores(fit: PanelFit) -> ReportTable:
    rows = tuple(
        (text(f"fit.model.{score.name}"), written(100 * float(np.exp(score.held_out.per_purchase)), 1))
        for score in fit.scores
    )
    columns = (_name("model"), TableColumn(text("fit.head.chance"), "%"))
    return ReportTable(text("fit.table.scores"), columns, rows, text("fit.table.scores_note"))


def _panel_sentences(fit: PanelFit) -> tuple[str, ...]:
    said = []
    for name, difference in fit.differences.items():
        ends = {"low": written(100 * difference.low, 1), "high": written(100 * difference.high, 1)}
        values = {"null": text(f"fit.head.{name}"), "mean": written(100 * difference.mean, 1), **ends}
        said.append(text(f"fit.say.null.{verdict(difference)}", **values))
    scores = {score.name: score.held_out.log_likelihood for score in fit.scores}
    gain = scores["full"] - scores["taste"]
    said.append(text(f"fit.say.habit.{'seen' if gain > 2.0 else 'unseen'}", gain=written(gain, 1)))
    if fit.habit < fit.parameters.habit:
        shares = {"whole": _percent(fit.parameters.habit), "left": _percent(fit.habit)}
        said.append(text("fit.say.habit_left", **shares))
    if fit.months_assumed:
        said.append(text("fit.say.months_assumed", months=fit.months))
    return tuple(said)


def _simulated(fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...]) -> ReportTable:
    rows = []
    for item in simulated:
        unit = unit_of(item.measure, fitted.scenario)
        label = result_label(item.measure)
        rows.append((label, unit.word, cell(item.luck, unit), cell(item.both, unit)))
    columns = (
        _name("measure"),
        _name("unit"),
        TableColumn(text("fit.head.luck")),
        TableColumn(text("fit.head.both")),
    )
    title = text("fit.table.simulated", firm=fitted.scenario.focal)
    return ReportTable(title, columns, tuple(rows), text("fit.table.simulated_note"))
