"""The schema: every parameter is documented in both languages and its evidence is coherent."""

import pytest

from simulation.language import catalogue, use_language
from simulation.scenario.firm import Firm
from simulation.scenario.schema import english_words, parameters, parameters_by_path, template
from simulation.scenario.world import World
from simulation.schema import Role


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_parameter_is_documented(language):
    use_language(language)
    for parameter in parameters():
        assert 0 < len(parameter.name) <= 45, parameter.path
        assert parameter.meaning.endswith("." if language == "en" else "。"), parameter.path
        assert all(parameter.choice(choice) for choice in parameter.choices), parameter.path
        if parameter.evidence:
            assert parameter.unit
            assert parameter.grade
            assert bool(parameter.source) == bool(parameter.evidence.source), parameter.path


def test_english_words_are_those_of_the_declarations():
    for parameter in parameters():
        assert (parameter.name, parameter.meaning) == (parameter.field.name, parameter.field.meaning)
        if parameter.evidence:
            assert parameter.source == parameter.evidence.source


def test_chinese_words_are_those_of_the_declared_parameters():
    """Every name, meaning, source and choice that is declared in English, and none besides."""
    chinese = {key for key in catalogue("zh") if key.startswith("parameters.")}
    assert chinese == english_words().keys()


@pytest.mark.parametrize("model", [World, Firm])
def test_every_table_has_a_title(model):
    from simulation.language import text
    from simulation.schema.listing import tables

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


def test_a_table_acts_from_the_start_as_a_whole():
    """The world's population, a firm's policy, and the offer behind its market share."""
    known = parameters_by_path().values()
    for prefix in ("world.population.", "firm.policy.", "firm.market_share_at."):
        assert all(parameter.from_start for parameter in known if parameter.path.startswith(prefix)), prefix


def test_template_leaves_out_the_firm():
    assert template("firm.Focal.service.contact") == "firm.service.contact"
    assert template("world.trust.speed") == "world.trust.speed"


def test_every_parameter_of_a_firm_says_who_decides_it():
    """``role=Role.LEVER`` if the firm does, COST if it pays, GIVEN if it can do nothing about it."""
    undeclared = [each.path for each in parameters() if each.path.startswith("firm.") and not each.field.role]
    assert not undeclared


def test_no_firm_decides_the_world():
    world = [each for each in parameters() if each.path.startswith("world.")]
    assert {each.role for each in world} == {Role.GIVEN}
