"""``run.groups``: segments and classes, month by month, which together are the firm's customers."""

from __future__ import annotations

import pytest

from simulation.experiments.run import run
from tests.markets import KINDS, busy
from tests.second_opinion.test_second_opinion import CLASSING


@pytest.mark.parametrize("kind", KINDS)
def test_groups_are_parts_of_the_firm_s_months(kind: str) -> None:
    size = {"world.months": 8, "world.replacement": 0.02}
    done = run(busy(kind, **{**CLASSING, **size}), 3, engine="numpy")
    months = done.market.set_index(["month", "firm"])
    for by in ("segment", "treatment"):
        parts = done.groups[done.groups["by"] == by].groupby(["month", "firm"])
        assert parts["customers"].sum().to_dict() == months["customers"].to_dict()
        earned = months["profit"] + months["cost_advertising"] + months["cost_fixed"]
        assert parts["profit"].sum().to_dict() == pytest.approx(earned.to_dict())


def test_a_class_has_its_own_row_whatever_it_pays() -> None:
    """Retention of the two classes of a firm, weighed by its customers, is the firm's."""
    regulars = [{"name": "regular", "at_least": 6.0}]
    done = run(
        busy("contractual", **{"firm.Focal.treatment": regulars, "world.months": 6}), 3, engine="numpy"
    )
    groups = done.groups[done.groups["by"] == "treatment"]
    assert list(groups["group"].unique()) == ["", "regular"]
    assert set(groups["firm"]) == {"Focal"}
    assert groups["retention_rate"].between(0.0, 1.0).all()


def test_without_groups_there_are_no_rows() -> None:
    assert run(busy("contractual", **{"world.months": 2}), engine="numpy").groups.empty
