"""The market: customers' state, engines that run the mechanisms' months, firms' decisions, keyed luck.

This is its public interface; nothing outside this package needs its other modules. ``Observer`` is the
official way to look at single steps, and the functions beside it say what customers think right now.
"""

from simulation.market.accounts import COSTS, Books, Row, Terms, accounts, accounts_by_row
from simulation.market.books_by_group import books_by, books_by_level
from simulation.market.compiled.cache import is_compiled, variant_of
from simulation.market.decisions import Management
from simulation.market.engine import USUAL_BLOCK, Engine, NumpyEngine
from simulation.market.engines import EngineName, check_engine, make_engine
from simulation.market.ledger import books, every_row, sums_by, terms
from simulation.market.observing import Observer, barriers, switching_cost, usual_hazards, values_of_firms
from simulation.market.process import Departures, MarketProcess
from simulation.market.seeds import usable_seed
from simulation.market.state import State, columns

__all__ = [
    "COSTS",
    "USUAL_BLOCK",
    "Books",
    "Departures",
    "Engine",
    "EngineName",
    "Management",
    "MarketProcess",
    "NumpyEngine",
    "Observer",
    "Row",
    "State",
    "Terms",
    "accounts",
    "accounts_by_row",
    "barriers",
    "books",
    "books_by",
    "books_by_level",
    "check_engine",
    "columns",
    "every_row",
    "is_compiled",
    "make_engine",
    "sums_by",
    "switching_cost",
    "terms",
    "usable_seed",
    "usual_hazards",
    "values_of_firms",
    "variant_of",
]
