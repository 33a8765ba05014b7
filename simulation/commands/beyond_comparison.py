"""What ``loyaltylab compare`` does beyond its twin runs: best prices, and the test of a verdict in worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.commands.experiment_options import carried_out
from simulation.commands.printing import as_json, print_json, print_place, print_table
from simulation.commands.progress import progress
from simulation.language import text

if TYPE_CHECKING:
    from simulation.experiments.campaign.design import Design
    from simulation.experiments.compare import Comparison
    from simulation.scenario.document import Scenario


def plausible_worlds(
    market: Scenario, varied: Mapping[str, Sequence[object]] | None, focal: str | None, seed: int
) -> Design:
    """Return the runs in plausible worlds that `tested_conditions` makes; InputError if there can be none."""
    from simulation.experiments.compare import alternatives, measured_firm
    from simulation.experiments.conditions.winning_conditions import USUAL_WORLDS, conditions_design

    firm = focal or measured_firm(market, alternatives(market, varied))
    return conditions_design(market, varied, worlds=USUAL_WORLDS, firm=firm, seed=seed)


def tested_conditions(
    twins: Comparison, design: Design, workers: int | None, out: Path | None, *, silent: bool
) -> tuple[str, ...]:
    """Return in which share of plausible worlds the best alternative wins, and where it loses, as sentences.

    The worlds are those of ``loyaltylab conditions``, whose folder is continued.
    """
    from simulation.experiments.conditions.winning_conditions import conditions_of
    from simulation.report.comparison.verdict import verdict
    from simulation.report.experiments.conditions_tables import conditions_sentences

    campaign = carried_out("conditions", design, out, workers, silent=silent)
    found = conditions_of(campaign, "value", verdict(twins).winner)
    return tuple(conditions_sentences(found, twins.scenario, twins.focal))


def show_best_prices(
    market: Scenario,
    varied: Mapping[str, Sequence[object]] | None,
    asked: Mapping[str, Any],
    out: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Seek each alternative's best price, in the folder that the same command continues, and show it."""
    from simulation.experiments.best_price.best_price import SHARES, best_prices
    from simulation.experiments.compare import alternatives
    from simulation.experiments.finished_work import stamp_of
    from simulation.record.folder import USUAL_PLACE
    from simulation.report.experiments.best_price_tables import best_price_table

    courses = alternatives(market, varied)
    stamp = stamp_of(market=market.digest, alternatives=list(courses.items()), **asked)
    folder = (out or USUAL_PLACE) / f"{market.name or 'market'}-best-price-{stamp[:8]}"
    runs = (asked["replications"] or market.world.replications) * len(courses) * len(SHARES)
    with progress("commands.compare.progress", runs, quiet=quiet or as_json_) as tell:
        found = best_prices(market, varied, folder=folder, progress=lambda done, _: tell(done), **asked)
    if as_json_:
        print_json({"folder": str(folder), "best": as_json(found.best), "tried": as_json(found.tried)})
        return
    if not quiet:
        print_table(best_price_table(found))
    print_place(folder, text("commands.experiment.data", folder=str(folder)), quiet)
