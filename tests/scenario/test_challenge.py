"""The challenge of a scenario, and events that are only planned."""

import pytest

from simulation.errors import InputError
from simulation.experiments.run import run
from simulation.scenario.reading import parse_scenario

MARKET = """
schema = 1
title = "T"
question = "Q"
[world]
months = 6
customers = 60
[[firm]]
name = "Focal"
[[firm]]
name = "Rival"
[[event]]
month = 4
path = "firm.Focal.level"
value = 2
planned = {planned}
[[alternative]]
name = "nothing"
set = {{ "firm.Focal.level" = 0 }}
"""
PLANNED = MARKET.format(planned="true")


def levels(scenario):
    """Return the level of the focal firm in every month."""
    market = run(scenario, 1, engine="numpy").market
    return [
        int(level) for level, firm in zip(market["level"], market["firm"], strict=True) if firm == "Focal"
    ]


def test_a_challenge_is_read_and_written_and_is_no_part_of_the_market():
    plain = parse_scenario(PLANNED)
    asked = parse_scenario(PLANNED + '[challenge]\nstay_a_year = 92\nearn_more_than = "nothing"\n')
    assert asked.challenge.as_dict() == {"stay_a_year": 92, "earn_more_than": "nothing"}
    assert parse_scenario(asked.to_toml()) == asked
    assert plain.challenge is None
    assert asked.digest == plain.digest


@pytest.mark.parametrize(
    ("table", "mistake"),
    [
        ("[challenge]\n", "asks for nothing"),
        ("[challenge]\nstay_a_year = 0\n", "stay_a_year"),
        ("[challenge]\nstay_a_year = 101\n", "stay_a_year"),
        ('[challenge]\nearn_more_than = "nothin"\n', "nothing"),
        ("[challenge]\nearn_most = true\n", "earn_most"),
    ],
)
def test_a_challenge_that_makes_no_sense_is_refused(table, mistake):
    with pytest.raises(InputError, match=mistake):
        parse_scenario(PLANNED + table)


def test_a_planned_event_happens_unless_its_parameter_is_set_otherwise():
    planned = parse_scenario(PLANNED)
    assert levels(planned) == [0, 0, 0, 2, 2, 2]
    assert levels(planned.with_(**planned.alternatives[0].set)) == [0] * 6
    assert levels(planned.with_(**{"firm.Focal.price": 99.0})) == [0, 0, 0, 2, 2, 2]


def test_any_other_event_happens_whatever_is_set():
    stubborn = parse_scenario(MARKET.format(planned="false"))
    assert levels(stubborn.with_(**{"firm.Focal.level": 1})) == [1, 1, 1, 2, 2, 2]
