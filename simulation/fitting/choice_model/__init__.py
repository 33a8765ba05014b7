"""Purchase panels: what was observed, and taste, price sensitivity and habit, separated."""

from simulation.fitting.choice_model.choice_fit import ChoiceFit, Estimate, fit_choice
from simulation.fitting.choice_model.held_out_prediction import (
    HeldOutScore,
    ModelScore,
    compare_choice_models,
    predictive_log_likelihood,
    price_elasticity,
)
from simulation.fitting.choice_model.panel_measures import PanelMeasures, measure_choices, measure_panel
from simulation.fitting.choice_model.simulated_choices import Households, draw_households, simulate_panel
from simulation.fitting.choice_model.split import drop_last_purchases, split_households
from simulation.fitting.choice_model.utility_design import ChoiceModel

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
