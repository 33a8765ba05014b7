"""Every question as one call, and as the example that its help gives."""

import re

import pytest
from click.testing import CliRunner

from simulation.cli import shell
from simulation.experiments import questions
from simulation.language import text, use_language
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
SMALL = ["--workers", "1"]
SMALLER = {
    "check": ["--replications", "2"],
    "sensitivity": ["--size", "2"],
    "conditions": ["--worlds", "10"],
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


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_gives_an_example_that_works(name, language, tmp_path):
    use_language(language)
    words = text(f"{COMMANDS[name]}.help")
    (example,) = re.findall(r"loyaltylab ([\w-]+ .*?)。?$", words)
    arguments = example.split()
    assert arguments[0] == name
    if language == "zh":
        use_language("en")
        assert example in text(f"{COMMANDS[name]}.help")
        return
    small = (
        SMALL if name == "check" else [*SMALL, "--customers", "60", "--months", "3", "--out", str(tmp_path)]
    )
    given = [*arguments, *SMALLER.get(name, ["--replications", "2"]), *small]
    result = CliRunner().invoke(shell, given)
    assert result.exception is None or type(result.exception).__name__ == "CheckFailed", result.output
    assert result.stdout


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
