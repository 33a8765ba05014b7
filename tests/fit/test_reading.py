"""What is read from good files, and what is said of bad ones, in both languages."""

from __future__ import annotations

import pickle
import re
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulation.fitting as package
from simulation.errors import InputError
from simulation.fitting import CustomerList, PurchasePanel, SurvivalTable, read_data

ROOM = Path(package.__file__).parent
LANGUAGES = ("en", "zh")


def catalogue(language: str) -> dict[str, str]:
    path = ROOM.parent / "language" / language / "fit.toml"
    return {f"fit.error.{key}": text for key, text in tomllib.loads(path.read_text("utf-8"))["error"].items()}


def places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "data.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def panel_rows(households: int = 20, purchases: int = 2) -> list[str]:
    return [
        f"h{household},{'a' if (household + occasion) % 3 else 'b'},{1 + occasion},2"
        for household in range(households)
        for occasion in range(purchases)
    ]


PANEL = "household,choice,price.a,price.b"


def panel_text(*rows: str, header: str = PANEL) -> str:
    return "\n".join([header, *(rows or panel_rows())])


def customers_text(*rows: str) -> str:
    return "\n".join(["tenure,churned", *rows, *["5,no", "3,yes"] * 10])


def test_both_catalogues_hold_exactly_the_messages_that_are_raised():
    source = "".join(path.read_text("utf-8") for path in ROOM.rglob("*.py"))
    raised = set(re.findall(r'"(fit\.error\.\w+)"', source))
    english, chinese = (catalogue(language) for language in LANGUAGES)
    assert raised == set(english) == set(chinese)
    assert {key: places(text) for key, text in english.items()} == {
        key: places(text) for key, text in chinese.items()
    }


def test_survival_in_percent_in_fractions_and_with_signs_is_the_same(tmp_path):
    texts = [
        "period,survival\n0,100\n1,80\n2,60\n3,50",
        "period,survival\n1,0.8\n2,0.6\n3,0.5",
        "Period, Survival \n0,100%\n2,60%\n1,80%\n3,50%\n\n",
    ]
    for text in texts:
        data = read_data(write(tmp_path, text))
        assert isinstance(data, SurvivalTable)
        (table,) = data.segments
        np.testing.assert_allclose(table.survival, [1, 0.8, 0.6, 0.5])
        assert table.customers == 1000
        assert table.assumed_size


def test_survival_by_segment_with_known_cohort_sizes(tmp_path):
    rows = "A,1,.5,40\nB,1,.9,200\nA,2,.25,40\nB,2,.8,200\nA,3,0,40\nB,3,.8,200"
    text = f"segment,period,survival,customers\n{rows}"
    first, second = read_data(write(tmp_path, text)).segments
    assert (first.segment, second.segment) == ("A", "B")
    np.testing.assert_allclose(first.at_risk, [40, 20, 10])
    np.testing.assert_allclose(first.churned, [20, 10, 10])
    np.testing.assert_allclose(second.churned, [20, 20, 0])
    assert not first.assumed_size


def test_periods_after_the_last_customer_has_gone_are_left_out(tmp_path):
    (table,) = read_data(write(tmp_path, "period,survival\n1,50\n2,10\n3,0\n4,0")).segments
    np.testing.assert_allclose(table.churned, [500, 400, 100])


def test_customer_list_counts_those_at_risk_and_those_who_left(tmp_path):
    rows = ["1,yes", "2,是", "2,否", "3,1", "3,0", "0,no"]
    filling = ["3,FALSE"] * 15
    data = read_data(write(tmp_path, "\n".join(["tenure,churned", *rows, *filling])))
    assert isinstance(data, CustomerList)
    (table,) = data.segments
    np.testing.assert_allclose(table.at_risk, [20, 19, 17])
    np.testing.assert_allclose(table.churned, [1, 1, 1])
    np.testing.assert_allclose(table.survival, np.cumprod([1, 19 / 20, 18 / 19, 16 / 17]))


def test_customer_list_names_what_it_ignores_and_keeps_segments_apart(tmp_path):
    rows = [f"{2 + i % 3},{i % 2},{'x' if i < 20 else 'y'},{i}" for i in range(40)]
    data = read_data(write(tmp_path, "\n".join(["tenure,churned,segment,age", *rows])))
    assert [table.segment for table in data.segments] == ["x", "y"]
    assert data.ignored == ("age",)


def test_panel_is_ordered_by_household_and_keeps_the_order_of_time(tmp_path):
    rows = ["u,b,1,2", "v,a,3,4", "u,a,5,6", *panel_rows()]
    panel = read_data(write(tmp_path, panel_text(*rows)))
    assert isinstance(panel, PurchasePanel)
    assert panel.brands == ("a", "b")
    assert panel.labels[:2] == ("u", "v")
    assert panel.household[:3].tolist() == [0, 0, 1]
    assert panel.choice[:3].tolist() == [1, 0, 0]
    assert panel.price[:3].tolist() == [[1, 2], [5, 6], [3, 4]]
    assert panel.occasion[:3].tolist() == [0, 1, 0]


def test_panel_covariates_are_found_by_brand_and_other_columns_are_named_as_ignored(tmp_path):
    header = "household,choice,price.a,price.x.a,feat.a,feat.x.a,store"
    rows = [f"{i // 2},{'a' if i % 3 else 'x.a'},{1 + i % 4},2,{i % 2},0,{i}" for i in range(40)]
    panel = read_data(write(tmp_path, panel_text(*rows, header=header)))
    assert panel.brands == ("a", "x.a")
    assert list(panel.covariates) == ["feat"]
    assert panel.covariates["feat"][:2].tolist() == [[0, 0], [1, 0]]
    assert panel.ignored == ("store",)


def test_a_data_frame_is_read_like_a_file(tmp_path):
    path = write(tmp_path, panel_text())
    from_file, from_frame = read_data(path), read_data(pd.read_csv(path))
    assert from_file.labels == from_frame.labels
    np.testing.assert_array_equal(from_file.choice, from_frame.choice)
    np.testing.assert_array_equal(from_file.price, from_frame.price)


def test_a_file_of_a_chinese_spreadsheet_is_read(tmp_path):
    text = "period,survival,segment\n1,90,普通\n2,80,普通\n3,75,普通"
    (table,) = read_data(write(tmp_path, text.encode("gb18030"))).segments
    assert table.segment == "普通"
    assert read_data(write(tmp_path, text.encode("utf-8-sig"))).segments[0].segment == "普通"


TOO_LONG = "20250101,no"
BAD = [
    ("empty", "", {}),
    ("empty", "period,survival\n", {}),
    ("not_text", b"\x00\x01PK", {}),
    ("encoding", "сегмент,survival\nдва,1".encode("cp1251"), {}),
    ("malformed", 'period,survival\n1,"90\n2,80\n', {}),
    ("separator", "period survival segment\n1 90 a", {}),
    ("ragged", "period,survival\n1,90\n2\n3,70", {"row": 3, "given": 1, "expected": 2}),
    ("ragged", "period,survival\n1,90\n2,80,70", {"row": 3, "given": 3}),
    ("repeated_column", "period,survival,survival\n1,90,90", {"column": "survival"}),
    ("unknown_form", "colour,rate\n1,90", {}),
    ("mixed_forms", "period,survival,tenure,churned\n1,90,3,yes", {}),
    ("mixed_forms", "period,survival,price.a\n1,90,3", {}),
    ("missing_column", "period,segment\n1,x", {"column": "survival"}),
    ("missing_column", "choice,price.a,price.b\na,1,2", {"column": "household"}),
    ("missing_cell", "period,survival\n1,90\n2,\n3,70", {"row": 3, "column": "survival"}),
    ("missing_cell", "period,survival,segment\n1,90,a\n2,80,\n3,70,a", {"row": 3, "column": "segment"}),
    ("not_a_number", "period,survival\n1,90\n2,eighty\n3,70", {"row": 3, "given": "eighty"}),
    ("not_a_number", "period,survival\n1,90\n2,inf\n3,70", {"given": "inf"}),
    ("not_a_count", "period,survival\n1,90\n1.5,80\n3,70", {"row": 3, "column": "period"}),
    ("not_a_count", "period,survival\n-1,100\n1,80\n2,70", {"given": "-1"}),
    ("survival_range", "period,survival\n1,90\n2,-5\n3,-6", {"row": (3, 4), "whole": "100"}),
    ("survival_range", "period,survival\n1,120\n2,80\n3,70", {"row": 2}),
    ("survival_range", "period,survival\n0,1\n1,1.5\n2,.5\n3,.4", {"row": 3, "given": "1.5", "whole": "1"}),
    ("start", "period,survival\n0,98\n1,90\n2,80\n3,70", {"row": 2, "given": "98"}),
    ("start", "period,survival,segment\n0,100,a\n1,90,a\n0,1,b\n1,.9,b", {"row": 4, "whole": "100"}),
    ("rises", "period,survival\n1,90\n2,80\n3,85", {"row": 4, "before": "80", "given": "85"}),
    ("rises", "period,survival\n0,100\n1,90\n2,95\n3,85", {"row": 4, "before": "90"}),
    ("repeated_period", "period,survival\n1,90\n2,80\n2,70", {"row": 4}),
    ("period_gap", "period,survival\n1,90\n2,80\n4,70", {"row": 4, "given": "4", "expected": 3}),
    ("period_gap", "period,survival\n2,90\n3,80\n4,70", {"row": 2, "expected": 1}),
    ("cohort_size", "period,survival,customers\n1,90,50\n2,80,45\n3,70,45", {"row": 3, "first": 50}),
    ("not_a_count", "period,survival,customers\n1,90,0\n2,80,0\n3,70,0", {"column": "customers"}),
    ("too_few_periods", "period,survival\n0,100\n1,90\n2,80", {"given": 2, "least": 3}),
    ("not_a_count", customers_text("99999999999999999999,1"), {"row": 2, "column": "tenure"}),
    ("not_a_count", customers_text("2.5,yes"), {"row": 2, "column": "tenure"}),
    ("not_yes_or_no", customers_text("2,maybe"), {"row": 2, "column": "churned", "given": "maybe"}),
    ("missing_cell", customers_text("2,"), {"row": 2, "column": "churned"}),
    ("tenure_range", customers_text(TOO_LONG), {"row": 2}),
    ("left_at_once", customers_text("0,yes"), {"row": 2, "given": "0"}),
    ("no_prices", "household,choice\n1,a", {}),
    ("nameless_brand", "household,choice,price.,price.b\n1,b,1,2", {}),
    ("one_brand", "household,choice,price.a\n1,a,1", {"brand": "a"}),
    ("unknown_choice", panel_text("1,focal,1,2", header=PANEL.replace(".a", ".Focal")), {"nearest": "Focal"}),
    ("missing_cell", panel_text("1,a,1,", *panel_rows()), {"row": 2, "column": "price.b"}),
    ("missing_cell", panel_text(*panel_rows(), ",a,1,2"), {"row": 42, "column": "household"}),
    ("price_range", panel_text(*panel_rows(), "1,a,0,2"), {"row": 42, "column": "price.a"}),
    ("not_a_number", panel_text(*panel_rows(), "1,a,1,two"), {"row": 42, "column": "price.b"}),
    ("constant_prices", panel_text(*(row.replace(",2,2", ",1,2") for row in panel_rows())), {}),
    ("never_chosen", panel_text(*(row.replace(",b,", ",a,") for row in panel_rows())), {"brand": "b"}),
    ("too_few_households", panel_text(*panel_rows(19), "x,a,1,2"), {"given": 19, "least": 20}),
    (
        "incomplete_covariate",
        panel_text(*(row + ",1" for row in panel_rows()), header=PANEL + ",feat.a"),
        {"column": "feat.b", "name": "feat"},
    ),
]


@pytest.mark.parametrize(
    ("key", "content", "values"), BAD, ids=[f"{n}-{bad[0]}" for n, bad in enumerate(BAD)]
)
def test_bad_input_is_told_with_its_place_and_what_is_allowed(tmp_path, key, content, values):
    with pytest.raises(InputError) as caught:
        read_data(write(tmp_path, content))
    error = pickle.loads(pickle.dumps(caught.value))
    assert error.key == f"fit.error.{key}"
    assert {name: error.values[name] for name in values} == values
    for language in LANGUAGES:
        spoken = catalogue(language)[error.key].format(**error.values)
        told = [
            each for value in values.values() for each in (value if isinstance(value, tuple) else [value])
        ]
        assert all(str(value) in spoken for value in told)


def test_a_file_that_is_not_there_and_one_that_cannot_be_opened(tmp_path):
    for path, key in ((tmp_path / "none.csv", "not_found"), (tmp_path, "unreadable")):
        with pytest.raises(InputError) as caught:
            read_data(path)
        assert caught.value.key == f"fit.error.{key}"


def test_an_empty_frame_is_refused():
    with pytest.raises(InputError) as caught:
        read_data(pd.DataFrame({"period": [], "survival": []}))
    assert caught.value.key == "fit.error.empty"
