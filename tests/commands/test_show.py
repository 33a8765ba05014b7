"""``loyaltylab show --parameters``: every parameter once, with its meaning, in one language."""

from __future__ import annotations

import re

import pytest

from simulation.commands.parameter_tables import as_tables
from simulation.language import LANGUAGES, use_language
from simulation.report.kit.tables import ReportTable
from simulation.scenario.reading import load_scenario
from simulation.scenario.schema import leaves


def rows(tables: list[ReportTable]) -> dict[str, tuple[str, ...]]:
    """The rows of all tables by path; a path that stands twice is an error."""
    found = [(row[0].split("\n")[1], row) for table in tables for row in table.rows]
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.fixture(params=LANGUAGES)
def language(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def test_every_parameter_stands_once_with_its_meaning(language):
    shown = rows(as_tables(load_scenario("three-levels")))

    assert [path.replace("firm.NAME.", "firm.") for path in sorted(shown)] == sorted(
        leaves()
    )
    for each in leaves().values():
        assert each.meaning in shown[each.path.replace("firm.", "firm.NAME.")][0]


def test_money_stands_in_one_unit_and_grows_with_the_reference_price(language):
    market = load_scenario("three-levels").with_(**{"world.reference_price": 50.0})
    shown = rows(as_tables(market))
    currency = {"en": "coins", "zh": "元"}[language]
    assert shown["world.population.cost_to_serve"][-2].split("\n")[:2] == ["8.25", "0 … 20"]
    assert shown["firm.NAME.price"][-2].split("\n")[:2] == ["50", "35 … 65"]
    assert currency in shown["firm.NAME.price"][-2].split("\n")[2]


def test_firms_have_a_column_each_only_where_they_differ():
    market = load_scenario("three-levels")
    first, second = (firm.name for firm in market.firms[:2])
    changes = {f"firm.{first}.price": 90.0, f"firm.{second}.policy.kind": "imitating"}
    world, differ, same = as_tables(market.with_(**changes))
    assert (len(world.columns), len(same.columns)) == (5, 5)
    assert len(differ.columns) == 4 + len(market.firms)
    found = rows([differ])
    assert set(found) >= {"firm.NAME.name", "firm.NAME.price", "firm.NAME.policy.kind"}
    assert found["firm.NAME.price"][1:3] == ("90", "100")
    assert found["firm.NAME.policy.kind"][1] != found["firm.NAME.policy.kind"][2]
    assert "firm.NAME.quality" in rows([same])


def test_what_a_firm_decides_pays_or_is_given_is_shown(language):
    shown = rows(as_tables(load_scenario("three-levels")))
    roles = [shown[f"firm.NAME.{name}"][-3] for name in ("price", "unit_cost", "brand")]
    assert roles == {"en": ["Lever", "Cost", "Given"], "zh": ["企业可定", "成本", "既定"]}[language]


def test_a_schedule_is_shown_in_the_language_asked(language):
    market = load_scenario("three-levels")
    first = market.firms[0].name
    moves = [{"month": 12, "level": 2}, {"month": 24, "price": 95.0}]
    policy = {f"firm.{first}.policy.kind": "scheduled", f"firm.{first}.policy.schedule": moves}
    found = rows(as_tables(market.with_(**policy)))
    expected = {
        "en": "Month of a move 12, Level after a move 2; Month of a move 24, Price after a move 95",
        "zh": "举措的月份 12, 举措后的级别 2; 举措的月份 24, 举措后的价格 95",
    }
    assert found["firm.NAME.policy.schedule"][1:3] == (expected[language], "–")


def test_values_are_in_the_language_asked(language):
    """What is to be typed stands in the ranges of choices alone, and paths are the same in all languages."""
    for table in as_tables(load_scenario("three-levels")):
        for row in table.rows:
            usual = row[-2].split("\n")[0]
            for value in (*row[1:-2], usual):
                assert value not in {"True", "False", "()", "None"}
                if language == "zh" and "firm.NAME.name" not in row[0]:
                    assert not re.search("[A-Za-z]", value), row


def test_the_path_of_a_parameter_is_not_broken_on_a_usual_screen(capsys, monkeypatch):
    from simulation.cli import main

    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit):
        main(["show", "three-levels", "--parameters"])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert all(len(line) <= 100 for line in lines)
    for path in ("world.population.price_sensitivity_spread", "firm.NAME.service.compensation_unsatisfied"):
        assert sum(line.startswith(path) for line in lines) == 1


def test_the_cost_of_each_alternative_is_shown(capsys, language):
    from simulation.cli import main

    with pytest.raises(SystemExit):
        main(["--lang", language, "show", "three-levels"])
    shown = capsys.readouterr().out
    assert {"en": "What the programme costs", "zh": "关系营销的成本"}[language] in shown
    assert any(line.split()[-3:] == ["87.6", "20.9", "40"] for line in shown.splitlines())
