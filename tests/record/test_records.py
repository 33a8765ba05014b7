"""Records: whole or not at all, never over another, the same when replayed."""

import json
import multiprocessing

import pandas as pd
import pytest

import simulation as sim
from simulation.record.folder import NewFolder
from simulation.record.receipt import digest, read_receipt
from simulation.record.record_files import write_comparison, write_run
from simulation.record.verification import verify
from simulation.report.comparison.comparison_page import write_report
from tests.test_files import dead_process

SMALL = {"world.customers": 50, "world.months": 3, "world.warm_up": 2}


@pytest.fixture(scope="module")
def scenario():
    return sim.load_scenario("three-levels").with_(**SMALL)


def record(run, place):
    with NewFolder("market", place) as folder:
        write_run(run, folder.draft)
    return folder.path


def test_a_record_never_overwrites_another(scenario, tmp_path):
    run = sim.run(scenario)
    paths = [record(run, tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == ["market", "market-2", "market-3"]


def test_a_failure_leaves_nothing_behind(tmp_path):
    def fail():
        with NewFolder("market", tmp_path) as folder:
            (folder.draft / "half").write_text("a table")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_removed_by_the_next_record_of_the_name(scenario, tmp_path):
    left = [tmp_path / f".{name}-abcdefgh.{dead_process()}" for name in ("market", "other")]
    for folder in left:
        folder.mkdir()
        (folder / "half").write_text("a table")
    record(sim.run(scenario), tmp_path)
    assert [folder.exists() for folder in left] == [False, True]


def _settle(place):
    with NewFolder("market", place) as folder:
        (folder.draft / "table").write_text("whole")
    return folder.path.name


@pytest.mark.slow
def test_processes_that_finish_together_all_keep_their_records(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        names = pool.map(_settle, [tmp_path] * 8)
    assert len(set(names)) == 8
    assert all((tmp_path / name / "table").read_text() == "whole" for name in names)


def test_the_tables_open_again_with_every_bit(scenario, tmp_path):
    run = sim.run(scenario, purchases=True)
    path = record(run, tmp_path)
    pd.testing.assert_frame_equal(
        pd.read_parquet(path / "market.parquet"), run.market, check_dtype=False, check_exact=True
    )
    spreadsheet = pd.read_csv(path / "purchases.csv", encoding="utf-8-sig")
    assert list(spreadsheet.columns) == list(run.purchases.columns)
    assert (path / "market.csv").read_bytes().startswith(b"\xef\xbb\xbfmonth,")


def test_a_replay_is_identical(scenario, tmp_path):
    outcome = verify(record(sim.run(scenario, seed=3, purchases=True), tmp_path))
    assert outcome.same_platform
    assert outcome.holds
    assert all(check.identical and check.difference == 0.0 for check in outcome.checks)


def test_a_comparison_is_replayed_with_what_was_varied(scenario, tmp_path):
    twins = sim.compare(scenario, vary={"firm.Focal.price": [90, 110.5]}, replications=2, workers=1)
    with NewFolder("twins", tmp_path) as folder:
        write_comparison(twins, folder.draft)
    assert verify(folder.path).holds


def test_a_changed_number_is_found_and_located(scenario, tmp_path):
    path = record(sim.run(scenario), tmp_path)
    table = pd.read_parquet(path / "market.parquet")
    table.loc[5, "trust"] *= 1.001
    table.to_parquet(path / "market.parquet", index=False)
    outcome = verify(path)
    check = next(check for check in outcome.checks if check.table == "market")
    assert not outcome.holds
    assert (check.stored, check.identical, check.column) == (False, False, "trust")
    assert check.difference == pytest.approx(0.001 * table.loc[5, "trust"] / 1.001, rel=0.5)


@pytest.mark.parametrize("name", ["market.csv", "market.parquet", "report.html", "scenario.toml"])
def test_a_changed_byte_is_found_in_any_file(scenario, tmp_path, name):
    run = sim.run(scenario)
    with NewFolder("market", tmp_path) as folder:
        write_report(run, folder.draft / "report.html")
        write_run(run, folder.draft)
    assert verify(folder.path).holds
    path = folder.path / name
    if name.endswith(".parquet"):  # the same table, written in another way
        pd.read_parquet(path).to_parquet(path, index=False, compression="gzip")
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    outcome = verify(folder.path)
    assert not outcome.holds
    assert [other for other, stored in outcome.files.items() if not stored] == [name]


def test_the_line_ends_of_another_system_are_no_change(scenario, tmp_path):
    path = record(sim.run(scenario), tmp_path) / "market.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verify(path.parent).holds


def test_on_another_platform_a_tolerance_counts(scenario, tmp_path):
    path = record(sim.run(scenario), tmp_path)
    receipt = json.loads((path / "receipt.json").read_text())
    (path / "receipt.json").write_text(json.dumps(receipt | {"machine": "Abacus"}))
    outcome = verify(path)
    assert not outcome.same_platform
    assert outcome.holds


def test_a_changed_scenario_is_refused(scenario, tmp_path):
    path = record(sim.run(scenario), tmp_path)
    words = (path / "scenario.toml").read_text()
    (path / "scenario.toml").write_text(words.replace("months = 3", "months = 4"))
    with pytest.raises(sim.InputError, match="changed"):
        verify(path)


@pytest.mark.parametrize("change", [{"kind": "jump"}, {"kind": "compare"}, {"seed": "7"}, {"tables": {}}])
def test_a_receipt_that_says_something_else_is_told(scenario, tmp_path, change):
    path = record(sim.run(scenario), tmp_path) / "receipt.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(sim.InputError, match="receipt"):
        verify(path.parent)


@pytest.mark.parametrize("damage", ["", "{", '{"kind": "run"}', "[]"])
def test_a_damaged_receipt_is_told(scenario, tmp_path, damage):
    path = record(sim.run(scenario), tmp_path)
    (path / "receipt.json").write_text(damage)
    with pytest.raises(sim.InputError, match="receipt"):
        verify(path)


def test_a_damaged_table_is_told(scenario, tmp_path):
    path = record(sim.run(scenario), tmp_path)
    (path / "market.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(sim.InputError, match=r"market\.parquet"):
        verify(path)


def test_a_digest_sees_every_bit_and_no_format(scenario):
    table = sim.run(scenario).market
    assert digest(table) == digest(table.astype({"customers": "int32"}))
    assert digest(table) != digest(table.assign(profit=table["profit"] * (1 + 1e-15)))
    assert digest(table) != digest(table.rename(columns={"npv": "value"}))


def test_the_receipt_names_what_was_used(scenario, tmp_path):
    receipt = read_receipt(record(sim.run(scenario, seed=9), tmp_path))
    assert (receipt.kind, receipt.seed, receipt.scenario) == ("run", 9, "three-levels")
    assert {"loyaltylab", "python", "numpy"} <= set(receipt.versions)
