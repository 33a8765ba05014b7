"""What a firm knows of itself and data do not say: its price, its costs, its contracts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.errors import InputError
from simulation.fitting.fitted_parameters import FittedParameter
from simulation.language import Listing

MOST_CONTRACT = 120


@dataclass(frozen=True)
class Terms:
    """A firm's own terms; None is not known, and the schema's default stands.

    ``price`` of a month (or purchase), ``unit_cost`` of what is delivered for it, or ``margin`` in percent of
    the price; ``contract`` months after which a contract runs out, and the ``exit_fee`` before. ``focal`` is
    the brand of a panel whose firm it is.
    """

    price: float | None = None
    unit_cost: float | None = None
    margin: float | None = None
    contract: int | None = None
    exit_fee: float | None = None
    focal: str | None = None

    def __post_init__(self) -> None:
        for name in ("price", "unit_cost", "exit_fee"):
            value = getattr(self, name)
            free = value == 0 and name != "price"
            if value is not None and not (free or (np.isfinite(value) and value > 0)):
                raise InputError("fit.error.money", setting=name.replace("_", "-"), given=value)
        if self.margin is not None and not 0.0 <= self.margin < 100.0:
            raise InputError("fit.error.margin", given=self.margin)
        if self.margin is not None and self.unit_cost is not None:
            raise InputError("fit.error.margin_twice")
        if self.contract is not None and not 0 <= self.contract <= MOST_CONTRACT:
            raise InputError("fit.error.contract", given=self.contract, most=MOST_CONTRACT)

    def cost_at(self, price: float) -> float | None:
        """Unit cost at a price."""
        return price * (1.0 - self.margin / 100.0) if self.margin is not None else self.unit_cost

    def quantities(self, firms: Sequence[str], price: float | None) -> tuple[FittedParameter, ...]:
        """What is known, as numbers of the scenario of these firms; ``price`` where the data have it."""
        known = self.price if self.price is not None else price
        found = []

        def given(name: str, path: str, value: float) -> None:
            paths = tuple(f"firm.{firm}.{path}" for firm in firms)
            found.append(FittedParameter(name, paths, value, np.nan, np.nan, "given"))

        if self.price is not None:
            given("own_price", "price", self.price)
        cost = None if known is None and self.margin is not None else self.cost_at(known or 0.0)
        if cost is not None:
            given("unit_cost", "unit_cost", cost)
        if self.contract is not None:
            given("contract_term", "contract_term", self.contract)
        if self.exit_fee is not None:
            given("exit_fee", "exit_fee", self.exit_fee)
        return tuple(found)


def focal_first(names: Sequence[str], brands: Sequence[str], focal: str | None) -> tuple[str, ...]:
    """Names of firms with the one first whose firm it is; ``InputError`` for a brand that is not there."""
    if focal is None:
        return tuple(names)
    if focal not in brands:
        raise InputError("fit.error.focal", given=focal, brands=Listing(brands))
    mine = names[list(brands).index(focal)]
    return (mine, *(name for name in names if name != mine))
