"""The market as a Mesa model: agents are faces on the rows of its columns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import mesa

from simulation.market import Engine, MarketProcess, usable_seed
from simulation.measures.monthly import MarketRecord

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


class Market(mesa.Model):  # type: ignore[misc]
    """A market to be stepped, looked at and changed month by month.

    ``agents`` holds the firms and the customers as Mesa agents; they are made when they are first asked for,
    since a million of them take seconds and the model itself needs none. ``datacollector`` collects, a row a
    month, the customers of every firm and all departures. ``process`` is the market itself.

    Args:
        scenario: the market.
        seed: a whole number of up to 18 digits, 0 included; the same seed gives the same market.
        engine: how the steps are run.
    """

    def __init__(self, scenario: Scenario, seed: int = 0, engine: Engine | None = None) -> None:
        seed = usable_seed(seed)
        super().__init__(
            **{_SEED: abs(seed)}
        )  # Mesa's own luck, which nothing here uses, takes no negative one
        self.process = MarketProcess(scenario, seed, engine)
        self.record = MarketRecord(self.process)
        self._faces_made = False
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "month": "month",
                "departures": _departures,
                **{name: partial(_customers_of, j) for j, name in enumerate(self.process.firm_names)},
            }
        )

    @property
    def month(self) -> int:
        """The month just run; 0 before the first."""
        return self.process.month

    @property
    def agents(self) -> Any:
        """All firms and customers, as a Mesa ``AgentSet``."""
        self._make_faces()
        return super().agents

    @property
    def customers(self) -> Any:
        """The customers, as a Mesa ``AgentSet`` in the order of their numbers."""
        self._make_faces()
        return self.agents_by_type[Customer]

    @property
    def firms(self) -> Any:
        """The firms, as a Mesa ``AgentSet`` in the order of the scenario."""
        self._make_faces()
        return self.agents_by_type[Firm]

    def step(self) -> None:
        """Run one month and collect its data."""
        self.process.advance()
        self.record.observe()
        self.datacollector.collect(self)

    def _make_faces(self) -> None:
        if not self._faces_made:
            self._faces_made = True
            for j in range(len(self.process.firm_names)):
                Firm(self, j)
            for row in range(self.process.customers):
                Customer(self, row)

    def release(self) -> None:
        """Let go of the agents: some versions of Mesa keep every model alive in a table of identifiers."""
        numbers = getattr(mesa.Agent, "_ids", None)
        if isinstance(numbers, dict):
            numbers.pop(self, None)


_SEED = "rng" if tuple(int(part) for part in mesa.__version__.split(".")[:2]) >= (3, 5) else "seed"


def _customers_of(number: int, model: Market) -> int:
    """Return how many customers a firm has."""
    return int((model.process.state.firm == number).sum())


def _departures(model: Market) -> int:
    """Return how many customers changed supplier this month."""
    return len(model.process.departures().customer)


class Firm(mesa.Agent):  # type: ignore[misc]
    """A firm of the market; its numbers are those of the scenario as it stands this month."""

    def __init__(self, model: Market, number: int) -> None:
        super().__init__(model)
        self.number = number

    @property
    def name(self) -> str:
        """Its name in the scenario."""
        return str(self.model.process.firm_names[self.number])

    @property
    def offer(self) -> Any:
        """Its table of the scenario as it stands this month."""
        return self.model.process.scenario.firms[self.number]

    @property
    def level(self) -> int:
        """Its level of relationship marketing, 0-3; setting it acts from the next month on."""
        return int(self.offer.level)

    @level.setter
    def level(self, level: int) -> None:
        self.model.process.change(**{f"firm.{self.name}.level": level})

    @property
    def price(self) -> float:
        """Its price, in the scenario's currency; setting it acts from the next month on."""
        return float(self.offer.price)

    @price.setter
    def price(self, price: float) -> None:
        self.model.process.change(**{f"firm.{self.name}.price": price})

    @property
    def customers(self) -> Any:
        """Its customers, as a Mesa ``AgentSet``."""
        return self.model.customers.select(lambda customer: customer.supplier == self.name)


class Customer(mesa.Agent):  # type: ignore[misc]
    """A customer: a face on one row of the market's columns.

    Every trait column is an attribute (``involvement`` 0-1, ``price_sensitivity``, ...); what she remembers
    of her supplier (``trust``, ``commitment``, ``social_bond``, ...) is one too, and can be set.
    """

    def __init__(self, model: Market, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def supplier(self) -> str:
        """The name of her supplier; empty if she does without."""
        names = (*self.model.process.firm_names, "")
        return str(names[int(self.model.process.state.firm[self.row])])

    @property
    def satisfaction_index(self) -> float:
        """Her satisfaction with her supplier at the last month's end, on a scale from 0 to 100."""
        return float(self.model.process.state.satisfaction_index[self.row])

    @property
    def acquaintances(self) -> list[int]:
        """The rows of the people she talks to."""
        return [int(row) for row in self.model.process.state.acquaintances[:, self.row]]


def _column(name: str) -> property:
    """Return a property that reads and writes a customer's own value of a column."""

    def place(customer: Customer) -> tuple[Any, Any]:
        state = customer.model.process.state
        column = getattr(state, name)
        return column, customer.row if column.ndim == 1 else (state.firm[customer.row], customer.row)

    def read(customer: Customer) -> Any:
        column, where = place(customer)
        return column[where].item()

    def write(customer: Customer, value: Any) -> None:
        column, where = place(customer)
        column[where] = value

    return property(read, write, doc=f"Her own value of the column ``{name}``.")


def _give_columns() -> None:
    from simulation.market import columns

    for name, column in columns().items():
        if column.role != "month" and not hasattr(Customer, name):
            setattr(Customer, name, _column(name))


_give_columns()
