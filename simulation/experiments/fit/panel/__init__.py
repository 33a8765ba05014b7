"""Purchase panels: what was observed, and taste, price sensitivity and habit told apart."""

from simulation.experiments.fit.panel.design import ChoiceModel
from simulation.experiments.fit.panel.estimate import ChoiceFit, Estimate, fit_choice
from simulation.experiments.fit.panel.measures import PanelMeasures, measure_choices, measure_panel
from simulation.experiments.fit.panel.predict import (
    HeldOutScore,
    ModelScore,
    compare_choice_models,
    predictive_log_likelihood,
    price_elasticity,
)
from simulation.experiments.fit.panel.simulate import Households, draw_households, simulate_panel
from simulation.experiments.fit.panel.split import drop_last_purchases, split_households

__all__ = [
    "ChoiceFit",
    "ChoiceModel",
    "Estimate",
    "HeldOutScore",
    "Households",
    "ModelScore",
    "PanelMeasures",
    "compare_choice_models",
    "draw_households",
    "drop_last_purchases",
    "fit_choice",
    "measure_choices",
    "measure_panel",
    "predictive_log_likelihood",
    "price_elasticity",
    "simulate_panel",
    "split_households",
]
