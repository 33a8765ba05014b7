"""Unfinished work of commands: found again, removed at the end, removed when it is old."""

import os
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from simulation.experiments import unfinished as module
from simulation.experiments.claims.checking import check_claims
from simulation.experiments.compare import TwinResult, TwinRun, compare, kept_twins, run_twin
from simulation.experiments.twins.precision import compare_until
from simulation.experiments.unfinished import unfinished
from simulation.files import process_name
from simulation.fitting.cohort.cohort_market import CohortRun, cohort_market, kept_curves
from simulation.fitting.panel_market.panel_simulation import PanelSimulation, Sequences, kept_panels
from simulation.scenario.reading import load_scenario
from tests.experiments.observations import small_market
from tests.test_files import dead_process

MARKET = small_market()
VARY = {"firm.Focal.price": [90, 110]}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "unfinished"


def interrupted(**asked):
    with suppress(KeyboardInterrupt), unfinished("compare", **asked) as folder:
        (folder / "piece").write_text("finished")
        (folder / "deeper").mkdir()
        for draft in (f".half.{dead_process()}", f"deeper/.half.{dead_process()}"):
            (folder / draft).write_text("half")
        raise KeyboardInterrupt
    assert not list(folder.glob("**/.*"))
    return folder


def test_an_interrupted_command_finds_its_pieces_and_removes_them_at_the_end(cache):
    interrupted(seed=1)
    with unfinished("compare", seed=2) as folder:
        assert not (folder / "piece").exists()
    with unfinished("compare", seed=1) as folder:
        assert (folder / "piece").read_text() == "finished"
        assert list(folder.glob("**/.half*")) == []
    assert list(cache.iterdir()) == []


def test_where_nothing_can_be_kept_a_command_works_in_a_temporary_folder(cache):
    cache.parent.mkdir()
    cache.write_text("somebody's file")
    with unfinished("compare", seed=1) as folder:
        (folder / "piece").write_text("finished")
    assert not folder.exists()
    assert cache.read_text() == "somebody's file"


def test_a_folder_that_another_process_removes_meanwhile_is_made_again(cache, monkeypatch):
    touch, missing = Path.touch, iter([True, True])

    def removed(self, *how):
        if next(missing, False):
            raise FileNotFoundError(str(self))
        touch(self, *how)

    monkeypatch.setattr(Path, "touch", removed)
    with unfinished("compare", seed=1) as folder:
        assert folder.parent == cache


def test_a_command_that_was_refused_leaves_no_folder(cache):
    with pytest.raises(ValueError, match="refused"), unfinished("compare", seed=1):
        raise ValueError("refused")
    assert list(cache.iterdir()) == []


def test_pieces_stay_while_another_process_uses_them(cache):
    with unfinished("compare", seed=1) as folder:
        (folder / f".user.{process_name(os.getppid())}").touch()
    assert folder.is_dir()
    (folder / f".user.{process_name(os.getppid())}").rename(folder / f".user.{dead_process()}")
    with unfinished("compare", seed=1):
        pass
    assert list(cache.iterdir()) == []


def test_what_nobody_has_continued_for_a_month_is_removed(cache):
    folder = interrupted(seed=1)
    long_ago = time.time() - (module.DAYS + 1) * 86_400
    os.utime(folder, (long_ago, long_ago))
    recent = interrupted(seed=2)
    assert list(cache.iterdir()) == [recent]


def same(one, other):
    for table in ("summary", "market", "flows"):
        assert_frame_equal(getattr(one, table), getattr(other, table))


def test_a_comparison_in_a_folder_is_that_without_one(tmp_path, monkeypatch):
    kept = compare(MARKET, VARY, workers=1, folder=tmp_path / "c")
    same(kept, compare(MARKET, VARY, workers=1))
    monkeypatch.setattr("simulation.experiments.compare.run", None)
    same(kept, compare(MARKET, VARY, workers=1, folder=tmp_path / "c"))


def test_a_comparison_to_a_precision_goes_on_from_what_is_kept(tmp_path, monkeypatch):
    def until():
        wanted = {"npv": 1e-9}
        return compare_until(MARKET, wanted, VARY, smallest=2, most=5, workers=1, folder=tmp_path / "c")

    first = until()
    monkeypatch.setattr("simulation.experiments.compare.run", None)
    same(first, until())


def test_runs_of_other_markets_are_not_taken(tmp_path):
    compare(MARKET, VARY, workers=1, replications=2, folder=tmp_path / "c")
    other = {"firm.Focal.price": [90, 120]}
    found = compare(MARKET, other, workers=1, replications=2, folder=tmp_path / "c")
    same(found, compare(MARKET, other, workers=1, replications=2))


def test_a_cut_piece_is_made_again(tmp_path):
    first = compare(MARKET, VARY, workers=1, replications=2, folder=tmp_path / "c")
    for file in (tmp_path / "c").iterdir():
        os.truncate(file, file.stat().st_size - 40)
    same(first, compare(MARKET, VARY, workers=1, replications=2, folder=tmp_path / "c"))


def test_a_run_comes_back_with_its_types(tmp_path):
    twin = TwinRun("90", MARKET, 0, 0, "numpy", "0-0-0")
    kept = kept_twins(tmp_path, {"90": MARKET})
    made = run_twin(twin)
    kept.pieces.keep("0-0-0", made)
    found = kept.pieces.find("0-0-0")
    assert isinstance(found, TwinResult)
    for one, other in zip(made, found, strict=True):
        assert_frame_equal(one, other)


def test_a_check_in_a_folder_goes_on_from_it(tmp_path, monkeypatch):
    lesson = load_scenario("three-levels").with_(**{"world.customers": 40, "world.months": 12})
    first = check_claims(lesson, 2, workers=1, folder=tmp_path / "c")
    monkeypatch.setattr("simulation.experiments.campaign.campaign.outcomes", None)
    again = check_claims(lesson, 2, workers=1, folder=tmp_path / "c")
    assert repr(again.findings) == repr(first.findings)


def test_curves_come_back_to_the_last_bit(tmp_path):
    kept = kept_curves(tmp_path)
    task = CohortRun(cohort_market(3, 50), 1, 1)
    curve = np.array([1.0 / 3.0, np.nextafter(0.5, 1.0), np.nan])
    assert kept.found_or_made(lambda _: curve, task) is curve
    np.testing.assert_array_equal(kept.found_or_made(None, task), curve)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_panels_come_back_as_they_were(tmp_path, count):
    panels = [Sequences(np.arange(n + 1), np.arange(n + 1) % 2) for n in range(count)]
    kept = kept_panels(tmp_path)
    task = PanelSimulation(MARKET, 1, np.array([1, 2]), 3)
    kept.found_or_made(lambda _: panels, task)
    found = kept.found_or_made(None, task)
    assert len(found) == count
    for one, other in zip(panels, found, strict=True):
        np.testing.assert_array_equal(one.household, other.household)
        np.testing.assert_array_equal(one.choice, other.choice)
        assert one.choice.dtype == other.choice.dtype


def test_a_changed_byte_is_never_taken_for_a_result(tmp_path):
    kept = kept_panels(tmp_path)
    kept.pieces.keep("one", [Sequences(np.arange(3), np.arange(3) % 2)])
    file = kept.pieces.path("one")
    content = file.read_bytes()
    for place in range(len(content)):
        file.write_bytes(content[:place] + bytes([content[place] ^ 0x21]) + content[place + 1 :])
        found = kept.pieces.find("one")
        assert found is None or found[0].choice.tolist() == [0, 1, 0]
    file.write_bytes(content)
    assert kept.pieces.find("one") is not None


def test_a_cache_that_cannot_be_written_does_not_end_the_work(tmp_path):
    (tmp_path / "file").write_text("in the way")
    found = compare(MARKET, VARY, workers=1, replications=2, folder=tmp_path / "file" / "c")
    same(found, compare(MARKET, VARY, workers=1, replications=2))
