"""All measures, each declared once: the columns of ``run.market``, claims, summaries and reports follow.

A module a family; to add a measure, declare it in its family and put its Chinese words into
``language/zh/measures.toml``.
"""

from __future__ import annotations

from simulation.measures.declared import (
    accounts,
    customers,
    flows,
    involvement,
    loyalty,
    loyalty_groups,
    relationship,
    switching_cost,
    value,
)
from simulation.measures.measure import Measure

DECLARED: dict[str, Measure] = {
    measure.name: measure
    for family in (
        customers,
        switching_cost,
        relationship,
        loyalty,
        accounts,
        value,
        involvement,
        flows,
        loyalty_groups,
    )
    for measure in family.MEASURES
}
"""Every measure by its name, in the order of the families."""

COLUMNS: tuple[str, ...] = tuple(
    sorted(
        (name for name, measure in DECLARED.items() if measure.value is not None),
        key=lambda name: DECLARED[name].edition,
    )
)
"""The columns of ``run.market`` in their order; before them stand ``month`` and ``firm``."""

WHOLE: tuple[str, ...] = tuple(name for name, measure in DECLARED.items() if measure.over_run == "run")
"""Measures of a run as a whole, which no month has."""

TWINS: tuple[str, ...] = tuple(name for name, measure in DECLARED.items() if measure.over_run == "twins")
"""Measures of a run against that of the first alternative."""

CLAIMED: tuple[str, ...] = tuple(name for name, measure in DECLARED.items() if measure.claim)
"""What ``[[expect]]`` may name."""

RESULTS: tuple[str, ...] = tuple(
    sorted(
        (name for name, measure in DECLARED.items() if measure.result is not None),
        key=lambda name: getattr(DECLARED[name].result, "place", 0),
    )
)
"""The measures that a run or a comparison is summarised by, in the order in which they are shown."""
