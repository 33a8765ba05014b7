"""The rules of a market, each of which can be switched off."""

from __future__ import annotations

from simulation.schema import Table, switch


class Rules(Table):
    """Every mechanism can be switched off alone: for a first lesson, and for ablations."""

    involvement: bool = switch(
        name="Involvement",
        meaning="Customers differ in involvement; switched off, all are at the mean.",
    )
    noise: bool = switch(
        name="Varying performance",
        meaning="A firm's performance varies from month to month and customer to customer.",
    )
    failures: bool = switch(name="Service failures", meaning="Services fail now and then.")
    complaints: bool = switch(name="Complaints", meaning="Customers complain, and firms make good.")
    satisfaction: bool = switch(
        name="Satisfaction",
        meaning="Satisfaction moves with experience; switched off, it stays neutral.",
    )
    information: bool = switch(
        name="Information satisfaction",
        meaning="Customers are dissatisfied when less is delivered than the firm claims.",
    )
    trust: bool = switch(
        name="Trust",
        meaning="Trust moves with kept promises and lowers risk; switched off, there is no risk.",
    )
    commitment: bool = switch(
        name="Commitment",
        meaning="Commitment grows out of trust, involvement and people.",
    )
    learning: bool = switch(name="Learning", meaning="Customers learn from experience what to expect.")
    advertising: bool = switch(name="Advertising", meaning="Firms' claims move beliefs.")
    word_of_mouth: bool = switch(
        name="Word of mouth",
        meaning="Customers tell each other what they think of their suppliers.",
    )
    financial_bonds: bool = switch(
        name="Financial bonds",
        meaning="Level 1 works: points, rewards, rebates, refunds.",
    )
    social_bonds: bool = switch(
        name="Social bonds",
        meaning="Level 2 works: people who know the customer, a club.",
    )
    structural_bonds: bool = switch(
        name="Structural bonds",
        meaning="Level 3 works: equipment, data links, know-how.",
    )
    switching_costs: bool = switch(
        name="Switching costs",
        meaning="Leaving a supplier costs something; switched off, it is free.",
    )
    inattention: bool = switch(
        name="Inattention",
        meaning="Customers look around only now and then; switched off, everybody compares every month.",
    )
    tastes: bool = switch(
        name="Lasting tastes",
        meaning="Customers have lasting tastes for firms; switched off, all taste is luck of the moment.",
    )
    imitation: bool = switch(
        name="Imitation",
        meaning="Firms with an imitating policy copy the levels of their rivals.",
    )
