"""Who told whom, and what every customer's ties are, month by month."""

from base64 import b64decode

import numpy as np
import pytest

from simulation.lab.hearsay import MONTHS
from tests.lab.asking import RECIPE, answer, opened


def lived(months=8):
    """Return the answer to opening, the months, and the session."""
    session = opened()
    market = answer(session, do="open", recipe=RECIPE)["market"]
    return market, answer(session, do="step", months=months)["months"], session


def test_tellers_are_acquainted_and_were_customers_of_the_new_supplier():
    market, months, _ = lived()
    dots = [b64decode(market["start"]["firm"]), *(b64decode(month["dots"]) for month in months)]
    led = 0
    for month in months:
        assert len(month["told"]) == len(month["left"])
        for who, teller in zip(month["left"], month["told"], strict=True):
            if teller is None:
                continue
            led += 1
            assert who in market["acquaintances"][teller]
            earlier = dots[max(0, month["month"] - MONTHS) : month["month"]]
            assert dots[month["month"]][who] in {each[teller] for each in earlier}
    assert led > 0


def test_a_life_told_knows_of_the_same_tellers():
    _, months, session = lived()
    told = [
        (month["month"], who, teller)
        for month in months
        for who, teller in zip(month["left"], month["told"], strict=True)
    ]
    for month, who, teller in told[:6]:
        story = answer(session, do="tell", customer=who)["story"]
        to = story["series"]["firm"][month]
        heard = [
            event["by"]
            for event in story["events"]
            if event["kind"] == "told" and event["firm"] == to and month - MONTHS < event["month"] <= month
        ]
        assert teller == (heard[-1] if heard else None)


def test_costs_of_leaving_are_told_of_everybody_every_month():
    market, months, _ = lived()
    assert len(b64decode(market["start"]["costs"])) == RECIPE["customers"]
    last = months[-1]
    costs = last["cost_unit"] * np.frombuffer(b64decode(last["costs"]), np.uint8)
    dots = np.frombuffer(b64decode(last["dots"]), np.uint8)
    for firm, mean in enumerate(last["firms"]["switching_cost"]):
        assert costs[dots == firm].mean() == pytest.approx(mean, abs=last["cost_unit"])
    satisfied = np.frombuffer(b64decode(last["satisfaction"]), np.uint8) / 2.55
    for firm, mean in enumerate(last["firms"]["satisfaction"]):
        assert satisfied[dots == firm].mean() == pytest.approx(mean, abs=0.5)
