"""The shifted-beta-geometric model (Fader & Hardie 2007): constant churn that differs between customers.

Every customer leaves at the end of each period with a probability of her own that never changes; over the
customers that probability has a beta distribution with parameters alpha and beta. Retention then rises with
tenure although nobody grows more loyal: the likely leavers go first. It is the two-number formula that a
market with relationship rules has to beat.
"""

from simulation.fitting.shifted_beta_geometric.churn_fit import ChurnFit, fit_churn
from simulation.fitting.shifted_beta_geometric.hold_out import SurvivalForecast, forecast_survival
from simulation.fitting.shifted_beta_geometric.survival_curves import (
    churn_probability,
    lifetime,
    residual_lifetime,
    retention_rate,
    survival,
)
from simulation.fitting.shifted_beta_geometric.uncertainty import ChurnBootstrap, bootstrap_churn

__all__ = [
    "ChurnBootstrap",
    "ChurnFit",
    "SurvivalForecast",
    "bootstrap_churn",
    "churn_probability",
    "fit_churn",
    "forecast_survival",
    "lifetime",
    "residual_lifetime",
    "retention_rate",
    "survival",
]
