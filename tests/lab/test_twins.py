"""The comparison of the laboratory is the comparison of the experiments, replication by replication."""

from base64 import b64decode

import pytest

from simulation.experiments.compare import compare
from simulation.lab import twins as twins_module
from simulation.lab.shared_work import SharedWork
from simulation.language import use_language
from simulation.report.comparison.verdict import verdict
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, digest, opened

LEVEL = "firm.Focal.level"
VARY = {"path": LEVEL, "values": [1, 3]}


@pytest.fixture(scope="module")
def twins():
    session = opened(months=3)
    return [answer(session, do="twin", replication=r, **VARY) for r in range(10)]


@pytest.fixture(scope="module")
def expected():
    scenario = load_scenario("three-levels").with_(**{"world.customers": 300, "world.months": 12})
    return compare(scenario, {LEVEL: [1, 3]}, replications=10, seed=7, workers=1)


def test_every_month_of_every_run_is_that_of_compare(twins, expected):
    market = expected.market[expected.market["firm"] == "Focal"]
    for answered in twins:
        for index, alternative in enumerate(answered["alternatives"]):
            rows = market[
                (market["alternative"] == expected.alternatives[index])
                & (market["replication"] == answered["replication"])
            ]
            for name in ("retention_rate", "profit_cumulative", "switching_cost", "market_share"):
                assert alternative["series"][name] == rows[name].tolist()


def test_the_interval_is_that_of_the_summary(twins, expected):
    row = expected.summary.set_index(["alternative", "measure"]).loc[
        (expected.alternatives[1], "retention_rate")
    ]
    known = twins[-1]["verdict"]["known"]
    assert known["mean"] == pytest.approx(100 * row["difference"])
    assert known["low"] == pytest.approx(100 * row["difference_low"])
    assert known["high"] == pytest.approx(100 * row["difference_high"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_are_the_reports(twins, expected, language):
    use_language(language)
    sentences = list(verdict(expected).sentences[:-2])
    for name, label in zip(
        expected.alternatives, {"en": ("level 1", "level 3"), "zh": ("一级", "三级")}[language], strict=True
    ):
        named = f"“{name}”" if language == "zh" else name
        sentences = [sentence.replace(named, label) for sentence in sentences]
    assert twins[-1]["verdict"]["words"][language]["sentences"] == sentences


def test_no_winner_before_its_time(twins):
    for answered in twins[:9]:
        assert answered["verdict"]["words"]["en"]["winner"] is None
        assert answered["verdict"]["lamp"] == "few"
    assert twins[9]["verdict"]["lamp"] == "nearly"


def test_the_placebo_has_other_luck_and_no_direction(twins):
    placebo = [each["placebo"] for each in twins]
    assert len(set(placebo)) == 10
    assert min(placebo) < 0 < max(placebo)


def test_fate_counts_the_first_customers_of_the_focal_firm(twins):
    fate = b64decode(twins[0]["fate"])
    assert len(fate) == 300
    session = opened(moves=[{"month": 0, "path": LEVEL, "value": 1}])
    months = answer(session, do="step", months=12)["months"]
    start = answer(opened(), do="step")["months"][0]
    first = {i for i in range(300) if fate[i]}
    assert (
        len(first)
        == start["firms"]["customers"][0] + start["firms"]["lost"][0] - start["firms"]["acquired"][0]
    )
    left = {who for month in months for who in month["left"]}
    assert {i for i in first if fate[i] == 2} <= left
    assert {fate[i] for i in first} >= {1, 2}


def test_comparing_leaves_the_market_as_it_was():
    session = opened(months=3)
    before = digest(session)
    answer(session, do="twin", replication=0, **VARY)
    answer(session, do="other_luck", replication=0)
    assert digest(session) == before


def test_a_comparison_is_over_after_a_change():
    session = opened(months=3)
    answer(session, do="twin", replication=0, **VARY)
    answer(session, do="change", path="firm.Focal.price", value=90)
    assert answer(session, do="twin", replication=1, **VARY)["reply"] == "refused"


def test_the_scenarios_own_alternatives_are_compared_without_a_path():
    names = [each["name"] for each in answer(opened(), do="twin", replication=0)["alternatives"]]
    assert names == ["level-0", "level-1", "level-2", "level-3"]


def test_the_second_page_is_given_what_the_first_has_made(monkeypatch):
    shared = SharedWork()
    first, second = opened(shared=shared, months=3), opened(shared=shared)
    made = [answer(first, do="twin", replication=r, **VARY) for r in range(2)]
    lucks = answer(first, do="other_luck", replication=0)
    monkeypatch.setattr(twins_module, "Replay", None)
    assert [answer(second, do="twin", replication=r, **VARY) for r in range(2)] == made
    assert answer(second, do="other_luck", replication=0) == lucks


@pytest.mark.parametrize(
    "change",
    [{"seed": 8}, {"customers": 299}, {"moves": [{"month": 0, "path": LEVEL, "value": 2}]}],
)
def test_another_recipe_shares_nothing(change):
    shared = SharedWork()
    first, second = opened(shared=shared), opened(shared=shared, **change)
    made, other = (answer(each, do="other_luck", replication=0) for each in (first, second))
    assert made != other


def test_a_comparison_has_the_same_customers_and_firms_in_every_alternative():
    """Twins are paired customer by customer, so neither their number nor a firm's name can be varied."""
    page = opened()
    for path, values, word in (
        ("world.customers", [10, 20], "world.customers"),
        ("firm.Birch.name", ["X", "Y"], "name"),
    ):
        refused = answer(page, do="twin", replication=0, path=path, values=values)
        assert refused["reply"] == "refused"
        assert word in refused["error"]["en"]


@pytest.mark.parametrize(
    ("path", "least", "most"),
    [
        ("world.customers", 100, 5_000_000),
        ("world.warm_up", 0, 600),
    ],
)
def test_no_alternative_is_larger_than_a_market_may_be(path, least, most):
    refused = answer(opened(), do="twin", replication=0, path=path, values=[least, most])
    assert refused["reply"] == "refused"
    assert "laboratory" in refused["error"]["en"]


def test_alternatives_last_equally_long():
    refused = answer(opened(), do="twin", replication=0, path="world.months", values=[12, 24])
    assert refused["reply"] == "refused"
    assert "equally long" in refused["error"]["en"]
