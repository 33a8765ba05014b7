"""The rules of a market, each of which can be switched off."""

from __future__ import annotations

from pydantic import ConfigDict

from simulation.scenario.table import Table


class Rules(Table):
    """Every mechanism can be switched off alone: for a first lesson, and for ablations."""

    model_config = ConfigDict(strict=True)

    involvement: bool = True
    noise: bool = True
    failures: bool = True
    complaints: bool = True
    satisfaction: bool = True
    information: bool = True
    trust: bool = True
    commitment: bool = True
    learning: bool = True
    advertising: bool = True
    word_of_mouth: bool = True
    financial_bonds: bool = True
    social_bonds: bool = True
    structural_bonds: bool = True
    switching_costs: bool = True
    inattention: bool = True
    tastes: bool = True
    imitation: bool = True
