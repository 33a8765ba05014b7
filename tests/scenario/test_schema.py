"""The schema: every parameter is documented in both languages and its evidence is coherent."""

import pytest

from simulation.language import use_language
from simulation.scenario.firm import Firm
from simulation.scenario.schema import parameters, parameters_by_path, template
from simulation.scenario.world import World

EVERY = {parameter.path: parameter for parameter in parameters()}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", EVERY)
def test_parameter_is_documented(path, language):
    use_language(language)
    parameter = EVERY[path]
    assert 0 < len(parameter.name) <= 45
    assert parameter.meaning.endswith("." if language == "en" else "。")
    for choice in parameter.choices:
        assert parameter.choice(choice)
    if parameter.evidence:
        assert parameter.unit
        assert parameter.grade
        assert bool(parameter.source) == bool(parameter.evidence.source)


def test_english_source_is_the_schema_s():
    for parameter in parameters():
        if parameter.evidence:
            assert parameter.source == parameter.evidence.source


def test_no_words_for_parameters_that_do_not_exist():
    from simulation.language import catalogue

    known = {path.rpartition(".")[0] for path in catalogue("en") if path.endswith(".meaning")}
    known = {path for path in known if path.startswith("parameters.")}
    assert known == {f"parameters.{path}" for path in EVERY}


@pytest.mark.parametrize("model", [World, Firm])
def test_every_table_has_a_title(model):
    from simulation.language import text
    from simulation.scenario.schema import tables

    root = model.__name__.lower()
    for name, _ in tables(model):
        assert text(f"groups.{root}.{name}.title")
    assert text(f"groups.{root}.title")


def test_default_and_plausible_range_lie_within_the_bounds():
    for parameter in parameters():
        if parameter.evidence:
            evidence, scale = parameter.evidence, 100 if parameter.evidence.price_share is not None else 1
            low, high = evidence.bounds
            assert low <= parameter.default <= high, parameter.path
            least, most = (end * scale for end in evidence.plausible)
            assert low <= least < most <= high, parameter.path


def test_every_number_with_a_default_has_evidence():
    kinds = ("number", "integer")
    numbers = [each for each in parameters() if each.kind in kinds and each.default is not None]
    assert [each.path for each in numbers if each.evidence is None] == []
    assert len(numbers) > 90


def test_kinds_and_choices():
    by_path = parameters_by_path()
    assert by_path["firm.level"].choices == (0, 1, 2, 3)
    assert by_path["world.kind"].choices == ("contractual", "repeat_purchase")
    assert by_path["world.rules.trust"].kind == "switch"
    assert by_path["world.months"].kind == "integer"
    assert by_path["firm.policy.schedule"].kind == "list"
    assert by_path["firm.policy.schedule.month"].kind == "integer"


@pytest.mark.parametrize(
    ("path", "from_start"),
    [
        ("world.kind", True),
        ("world.population.purchase_rate", True),
        ("firm.market_share", True),
        ("firm.policy.kind", True),
        ("firm.price", False),
        ("firm.exit_fee", False),
        ("world.trust.initial", True),
        ("world.trust.speed", False),
        ("world.rules.trust", False),
    ],
)
def test_what_acts_only_from_the_start(path, from_start):
    assert parameters_by_path()[path].from_start is from_start


def test_every_path_that_acts_from_the_start_exists():
    from simulation.scenario.schema import FROM_START

    for part in FROM_START:
        assert any(f"{path}.".startswith(f"{part}.") for path in EVERY), part


def test_template_leaves_out_the_firm():
    assert template("firm.Focal.service.contact") == "firm.service.contact"
    assert template("world.trust.speed") == "world.trust.speed"
