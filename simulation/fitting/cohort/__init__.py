"""A contractual market calibrated to the survival of a cohort, beside the two-number formula."""

from simulation.fitting.cohort.cohort_fit import CohortFit, fit_cohort
from simulation.fitting.cohort.period_length import PeriodLength, months_of_period

__all__ = ["CohortFit", "PeriodLength", "fit_cohort", "months_of_period"]
