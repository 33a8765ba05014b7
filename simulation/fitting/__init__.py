"""The fitting room: from a user's own data to a market that runs, with its record and its report.

    data.py, reading/             the three forms of data, and the readers of files of many kinds
    cohort/                       a contractual market calibrated to a survival table or customer list
    shifted_beta_geometric/       the two-number formula that it is compared with
    choice_model/                 mixed logit of a purchase panel: taste, price sensitivity and habit
    dirichlet/                    the NBD-Dirichlet, a market without relationships
    panel_market/                 a repeat-purchase market fitted to a purchase panel
    fitted_market.py              `fit`, which calls the above; fitted_parameters.py lists what was found
    terms.py, kept_figures.py     what a firm says of itself; whether the market keeps the data's figures
    scenario_file.py              the fitted scenario as TOML, with the origin of each number
    simulated_outcomes.py         what the fitted market predicts, with parameter uncertainty
    record.py, report/            what is written to disk, and what is shown

The names below need no simulated market: ``read_data``, ``fit_churn`` and ``forecast_survival`` for survival
tables and customer lists, ``measure_panel``, ``fit_choice`` and ``fit_dirichlet_choice`` for purchase panels.
"""

from simulation.fitting.choice_model import (
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
from simulation.fitting.data import CustomerList, Data, LifeTable, PurchasePanel, SurvivalTable
from simulation.fitting.dirichlet import (
    DirichletChoice,
    DirichletMarket,
    fit_dirichlet,
    fit_dirichlet_choice,
)
from simulation.fitting.reading import Intake, read_data
from simulation.fitting.shifted_beta_geometric import (
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
    "Intake",
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
