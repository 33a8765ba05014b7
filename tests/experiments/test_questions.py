"""Every question as one call, and its help."""

import pytest
from click.testing import CliRunner

from simulation.cli import shell
from simulation.experiments import questions
from tests.experiments.observations import small_market

MARKET = small_market(months=3)
COMMANDS = {
    "check": "check",
    "sweep": "sweep",
    "sensitivity": "sensitivity",
    "conditions": "conditions",
    "rivalry": "rivalry",
    "price-gap": "price_gap",
}


def test_each_question_is_one_call(tmp_path):
    prices = {"firm.Focal.price": [90, 110]}
    assert len(questions.sweep(MARKET, prices, replications=2, workers=1)) == 2 * 2 * 3
    assert len(questions.sweep(MARKET, sample=2, workers=1, folder=tmp_path / "s")) == 2 * 3
    levers = questions.sensitivity(MARKET, options={"of": "levers", "size": 2}, workers=1)
    assert set(levers["group"]) == {"levers"}
    assert questions.conditions(MARKET, prices, options={"worlds": 10}, workers=1).shares["wins"].sum() == 1.0
    assert questions.rivalry(
        MARKET, options={"strategies": [0, 3], "replications": 2}, workers=1
    ).mean.shape == (2, 2, 2)
    assert len(questions.price_gap(MARKET, options={"levels": [0, 3], "replications": 2}, workers=1)) == 2
    fates = questions.saved_and_lost(MARKET, {"firm.Focal.level": 3}, options={"replications": 2}, workers=1)
    assert fates["customers"].sum() == 60


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_explains_every_option(name, language):
    result = CliRunner().invoke(shell, [name, "--lang", language, "--help"])
    assert result.exit_code == 0
    assert "loyaltylab" in result.stdout


def test_questions_are_public():
    import simulation

    for name in ("sweep", "sensitivity", "conditions", "rivalry", "price_gap", "saved_and_lost"):
        assert getattr(simulation, name) is getattr(questions, name)
    for name in ("check_claims", "compare_until", "placebo"):
        assert callable(getattr(simulation, name))
