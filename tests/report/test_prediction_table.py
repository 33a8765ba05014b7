"""Questions and answers in words, in both languages and for other programs."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from simulation.commands.compare import compare as command
from simulation.experiments.predictions.answering import answered, unanswered
from simulation.experiments.predictions.figures import Figures
from simulation.language import use_language
from simulation.report.comparison.prediction_table import prediction_table
from simulation.scenario.reading import load_scenario

NOISE = np.tile([-1.0, 1.0], 5)


def rows(name, **figures):
    """The answers to some questions of a lesson, by hand-made figures."""
    scenario = load_scenario(name)
    declared = {asked.id: asked for asked in scenario.predictions}
    found = {key: answered(declared[key], figure) for key, figure in figures.items()}
    return [answer for _, answer in prediction_table(scenario, found).rows]


def test_every_kind_of_answer_is_said():
    levels = {f"level-{n}": np.array([9.0 - n] * 10) + NOISE for n in range(4)}
    number = Figures({"level-1": 14.0 + NOISE}, 14.0 + NOISE)
    months = np.array([20.0] * 9 + [np.nan])
    five = np.array([11.0, 9, 8, 8, 7.5]) + NOISE[:, None]
    said = {
        "keeps-most": Figures(levels),
        "what-points-keep": number,
        "level-3-pulls-ahead": Figures({"level-3": months}, months),
        "leavers-at-level-3": Figures({"level-3": five}, five),
    }
    choice, points, month, curve = rows("three-levels", **said)
    assert choice == "Level 3 (structure)"
    assert points == "14.0 customers of 100 a year [13.2 to 14.8]"
    assert month.startswith("from month 20 on")
    assert curve.splitlines()[-1] == "falling"
    assert curve.startswith("12: 11")
    use_language("zh")
    assert rows("three-levels", **said)[0] == "三级关系营销：结构性联系"


def test_an_order_has_numbered_places_and_ties():
    values = {"as-it-is": 5.0, "cheaper": 4.0, "better": 3.0, "points": 2.0, "careline": 1.0}
    figures = {name: value + NOISE for name, value in values.items()}
    figures["careline"] = figures["points"] - NOISE
    (said,) = rows("detergent", **{"order-by-value": Figures(figures)})
    first, *_, last = said.splitlines()
    assert (first, last) == ("1. As it is", "4. Points = Points and a careline")


@pytest.mark.parametrize(("language", "words"), [("en", "not answered"), ("zh", "没有答案")])
def test_what_the_runs_do_not_reach_is_said(language, words):
    use_language(language)
    scenario = load_scenario("three-levels")
    found = {scenario.predictions[0].id: unanswered(scenario.predictions[0], 2)}
    assert words in prediction_table(scenario, found).rows[0][1]


def test_compare_answers_for_other_programs(tmp_path):
    arguments = ["three-levels", "--replications", "2", "--customers", "60", "--workers", "1", "--json"]
    result = CliRunner().invoke(command, [*arguments, "--out", str(tmp_path / "record")])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["predictions"]
    assert list(found) == [asked.id for asked in load_scenario("three-levels").predictions]
    assert found["what-points-keep"]["answer"].keys() == {"mean", "low", "high"}
