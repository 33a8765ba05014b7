"""The scenario as an object: names, values, words, digest, and money in other currencies."""

import pickle
import sys

import numpy as np
import pandas as pd
import pytest

from simulation.errors import InputError
from simulation.language import use_language
from simulation.scenario.digest import said
from simulation.scenario.document import Scenario
from simulation.scenario.firm import Firm
from simulation.scenario.paths import settable
from simulation.scenario.reading import load_scenario, parse_scenario, scenario_from
from simulation.scenario.schema import parameters, template
from simulation.scenario.typed_values import assignment

TEXT = """schema = 1
title = "Who pays?"
question = "Which level pays?"
[world]
months = 36
[[firm]]
name = "Focal"
name_zh = "甲公司"
level = 2
[[firm]]
name = "Big Bird"
price = 90
[[event]]
month = 13
until = 25
path = "firm.Big Bird.price"
value = 80
[[alternative]]
name = "level-0"
set = { "firm.Focal.level" = 0 }
[[alternative]]
name = "level-3"
[alternative.set.firm.Focal]
level = 3
financial.reward = 0.05
[[expect]]
claim = "keeps-more"
text = "Level 3 keeps more."
measure = "retention_rate"
relation = "greater"
alternative = "level-3"
than = "level-0"
months = [13, 36]
mechanisms = ["M15", "P21"]
[text]
what_is_it = "A market."
[[text.discussion]]
ask = "Why?"
expected = "Because."
[[text.discussion]]
ask = "For whom?"
[[text.minutes]]
part = "Predict"
in_45 = "5-12"
[zh]
title = "哪一级合算？"
[zh.text]
what_is_it = "一个市场。"
[zh.alternative]
level-0 = "零级"
[zh.expect]
keeps-more = "三级留住更多顾客。"
"""


@pytest.fixture
def scenario():
    return parse_scenario(TEXT, "mine")


def test_what_the_file_says_is_what_the_scenario_holds(scenario):
    assert (scenario.name, scenario.title, scenario.focal) == ("mine", "Who pays?", "Focal")
    assert [firm.name for firm in scenario.firms] == ["Focal", "Big Bird"]
    assert scenario.firms[1].price == 90.0
    assert scenario.firms[0].price == 100.0
    assert scenario.events[0].until == 25
    assert scenario.alternatives[0].set == {"firm.Focal.level": 0}
    assert scenario.alternatives[1].set == {"firm.Focal.level": 3, "firm.Focal.financial.reward": 0.05}
    assert scenario.expects[0].than == "level-0"
    assert scenario.expects[0].confidence == 0.95


def test_a_name_is_the_same_name_however_its_accents_are_written(tmp_path):
    file = tmp_path / "cafe.toml"
    words = 'schema = 1\ntitle = "t"\nquestion = "q"\n[[firm]]\nname = "Caf{}"\n[[firm]]\nname = "Thé"\n'
    texts = [words.format(mark) for mark in ("\u00e9", "e\u0301")]
    read = []
    for text in texts:
        file.write_text(text, encoding="utf-8")
        read.append(load_scenario(file))
    assert read[0].digest == read[1].digest
    assert read[1].firms[0].name == "Caf\u00e9"


def test_with_returns_another_scenario(scenario):
    other = scenario.with_(
        **{"world.months": 48, "firm.Focal.level": 3, "firm.Big Bird.service.contact": "basic"}
    )
    assert (other.world.months, other.firms[0].level, other.firms[1].service.contact) == (48, 3, "basic")
    assert (scenario.world.months, scenario.firms[0].level) == (36, 2)
    assert other.name == "mine"
    assert other.events == scenario.events
    assert scenario.with_() == scenario


def test_with_takes_numpy_numbers(scenario):
    import numpy as np

    other = scenario.with_(**{"world.months": np.int64(40), "firm.Focal.price": np.float64(99.5)})
    assert (other.world.months, other.firms[0].price) == (40, 99.5)
    assert type(other.world.months) is int


def test_a_shorter_horizon_keeps_events_that_then_never_happen(scenario):
    assert scenario.with_(**{"world.months": 6}).events == scenario.events


def test_with_takes_a_schedule_together_with_its_policy(scenario):
    moves = [{"month": 5, "level": 3}, {"month": 9, "price": 95}]
    other = scenario.with_(**{"firm.Focal.policy.kind": "scheduled", "firm.Focal.policy.schedule": moves})
    assert [(move.month, move.level, move.price) for move in other.firms[0].policy.schedule] == [
        (5, 3, None),
        (9, None, 95.0),
    ]
    with pytest.raises(InputError, match="no schedule"):
        scenario.with_(**{"firm.Focal.policy.kind": "scheduled"})
    assert parse_scenario(other.to_toml(), "mine") == other


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("firm.Focal.levle", 1, "`firm.Focal.level`"),
        ("firm.focal.level", 1, "`Focal`"),
        ("firm.level", 1, "`firm.Focal.level`"),
        ("months", 1, "`world.months`"),
        ("firm.Focal.level", 5, "`5`"),
        ("firm.Focal.policy.schedule.month", 5, "`firm.Focal.policy.schedule`"),
        ("firm.Focal.name", "Big Bird", "two firms"),
        ("firm.Big Bird.name", "Bird", "`Bird`"),
    ],
)
def test_with_refuses_what_makes_no_sense(scenario, path, value, told):
    with pytest.raises(InputError) as caught:
        scenario.with_(**{path: value})
    assert told in str(caught.value)
    assert str(caught.value).startswith("In the scenario `mine`: ")


def test_scenario_is_immutable(scenario):
    with pytest.raises(AttributeError):
        scenario.title = "x"
    with pytest.raises(AttributeError):
        scenario.world.months = 3


def test_get_finds_every_parameter(scenario):
    paths = settable(scenario.firms)
    assert {template(path) for path in paths} == {
        each.path for each in parameters() if not each.path.startswith("firm.policy.schedule.")
    }
    for path in paths:
        scenario.get(path)
    assert scenario.get("firm.Big Bird.price") == 90.0


def test_every_path_can_be_set_to_its_own_value(scenario):
    assert scenario.with_(**{path: scenario.get(path) for path in settable(scenario.firms)}) == scenario


@pytest.mark.parametrize(
    ("written", "path", "value"),
    [
        ("firm.Focal.level=3", "firm.Focal.level", 3),
        ("world.rules.trust = false", "world.rules.trust", False),
        ("firm.A.price=9.5", "firm.A.price", 9.5),
        ("world.kind=contractual", "world.kind", "contractual"),
        ('world.currency="yuan"', "world.currency", "yuan"),
        ("x=[{month=3, level=1}]", "x", [{"month": 3, "level": 1}]),
        ("x=a=b", "x", "a=b"),
    ],
)
def test_assignments_of_a_command_line(written, path, value):
    assert assignment(written) == (path, value)


class TestDigest:
    def test_words_do_not_count(self, scenario):
        other = TEXT.replace("Who pays?", "x").replace("A market.", "y").replace("甲公司", "乙公司")
        other = other.replace("Level 3 keeps more.", "z").replace("三级留住更多顾客。", "w")
        assert other != TEXT
        assert parse_scenario(other).digest == scenario.digest
        assert len(scenario.digest) == 64

    def test_writing_a_number_otherwise_does_not_count(self, scenario):
        assert parse_scenario(TEXT.replace("value = 80", "value = 80.0")).digest == scenario.digest
        assert parse_scenario(TEXT.replace("price = 90", "price = 9e1")).digest == scenario.digest

    @pytest.mark.parametrize(
        "change", [("month = 13", "month = 14"), ("price = 90", "price = 91"), ("0.05", "0.06")]
    )
    def test_everything_else_counts(self, scenario, change):
        assert parse_scenario(TEXT.replace(*change)).digest != scenario.digest

    def test_writing_a_default_out_does_not_count(self, scenario):
        assert parse_scenario(scenario.to_toml()).digest == scenario.digest
        longer = TEXT.replace("months = 36", "months = 36\nwarm_up = 24")
        assert parse_scenario(longer).digest == scenario.digest

    def test_what_money_usually_is_depends_on_the_reference_price(self):
        dear = parse_scenario(TEXT.replace("months = 36", "months = 36\nreference_price = 2000"))
        assert said(dear.firms[0], 2000.0) == {"name": "Focal", "level": 2}
        assert dear.with_(**{"world.reference_price": 100.0}).digest != dear.digest
        assert dear.digest != parse_scenario(TEXT).digest

    def test_the_version_of_the_schema_counts(self, scenario, monkeypatch):
        before = scenario.digest
        monkeypatch.setattr("simulation.scenario.digest.SCHEMA_VERSION", 99)
        assert scenario.digest != before

    def test_a_firm_s_name_counts(self, scenario):
        assert parse_scenario(TEXT.replace("Big Bird", "Bird")).digest != scenario.digest


class TestMoney:
    """Money that a file leaves out is a share of its own reference price."""

    def test_what_is_left_out_is_scaled_and_what_is_given_is_not(self):
        written = TEXT.replace("months = 36", "months = 36\nreference_price = 2000")
        scenario = parse_scenario(written)
        assert scenario.firms[0].price == 2000.0
        assert scenario.firms[1].price == 90.0
        assert scenario.firms[0].unit_cost == 1300.0
        assert scenario.firms[0].structural.setup_cost == 800.0
        assert scenario.world.population.cost_to_serve == 330.0
        assert scenario.events[0].value == 80

    def test_every_money_parameter_is_scaled(self):
        raw = {"schema": 1, "title": "t", "question": "q", "firm": [{"name": "A"}]}
        usual, other = scenario_from(raw), scenario_from({**raw, "world": {"reference_price": 50}})
        for path in settable(usual.firms):
            evidence = next(each.evidence for each in parameters() if each.path == template(path))
            scale = 0.5 if evidence and evidence.price_share is not None else 1
            if path != "world.reference_price" and evidence:
                assert other.get(path) == pytest.approx(usual.get(path) * scale), path

    def test_the_highest_reference_price_scales_within_the_bounds(self):
        raw = {"schema": 1, "title": "t", "question": "q", "firm": [{"name": "A"}]}
        scenario = scenario_from({**raw, "world": {"reference_price": 1e9}})
        assert parse_scenario(scenario.to_toml()) == scenario

    def test_with_does_not_rescale(self, scenario):
        assert scenario.with_(**{"world.reference_price": 50.0}).firms[0].price == 100.0


class TestLesson:
    def test_english(self, scenario):
        lesson = scenario.lesson("en")
        assert (lesson.title, lesson.text.what_is_it) == ("Who pays?", "A market.")
        assert lesson.firms == {"Focal": "Focal", "Big Bird": "Big Bird"}
        assert lesson.alternatives == {"level-0": "level-0", "level-3": "level-3"}

    def test_chinese_with_english_for_what_is_missing(self, scenario):
        use_language("zh")
        lesson = scenario.lesson()
        assert (lesson.title, lesson.question) == ("哪一级合算？", "Which level pays?")
        asked = [(each.ask, each.expected) for each in lesson.text.discussion]
        assert (lesson.text.what_is_it, asked) == ("一个市场。", [("Why?", "Because."), ("For whom?", "")])
        assert lesson.firms == {"Focal": "甲公司", "Big Bird": "Big Bird"}
        assert lesson.alternatives == {"level-0": "零级", "level-3": "level-3"}
        assert lesson.claims == {"keeps-more": "三级留住更多顾客。"}


def test_a_scenario_can_be_made_in_python():
    scenario = Scenario(schema=1, title="T", question="Q", firm=(Firm(name="A"), Firm(name="B", level=1)))
    assert scenario.with_(**{"firm.B.level": 2}).firms[1].level == 2
    assert parse_scenario(scenario.to_toml()) == scenario


def test_one_firm_makes_a_market_and_26_do():
    for count in (1, 26):
        firms = tuple(Firm(name=f"F{number}") for number in range(count))
        assert len(Scenario(schema=1, title="T", question="Q", firm=firms).firms) == count


def test_market_shares_may_be_rounded():
    raw = {"schema": 1, "title": "T", "question": "Q"}
    firms = [{"name": name, "market_share": 0.333} for name in "ABC"]
    assert scenario_from({**raw, "firm": firms}).firms[0].market_share == 0.333


def test_a_mistake_survives_the_way_between_processes(scenario):
    with pytest.raises(InputError) as caught:
        scenario.with_(**{"firm.Focal.level": 9})
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    use_language("zh")
    assert str(again).startswith("情景 `mine` 中：`firm.Focal.level`（关系营销级别）为`9`。")


def test_reading_needs_nothing_heavy():
    import subprocess

    heavy = "{'pandas', 'mesa', 'tomlkit', 'scipy', 'plotly', 'rich', 'click'}"
    code = f"import sys, simulation.scenario.reading; assert not {heavy} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_listing_the_catalogue_needs_no_schema():
    import subprocess

    code = (
        "import sys; from simulation.scenario.catalogue import entries; entries();"
        "assert not {'simulation.schema', 'numpy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


NOTHING: dict = {"alternative": {}, "expect": {}}


def test_an_empty_list_that_an_alternative_sets_is_written(scenario):
    fixed = {"firm.Focal.policy.kind": "fixed", "firm.Focal.policy.schedule": []}
    planned = scenario.with_(
        **{"firm.Focal.policy.kind": "scheduled", "firm.Focal.policy.schedule": [{"month": 5, "level": 3}]}
    )
    both = planned.changed(
        {"alternative": [{"name": "keeps its course", "set": fixed}], "expect": [], "zh": NOTHING}
    )
    again = parse_scenario(both.to_toml())
    assert again.alternatives[0].set == fixed
    assert again.digest == both.digest


def test_equal_scenarios_have_equal_hashes(scenario):
    assert hash(parse_scenario(TEXT)) == hash(parse_scenario(TEXT))
    assert len({scenario, scenario.with_(**{"firm.Focal.level": 3})}) == 2


STRANGE = {
    "array": np.array([1, 2]),
    "empty array": np.array([]),
    "array of nothing": np.array(None),
    "series": pd.Series([1.0, 2.0]),
    "frame": pd.DataFrame({"a": [1]}),
    "missing": pd.NA,
    "no time": pd.NaT,
    "complex": 1j,
    "object": object(),
}


@pytest.mark.parametrize(
    "path", ["firm.Focal.level", "firm.Focal.price", "world.months", "world.rules.trust"]
)
@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_single_value_is_refused(scenario, path, kind):
    shares = {"firm.Focal.market_share": 0.5, "firm.Big Bird.market_share": 0.5}
    for market in (scenario, scenario.with_(**shares)):
        with pytest.raises(InputError, match=path):
            market.with_(**{path: STRANGE[kind]})
