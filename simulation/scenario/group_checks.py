"""Contradictions of segments: what a population says of the kinds of customers of which it consists."""

from __future__ import annotations

from simulation.language import Listing
from simulation.mechanisms.segments import SHARED, Segment, of_segment
from simulation.scenario.population import Population
from simulation.scenario.problems import mistake_in_tables
from simulation.schema import ValidationError
from simulation.schema.mistakes import problem
from simulation.schema.showing import nearest

ROUNDING = 0.005
"""By how much the shares of segments may miss 1, since they are usually rounded."""
OF_SEGMENTS = tuple(each.key for each in Population.fields() if each.key not in SHARED)
"""What a segment may set."""


def populations(people: Population) -> list[Population]:
    """Return the population of each segment; InputError where segments contradict each other."""
    names = [each.name for each in people.segment]
    for name in names:
        if names.count(name) > 1:
            raise problem("twice.segment", name=name)
    total = sum(each.share for each in people.segment)
    if names and abs(total - 1) > ROUNDING:
        raise problem("segment_shares", sum=f"{total:g}")
    return [_population(people, each) for each in people.segment]


def _population(people: Population, segment: Segment) -> Population:
    for key in segment.set:
        if key not in OF_SEGMENTS:
            valid = Listing(f"`{each}`" for each in OF_SEGMENTS)
            best = nearest(key, OF_SEGMENTS)
            raise problem("segment_key", name=segment.name, key=key, nearest=best, valid=valid)
    try:
        populated: Population = of_segment(people, segment)
    except ValidationError as error:
        place = f"world.population.segment.{segment.name}.set"
        raise mistake_in_tables(error.findings, {}, place) from None
    return populated
