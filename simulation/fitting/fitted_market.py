"""``fit``: from data to a market that runs, with the uncertainty of what was fitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from simulation.errors import InputError
from simulation.fitting.cohort import CohortFit, fit_cohort
from simulation.fitting.cohort.calibration import CohortEffort
from simulation.fitting.cohort.cohort_market import FIRMS, settings
from simulation.fitting.data import (
    CustomerList,
    Data,
    LifeTable,
    PeriodLength,
    PurchasePanel,
    SurvivalTable,
    told_segment,
)
from simulation.fitting.fitted_parameters import (
    FittedParameter,
    cohort_parameters,
    draws_of,
    panel_parameters,
)
from simulation.fitting.kept_figures import KeptFigures, kept_figures
from simulation.fitting.panel_market import PanelEffort, PanelFit, fit_panel
from simulation.fitting.panel_market.panel_fit import STEPS
from simulation.fitting.panel_market.repeat_purchase_market import fixed_settings
from simulation.fitting.reading import Intake, read_data
from simulation.fitting.scenario_file import document
from simulation.fitting.terms import Terms, focal_first
from simulation.language import Listing, text
from simulation.mechanisms.doing_without import FAR_AWAY
from simulation.scenario.document import Scenario
from simulation.scenario.reading import parse_scenario

if TYPE_CHECKING:
    import pandas as pd

Effort = TypeVar("Effort", CohortEffort, PanelEffort)
MINIMUM_CUSTOMERS = 20
"""Below it, intervals of two parameters say nothing."""
USUAL_PRICE = 100.0
"""The schema's price, which stands where no other is known."""
HORIZON = 36
"""Months that a market of purchases is simulated for."""


@dataclass(frozen=True, eq=False)
class FittedMarket:
    """A market fitted to data.

    ``scenario`` runs, ``document`` is its TOML text with the origin of every number; ``quantities`` are those
    numbers. ``draws`` has a row a plausible set of parameters and a column a path of the scenario.
    ``evidence`` is how well the market predicts what was held out, ``terms`` what the firm has said of
    itself, ``kept`` whether the market keeps the churn and shares of the data.
    """

    scenario: Scenario
    document: str
    quantities: tuple[FittedParameter, ...]
    draws: pd.DataFrame
    evidence: CohortFit | PanelFit
    terms: Terms
    kept: KeptFigures

    def scenarios(self, count: int, seed: int = 0) -> list[Scenario]:
        """The same market under ``count`` plausible sets of parameters, drawn with their uncertainty."""
        if count < 1:
            raise InputError("fit.error.draws", given=count)
        chosen = np.random.default_rng(seed).integers(len(self.draws), size=count)
        rows = self.draws.to_dict("records")
        return [self.scenario.built_with(**{str(path): v for path, v in rows[n].items()}) for n in chosen]


def fit(
    source: str | Path | pd.DataFrame | Data,
    *,
    name: str = "fitted",
    segment: str | None = None,
    intake: Intake | None = None,
    terms: Terms | None = None,
    hold_out: int | None = None,
    months: int | None = None,
    seed: int = 0,
    effort: CohortEffort | PanelEffort | None = None,
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FittedMarket:
    """Fit a market to a survival table, a customer list or a purchase panel.

    Args:
        source: a CSV file, an Excel workbook, a Parquet file, a data frame, or data that were read already.
        name: what the scenario is called.
        segment: the segment of a table or list that holds several.
        intake: how the source is to be read, where it does not say so itself.
        terms: the firm's own price, unit cost or margin, contract, and whose firm it is.
        hold_out: last periods that are kept to judge by; None keeps a third.
        months: months that a purchase panel covers; None takes 12, and only the purchase rate depends on it.
        seed: luck of everything that is drawn; the same seed gives the same fit.
        effort: how much is simulated: `CohortEffort` for tables and lists, `PanelEffort` for panels.
        folder: where finished simulations are kept; the same fit continues in it. None keeps nothing, unless
            ``effort`` names a folder.
        progress: called with (steps done, all steps).

    Raises:
        InputError: when the data cannot be used, or a setting does not belong to them; raised before any
            work starts wherever it can be known.
    """
    data = read_data(source, intake) if not isinstance(source, Data) else source
    tell = progress or (lambda _, __: None)
    total = steps_of(data, effort)
    if isinstance(data, PurchasePanel):
        own = terms or Terms()
        _refuse(price=own.price, contract=own.contract, exit_fee=own.exit_fee)
        focal_first(data.brands, data.brands, own.focal)
        _refuse(segment=segment, hold_out=hold_out, period=None if intake is None else intake.period)
        if months is not None and months < 1:
            raise InputError("fit.error.months", given=months)
        panel_effort = _kept_in(folder, effort if isinstance(effort, PanelEffort) else PanelEffort())
        panel = fit_panel(data, months, panel_effort, seed, lambda done: tell(done, total))
        return _panel(panel, name, own, seed)
    _refuse(months=months, focal=None if terms is None else terms.focal)
    cohort_effort = _kept_in(folder, effort if isinstance(effort, CohortEffort) else CohortEffort())
    table = _enough(_segment(data.segments, segment))
    unit = _unit(data, intake)
    found = fit_cohort(table, unit, hold_out, cohort_effort, seed, lambda done: tell(done, total))
    return _cohort(found, name, _known(table, terms or Terms()), seed)


def _kept_in(folder: Path | None, effort: Effort) -> Effort:
    """The effort, with the folder if there is one."""
    return effort if folder is None else replace(effort, folder=folder)


def steps_of(data: Data, effort: CohortEffort | PanelEffort | None = None) -> int:
    """How many steps of progress a fit to these data has."""
    if isinstance(data, PurchasePanel):
        return STEPS
    used = effort if isinstance(effort, CohortEffort) else CohortEffort()
    return used.runs * used.waves


def _refuse(**given: object) -> None:
    """Refuse settings that belong to another form of data."""
    for setting, value in given.items():
        if value is not None:
            raise InputError("fit.error.not_for_this_form", setting=setting.replace("_", "-"))


def _segment(tables: tuple[LifeTable, ...], name: str | None) -> LifeTable:
    known = {table.segment: table for table in tables}
    if name is None and len(tables) == 1:
        return tables[0]
    if name not in known:
        key = "fit.error.no_segments" if list(known) == [""] else "fit.error.which_segment"
        raise InputError(key, given=name, segments=Listing(known))
    return known[name]


def _enough(table: LifeTable) -> LifeTable:
    """Refuse a segment of too few customers, once it is the one that is asked for."""
    if table.customers < MINIMUM_CUSTOMERS:
        where, found = told_segment(table.segment), round(table.customers)
        raise InputError("fit.error.too_few_customers", segment=where, given=found, least=MINIMUM_CUSTOMERS)
    return table


def _unit(data: SurvivalTable | CustomerList, intake: Intake | None) -> PeriodLength | None:
    """The length of a period: as given, as the file says, or months for a list of customers."""
    if intake is not None and intake.period in ("months", "quarters", "years"):
        return intake.period
    return data.unit or ("months" if isinstance(data, CustomerList) else None)


def _known(table: LifeTable, terms: Terms) -> Terms:
    """The terms, with what columns of the list say where nothing else was said."""
    price = table.price if terms.price is None else terms.price
    if price is None or price <= 0.0:
        return terms
    silent = terms.margin is None and terms.unit_cost is None and table.margin is not None
    cost = max(price - table.margin, 0.0) if silent and table.margin is not None else terms.unit_cost
    return replace(terms, price=price, unit_cost=cost)


def _cohort(found: CohortFit, name: str, terms: Terms, seed: int) -> FittedMarket:
    own = terms.quantities(FIRMS, USUAL_PRICE)
    quantities = (*cohort_parameters(found), *own)
    months = found.table.periods * found.months_of_period
    world = {"kind": "contractual", "months": months, "warm_up": 0, "doing_without": FAR_AWAY}
    if terms.price is not None:
        world["reference_price"] = terms.price
    words = _words("cohort", name, periods=found.table.periods, unit=text(f"fit.unit.{found.unit}"))
    paths = {**settings(found.final.place), **_set_by(own)}
    written = document(words, world, FIRMS, quantities, paths)
    scenario = parse_scenario(written, name)
    kept = kept_figures(scenario, found.table, found.months_of_period, {}, seed)
    return FittedMarket(scenario, written, quantities, draws_of(found), found, terms, kept)


def _panel(found: PanelFit, name: str, terms: Terms, seed: int) -> FittedMarket:
    firms = focal_first(found.names, found.panel.brands, terms.focal)
    price = float(found.parameters.price[found.names.index(firms[0])])
    own = terms.quantities(firms[:1], price)
    quantities = (*panel_parameters(found), *own)
    fixed = fixed_settings(found.parameters, found.names)
    world = {key.removeprefix("world."): value for key, value in fixed.items() if key.count(".") == 1}
    fitted = found.parameters.settings(found.names)
    paths = {**fixed, **fitted, "world.switching_cost.procedural": found.habit, **_set_by(own)}
    inner = {path: value for path, value in paths.items() if path.removeprefix("world.") not in world}
    panel = found.panel
    words = _words("panel", name, households=panel.households, purchases=panel.purchases)
    written = document(words, {**world, "months": HORIZON}, firms, quantities, inner)
    scenario = parse_scenario(written, name)
    shares = dict(zip(found.names, found.parameters.share.tolist(), strict=True))
    kept = kept_figures(scenario, None, 1, shares, seed)
    return FittedMarket(scenario, written, quantities, draws_of(found), found, terms, kept)


def _set_by(quantities: tuple[FittedParameter, ...]) -> dict[str, float]:
    return {path: quantity.value for quantity in quantities for path in quantity.paths}


def _words(form: str, name: str, **values: object) -> dict[str, str]:
    keys = ("title", "question", "what_is_it", "how_it_works", "references")
    return {key: text(f"fit.file.{form}.{key}", name=name, **values) for key in keys}
