"""The verdict: the middle of the seeds in the range, and the sign in nine of ten."""

from math import inf, nan

import pytest

from simulation.schema import Grade
from simulation.validation.pattern import Pattern, Target, Worth
from simulation.validation.pattern_verdict import Band, judge


def verdict(target: Target, values: list[float]) -> bool:
    pattern = Pattern("P0", lambda conditions: {}, (target,), Worth.INDEPENDENT, Grade.MEASURED, "nobody")
    return judge(pattern, [{"figure": value} for value in values]).holds


RATIO = Target("figure", 1.3, 3.0, 1.0)


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ([1.3] * 10, True),
        ([1.29] * 10, False),
        ([3.0] * 10, True),
        ([2.0] * 9 + [0.5], True),
        ([2.0] * 8 + [0.5] * 2, False),  # the middle is in the range, the sign in eight of ten only
        ([2.0] * 9 + [1.0], True),
        ([2.0] * 8 + [1.0] * 2, False),  # no effect is not the right sign
        ([2.0] * 9 + [nan], True),
        ([2.0] * 8 + [nan] * 2, False),  # what could not be measured counts as a miss
        ([nan] * 10, False),
    ],
)
def test_middle_in_the_range_and_sign_in_nine_of_ten(values: list[float], holds: bool) -> None:
    assert verdict(RATIO, values) is holds


def test_the_side_of_the_sign_follows_from_the_range() -> None:
    assert verdict(Target("figure", -1.0, -0.7, 0.0), [-0.9] * 10)
    assert not verdict(Target("figure", -1.0, 0.8, 1.0), [0.5] * 8 + [1.1] * 2)


def test_a_share_of_yes_is_judged_by_its_mean() -> None:
    assert verdict(Target("figure", 0.7, 1.0, over_seeds="mean"), [1.0] * 7 + [0.0] * 3)
    assert not verdict(Target("figure", 0.7, 1.0, over_seeds="mean"), [1.0] * 6 + [0.0] * 4)


def test_a_month_that_never_came_does_not_spoil_what_is_reported_beside() -> None:
    pattern = Pattern("P0", lambda conditions: {}, (RATIO,), Worth.INDEPENDENT, Grade.MEASURED, "nobody")
    found = judge(pattern, [{"figure": 2.0, "month": month} for month in (10.0, 14.0, inf)])
    assert found.beside == (("month", Band(12.0, 10.2, 13.8)),)
