"""Twins looked at closely: fates, placebo, precision."""

import numpy as np
import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

from simulation.commands.compare import compare as command
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.compare import compare
from simulation.experiments.run import run
from simulation.experiments.summary import MEASURES
from simulation.experiments.twins.placebo import placebo
from simulation.experiments.twins.precision import compare_until, replications_needed
from simulation.experiments.twins.saved_and_lost import FATES, fates_design, fates_summary
from tests.experiments.observations import small_market

MARKET = small_market(customers=200, months=12)
DEAR = {"firm.Focal.price": 130.0}
VARY = {"firm.Focal.level": [0, 3]}


def fates(changes, **options):
    return fates_summary(run_campaign(fates_design(MARKET, changes, **options), workers=1)).set_index("fate")


def test_fates_add_up_to_the_customers_of_both_runs():
    found = fates(DEAR, replications=1)["customers"]
    without = run(MARKET, 0).customers
    with_change = run(MARKET.with_(**DEAR), 0).customers
    assert found.sum() == 200
    assert found[["kept", "saved", "lost", "left"]].sum() == (without["first_firm"] == "Focal").sum()
    assert found[["kept", "lost", "won", "forgone"]].sum() == (without["firm"] == "Focal").sum()
    assert found[["kept", "saved", "won", "drawn_in"]].sum() == (with_change["firm"] == "Focal").sum()


def test_no_change_saves_and_loses_nobody():
    found = fates({"firm.Focal.price": 100.0}, replications=2)["customers"]
    assert found[["saved", "lost", "drawn_in", "forgone"]].sum() == 0
    assert found["kept"] > 0


def test_a_higher_price_loses_customers_and_saves_hardly_any():
    found = fates(DEAR, replications=3)["customers"]
    assert found["lost"] > 5 * found["saved"]
    assert found["forgone"] > 5 * found["drawn_in"]


def test_every_fate_and_class_has_a_row_and_shares_add_up():
    frame = run_campaign(fates_design(MARKET, DEAR, replications=1), workers=1).frame
    assert len(frame) == len(FATES) * 3
    assert frame["share"].sum() == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("changes", "options"), [({}, {}), (DEAR, {"firm": "Nobody"}), ({"firm.Focal.prize": 1}, {})]
)
def test_fates_of_nonsense_are_refused(changes, options):
    with pytest.raises(InputError):
        fates_design(MARKET, changes, **options)


def test_placebo_finds_nothing_but_chance():
    found = placebo(small_market(), alternatives=9, replications=8, workers=1)
    assert len(found) == 8 * len(MEASURES)
    assert not found["difference"].dropna().eq(0).all()
    assert found["excludes_zero"].mean() < 0.2
    with pytest.raises(InputError, match="at least 2 alternatives"):
        placebo(MARKET, alternatives=1)


@pytest.mark.parametrize(
    ("spread", "precision", "needed"),
    [(1.0, 0.5, 18), (1.0, 0.196, 103), (10.0, 1.96, 103), (0.0, 0.1, 2), (1.0, 100.0, 2)],
)
def test_replications_needed_are_those_of_the_textbook(spread, precision, needed):
    """For a known spread of 1 and a half width of .196, n is (1.96 / .196)^2 = 100, and a little more."""
    values = spread * np.array([-1.0, 1.0, 0.0]) * 1.0
    assert replications_needed(values, precision) == needed


@pytest.mark.parametrize(("values", "precision"), [([1.0], 0.1), ([1.0, 2.0], 0.0), ([np.nan, 1.0], 0.5)])
def test_precision_needs_two_values_and_a_width(values, precision):
    with pytest.raises(InputError, match="precision"):
        replications_needed(values, precision)


def test_compare_until_equals_compare_with_as_many_replications_and_is_precise_enough():
    told = []
    until = compare_until(
        MARKET, {"retention_rate": 0.004}, VARY, smallest=4, workers=1, progress=lambda *now: told.append(now)
    )
    assert until.replications > 4
    row = until.summary.query("measure == 'retention_rate'").iloc[1]
    assert (row["difference_high"] - row["difference_low"]) / 2 <= 0.004
    plain = compare(MARKET, VARY, replications=until.replications, workers=1)
    assert_frame_equal(until.summary, plain.summary)
    assert_frame_equal(until.market, plain.market)
    assert_frame_equal(until.flows, plain.flows)
    assert told[-1] == (2 * until.replications,) * 2


def test_compare_until_stops_at_the_most_it_may():
    assert compare_until(MARKET, {"npv": 1e-9}, VARY, smallest=2, most=5, workers=1).replications == 5


@pytest.mark.parametrize("precision", [{"npv": 0.0}, {"beauty": 1.0}, {}])
def test_compare_until_refuses_what_is_no_precision(precision):
    with pytest.raises(InputError):
        compare_until(MARKET, precision, VARY)


def test_command_takes_a_precision(tmp_path):
    file = tmp_path / "market.toml"
    file.write_text(small_market().to_toml(), "utf-8")
    arguments = [
        str(file),
        "--vary",
        "firm.Focal.level=0,3",
        "--workers",
        "1",
        "--out",
        str(tmp_path),
        "--quiet",
    ]
    assert CliRunner().invoke(command, [*arguments, "--precision", "retention_rate=0.05"]).exception is None
    refused = CliRunner().invoke(command, [*arguments, "--precision", "retention_rate=much"])
    assert isinstance(refused.exception, InputError)
