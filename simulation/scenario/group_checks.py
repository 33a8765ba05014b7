"""Contradictions of groups of customers: of the segments of a population, and of what firms treat apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulation.language import Listing
from simulation.mechanisms.segments import SHARED, Segment, of_segment
from simulation.mechanisms.treatments import NAMED, Treatment, as_treated, highest, lowest
from simulation.scenario.firm import Firm
from simulation.scenario.population import Population
from simulation.scenario.problems import mistake_in_tables
from simulation.scenario.schema import leaves
from simulation.scenario.unknown_names import unknown
from simulation.scenario.world import World
from simulation.schema import ValidationError
from simulation.schema.mistakes import problem
from simulation.schema.showing import nearest, shown

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


NOT_BY_CLASS = (
    "name", "name_zh", "brand", "market_share", "market_share_at", "policy", "treatment", "advertising",
    "advertising_cost", "fixed_cost", "exit_fee", "contract_term",
)  # fmt: skip
"""Keys of a firm, and its tables, that are one for all customers: what it is and decides, what its adverts
claim to all, and the contract, which is signed before anything is known of a customer."""


def of_treatments() -> tuple[str, ...]:
    """Return what a treatment may set: paths below a firm."""
    paths = [path.removeprefix("firm.") for path in leaves() if path.startswith("firm.")]
    return tuple(path for path in paths if path.partition(".")[0] not in NOT_BY_CLASS)


def check_treatments(world: World, firms: Sequence[Firm], check_firm: Callable[[Firm], None]) -> None:
    """Raise InputError where treatments contradict themselves or each other; a class is checked as a firm."""
    segments = [each.name for each in world.population.segment]
    for firm in firms:
        names = [each.name for each in firm.treatment]
        for treatment in firm.treatment:
            if names.count(treatment.name) > 1:
                raise problem("twice.treatment", name=treatment.name, firm=firm.name)
            place = f"firm.{firm.name}.treatment.{treatment.name}"
            _check_class(treatment, place, segments)
            check_firm(_treated(firm, treatment, place))


def _check_class(treatment: Treatment, place: str, segments: Sequence[str]) -> None:
    """Raise InputError where it is not clear whom a treatment holds."""
    by, bounds = treatment.by, (("at_least", treatment.at_least), ("below", treatment.below))
    if (treatment.of is not None) != (by == "segment"):
        raise problem("class_of_segment", path=place)
    if treatment.of is not None and treatment.of not in segments:
        raise unknown(f"{place}.of", treatment.of, segments)
    for key, bound in bounds:
        if bound is None:
            continue
        names = NAMED.get(by, ())
        if by == "segment" or (not names and isinstance(bound, str)):
            raise problem("class_bound", path=f"{place}.{key}", given=shown(bound), by=by)
        if names and bound not in names:
            raise unknown(f"{place}.{key}", str(bound), names)
    if lowest(treatment, 1.0, segments) >= highest(treatment, 1.0, segments):
        raise problem("class_empty", path=place)


def _treated(firm: Firm, treatment: Treatment, place: str) -> Firm:
    valid = of_treatments()
    for path in treatment.set:
        if path not in valid:
            best = nearest(path, valid)
            raise problem("treatment_key", path=f"{place}.set", key=path, nearest=best)
    try:
        return as_treated(firm, treatment)
    except ValidationError as error:
        raise mistake_in_tables(error.findings, {}, f"{place}.set") from None
