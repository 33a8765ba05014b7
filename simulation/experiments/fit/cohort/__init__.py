"""A contractual market calibrated to the survival of a cohort, beside the two-number formula."""

from simulation.experiments.fit.cohort.fitting import CohortFit, fit_cohort
from simulation.experiments.fit.cohort.unit import Unit, months_of_period

__all__ = ["CohortFit", "Unit", "fit_cohort", "months_of_period"]
