"""The NBD-Dirichlet (Goodhardt, Ehrenberg & Chatfield 1984): a market without any relationships.

How much each household buys of the category is negative binomial; which brand it buys each time is a draw
from fixed probabilities of its own, Dirichlet over households. No brand has loyalty programmes, habit or
word of mouth, and yet repeat rates, duplication and the double jeopardy of small brands come out: the null
model of always-a-share markets.
"""

from simulation.fitting.dirichlet.dirichlet_choice import DirichletChoice, fit_dirichlet_choice
from simulation.fitting.dirichlet.nbd_dirichlet import DirichletMarket, fit_dirichlet

__all__ = ["DirichletChoice", "DirichletMarket", "fit_dirichlet", "fit_dirichlet_choice"]
