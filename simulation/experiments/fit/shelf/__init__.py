"""A repeat-purchase market fitted to a purchase panel, beside models that know less."""

from simulation.experiments.fit.shelf.fitting import ShelfEffort, ShelfFit, fit_shelf
from simulation.experiments.fit.shelf.translation import Shelf, translate

__all__ = ["Shelf", "ShelfEffort", "ShelfFit", "fit_shelf", "translate"]
