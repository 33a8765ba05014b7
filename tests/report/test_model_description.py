"""The model's description and the model do not part."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulation.language import use_language
from simulation.market.state import columns
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.month import MONTHS, printed
from simulation.report import model_description, model_formulas
from simulation.report.model_description import DOCUMENT, PLACE, TABLES, filled
from simulation.report.model_formulas import FORMULAS, name_of
from simulation.scenario.schema import parameters

WRITTEN = DOCUMENT.read_text("utf-8")


def test_tables_and_formulas_are_as_the_model_declares_itself() -> None:
    """If this fails: python -m simulation.report.model_description."""
    assert filled(WRITTEN) == WRITTEN


def test_every_table_has_its_place_once() -> None:
    assert sorted(place["name"] for place in PLACE.finditer(WRITTEN)) == sorted(TABLES)
    assert WRITTEN.count("<!-- table:") == len(TABLES)


def test_every_mechanism_has_its_formulas_once_in_the_order_of_the_contents() -> None:
    assert [place["name"] for place in model_formulas.PLACE.finditer(WRITTEN)] == list(FORMULAS)
    assert WRITTEN.count("<!-- formulas:") == len(FORMULAS)
    assert [name for name in FORMULAS if name in map(name_of, CONTENTS)] == list(map(name_of, CONTENTS))


def test_every_mechanism_has_a_heading_with_its_file() -> None:
    headings = re.findall(r"^#### 7\.(\d+) .*\(`mechanisms/(\w+)\.py`", WRITTEN, re.MULTILINE)
    assert headings == [(str(number), name_of(each)) for number, each in enumerate(CONTENTS, start=1)]


def test_every_column_step_and_parameter_is_described() -> None:
    for name in columns():
        assert f"| `{name}` |" in WRITTEN
    for month in MONTHS.values():
        for _, step, _ in printed(month):
            assert f"| `{step}` |" in WRITTEN
    for parameter in parameters():
        assert f"| `{parameter.path}` |" in WRITTEN


def test_parameters_name_the_mechanism_that_declares_them() -> None:
    assert "| `world.trust.speed` | trust |" in WRITTEN
    assert "| `world.trust.guarantee_relief` | refund_guarantee |" in WRITTEN
    assert "| `firm.exit_fee` | contracts |" in WRITTEN
    assert "| `world.months` |  |" in WRITTEN


def test_rows_fit_their_headings() -> None:
    for place in PLACE.finditer(WRITTEN):
        rows = place[0].splitlines()[1:-1]
        assert len(rows) > 5
        assert len({row.count("|") for row in rows}) == 1


def test_a_rule_of_one_expression_is_printed_as_a_formula() -> None:
    assert FORMULAS["bonds"]().startswith(
        "```python\n"
        "# The share of the missing bond that a month adds.\n"
        "bond_growth(rate, intensity, strength) = minimum(1.0, strength * saturating(rate * intensity))\n"
    )


def test_a_step_is_printed_with_its_lines() -> None:
    assert (
        "\njudge_promise(she, supplier, world):\n"
        "    claimed = claim_of(she, supplier, she.prospect)\n"
        "    kept = promise_kept(she.learned, claimed, she.stakes, world.trust.tolerance,"
        " world.trust.softness)\n"
        "    she.trust = trust("
    ) in FORMULAS["trust"]()


def test_derived_numbers_are_printed_line_by_line() -> None:
    printed_offer = FORMULAS["offer"]()
    assert "\n    unit = offers.reference_price\n    price: firm.price / unit\n" in printed_offer
    assert "lambda" not in printed_offer


def test_a_changed_number_is_noticed() -> None:
    changed = re.sub(r"(\| `world.trust.speed` \| trust \| Given \| )[\d.]+", r"\g<1>0.99", WRITTEN)
    assert changed != WRITTEN
    assert filled(changed) == WRITTEN


def test_a_changed_formula_is_noticed() -> None:
    changed = WRITTEN.replace("strength * saturating(rate * intensity)", "strength * rate * intensity")
    assert changed != WRITTEN
    assert filled(changed) == WRITTEN


def test_the_tables_are_english_whatever_is_spoken_around_them() -> None:
    use_language("zh")
    try:
        assert filled(WRITTEN) == WRITTEN
    finally:
        use_language("en")


def test_the_command_writes_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "MODEL.md"
    document.write_text(re.sub(r"\| `world\..*\n", "", WRITTEN), encoding="utf-8")
    monkeypatch.setattr(model_description, "DOCUMENT", document)
    model_description.main()
    assert document.read_text("utf-8") == WRITTEN
