"""The BG/NBD model (Fader, Hardie & Lee 2005): the benchmark for buying at one firm without a contract.

While alive, customers buy at a constant rate, gamma over customers; after each purchase they are gone for
good with a probability of their own, beta over customers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

from simulation.kernel.arithmetic import Values


class Buying(NamedTuple):
    """The parameters: gamma rate of buying (r, alpha), beta probability of leaving (a, b)."""

    r: float
    alpha: float
    a: float
    b: float

    def expected(self, frequency: Values, recency: Values, age: Values, ahead: float) -> Values:
        """Return the expected purchases of each customer within the next ``ahead`` units of time."""
        r, alpha, a, b = self
        hyper = hyp2f1(r + frequency, b + frequency, a + b + frequency - 1.0, ahead / (alpha + age + ahead))
        ever = (a + b + frequency - 1.0) / (a - 1.0)
        grown = ever * (1.0 - ((alpha + age) / (alpha + age + ahead)) ** (r + frequency) * hyper)
        gone = (
            a
            / (b + np.maximum(frequency, 1.0) - 1.0)
            * ((alpha + age) / (alpha + recency)) ** (r + frequency)
        )
        return np.asarray(grown / (1.0 + np.where(frequency > 0.0, gone, 0.0)))


def log_likelihood(model: Buying, frequency: Values, recency: Values, age: Values) -> float:
    """Return the log-likelihood of purchase histories.

    Args:
        model: the parameters.
        frequency: repeat purchases of each customer.
        recency: time of the last of them since the first purchase (0 if there was none).
        age: time since the first purchase.
    """
    r, alpha, a, b = model
    start = gammaln(r + frequency) - gammaln(r) + r * np.log(alpha)
    stay = gammaln(a + b) + gammaln(b + frequency) - gammaln(b) - gammaln(a + b + frequency)
    alive = -(r + frequency) * np.log(alpha + age)
    leave = np.log(a / (b + np.maximum(frequency, 1.0) - 1.0)) - (r + frequency) * np.log(alpha + recency)
    return float(np.sum(start + stay + np.logaddexp(alive, np.where(frequency > 0.0, leave, -np.inf))))


def fit_buying(frequency: Values, recency: Values, age: Values) -> Buying:
    """Return the maximum-likelihood parameters."""

    def loss(logs: Values) -> float:
        return -log_likelihood(Buying(*np.exp(logs).tolist()), frequency, recency, age) / frequency.size

    found = minimize(
        loss, np.zeros(4), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-6, "fatol": 1e-10}
    )
    return Buying(*np.exp(found.x).tolist())
