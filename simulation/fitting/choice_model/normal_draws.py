"""Quasi-random normal values for simulated likelihoods."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from simulation.fitting.data import Reals


def normal_draws(households: int, draws: int, dimensions: int, seed: int) -> Reals:
    """Standard normal values (households x draws x dimensions) from a Halton sequence.

    Each household takes the next stretch of the sequence (Train 2009, chapter 9). The sequence is shifted at
    random as a whole, and not scrambled, because the shift is the same under every version of SciPy.
    """
    points = qmc.Halton(dimensions, scramble=False).random(households * draws + 1)[1:]
    shift = np.random.default_rng(seed).random(dimensions)
    inside = np.clip((points + shift) % 1.0, 1e-9, 1.0 - 1e-9)
    return np.asarray(ndtri(inside)).reshape(households, draws, dimensions)
