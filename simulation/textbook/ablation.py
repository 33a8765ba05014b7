"""Ablation: every rule of the market switched alone, in markets that use most of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from simulation.experiments.intervals import paired_interval
from simulation.files import write_whole
from simulation.market import EngineName
from simulation.scenario.rules import Rules
from simulation.source import MODEL, source_digest
from simulation.textbook.loading import HOME
from simulation.textbook.measuring import commit, months_of, over_months, small_market
from simulation.textbook.row import Changes

if TYPE_CHECKING:
    import pandas as pd

DATA = HOME / "ablation.toml"
HEAD = "# Every rule switched alone. Written by `python -m simulation.textbook.ablation`: some minutes.\n"
CONFIDENCE = 0.999
"""So that of many hundreds of intervals chance alone excludes zero in hardly one."""
MEASURES = (
    "retention_rate", "acquired", "satisfaction", "trust", "commitment",
    "switching_cost", "share_loyal", "profit",
)  # fmt: skip
MARKETS: Mapping[str, Changes] = {
    "three-levels": {"firm.Focal.level": 3},
    "hotel": {"firm.Alder.level": 2},
    "mobile-telecom": {"firm.Alder.level": 2},
}
"""Lessons, with the programme that their firm runs: contracts, repeat purchases, exit fees."""
RUNS = 10


class Moved(NamedTuple):
    """What switching a rule does to a measure: the mean difference to the usual market, and its interval."""

    mean: float
    low: float
    high: float

    @property
    def beyond_luck(self) -> bool:
        """Whether zero lies outside the interval."""
        return self.low > 0.0 or self.high < 0.0


def switches() -> tuple[str, ...]:
    """Return the names of all rules."""
    return tuple(field.attribute for field in Rules.fields())


@cache
def ablations() -> Mapping[str, Mapping[str, Mapping[str, Moved]]]:
    """Return what was measured: by rule, market and measure."""
    found = tomllib.loads(DATA.read_text("utf-8"))
    return {
        rule: {
            market: {measure: Moved(*values) for measure, values in moved.items()}
            for market, moved in markets.items()
        }
        for rule, markets in found.get("rule", {}).items()
    }


def made_with() -> tuple[str, int]:
    """Return the commit with which the table was measured, and the number of runs."""
    found = tomllib.loads(DATA.read_text("utf-8"))
    return found.get("commit", ""), found.get("runs", 0)


def measure_rules(
    runs: int = RUNS, workers: int | None = 1, engine: EngineName = "auto"
) -> Iterator[tuple[str, str, Mapping[str, Moved]]]:
    """Yield every rule in every market, with what moved when it was switched."""
    how = False, runs, workers, engine
    usual = Rules()
    for lesson, programme in MARKETS.items():
        market = small_market(lesson).with_(**dict(programme))
        plain = months_of(market, *how)
        for rule in switches():
            other = market.with_(**{f"world.rules.{rule}": not getattr(usual, rule)})
            switched = months_of(other, *how)
            yield rule, lesson, {name: _moved(name, market.focal, switched, plain) for name in MEASURES}


def _moved(measure: str, firm: str, switched: pd.DataFrame, plain: pd.DataFrame) -> Moved:
    """Return what a measure of a firm is more in one market than in its twin."""
    now, before = (over_months(rows[rows["firm"] == firm], measure, ()) for rows in (switched, plain))
    return Moved(*paired_interval(now, before, CONFIDENCE))


def write(found: Mapping[str, Mapping[str, Mapping[str, Moved]]], runs: int) -> None:
    """Write what was measured."""
    lines = [HEAD, f'commit = "{commit()}"', f'model = "{source_digest(*MODEL)}"', f"runs = {runs}"]
    for rule, markets in found.items():
        for market, moved in markets.items():
            lines.append(f"\n[rule.{rule}.{market}]")
            lines += [f"{name} = [{', '.join(f'{each:.5g}' for each in v)}]" for name, v in moved.items()]
    write_whole(DATA, lambda draft: draft.write_text("\n".join(lines) + "\n", encoding="utf-8"))


def main() -> None:
    """Measure every rule and write what moved."""
    found: dict[str, dict[str, Mapping[str, Moved]]] = {rule: {} for rule in switches()}
    for rule, market, moved in measure_rules():
        found[rule][market] = moved
    write(found, RUNS)


if __name__ == "__main__":
    main()
