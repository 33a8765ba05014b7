from __future__ import annotations

import json

import numpy as np
import pytest
from synthetic import comparison, run

from simulation.report.comparison import figures
from simulation.report.comparison.series import spread
from simulation.report.comparison.tracks import tracks
from simulation.report.kit.colours import DARK, LIGHT, ramp_colour, ramp_dash

NAMES = [name for name in figures.__all__ if name not in ("CONFIG", "DARK", "LIGHT", "Theme")]


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_nothing_can_be_sent_away_from_a_figure():
    assert figures.CONFIG["showSendToCloud"] is False
    assert figures.CONFIG["displaylogo"] is False


def test_the_band_holds_eight_of_ten_runs():
    twin = comparison(replications=11)
    own = tracks(twin)[0]
    own.frame["profit"] = own.frame["replication"] * 100.0
    line = spread(own, "profit")
    assert (line.low[0], line.mean[0], line.high[0]) == (100.0, 500.0, 900.0)


def test_lines_carry_names_at_their_ends_and_no_legend():
    figure = figures.retention(comparison())
    assert set(texts(figure)) >= {"No programme", "Level 1", "Level 2", "Level 3"}
    assert figure.layout.showlegend is False


def test_names_at_line_ends_stand_apart():
    twin = comparison({"A": 1, "B": 1, "C": 1})
    figure = figures.cumulative_profit(twin)
    low, high = figure.layout.yaxis.range
    pixels = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    names = [note for note in figure.layout.annotations if note.text in "ABC"]
    heights = sorted(pixels * (note.y - low) / (high - low) - note.ay for note in names)
    assert len(heights) == 3
    assert min(np.diff(heights)) >= 14.9


def test_one_run_of_each_alternative_has_no_band():
    several, one = (figures.profit(comparison(replications=count)) for count in (3, 1))
    assert any(trace.fill == "tonexty" for trace in several.data)
    assert not any(trace.fill == "tonexty" for trace in one.data)


def test_firms_keep_their_hue_and_alternatives_are_ink():
    by_name = {trace.name: trace.line.color for trace in figures.profit(run()).data if trace.name}
    assert [by_name[name] for name in ("Alder", "Birch", "Cedar", "Dogwood")] == list(LIGHT.firms[:4])
    inks = {trace.line.color for trace in figures.profit(comparison()).data if trace.name}
    assert not inks & set(LIGHT.firms)


def test_the_ramp_ends_in_solid_ink_and_repeats_no_pattern_at_four():
    assert ramp_colour(DARK, 3, 4) == DARK.ink
    assert ramp_dash(3, 4) == "solid"
    assert len({ramp_dash(index, 4) for index in range(4)}) == 4


def test_stacked_types_add_up_to_the_switching_cost():
    twin = comparison()
    figure = figures.switching_cost(twin)
    total = np.sum([trace.y for trace in figure.data], axis=0)
    expected = [track.last("switching_cost").mean() for track in tracks(twin)]
    assert total == pytest.approx(expected)


def test_wants_has_and_both_are_all_customers():
    total = np.sum([trace.y for trace in figures.motives(comparison()).data], axis=0)
    assert total == pytest.approx([100.0] * 4)


def test_streams_carry_every_departure():
    subject = run(8)
    sankey = figures.flow(subject).data[0]
    assert sum(sankey.link.value) == len(subject.switches)


def test_many_firms_are_put_together_and_none_is_lost_from_the_measured_one():
    subject = run(26)
    sankey = figures.flow(subject).data[0]
    labels = list(sankey.node.label)
    assert labels.count("all other firms") == 2
    place = next(i for i, label in enumerate(labels) if "Alder" in label)
    left = sum(v for s, v in zip(sankey.link.source, sankey.link.value, strict=True) if s == place)
    assert left == (subject.switches["origin"] == "Alder").sum()


def test_nobody_moving_gives_no_figure():
    still = comparison(with_flows=False)
    assert figures.reasons(still) is figures.rivals(still) is figures.flow(still) is None
    alone = run(1)
    assert figures.reasons(alone) is figures.rivals(alone) is figures.flow(alone) is None


def test_every_run_is_a_dot():
    figure = figures.run_differences(comparison(replications=12))
    assert [len(trace.x) for trace in figure.data] == [12, 12, 12]
    assert figures.run_differences(run()) is None


def test_names_are_shown_and_not_read_as_markup():
    figure = figures.profit(run(first="<b>Alder<|b>".replace("|", "/")))
    assert any("&lt;b&gt;Alder&lt;/b&gt;" in note for note in texts(figure))


@pytest.mark.parametrize("name", NAMES)
def test_a_firm_without_customers_breaks_no_figure(name):
    twin = comparison(replications=3)
    gone = (twin.market["month"] > 12) & (twin.market["alternative"] == "Level 1")
    twin.market.loc[gone, ["retention_rate", "switching_cost", "share_loyal", "share_dedicated"]] = np.nan
    twin.market.loc[
        gone, [f"switching_cost_{kind}" for kind in ("procedural", "financial", "relational")]
    ] = np.nan
    assert json.loads(getattr(figures, name)(twin).to_json())["data"]


@pytest.mark.parametrize("count", [8, 26])
@pytest.mark.parametrize("name", NAMES)
def test_many_firms_break_no_figure(name, count):
    figure = getattr(figures, name)(run(count))
    assert figure is None if name == "run_differences" else figure.data
