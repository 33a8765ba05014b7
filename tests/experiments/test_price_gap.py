"""The price gap: markets in which the answer is known, then the levels."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from simulation.commands.price_gap import price_gap as command
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.price_gap.branches import Crossroads
from simulation.experiments.price_gap.price_gap import (
    CUTS,
    TOLERANCE,
    PriceGap,
    price_gap_curves,
    price_gap_design,
    price_gap_summary,
)
from simulation.market.process import MarketProcess
from simulation.report.experiments.price_gap_tables import (
    price_gap_curve_sentence,
    price_gap_headline,
    price_gap_sentences,
)
from tests.experiments.observations import small_market

MARKET = small_market(customers=300, months=6, warm_up=6)
LURED = MARKET.with_(**{"world.search.routine": 0.1})


def test_a_crossroads_can_be_left_again_and_again_and_equals_a_run_of_its_own():
    crossroads = Crossroads(LURED, 3, "numpy")
    cut = {"firm.Birch.price": 70.0}
    first = crossroads.share_leaving("Focal", cut, 5)
    assert crossroads.share_leaving("Focal", {}, 5) < first
    assert crossroads.share_leaving("Focal", cut, 5) == first
    process = MarketProcess(LURED, 3)
    for _ in range(6):
        process.advance()
    mine = process.state.firm == 0
    process.change(**cut)
    gone = np.zeros_like(mine)
    for _ in range(5):
        process.advance()
        gone |= process.state.firm != 0
    assert first == gone[mine].mean()


def test_the_fall_found_is_the_one_at_which_the_share_leaves():
    observed = PriceGap("Focal", "Birch")(LURED, 1, "numpy")
    (fall,) = set(observed["fall"])
    assert observed["enough"] == [True] * len(CUTS)
    crossroads = Crossroads(LURED, 1, "numpy")

    def leaving(cut):
        return crossroads.share_leaving("Focal", {"firm.Birch.price": 100.0 * (1 - cut)}, 12)

    assert leaving(fall + TOLERANCE) >= 0.5 > leaving(fall - TOLERANCE)
    assert observed["leaving"][0] == crossroads.share_leaving("Focal", {}, 12)
    assert observed["leaving"] == [leaving(cut) for cut in observed["cut"]]


def test_the_curve_rises_and_crosses_the_share_where_the_fall_was_found():
    observed = PriceGap("Focal", "Birch", share=0.6)(LURED, 1, "numpy")
    curve = np.array(observed["leaving"])
    assert (np.diff(curve) >= 0).all()
    assert curve[0] < 0.6 <= curve[-1]
    crossed = int((curve >= 0.6).argmax())
    assert CUTS[crossed - 1] < observed["fall"][0] <= CUTS[crossed]


def test_where_nobody_looks_no_fall_is_enough_and_where_all_leave_none_is_needed():
    quiet = {"world.search.routine": 0.0, "world.search.involuntary": 0.0, "world.rules.failures": False}
    deaf = MARKET.with_(**quiet)
    observed = PriceGap("Focal", "Birch")(deaf, 1, "numpy")
    assert {name: set(values) for name, values in observed.items()} == {
        "cut": set(CUTS),
        "fall": {1.0},
        "enough": {False},
        "leaving": {0.0},
    }
    restless = MARKET.with_(**{"world.search.involuntary": 0.5})
    assert set(PriceGap("Focal", "Birch")(restless, 1, "numpy")["fall"]) == {0.0}


def test_higher_switching_costs_need_a_deeper_fall():
    def fall(fee):
        return PriceGap("Focal", "Birch")(LURED.with_(**{"firm.Focal.exit_fee": fee}), 2, "numpy")["fall"][0]

    assert fall(0.0) < fall(10.0) < fall(40.0)


def test_summary_pairs_each_level_with_the_one_before():
    falls = {0: [0.1, 0.2], 2: [0.3, 0.5]}
    rows = [
        {"replication": r, "l": level, "cut": cut, "fall": fall, "enough": level == 0, "leaving": cut}
        for level, values in falls.items()
        for r, fall in enumerate(values)
        for cut in CUTS
    ]
    summary = price_gap_summary(pd.DataFrame(rows), "l")
    assert list(summary["level"]) == [0, 2]
    assert list(summary["fall"]) == pytest.approx([0.15, 0.4])
    assert summary["difference"].iloc[1] == pytest.approx(0.25)
    assert np.isnan(summary["difference"].iloc[0])
    assert list(summary["enough"]) == [1.0, 0.0]
    assert list(summary["leaving"]) == [0.0, 0.0], "without any fall"
    assert list(summary["runs"]) == [2, 2]


def test_a_firm_without_customers_is_said_to_have_none():
    """Here at level 2; then nowhere."""
    asked, lesson = PriceGap("Focal", "Birch"), small_market().lesson()
    rows = [
        {"replication": r, "l": level, "cut": cut, "fall": fall, "enough": True, "leaving": fall}
        for level, fall in ((0, 0.1), (1, 0.2), (2, np.nan))
        for r in (0, 1)
        for cut in CUTS
    ]
    frame = pd.DataFrame(rows)
    summary, curves = price_gap_summary(frame, "l"), price_gap_curves(frame, "l")
    nobody, step = price_gap_sentences(summary)
    assert nobody.startswith("At level 2 the firm has no customers")
    assert step.startswith("Level 1 ")
    assert "social" not in price_gap_headline(summary, lesson, asked)
    assert "nan" not in price_gap_curve_sentence(curves, lesson, asked)
    nowhere = frame[frame["l"] == 2]
    summary, curves = price_gap_summary(nowhere, "l"), price_gap_curves(nowhere, "l")
    assert "no price gap to measure" in price_gap_headline(summary, lesson, asked)
    assert price_gap_curve_sentence(curves, lesson, asked) == ""


def test_curves_are_means_over_seeds_with_their_intervals():
    rows = [
        {"l": level, "cut": cut, "leaving": level / 10 + cut / 2 + aside}
        for level in (0, 3)
        for aside in (-0.01, 0.01)
        for cut in (0.0, 0.1)
    ]
    curves = price_gap_curves(pd.DataFrame(rows), "l")
    assert [(row.level, row.cut) for row in curves.itertuples()] == [(0, 0.0), (0, 0.1), (3, 0.0), (3, 0.1)]
    assert list(curves["mean"]) == pytest.approx([0.0, 0.05, 0.3, 0.35])
    half = 12.706 * 0.01
    assert list(curves["high"] - curves["mean"]) == pytest.approx([half] * 4, rel=1e-3)


def test_levels_share_their_luck():
    frame = run_campaign(price_gap_design(LURED, levels=[0, 0], replications=2), workers=1).frame
    first, second = frame[frame["point"] == 0], frame[frame["point"] == 1]
    assert list(first["leaving"]) == list(second["leaving"])
    assert list(first["fall"]) == list(second["fall"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rival": "Focal"}, "no rival"),
        ({"rival": "Nobody"}, "Nobody"),
        ({"share": 1.0}, "between 0 and 1"),
        ({"months": 0}, "within 1 to 120 months"),
        ({"months": 100_000}, "within 1 to 120 months"),
        ({"levels": []}, "at least 1 level"),
    ],
)
def test_bad_input_is_refused(options, words):
    with pytest.raises(InputError, match=words):
        price_gap_design(MARKET, **options)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_command_tells_falls_and_steps(tmp_path, language):
    file = tmp_path / "market.toml"
    file.write_text(LURED.to_toml(), "utf-8")
    arguments = [str(file), "--replications", "2", "--workers", "1", "--out", str(tmp_path), "--months", "3"]
    shown = CliRunner().invoke(command, [*arguments, "--lang", language])
    assert shown.exception is None
    assert "Birch" in shown.stdout
    data = json.loads(CliRunner().invoke(command, [*arguments, "--json"]).stdout)
    assert [row["level"] for row in data["levels"]] == [0, 1, 2, 3]


def test_command_says_so_when_every_run_fails(tmp_path, monkeypatch):
    def broken(*arguments):
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(Crossroads, "share_leaving", broken)
    file = tmp_path / "market.toml"
    file.write_text(MARKET.to_toml(), "utf-8")
    arguments = [str(file), "--replications", "1", "--workers", "1", "--out", str(tmp_path), "--quiet"]
    assert "on purpose" in str(CliRunner().invoke(command, arguments).exception)
