"""Claims on noise: every form holds where there is nothing no more often than its confidence says."""

import numpy as np
import pytest

from simulation.experiments.claims.judging import judge
from simulation.scenario.claim_figures import Setting
from simulation.scenario.expectation import Expect
from tests.experiments.test_claim_forms import FIRMS, SETTING, TURNED

# Alternatives that differ by luck alone, so that claims hold just as often as chance says: in 2.5 % where one
# bound is to be passed, and less for claims of several parts.
ON_NOISE = [
    {"relation": "greater", "than": "a"},
    {"relation": "less", "than": "a"},
    {"relation": "greater", "than": "a", "times": 1.0},
    {"relation": "effect_greater", "than": "a", "other": {"alternative": "d", "than": "c"}},
    {"relation": "effect_less", "than": "a", "other": {"alternative": "d", "than": "c"}},
    {"relation": "varies_more", "than": "a"},
    {"relation": "varies_less", "than": "a"},
    {"relation": "often_greater", "than": "a", "in_runs": 0.5},
    {"relation": "often_less", "than": "a", "in_runs": 0.5},
    {"relation": "rises"},
    {"relation": "falls"},
    {"relation": "burst", "event_month": 3},
    {"relation": "crosses", "than": "a"},
    {"relation": "overtakes", "than": "a", "within": 4},
    {"relation": "rises_over", "over": ["a", "b", "c"]},
    {"relation": "falls_over", "over": ["a", "b", "c"]},
    {"relation": "flattens_over", "over": ["a", "b", "c"]},
    {"relation": "interior_maximum", "over": ["a", "b", "c"]},
    {"relation": "goes_with", "with_measure": "trust"},
    {"relation": "goes_against", "with_measure": "trust"},
    # At the edge of what counts as none, and of what the claim allows.
    {"relation": "not_less", "than": "shifted", "by": 0.5},
    {"relation": "not_more", "than": "lowered", "by": 0.5},
    {"relation": "about_equal", "than": "shifted", "by": 0.5},
    {"relation": "between", "low": 0.0, "high": 5.0},
    {
        "relation": "breaks_even",
        "over": ["lowered", "shifted"],
        "doses": [1, 3],
        "than": "a",
        "low": 2,
        "high": 4,
    },
]
SHIFT = {"shifted": 0.5, "lowered": -0.5}
WIDER = Setting(FIRMS, (*SETTING.alternatives, *SHIFT))
TRIALS, PAIRS = 300, 12
LEAST_UNLIKELY = 0.025 + 3 * (0.025 * 0.975 / TRIALS) ** 0.5
"""A rate that 300 trials of a rate of .025 exceed about once in a thousand times."""


def noise(seed):
    """Independent normal numbers for every alternative, firm and column, around what it is shifted by."""
    luck, drawn = np.random.default_rng(seed), {}

    def look_up(alternative, firm, column):
        key = alternative, firm, column
        if key not in drawn:
            drawn[key] = luck.normal(SHIFT.get(alternative, 0.0), 1.0, (PAIRS, 4))
        return drawn[key]

    return look_up


@pytest.mark.parametrize("claim", ON_NOISE, ids=lambda claim: claim["relation"])
def test_a_claim_on_noise_holds_no_more_often_than_its_confidence_says(claim):
    plain = {} if "over" in claim else {"alternative": "b"}
    expect = Expect.read({"claim": "c", "text": "t", "measure": "npv", **plain, **claim})
    held = sum(judge(expect, noise(seed), WIDER).verdict == "holds" for seed in range(TRIALS))
    assert held / TRIALS <= LEAST_UNLIKELY


@pytest.mark.parametrize("seed", range(20))
def test_a_claim_and_the_same_turned_round_never_both_hold(seed):
    for one, other in TURNED.items():
        if one.startswith("not_"):
            continue
        claims = [claim for claim in ON_NOISE if claim["relation"] == one]
        for claim in claims:
            plain = {"claim": "c", "text": "t", "measure": "npv"} | (
                {} if "over" in claim else {"alternative": "b"}
            )
            verdicts = [
                judge(Expect.read({**plain, **claim, "relation": relation}), noise(seed), WIDER).verdict
                for relation in (one, other)
            ]
            assert verdicts.count("holds") <= 1
