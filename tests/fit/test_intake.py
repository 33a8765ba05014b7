"""Files as firms have them: what is read, what is said of it, and what is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from fit_samples import simulated_panel

from simulation.errors import InputError
from simulation.fitting import ChoiceModel, Intake, fit_choice, read_data
from simulation.fitting.reading import load_table, mapping
from simulation.fitting.reading.dates import months_between
from simulation.fitting.reading.decimals import numbers_of
from simulation.language import LANGUAGES, use_language

FILLING = "\n".join(["5,no", "3,yes"] * 20)


def write(folder, content, name="data.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def said(data) -> str:
    return " ".join(str(line) for line in (*data.reading.lines, *data.reading.warnings))


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


SURVIVAL = "period;survival;segment\n1;87,5;Été\n2;78,2;Été\n3;71,9;Été\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_usual_separator_and_encoding_with_decimal_commas(tmp_path, encoding, separator):
    longer = SURVIVAL.replace("Été", "Müller à Zürich").replace(";", separator)
    (table,) = read_data(write(tmp_path, longer.encode(encoding))).segments
    assert table.segment == "Müller à Zürich"
    np.testing.assert_allclose(table.survival, [1, 0.875, 0.782, 0.719])


@pytest.mark.parametrize(
    ("words", "comma", "numbers"),
    [
        (("1,234.5", "€ 12", "0.5"), False, (1234.5, 12, 0.5)),
        (("1.234,5", "12 €", "0,5", "1 234,5"), True, (1234.5, 12, 0.5, 1234.5)),
        (("87,5%", "－3"), True, (87.5, -3)),
        (("1,23", "1.2.3", "x", "inf", ""), False, (np.nan,) * 5),
    ],
)
def test_numbers_as_people_write_them(words, comma, numbers):
    np.testing.assert_array_equal(numbers_of(words, comma), numbers)


def test_a_number_that_can_mean_two_things_is_asked_for(tmp_path):
    path = write(tmp_path, 'tenure,churned,weight\n5,no,"1,500"\n' + "5,no,2\n3,yes,2\n" * 20)
    with pytest.raises(InputError, match="1,500 can be"):
        read_data(path)
    assert read_data(path, Intake(decimal="point")).segments[0].customers == pytest.approx(1580)
    assert read_data(path, Intake(decimal="comma")).segments[0].customers == pytest.approx(81.5)


@pytest.mark.parametrize("name", ["Churn", "CHURN_FLAG", "Churn Value", "是否流失", "attrition"])
def test_the_usual_names_of_columns_are_known_and_said(tmp_path, name):
    data = read_data(write(tmp_path, f"tenure,{name},colour\n5,no,red\n" + "3,yes,red\n5,no,red\n" * 15))
    assert f"churned = {name}" in said(data)
    assert "Not used: colour" in said(data)


def test_another_name_is_proposed_and_can_be_given(tmp_path):
    path = write(tmp_path, "tenure,churned_customer\n" + FILLING)
    with pytest.raises(InputError, match='--column "churned=churned_customer"'):
        read_data(path)
    data = read_data(path, Intake(columns=mapping(["churned=churned_customer"])))
    assert data.segments[0].churned.sum() == 20
    for wrong, words in (("left=x", "no.*Nearest|Nearest"), ("churned=chrn", "Nearest: churned_customer")):
        with pytest.raises(InputError, match=words):
            read_data(path, Intake(columns=mapping([wrong])))
    with pytest.raises(InputError, match="not: churned"):
        mapping(["churned"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Churn report 2024,\n,\ntenure,churned\n" + FILLING, "lines above the header"),
        ("在网时长（月）;是否流失\n" + FILLING.replace(",", ";"), "在网时长（月）"),
        ("sep=;\ntenure;churned\n" + FILLING.replace(",", ";"), "40 customers"),
    ],
)
def test_titles_units_in_brackets_and_separator_lines(tmp_path, text, words):
    data = read_data(write(tmp_path, text))
    assert data.segments[0].churned.sum() == 20
    assert words in said(data)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("month,retention\n0,100\n1,80\n2,70\n3,60\n", "either of two things"),
        ("week,survival\n0,100\n1,80\n2,70\n3,60\n", "cannot be weeks"),
        ("tenure\n5\n", "column churned is missing"),
    ],
)
def test_what_only_the_user_knows_is_asked(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read_data(write(tmp_path, text))


def test_an_end_that_never_comes_is_none(tmp_path):
    rows = "2024-01-15,2024-03-20\n2024-01-15,9999-12-31\n" * 10
    data = read_data(write(tmp_path, "start,end\n" + rows), Intake(until="2024-06-30"))
    assert data.segments[0].churned.sum() == 10
    assert "10 ends in 2100 or later" in said(data)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("Ja", "Nein"), ("oui", "non"), ("Sí", "No"), ("да", "нет"), ("流失", "在网"), ("True.", "False.")],
)
def test_yes_and_no_of_several_languages(tmp_path, yes, no):
    data = read_data(write(tmp_path, "tenure,churned\n" + f"3,{yes}\n5,{no}\n" * 15))
    assert data.segments[0].churned.tolist() == [0, 0, 15, 0, 0]


def test_another_word_for_having_left(tmp_path):
    path = write(tmp_path, "tenure,churned\n" + "3,weg\n5,da\n" * 15)
    with pytest.raises(InputError, match="weg, da"):
        read_data(path)
    assert read_data(path, Intake(yes=("weg",))).segments[0].churned.sum() == 15


def test_everything_that_is_wrong_is_told_at_once_with_rows(tmp_path):
    path = write(
        tmp_path, "tenure,churned,weight\n-3,no,1\n5,perhaps,1\n5,yes,x\n5,no,-1\n" + "5,no,1\n" * 30
    )
    with pytest.raises(InputError) as caught:
        read_data(path)
    assert caught.value.key == "fit.error.several"
    for language in LANGUAGES:
        use_language(language)
        words = str(caught.value)
        assert words.count("\n") == 4
        assert all(part in words for part in ("tenure", "perhaps", "x", "-1"))
    use_language("en")
    data = read_data(path, Intake(leave_out=True))
    assert data.segments[0].customers == 30
    assert "4 faulty rows were left out (2, 3, 4, 5)" in said(data)


def test_dates_become_tenure_and_the_month_of_leaving_counts_as_one(tmp_path):
    rows = ["2024-01-15,2024-01-20", "2024-01-15,2024-03-14", "2024-01-15,2024-03-15", "2024-01-31,"] * 10
    (table,) = read_data(
        write(tmp_path, "start,end\n" + "\n".join(rows)), Intake(until="2024-04-30", period="months")
    ).segments
    # Left in the first, second and third month; the fourth was watched for three whole months.
    assert table.churned.tolist() == [10, 10, 10]
    assert table.at_risk.tolist() == [40, 30, 20]


def test_whole_months_between_dates():
    start = days("2024-01-31", "2024-01-31", "2024-01-15", "2023-12-01")
    end = days("2024-02-29", "2024-03-30", "2024-02-14", "2024-12-01")
    assert months_between(start, end).tolist() == [1, 1, 0, 12]


def test_day_and_month_are_asked_for_where_nothing_decides(tmp_path):
    path = write(tmp_path, "start,end\n" + "01/02/2023,03/04/2023\n" * 30)
    with pytest.raises(InputError, match="--dates day-first"):
        read_data(path)
    first = read_data(path, Intake(dates="day-first")).segments[0]
    other = read_data(path, Intake(dates="month-first")).segments[0]
    assert (first.periods, other.periods) == (3, 3)


def test_delayed_entry_counts_customers_only_while_they_are_watched(tmp_path):
    rows = "5,yes,3\n6,no,3\n2,yes,0\n2,no,0\n"
    (table,) = read_data(write(tmp_path, "tenure,churned,entry\n" + rows * 10)).segments
    assert table.at_risk.tolist() == [20, 20, 0, 20, 20, 10]
    assert table.churned.tolist() == [0, 10, 0, 0, 10, 0]
    assert table.customers == 40
    np.testing.assert_allclose(table.survival, [1, 1, 0.5, 0.5, 0.5, 0.25, 0.25])


def test_present_customers_and_recent_leavers_count_for_the_time_they_were_watched(tmp_path):
    """Watched for two periods: stayers in both, leavers in the last one, and with chance 1/2 in the other."""
    (table,) = read_data(
        write(tmp_path, "tenure,churned\n" + "5,yes\n6,no\n" * 20), Intake(watched=2, period="months")
    ).segments
    np.testing.assert_allclose(table.at_risk, [0, 0, 0, 10, 40, 20])
    assert table.unseen == 3


def test_weights_count_customers(tmp_path):
    (table,) = read_data(write(tmp_path, "tenure,churned,weight\n1,yes,30\n2,no,70\n")).segments
    assert table.at_risk.tolist() == [100, 70]
    assert table.churned.tolist() == [30, 0]


def test_a_cohort_table_is_pooled_as_far_as_each_row_goes(tmp_path):
    text = "cohort,M0,M1,M2,M3\n2024-01,100,80,60,50\n2024-02,200,150,120,\n2024-03,50,40,,\n"
    (table,) = read_data(write(tmp_path, text)).segments
    np.testing.assert_allclose(table.at_risk, [350, 230, 60])
    np.testing.assert_allclose(table.churned, [80, 50, 10])
    with pytest.raises(InputError, match="Row 2, column M3: 70"):
        read_data(write(tmp_path, text.replace("60,50", "60,70")))


def test_several_cohorts_of_a_survival_table_are_pooled_when_asked(tmp_path):
    rows = "A,0,100\nA,1,80\nA,2,60\nA,3,50\nB,0,200\nB,1,150\nB,2,120\nB,3,110\n"
    path = write(tmp_path, "cohort,month,active_customers\n" + rows)
    assert len(read_data(path).segments) == 2
    (table,) = read_data(path, Intake(pool=True)).segments
    np.testing.assert_allclose(table.at_risk, [300, 230, 180])
    np.testing.assert_allclose(table.churned, [70, 50, 20])


def test_retention_of_each_period_is_multiplied_when_it_is_said_so(tmp_path):
    path = write(tmp_path, "period,retention_rate\n1,0.8\n2,0.9\n3,0.95\n")
    (table,) = read_data(path, Intake(columns={"retention": "retention_rate"})).segments
    np.testing.assert_allclose(table.survival, np.cumprod([1, 0.8, 0.9, 0.95]))


def test_a_log_takes_the_long_silent_for_gone_and_says_the_rule(tmp_path):
    rows = [f"{who},2024-{month:02d}-05" for who in range(10) for month in range(1, 13)]
    rows += [f"{who},2024-{month:02d}-05" for who in range(10, 20) for month in (1, 2, 3)]
    data = read_data(write(tmp_path, "customer,date\n" + "\n".join(rows)))
    (table,) = data.segments
    assert "more than 31 days" in said(data)
    assert table.churned.sum() == 10
    assert table.churned[2] == 10  # the third month of those who last bought in March
    quiet = read_data(write(tmp_path, "customer,date\n" + "\n".join(rows)), Intake(silence=400))
    assert quiet.segments[0].churned.sum() == 0


def test_workbooks_parquet_files_and_frames_are_read_alike(tmp_path):
    frame = pd.DataFrame(
        {"start": pd.to_datetime(["2024-01-15"] * 30), "end": [pd.NaT, pd.Timestamp("2024-03-20")] * 15}
    )
    intake = Intake(until="2024-06-30")
    expected = read_data(frame, intake).segments[0]
    frame.to_parquet(tmp_path / "t.parquet")
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        pd.DataFrame().to_excel(book, sheet_name="notes")
        frame.to_excel(book, sheet_name="data", index=False, startrow=2)
    for name in ("t.parquet", "t.xlsx"):
        table = read_data(tmp_path / name, intake).segments[0]
        np.testing.assert_array_equal(table.at_risk, expected.at_risk)
        np.testing.assert_array_equal(table.churned, expected.churned)
    with pytest.raises(InputError, match=r"no sheet other.*notes, data"):
        read_data(tmp_path / "t.xlsx", replace(intake, sheet="other"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 and no more", "workbook"),
        (b"PAR1 and no more", "Parquet"),
        (b"\xd0\xcf\x11\xe0", ".xls"),
    ],
)
def test_damaged_and_old_files_are_told(tmp_path, content, words):
    with pytest.raises(InputError, match=words):
        load_table(write(tmp_path, content))


def test_a_panel_sorted_by_brand_is_refused_unless_dates_say_so():
    panel = simulated_panel(households=40, purchases=6, seed=2)
    order = np.lexsort((panel.choice, panel.household))
    frame = pd.DataFrame({"household": panel.household, "choice": [panel.brands[c] for c in panel.choice]})
    for place, brand in enumerate(panel.brands):
        frame[f"price.{brand}"] = panel.price[:, place]
    assert "order of time" in said(read_data(frame))
    with pytest.raises(InputError, match="sorted by brand"):
        read_data(frame.iloc[order])
    frame["week"] = panel.occasion
    dated = read_data(frame.iloc[order])
    assert "sorted by week" in said(dated)
    np.testing.assert_array_equal(dated.choice, panel.choice)


def test_a_brand_that_was_not_to_be_had_moves_no_estimate():
    """Taking a brand out of reach is the same as taking its column away."""
    panel = simulated_panel(households=60, purchases=6, seed=4)
    plain = ChoiceModel(taste=False)
    two = fit_choice(panel, plain)
    shut = np.column_stack([np.ones((panel.purchases, 3), dtype=bool), np.zeros(panel.purchases, dtype=bool)])
    price = np.column_stack([panel.price, np.ones(panel.purchases)])
    more = replace(panel, brands=(*panel.brands, "D"), price=price, available=shut)
    found = fit_choice(more, plain)
    assert found["price"].value == pytest.approx(two["price"].value, abs=1e-4)
    assert found["state_dependence"].value == pytest.approx(two["state_dependence"].value, abs=1e-4)
