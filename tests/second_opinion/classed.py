"""One customer as firms see her: what they have on file of her, and on which terms each would have her."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from tests.second_opinion.market import PlainMarket

RUNGS = ("ordinary", "preferred", "partner", "ally")
LEVELS = ("low", "medium", "high")


class Classed(mesa.Agent):
    """A customer in the files of every firm."""

    model: PlainMarket
    firm: int
    tenure: int
    newcomer: bool
    involvement: float
    cost_to_serve: float
    segment: int
    purchases: list[float]
    trust: list[float]
    commitment: list[float]
    integration: list[float]
    bought: list[float]

    def open_files(self) -> None:
        """No firm knows anything of her."""
        self.yearly = [0.0] * self.model.rows
        self.lately = [0.0] * self.model.rows

    def file_purchases(self) -> None:
        for j, bought in enumerate(self.bought):
            self.yearly[j] += (bought - self.yearly[j]) / 12
            self.lately[j] += (bought - self.lately[j]) / 3

    def offer_of(self, j: int) -> SimpleNamespace:
        """A firm's numbers on the terms on which it has her, or would have her."""
        return self.model.offers[self.terms[j]]

    def offers(self) -> list[SimpleNamespace]:
        return [self.offer_of(j) for j in range(self.model.rows)]

    def be_reviewed(self) -> None:
        """Every firm looks into which of its classes she belongs; the last of several counts."""
        before = list(self.terms)
        for j in range(self.model.rows):
            unknown = self.newcomer or (self.model.contractual and j != self.firm)
            self.terms[j] = j
            for number, owner, treatment in self.model.treatments:
                due = unknown or self.model.month % (treatment.every or 1) == 0
                if owner == j and (self.fits(j, treatment) if due else before[j] == number):
                    self.terms[j] = number

    def fits(self, j: int, treatment: Any) -> bool:
        if treatment.by == "segment":
            return bool(self.model.segments[self.segment] == treatment.of)
        measured, names = self.seen_by(j, treatment.by)
        lowest, below = (
            names.index(bound) if isinstance(bound, str) else bound
            for bound in (treatment.at_least, treatment.below)
        )
        return (lowest is None or measured >= lowest) and (below is None or measured < below)

    def seen_by(self, j: int, by: str) -> tuple[float, tuple[str, ...]]:
        """What a firm sees of her, and the names of its values."""
        if by == "rung":
            return RUNGS.index(self.rung_with(j)), RUNGS
        if by == "involvement":
            score = 20 + 120 * self.involvement
            return (score >= 70) + (score >= 110.5), LEVELS
        usual = self.model.offers[j]
        upkeep = usual.cost_contact + usual.cost_member + usual.cost_social + usual.cost_structural
        profit = self.yearly[j] * (usual.price - usual.unit_cost - usual.rebate - usual.reward)
        known = self.yearly[j] > 1e-3
        return {
            "purchases": self.purchases[j],
            "frequency": self.yearly[j],
            "tenure": self.tenure if j == self.firm else 0,
            "profit": (profit - upkeep - self.cost_to_serve) * self.model.money,
            "trend": self.lately[j] / self.yearly[j] - 1 if known else 0.0,
        }[by], ()

    def rung_with(self, j: int) -> str:
        trust, integration = self.trust[j], self.integration[j]
        if trust < 0.75:
            return "ordinary"
        if integration < 0.5:
            return "preferred"
        return "ally" if integration >= 0.75 and self.commitment[j] >= 0.3 else "partner"
