"""All mistakes of a scenario at once: each is explained as if it were the only one."""

import tomllib

import pytest

from simulation.scenario.every_mistake import every_mistake
from simulation.scenario.reading import load_scenario

GOOD = """
schema = 1
title = "Mine"
question = "What happens?"
[[firm]]
name = "A"
[[firm]]
name = "B"
"""


def mistakes(text, most=20):
    work = every_mistake(tomllib.loads(text), most)
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_what_is_a_scenario_has_no_mistake():
    assert mistakes(GOOD) == []


def test_shipped_scenarios_have_no_mistake():
    assert mistakes(load_scenario("bank").to_toml()) == []


def test_every_wrong_value_is_found_with_its_path():
    found = mistakes(
        GOOD + 'price = -1\nlevel = 9\n[firm.service]\ncontakt = "basic"\n[world]\nmonths = 1.5\n'
    )
    assert [each.path for each in found] == [
        "firm.1.service.contakt",
        "world.months",
        "firm.1.level",
        "firm.1.price",
    ]
    assert "`firm.B.price` (Price) is `-1`" in str(found[3].error)
    assert "`contact`" in str(found[0].error)


def test_contradictions_are_found_together_and_once():
    text = GOOD.replace('name = "A"', 'name = "A"\nmarket_share = 0.5')
    text += "[firm.service]\nrecovery_satisfied = 0.8\nrecovery_quick = 0.8\n"
    text += '[[event]]\nmonth = 3\npath = "firm.B.price"\nvalue = 90\n'
    found = mistakes(text)
    assert [each.error.key for each in found] == ["errors.recovery_shares", "errors.share_missing"]
    assert [each.path for each in found] == ["", ""]


def test_what_is_built_upon_a_sound_market_is_looked_at_as_a_whole():
    text = GOOD + '[[event]]\nmonth = 3\npath = "firm.C.price"\nvalue = 90\n'
    text += '[[alternative]]\nname = "x"\n[[alternative]]\nname = "x"\n'
    assert [each.error.key for each in mistakes(text)] == ["errors.twice.alternative", "errors.unknown_firm"]


def test_an_alternative_that_is_no_market_is_a_mistake():
    text = GOOD + '[[alternative]]\nname = "x"\nset = { "firm.A.price" = "dear" }\n'
    assert [each.error.key for each in mistakes(text)] == ["errors.wrong_type"]


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_mistakes_are_told_than_are_wanted(most):
    assert len(mistakes(GOOD + "a = 1\nb = 2\nc = 3\nd = 4\n", most)) == most
