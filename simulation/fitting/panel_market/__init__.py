"""A repeat-purchase market fitted to a purchase panel, beside models that know less."""

from simulation.fitting.panel_market.panel_fit import PanelEffort, PanelFit, fit_panel
from simulation.fitting.panel_market.utility_to_money import PanelParameters, translate

__all__ = ["PanelEffort", "PanelFit", "PanelParameters", "fit_panel", "translate"]
