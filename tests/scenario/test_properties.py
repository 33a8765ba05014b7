"""What must hold for every scenario and for every thing that is none."""

import copy
import math
import pickle

import pytest
import tomlkit
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import ANYTHING, DELICATE, KEYS, TOP, USABLE, WORDS, scenarios, values

from simulation.errors import InputError
from simulation.language import use_language
from simulation.scenario.reading import parse_scenario, scenario_from
from simulation.scenario.schema import leaves, parameters, template
from simulation.schema.showing import likeness

PLAIN = {"schema": 1, "title": "T", "question": "Q", "firm": [{"name": "Focal"}, {"name": "Birch"}]}
BOUNDED = [parameter for parameter in parameters() if parameter.evidence]


def told(error):
    """The mistake in both languages, which must work for every mistake."""
    use_language("zh")
    assert str(error).isprintable()
    use_language("en")
    assert str(error).isprintable()
    return str(error)


def scenario_or_mistake(raw):
    try:
        return scenario_from(raw)
    except InputError as error:
        told(error)
        return None


@given(scenarios())
def test_round_trip(raw):
    before = copy.deepcopy(raw)
    scenario = scenario_from(raw, "mine")
    again = parse_scenario(scenario.to_toml(), "mine")
    assert again == scenario
    assert again.digest == scenario.digest
    assert raw == before
    copied = pickle.loads(pickle.dumps(scenario))
    assert copied == scenario
    assert copied.name == "mine"


@given(scenarios(), st.data())
def test_with_changes_what_it_names_and_nothing_else(raw, data):
    scenario = scenario_from(raw)
    parameter = data.draw(st.sampled_from(USABLE))
    path = parameter.path.replace("firm.", f"firm.{scenario.focal}.", 1)
    value = data.draw(values(parameter))
    signed = any(firm.exit_fee or firm.contract_term for firm in scenario.firms)
    assume(not (path == "world.kind" and value == "repeat_purchase" and signed))
    before, changed = scenario.to_toml(), scenario.with_(**{path: value})
    assert changed.get(path) == value
    assert scenario.to_toml() == before
    assert changed.with_(**{path: scenario.get(path)}) == scenario
    assert (changed.digest == scenario.digest) == (scenario.get(path) == value)


@given(st.sampled_from(BOUNDED), st.floats(), st.booleans())
def test_a_number_is_accepted_exactly_within_its_bounds(parameter, number, whole):
    assume(parameter.path not in DELICATE)
    low, high = parameter.evidence.bounds
    value = int(number) if whole and math.isfinite(number) else number
    path = parameter.path.replace("firm.", "firm.Birch.", 1)
    allowed = low <= value <= high and not (parameter.kind == "integer" and isinstance(value, float))
    if allowed:
        assert scenario_from(PLAIN).with_(**{path: value}).get(path) == value
    else:
        with pytest.raises(InputError) as caught:
            scenario_from(PLAIN).with_(**{path: value})
        assert f"`{path}`" in told(caught.value)


@given(st.sampled_from(parameters()), st.data())
def test_an_unknown_key_is_refused_with_the_nearest(parameter, data):
    """One letter more, one less, or two exchanged, in a key of any table."""
    assume(parameter.path in leaves())
    *tables, key = parameter.path.split(".")
    place = data.draw(st.integers(0, len(key) - 1))
    wrong = data.draw(st.sampled_from([
        key[:place] + "x" + key[place:],
        key[:place] + key[place + 1 :],
        key[:place] + key[place + 1 : place + 2] + key[place] + key[place + 2 :],
    ]))  # fmt: skip
    siblings = {each.path for each in parameters()}
    above = ".".join(tables)
    assume(wrong and not any(path == f"{above}.{wrong}" for path in siblings))
    assume(not any(path.startswith(f"{above}.{wrong}.") for path in siblings))
    raw = copy.deepcopy(PLAIN)
    table = raw.setdefault("world", {}) if tables[0] == "world" else raw["firm"][1]
    for name in tables[1:]:
        table = table.setdefault(name, {})
    table[wrong] = 1
    with pytest.raises(InputError) as caught:
        scenario_from(raw)
    assert caught.value.key == "errors.unknown_key"
    suggested = str(caught.value.values["nearest"])
    assert template(suggested) in siblings or suggested.startswith(("world.", "firm."))
    assert likeness(wrong, suggested.rpartition(".")[2]) >= likeness(wrong, key)
    assert f"`{suggested}`" in told(caught.value)


@given(st.dictionaries(TOP | KEYS, ANYTHING, max_size=6))
def test_whatever_toml_holds_is_a_scenario_or_a_mistake(raw):
    scenario_or_mistake(raw)


@given(scenarios(), st.data())
def test_anything_in_the_place_of_anything_is_a_scenario_or_a_mistake(raw, data):
    """Walk down a valid scenario at random and put anything there."""
    place = raw
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not (isinstance(place[key], dict | list) and place[key]) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(ANYTHING)
    scenario = scenario_or_mistake(raw)
    assert scenario is None or parse_scenario(scenario.to_toml()) == scenario


@given(st.text() | WORDS.map(lambda words: tomlkit.dumps({"title": words})))
def test_any_text_is_a_scenario_or_a_mistake(text):
    with pytest.raises(InputError) as caught:
        parse_scenario(text)
    assert told(caught.value)
