"""Claims that say nothing, contradict themselves, or name what a scenario does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from simulation.language import Listing
from simulation.measures.customer_groups import GROUPS, measured_among
from simulation.measures.declared import DECLARED, WHOLE
from simulation.scenario.claim_figures import Figure, Setting, effect_of, figure_of, other_effect
from simulation.scenario.claim_forms import FORMS, LEAST_FIRMS, LEAST_OVER, OPTIONAL, OVER_MONTHS
from simulation.scenario.expectation import ALL_FIRMS, Expect, Point, points_of
from simulation.scenario.unknown_names import unknown
from simulation.schema.mistakes import problem

ADDS_UP = ("money", "money_per_month", "people", "people_per_month", "purchases_per_month")
"""Units of measures of which a sum over firms means something."""


def check_claims(setting: Setting, changes: Collection[int]) -> None:
    """Raise InputError for the first claim that cannot be judged; events change something in ``changes``."""
    for expect in setting.claims:
        _check_keys(expect)
        _check_order(expect)
        _check_names(expect, setting)
        if expect.relation == "all_hold":
            _check_parts(expect, setting)
            continue
        _check_groups(expect)
        _check_list(expect, setting)
        _check_figures(expect, setting)
        if expect.event_month is not None and expect.event_month not in changes:
            known = Listing(sorted(changes))
            raise problem("claim_event", claim=expect.claim, given=expect.event_month, valid=known)


def _check_keys(expect: Expect) -> None:
    """The relation has the keys that it needs, and none that means nothing for it."""
    given = {key for key in OPTIONAL if getattr(expect, key) is not None}
    needs, may = FORMS[expect.relation]
    for key in sorted(needs - given):
        raise problem("claim_needs", claim=expect.claim, relation=expect.relation, key=key)
    for key in sorted(given - needs - may):
        raise problem("claim_unused", claim=expect.claim, relation=expect.relation, key=key)
    if "by" in needs and not expect.by:
        raise problem("claim_no_margin", claim=expect.claim, relation=expect.relation)
    spans = expect.months or any(point.months for _, point in points_of(expect))
    if expect.measure in WHOLE and (spans or expect.relation in OVER_MONTHS):
        raise problem("claim_whole_run", claim=expect.claim, measure=expect.measure)


def _check_order(expect: Expect) -> None:
    """What has to be in rising order is."""
    if expect.low is not None and expect.high is not None and expect.low > expect.high:
        raise problem("claim_order", claim=expect.claim, key="low, high")
    for key, span in _spans(expect):
        if span[0] > span[1]:
            raise problem("claim_order", claim=expect.claim, key=key)
    doses = expect.doses or ()
    if list(doses) != sorted(set(doses)):
        raise problem("claim_doses", claim=expect.claim, given=Listing(f"{dose:g}" for dose in doses))


def _spans(expect: Expect) -> Iterator[tuple[str, tuple[int, int]]]:
    if expect.months:
        yield "months", expect.months
    for key, point in points_of(expect):
        if point.months:
            yield f"{key}.months", point.months


def _check_names(expect: Expect, setting: Setting) -> None:
    """The firms, alternatives and claims that a claim names are in the scenario."""
    either = (*setting.alternatives, *setting.firms, ALL_FIRMS)
    claims = [each.claim for each in setting.claims]
    for key, names, valid in (
        *_named("", expect, setting),
        *(each for above, point in points_of(expect) for each in _named(f"{above}.", point, setting)),
        ("than", expect.than, either),
        ("other.than", expect.other and expect.other.than, either),
        ("over", expect.over, setting.alternatives),
        ("claims", expect.claims, claims),
    ):
        for name in names if isinstance(names, tuple) else (names,):
            if isinstance(name, str) and name not in valid:
                raise unknown(f"expect.{expect.claim}.{key}", name, valid)


def _named(
    above: str, point: Expect | Point, setting: Setting
) -> Iterator[tuple[str, object, Sequence[str]]]:
    yield f"{above}firm", point.firm, (*setting.firms, ALL_FIRMS)
    yield f"{above}alternative", point.alternative, setting.alternatives


def _check_groups(expect: Expect) -> None:
    """Every group exists, and the measure is reported for it."""
    tables: Iterator[tuple[str, Expect | Point]] = iter((("", expect), *points_of(expect)))
    for above, table in tables:
        if table.among is None:
            continue
        key = f"expect.{expect.claim}.{above and above + '.'}among"
        if len(table.among) != 1:
            raise problem("claim_one_group", key=key, valid=Listing(f"`{kind}`" for kind in GROUPS))
        ((kind, group),) = table.among.items()
        if kind not in GROUPS:
            raise unknown(key, kind, tuple(GROUPS))
        if group not in GROUPS[kind]:
            raise unknown(f"{key}.{kind}", group, GROUPS[kind])
        for measure in (expect.measure, expect.per):
            if measure is not None and measure not in measured_among(kind):
                known = Listing(f"`{name}`" for name in measured_among(kind))
                raise problem("claim_not_by_group", claim=expect.claim, measure=measure, valid=known)


def _check_list(expect: Expect, setting: Setting) -> None:
    """A relation over several alternatives or firms has enough of them."""
    least = LEAST_OVER.get(expect.relation)
    names = setting.alternatives if expect.over is None else tuple(dict.fromkeys(expect.over))
    if least is not None and len(names) < least:
        raise problem("claim_alternatives", claim=expect.claim, given=len(names), least=least)
    if expect.over is not None and len(names) < len(expect.over):
        raise problem("claim_over_twice", claim=expect.claim)
    if expect.doses is not None and len(expect.doses) != len(names):
        raise problem("claim_dose_each", claim=expect.claim, given=len(expect.doses), wanted=len(names))
    if expect.with_measure is not None and len(setting.firms) < LEAST_FIRMS:
        raise problem("claim_firms", claim=expect.claim, given=len(setting.firms), least=LEAST_FIRMS)
    if expect.with_measure is not None and expect.with_measure == expect.measure:
        raise problem("claim_itself", claim=expect.claim)


def _check_figures(expect: Expect, setting: Setting) -> None:
    """Sums over firms mean something, and nothing is compared with itself."""
    figures = [figure_of(expect, setting)]
    pairs = []
    if expect.than is not None and expect.over is None:
        pairs.append(effect_of(expect, setting))
    if expect.other is not None:
        pairs.append(other_effect(expect, setting))
    figures += [each for pair in pairs for each in pair if isinstance(each, Figure)]
    for figure in figures:
        for measure in (figure.measure, figure.per):
            if len(figure.firms) > 1 and measure and DECLARED[measure].unit not in ADDS_UP:
                raise problem("claim_no_sum", claim=expect.claim, measure=measure)
    if any(one == other for one, other in pairs) or len(set(pairs)) < len(pairs):
        raise problem("claim_itself", claim=expect.claim)


def _check_parts(expect: Expect, setting: Setting) -> None:
    """Claims that have to hold together are two or more, and none of them is made of others."""
    parts = tuple(dict.fromkeys(expect.claims or ()))
    made = [name for name in parts if setting.claim(name).relation == "all_hold"]
    if len(parts) < 2 or made:
        raise problem("claim_parts", claim=expect.claim)
