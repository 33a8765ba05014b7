from __future__ import annotations

import re

import numpy as np
import pytest
from synthetic import comparison, run

from simulation.language import use_language
from simulation.report.comparison import sentences
from simulation.report.comparison.names import named
from simulation.report.comparison.tracks import alternative_label, tracks

SENTENCES = (
    "retention", "profit", "cumulative_profit", "market_share", "switching_cost", "switching_cost_over_time",
    "loyalty", "motives", "reasons", "rivals", "flow",
)  # fmt: skip
SUBJECTS = {
    "comparison": comparison,
    "one replication": lambda: comparison(replications=1),
    "placebo": lambda: comparison({"A": 1, "B": 1}),
    "single": lambda: comparison({"Only": 1}),
    "no switches": lambda: comparison(with_flows=False),
    "run": run,
    "run of one firm": lambda: run(1),
    "run of 26 firms": lambda: run(26),
}


@pytest.fixture(scope="module", params=SUBJECTS)
def subject(request):
    return SUBJECTS[request.param]()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_figure_has_its_sentence(subject, language):
    use_language(language)
    for name in SENTENCES:
        sentence = getattr(sentences, name)(subject)
        assert sentence.endswith("." if language == "en" else "。"), sentence
        assert not re.search(r"\bnan\b|None|[{}]|\d-\d|\s-\d", sentence), sentence


def test_chinese_sentences_use_full_width_punctuation(subject):
    use_language("zh")
    for name in SENTENCES:
        assert not re.search(
            r"[\u4e00-\u9fff][,;:?!().]|[,;:?!](?=[\u4e00-\u9fff])", getattr(sentences, name)(subject)
        )


def test_retention_names_highest_and_lowest_with_their_means():
    twin = comparison()
    own = twin.summary[twin.summary["measure"] == "retention_rate"].set_index("alternative")
    sentence = sentences.retention(twin)
    assert f"Alder keeps most customers with Level 3: {100 * own.at['Level 3', 'mean']:.2f}" in sentence
    assert f"It keeps fewest with No programme: {100 * own.at['No programme', 'mean']:.2f}" in sentence


def test_bands_are_said_to_part_in_the_month_in_which_they_do():
    twin = comparison({"Low": 1, "High": 1}, replications=5)
    high = (twin.market["alternative"] == "High") & (twin.market["firm"] == "Alder")
    twin.market.loc[high, "retention_rate"] += np.where(twin.market.loc[high, "month"] > 12, 0.5, 0.0)
    twin.market.loc[high & (twin.market["month"] <= 12), "retention_rate"] -= 0.1
    # the figure shows means of three months, so the bands part in the first month of the rise
    assert "From month 13 on the bands of High and Low do not overlap." in sentences.retention(twin)


def test_a_late_winner_is_said_to_start_behind():
    twin = comparison({"Steady": 0, "Late": 0}, replications=10)
    late = (twin.market["alternative"] == "Late") & (twin.market["firm"] == "Alder")
    month = twin.market.loc[late, "month"]
    twin.market.loc[late, "profit_cumulative"] += (
        1000.0 * (month - 9.5) + twin.market.loc[late, "replication"]
    )
    assert (
        "stays ahead from month 10 on (in 8 of 10 runs between months 10 and 10)"
        in sentences.cumulative_profit(twin)
    )


def test_departures_that_chance_could_explain_are_not_ranked():
    assert "lost most" in sentences.reasons(comparison())
    assert "lost most" not in sentences.reasons(comparison({"A": 1, "B": 1}))


def test_a_firm_without_customers_is_said_to_have_none():
    twin = comparison(replications=2)
    twin.market["retention_rate"] = np.nan
    assert sentences.retention(twin) == "Alder has no customers at that time."


@pytest.mark.parametrize(
    ("language", "label", "expected"),
    [
        ("en", "Level 3", "Level 3"), ("en", "exit fee", "“exit fee”"), ("zh", "三级", "三级"),
        ("zh", "Level 3", "“Level 3”"), ("zh", "二级关系营销：人员", "“二级关系营销：人员”"),
    ],
)  # fmt: skip
def test_names_that_would_read_as_words_are_quoted(language, label, expected):
    use_language(language)
    assert named(label) == expected


def test_alternatives_are_called_by_their_level_or_by_what_they_set():
    twin = comparison({"level-0": 0, "level-3": 3, "as-it-is": 1}, replications=2)
    assert [track.label for track in tracks(twin)] == ["No programme", "Level 3", "as it is"]
    twin.changes["firm.Alder.price=90"] = {"firm.Alder.price": 90}
    assert alternative_label(twin, "firm.Alder.price=90") == "Price 90"
    use_language("zh")
    assert [track.label for track in tracks(twin)][:2] == ["不做关系营销", "三级"]
