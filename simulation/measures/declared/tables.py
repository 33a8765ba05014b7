"""The tables that users see, with every column: the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulation.measures.declared import COLUMNS, DECLARED, TWINS, WHOLE
from simulation.measures.measure import Measure, Unit

Kind = Literal["number", "whole", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is no measure: its unit (empty for names and numbers of things), and what it means."""

    name: str
    kind: Kind
    unit: Unit | Literal[""]
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the Python interface and of records, and what a row of it is."""

    name: str
    rows: str
    columns: tuple[Column | Measure, ...]


def _named(name: str, meaning: str) -> Column:
    return Column(name, "text", "", meaning)


def _whole(name: str, unit: Unit | Literal[""], meaning: str) -> Column:
    return Column(name, "whole", unit, meaning)


def _number(name: str, unit: Unit, meaning: str) -> Column:
    return Column(name, "number", unit, meaning)


_MEASURES = tuple(DECLARED[name] for name in COLUMNS)
_WORTH: tuple[Column | Measure, ...] = (_named("firm", "The firm."), *(DECLARED[name] for name in WHOLE))
_PAYBACK = tuple(DECLARED[name] for name in TWINS)
_MONTH = _whole("month", "month", "The month, counted from 1.")
_TRAITS = (
    _whole("customer", "", "The customer's number, the same in every run with the same seed."),
    _number("involvement", "inventory", "Her involvement on the Personal Involvement Inventory."),
    _named(
        "involvement_level",
        "Her level of involvement: low (69 or less), medium (70 to 110), high (111 or more).",
    ),
    _number("price_sensitivity", "ratio", "How strongly price counts for her; about 1 is usual."),
    _number("purchase_rate", "purchases_per_month", "How much she buys."),
    _number("contact_frequency", "ratio", "How often she deals with her supplier; 1 is usual."),
    _number("expertise", "score", "How well she can do without the supplier's know-how."),
    _number("sociability", "ratio", "How much she talks about suppliers; 1 is usual."),
)
_RELATIONSHIP = (
    _named("firm", "Her supplier at the end; empty if she does without."),
    _named("first_firm", "Her supplier at the beginning of month 1; empty if she had none, or came later."),
    _whole("tenure", "months", "Months since she came to her supplier."),
    _whole("departures", "", "How often she has left a supplier."),
    _number("satisfaction", "index", "Her satisfaction with her supplier, from 0 to 100."),
    _number("trust", "score", "How far she believes that her supplier keeps its promises."),
    _number("commitment", "score", "How much she is attached to her supplier."),
    _number("social_bond", "score", "Her personal bond with the supplier's people."),
    _number("integration", "score", "How far she uses the supplier's structural service."),
    _number("points", "purchases", "Points on her account with her supplier, in purchases."),
)
_STANDING = (
    _number("switching_cost", "money", "What she would lose once by leaving, all types together."),
    _number("switching_cost_procedural", "money", "The procedural part of it."),
    _number("switching_cost_financial", "money", "The financial part of it."),
    _number("switching_cost_relational", "money", "The relational part of it."),
    _number("attitude", "money_per_month", "How much more her supplier is worth to her than the best other."),
    _named(
        "loyalty_type",
        "Her kind of loyalty: loyal (likes it, a year or longer), latent (likes it, under a year), spurious "
        "(a year or longer without liking it better), none.",
    ),
    _named("motive", "Why she stays: dedicated (wants to), constrained (has to), mixed."),
    _named("rung", "What her supplier is to her: ordinary, preferred, partner, ally."),
    _number("profit_cumulative", "money", "What all firms together have earned with her."),
)
_SWITCHES = (
    _whole("month", "month", "The month in which she left."),
    _whole("customer", "", "The customer's number."),
    _named("origin", "The firm that she left; empty if she did without."),
    _named("destination", "The firm to which she went; empty if to none."),
    _named(
        "reason",
        "Why: dissatisfaction, incident (a failure), offer (a better one), released (barrier gone), routine "
        "(without a cause), involuntary, replaced (left the category for good; a newcomer has her number).",
    ),
    _number("gap", "money_per_month", "How much more the new supplier was worth to her, luck included."),
    _number("switching_cost", "money", "What leaving cost her."),
)
_PURCHASES = (
    _MONTH,
    _whole("customer", "", "The customer's number."),
    _named("firm", "The firm that sold."),
    _number("quantity", "purchases", "How much she bought."),
)
_ALTERNATIVE = _named("alternative", "The alternative that was run.")
_SUMMARY = (
    _ALTERNATIVE,
    _named("measure", "A measure of whole runs: see the columns of run.market."),
    Column("mean", "number", "", "Its mean over the runs, in the measure's unit."),
    Column("low", "number", "", "Lower end of the mean's 95 % interval."),
    Column("high", "number", "", "Upper end of the mean's 95 % interval."),
    Column("difference", "number", "", "The mean paired difference to the first alternative."),
    Column("difference_low", "number", "", "Lower end of the difference's 95 % interval."),
    Column("difference_high", "number", "", "Upper end of the difference's 95 % interval."),
)
_FLOWS = (
    _ALTERNATIVE,
    _named("origin", "The firm that was left."),
    _named("destination", "The firm to which customers went."),
    _named("reason", "Why they left, as in run.switches."),
    _number("departures", "people", "Departures a run, mean over the runs."),
)
_RUN = (
    _ALTERNATIVE,
    _whole("replication", "", "The number of the run, from 0; runs of one number are twins."),
    _whole("seed", "", "The random seed of the run."),
)
_FIRM = (_MONTH, _named("firm", "The firm."))

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("run.market", "A row a month and firm.", (*_FIRM, *_MEASURES)),
        Table("run.customers", "A row a customer, at the end.", (*_TRAITS, *_RELATIONSHIP, *_STANDING)),
        Table("run.switches", "A row a departure.", _SWITCHES),
        Table("run.purchases", "A row a month, customer and firm with a quantity above 0.", _PURCHASES),
        Table("run.worth", "A row a firm: what only a whole run has.", _WORTH),
        Table("comparison.summary", "A row an alternative and measure of the measured firm.", _SUMMARY),
        Table("comparison.market", "A row an alternative, run, month and firm.", (*_RUN, *_FIRM, *_MEASURES)),
        Table("comparison.flows", "A row an alternative, origin, destination and reason.", _FLOWS),
        Table("comparison.worth", "A row an alternative, run and firm.", (*_RUN, *_WORTH, *_PAYBACK)),
    )
}
"""All tables by name, in the order in which they are explained."""
