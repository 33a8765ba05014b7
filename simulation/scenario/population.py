"""The population: who the customers of a market are, as the mechanisms declare it."""

from __future__ import annotations

from simulation.mechanisms import (
    accounts,
    contact_and_expertise,
    involvement,
    purchases,
    satisfaction,
    search,
    segments,
    switching_cost,
    word_of_mouth,
)


class Population(
    involvement.PopulationParameters,
    purchases.PopulationParameters,
    contact_and_expertise.PopulationParameters,
    satisfaction.PopulationParameters,
    word_of_mouth.PopulationParameters,
    search.PopulationParameters,
    switching_cost.PopulationParameters,
    accounts.PopulationParameters,
    segments.PopulationParameters,
):
    """Who the customers are: the distributions from which their lasting traits are drawn."""
