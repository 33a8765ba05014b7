"""The comparison of the laboratory is the comparison of the experiments, replication by replication."""

from base64 import b64decode

import pytest

from simulation.experiments.compare import compare
from simulation.lab import twins as twins_module
from simulation.lab.shared_work import SharedWork
from simulation.language import use_language
from simulation.report.comparison.brief_verdict import stay_a_year
from simulation.report.comparison.tracks import tracks
from simulation.report.comparison.verdict import verdict
from simulation.report.measures import difference_of
from simulation.scenario.catalogue import names
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, digest, of_lesson, opened, varied

LEVEL = "firm.Focal.level"
VARY = {"alternatives": varied(LEVEL, [1, 3])}


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


def test_the_interval_is_that_of_the_brief_verdict_in_leavers_a_year(twins, expected):
    first, other = tracks(expected)[:2]
    gap = difference_of(stay_a_year(other), stay_a_year(first))
    known = twins[-1]["verdict"]["against"][expected.alternatives[1]]["known"]
    assert (known["mean"], known["low"], known["high"]) == pytest.approx((gap.mean, gap.low, gap.high))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_are_the_reports(twins, expected, language):
    use_language(language)
    assert twins[-1]["verdict"]["words"][language]["sentences"] == list(verdict(expected).sentences[:-2])


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
    fate = b64decode(twins[0]["fates"][f"{LEVEL}=3"])
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


def test_an_alternative_of_the_scenario_is_what_its_moves_are():
    moves = [{"month": 0, "path": LEVEL, "value": 2}]
    pair = [{"name": "A", "own": "level-2"}, {"name": "B", "moves": moves}]
    answered = answer(opened(), do="twin", replication=0, alternatives=pair)
    first, second = answered["alternatives"]
    assert first["series"] == second["series"]
    assert answered["verdict"]["against"]["B"]["runs"] == [0.0]


def test_a_run_is_compared_with_its_moves_on_the_way_and_without_those_of_the_page():
    later = [{"month": 6, "path": LEVEL, "value": 3}]
    page = opened(moves=[{"month": 0, "path": "firm.Focal.price", "value": 120}])
    pair = [{"name": "A"}, {"name": "B", "moves": later}]
    first, second = answer(page, do="twin", replication=0, alternatives=pair)["alternatives"]
    apart = [
        own != other
        for own, other in zip(*(each["series"]["switching_cost"] for each in (first, second)), strict=True)
    ]
    assert apart == [False] * 6 + [True] * 6
    months = answer(opened(moves=later), do="step", months=12)["months"]
    assert second["series"]["profit_cumulative"] == [
        month["firms"]["profit_cumulative"][0] for month in months
    ]


FROM_START = {"month": 3, "path": "world.population.involvement_mean", "value": 60}


@pytest.mark.parametrize(
    ("alternatives", "word"),
    [
        ([{"name": "A"}, {"name": "A"}], "name"),
        ([{"name": "A"}, {"name": "B", "own": "level-9"}], "level-9"),
        ([{"name": "A"}], "1"),
        ([{"name": "A"}, {"name": "B", "moves": [FROM_START]}], "involvement"),
    ],
)
def test_what_cannot_be_compared_is_refused(alternatives, word):
    refused = answer(opened(), do="twin", replication=0, alternatives=alternatives)
    assert refused["reply"] == "refused"
    assert word in refused["error"]["en"]


@pytest.mark.parametrize("name", names())
def test_the_alternatives_of_every_lesson_can_be_compared(name):
    own = of_lesson(name)
    page = opened({"scenario": name, "customers": 60, "months": 1})
    answered = answer(page, do="twin", replication=0, alternatives=own)
    assert [each["name"] for each in answered["alternatives"]] == [each["name"] for each in own]


def test_every_alternative_is_compared_with_the_first():
    answered = answer(opened(), do="twin", replication=0, alternatives=varied(LEVEL, [0, 1, 2, 3]))
    others = [f"{LEVEL}={level}" for level in (1, 2, 3)]
    assert list(answered["fates"]) == others == list(answered["verdict"]["against"])
    assert answered["fates"][others[0]] != answered["fates"][others[2]]


def test_the_brief_verdict_has_a_line_for_each_question_once_there_are_runs(twins):
    assert len(twins[0]["verdict"]["words"]["en"]["brief"]) == 1
    for language in ("en", "zh"):
        lines = twins[9]["verdict"]["words"][language]["brief"]
        assert len(lines) == 3
        assert all(line["said"] and line["evidence"] for line in lines)


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
        refused = answer(page, do="twin", replication=0, alternatives=varied(path, values))
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
    refused = answer(opened(), do="twin", replication=0, alternatives=varied(path, [least, most]))
    assert refused["reply"] == "refused"
    assert "laboratory" in refused["error"]["en"]


def test_alternatives_last_equally_long():
    refused = answer(opened(), do="twin", replication=0, alternatives=varied("world.months", [12, 24]))
    assert refused["reply"] == "refused"
    assert "equally long" in refused["error"]["en"]
