"""Drawing the customers: lasting traits, each from its own distribution and with its own luck.

Distributions are inverted numerically on fine grids with the arithmetic of ``simulation.rules.arithmetic``
only, so that the same seed draws the same people on every machine.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from simulation.market import luck
from simulation.market.columns import State
from simulation.market.settings import persistence, total_scale
from simulation.rules.arithmetic import Bits, Values, exponential, logarithm

if TYPE_CHECKING:
    from simulation.scenario.world import World

LEAST_STAKES = 0.05
"""Even the least involved customer minds a little what she gets."""
GUMBEL_DEVIATION = 1.2825498301618641
"""Standard deviation of a Gumbel variable of scale 1 (pi / sqrt 6)."""


def normal(draw: Values) -> Values:
    """Return standard normal values for uniform draws."""
    return _quantiles(_normal_table(), draw)


def lognormal(draw: Values, spread: float) -> Values:
    """Return values of mean 1 whose logarithm has standard deviation ``spread``."""
    return exponential(spread * normal(draw) - 0.5 * spread * spread)


def beta(draw: Values, mean: float, spread: float) -> Values:
    """Return values between 0 and 1 with this mean and standard deviation (Beta distribution)."""
    if spread == 0.0:
        return np.full(draw.shape, mean)
    return 1.0 / (1.0 + exponential(-_quantiles(_beta_table(mean, spread), draw)))


def gamma(draw: Values, variation: float) -> Values:
    """Return values of mean 1 with this coefficient of variation (Gamma distribution)."""
    if variation == 0.0:
        return np.ones(draw.shape)
    return exponential(_quantiles(_gamma_table(variation), draw))


Table = tuple[Values, Values]
"""Cumulative probabilities, and the values at which they are reached; worked out once for many runs."""


@cache
def _normal_table() -> Table:
    grid = np.linspace(-8.5, 8.5, 17001)
    return _table(-0.5 * grid * grid, grid)


@lru_cache(maxsize=64)
def _beta_table(mean: float, spread: float) -> Table:
    """The logit of a Beta variable."""
    size = mean * (1.0 - mean) / (spread * spread) - 1.0
    if size <= 0.0:
        raise ValueError(f"no Beta distribution has mean {mean} and standard deviation {spread}")
    # A distribution with much of its mass next to 0 or 1 has long tails on the scale of the logit.
    reach = 40.0 / max(min(size * mean, size * (1.0 - mean), 1.0), 0.01)
    logit = np.linspace(-reach, reach, 40001)
    softplus = np.maximum(logit, 0.0) + logarithm(1.0 + exponential(-np.abs(logit)))
    return _table(size * mean * (logit - softplus) - size * (1.0 - mean) * softplus, logit)


@lru_cache(maxsize=64)
def _gamma_table(variation: float) -> Table:
    """The logarithm of a Gamma variable."""
    shape = 1.0 / (variation * variation)
    log_value = np.linspace(-60.0 / min(shape, 1.0), 6.0, 60001)
    return _table(shape * log_value - shape * exponential(log_value), log_value)


def _table(log_density: Values, grid: Values) -> Table:
    """Integrate a density that is given on a grid."""
    density = exponential(log_density - log_density.max())
    steps = 0.5 * (density[1:] + density[:-1]) * (grid[1:] - grid[:-1])
    cumulative = np.concatenate(([0.0], np.cumsum(steps)))
    return cumulative / cumulative[-1], grid


def _quantiles(table: Table, draw: Values) -> Values:
    return np.interp(draw, *table)


def populate(state: State, world: World, seed: int, firm_names: tuple[str, ...]) -> None:
    """Write the traits of all customers into ``state``."""
    who = np.arange(state.firm.size, dtype=np.uint64)
    state.identity[:] = who
    _draw_people(state, world, seed, who)
    _draw_purchases(state, world, seed, who)
    draw_tastes(state.taste, world, seed, who, firm_names)


def _draw_people(state: State, world: World, seed: int, who: Bits) -> None:
    people = world.population

    def draw(trait: str) -> Values:
        return luck.uniform(luck.key(seed, trait), who)

    mean, spread = (people.involvement_mean - 20.0) / 120.0, people.involvement_spread / 120.0
    state.involvement[:] = beta(draw("involvement"), mean, spread) if world.rules.involvement else mean
    money_weight = lognormal(draw("price sensitivity"), people.price_sensitivity_spread)
    state.price_sensitivity[:] = 1.0 / money_weight
    state.stakes[:] = np.maximum(state.involvement / mean * money_weight, LEAST_STAKES)
    state.contact[:] = people.contact_frequency * lognormal(draw("contact"), people.contact_frequency_spread)
    state.expertise[:] = beta(draw("expertise"), people.expertise_mean, people.expertise_spread)
    state.usage[:] = state.contact * (4.0 * world.complexity) * (1.0 - state.expertise)
    state.desire[:] = people.desire_spread * normal(draw("desire"))
    state.sociability[:] = lognormal(draw("sociability"), people.sociability_spread)
    state.restlessness[:] = lognormal(draw("restlessness"), people.restlessness_spread)
    serving = lognormal(draw("cost to serve"), people.cost_to_serve_spread)
    state.cost_to_serve[:] = people.cost_to_serve / world.reference_price * serving
    state.opportunism[:] = draw("opportunism")


def _draw_purchases(state: State, world: World, seed: int, who: Bits) -> None:
    """Purchase rates: lognormal under contracts; Gamma (purchases then negative binomial) else."""
    people = world.population
    draw = luck.uniform(luck.key(seed, "purchase rate"), who)
    variation = people.purchase_rate_variation
    if world.kind == "repeat_purchase":
        relative = gamma(draw, variation)
        state.no_purchase[:] = exponential(-people.purchase_rate * relative / luck.TRIPS)
    else:
        log_variance = logarithm(np.array(1.0 + variation * variation))
        relative = lognormal(draw, float(np.sqrt(log_variance)))
    state.purchase_rate[:] = people.purchase_rate * relative


def draw_tastes(tastes: Values, world: World, seed: int, who: Bits, firm_names: tuple[str, ...]) -> None:
    """Draw lasting tastes: the persistent share of the variance that the price elasticity implies."""
    deviation = persistence(world) ** 0.5 * total_scale(world, len(firm_names)) * GUMBEL_DEVIATION
    for j, name in enumerate(firm_names):
        tastes[j] = deviation * normal(luck.uniform(luck.key(seed, "taste", name), who))
