"""Calibration to a user's own data: the half that needs no simulated market.

``read_data`` turns a CSV file into one of three typed forms; ``fit_churn`` and ``forecast_survival`` answer
for a survival table or a customer list, ``measure_panel``, ``fit_choice`` and ``fit_dirichlet_choice`` for
a purchase panel.
"""

from simulation.experiments.fit.dirichlet import (
    DirichletChoice,
    DirichletMarket,
    fit_dirichlet,
    fit_dirichlet_choice,
)
from simulation.experiments.fit.forms import CustomerList, Data, LifeTable, PurchasePanel, SurvivalTable
from simulation.experiments.fit.panel import (
    ChoiceFit,
    ChoiceModel,
    Estimate,
    HeldOutScore,
    Households,
    ModelScore,
    PanelMeasures,
    compare_choice_models,
    draw_households,
    drop_last_purchases,
    fit_choice,
    measure_choices,
    measure_panel,
    predictive_log_likelihood,
    price_elasticity,
    simulate_panel,
    split_households,
)
from simulation.experiments.fit.reading import read_data
from simulation.experiments.fit.shifted_beta_geometric import (
    ChurnBootstrap,
    ChurnFit,
    SurvivalForecast,
    bootstrap_churn,
    fit_churn,
    forecast_survival,
)

__all__ = [
    "ChoiceFit",
    "ChoiceModel",
    "ChurnBootstrap",
    "ChurnFit",
    "CustomerList",
    "Data",
    "DirichletChoice",
    "DirichletMarket",
    "Estimate",
    "HeldOutScore",
    "Households",
    "LifeTable",
    "ModelScore",
    "PanelMeasures",
    "PurchasePanel",
    "SurvivalForecast",
    "SurvivalTable",
    "bootstrap_churn",
    "compare_choice_models",
    "draw_households",
    "drop_last_purchases",
    "fit_choice",
    "fit_churn",
    "fit_dirichlet",
    "fit_dirichlet_choice",
    "forecast_survival",
    "measure_choices",
    "measure_panel",
    "predictive_log_likelihood",
    "price_elasticity",
    "read_data",
    "simulate_panel",
    "split_households",
]
