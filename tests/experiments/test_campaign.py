"""Campaigns: the same results whatever happens on the way."""

import json
import tracemalloc

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures, Months
from simulation.experiments.campaign.store import Store
from simulation.experiments.run import run
from simulation.experiments.summary import measures_of_run
from simulation.scenario.reading import parse_scenario
from tests.experiments.observations import Echo, Mortal, small_market

MARKET = small_market()


def prices(number, **options):
    points = [{"firm.Focal.price": 90.0 + i / 2} for i in range(number)]
    return Design(MARKET, points, options.pop("observation", Echo()), **options)


def test_runs_are_numbered_by_point_and_replication_and_share_luck():
    frame = run_campaign(prices(3, replications=2, seed=5), workers=1).frame
    assert list(frame["run"]) == [0, 1, 2, 3, 4, 5]
    assert list(frame["point"]) == [0, 0, 1, 1, 2, 2]
    assert list(frame["seed"]) == [5, 6] * 3
    assert list(frame["firm.Focal.price"]) == list(frame["price"])
    luck = (frame["drawn"] - frame["price"]).to_numpy().reshape(3, 2)
    assert abs(luck - luck[0]).max() < 1e-12


def test_result_does_not_depend_on_workers():
    design = prices(7, replications=2, observation=FirmMeasures())
    assert_frame_equal(run_campaign(design, workers=1).frame, run_campaign(design, workers=2).frame)


def test_measures_are_those_of_the_runs_themselves():
    frame = run_campaign(prices(2, observation=FirmMeasures("Birch")), workers=1).frame
    market = run(MARKET.with_(**{"firm.Focal.price": 90.5}), 0).market
    expected = {name: values[1] for name, values in measures_of_run(market, 3).items()}
    assert {name: frame[name].iloc[1] for name in expected} == pytest.approx(expected, nan_ok=True)


def test_months_are_the_market_of_the_run():
    frame = run_campaign(Design(MARKET, [{}], Months()), workers=1).frame
    market = run(MARKET, 0).market
    assert_frame_equal(frame[list(market)].astype({"firm": object}), market.astype({"firm": object}))


def test_a_failing_run_is_recorded_and_the_others_go_on(tmp_path):
    design = prices(5, observation=Echo(fail_at=91.0), seed=3)
    campaign = run_campaign(design, tmp_path / "c", workers=2)
    assert list(campaign.frame["run"]) == [0, 1, 3, 4]
    (failure,) = campaign.failures
    assert failure["run"] == 2
    assert failure["seed"] == 3
    assert failure["error"] == "ZeroDivisionError: on purpose"
    assert "observations.py" in failure["traceback"]
    repeated = parse_scenario((tmp_path / "c" / "failures" / "000000002.toml").read_text("utf-8"))
    assert repeated.digest == design.world_of(design.task(2)).digest


def test_a_failed_run_is_tried_again_and_forgotten_when_it_succeeds(tmp_path):
    run_campaign(prices(5, observation=Echo(fail_at=91.0)), tmp_path / "c", workers=1)
    campaign = run_campaign(prices(5, observation=Echo()), tmp_path / "c", workers=1)
    assert list(campaign.frame["run"]) == [0, 1, 2, 3, 4]
    assert campaign.failures == []


def test_a_failure_that_stayed_beside_its_finished_run_is_forgotten(tmp_path):
    folder = tmp_path / "c"
    run_campaign(prices(5, observation=Echo(fail_at=91.0)), folder, workers=1)
    left = {file: file.read_bytes() for file in (folder / "failures").iterdir()}
    run_campaign(prices(5, observation=Echo()), folder, workers=1)
    for file, content in left.items():
        file.write_bytes(content)
    assert run_campaign(prices(5, observation=Echo()), folder, workers=1).failures == []
    assert list((folder / "failures").iterdir()) == []


def test_a_killed_worker_costs_nothing_but_time(tmp_path):
    mortal = Mortal(fail_at=92.0, marker=str(tmp_path / "died"))
    campaign = run_campaign(prices(12, observation=mortal), workers=2)
    assert (tmp_path / "died").exists()
    assert_frame_equal(campaign.frame, run_campaign(prices(12), workers=1).frame)


def test_finished_runs_are_not_repeated(tmp_path):
    design = prices(6)
    store = Store(tmp_path / "c", design)
    store.keep(design.task(4), {"firm": ["Focal"], "price": [-1.0], "drawn": [-1.0]})
    asked = []
    frame = run_campaign(design, tmp_path / "c", workers=1, progress=lambda *now: asked.append(now)).frame
    assert list(frame["price"]) == [90.0, 90.5, 91.0, 91.5, -1.0, 92.5]
    assert asked == [(done, 6) for done in range(1, 7)]


def test_a_torn_part_is_run_again(tmp_path):
    design = prices(3)
    store = Store(tmp_path / "c", design)
    for number in range(3):
        store.keep(design.task(number), Echo()(MARKET, 0, "numpy")) if number < 2 else None
    part = tmp_path / "c" / "parts" / "000000001.arrow"
    part.write_bytes(part.read_bytes()[:100])
    assert list(run_campaign(design, tmp_path / "c", workers=1).frame["run"]) == [0, 1, 2]


def test_a_run_in_batch_and_part_counts_once(tmp_path):
    design = prices(3)
    run_campaign(design, tmp_path / "c", workers=1)
    Store(tmp_path / "c", design).keep(design.task(1), Echo()(MARKET, 0, "numpy"))
    assert list(run_campaign(design, tmp_path / "c", workers=1).frame["run"]) == [0, 1, 2]


def test_many_runs_become_few_files(tmp_path):
    frame = run_campaign(prices(1050, observation=Echo()), tmp_path / "c", workers=1).frame
    assert list(frame["run"]) == list(range(1050))
    assert sorted(file.name for file in (tmp_path / "c" / "runs").iterdir()) == [
        "000000.parquet",
        "000001.parquet",
    ]
    assert not any((tmp_path / "c" / "parts").iterdir())
    assert_frame_equal(pd.read_parquet(tmp_path / "c" / "runs"), frame)


def test_a_folder_of_another_design_is_refused_before_any_run(tmp_path):
    run_campaign(prices(2), tmp_path / "c", workers=1)
    with pytest.raises(InputError, match="another experiment"):
        run_campaign(prices(3), tmp_path / "c", workers=1)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="do not belong to an experiment"):
        run_campaign(prices(2), tmp_path / "other", workers=1)
    assert json.loads((tmp_path / "c" / "design.json").read_text())["runs"] == 2


def test_a_folder_that_was_only_begun_is_taken_over(tmp_path):
    """A full disk, a kill, or another process of the same command can leave no more than this."""
    for below in ("parts", "runs", "failures"):
        (tmp_path / below).mkdir()
    (tmp_path / ".scenario.toml.7612").write_text("half")
    assert len(run_campaign(prices(2), tmp_path, workers=1).frame) > 0
    assert (tmp_path / "design.json").is_file()


def test_somebody_s_own_scenario_is_never_overwritten(tmp_path):
    (tmp_path / "scenario.toml").write_text("mine")
    with pytest.raises(InputError):
        run_campaign(prices(2), tmp_path, workers=1)
    assert (tmp_path / "scenario.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("design", "words"),
    [
        (Design(MARKET, [], Echo()), "nothing to run"),
        (Design(MARKET, [{}], Echo(), replications=0), "at least 1 replication"),
        (Design(MARKET, [{"firm.Focal.prize": 1}], Echo()), "firm.Focal.price"),
        (Design(MARKET, [{}, {"world.complexity": 1.5}], Echo()), "0 to 1"),
        (Design(MARKET, range(20_000_000), Echo()), "20,000,000 runs"),
    ],
)
def test_bad_designs_are_refused_before_any_work(design, words, tmp_path):
    with pytest.raises(InputError, match=words):
        run_campaign(design, tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_an_unreachable_cluster_is_refused(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("simulation.experiments.campaign.executors.CONNECT_WITHIN", "0.5s")
    with pytest.raises(InputError, match=r"no Dask scheduler at `tcp://127.0.0.1:1`"):
        run_campaign(prices(2), cluster="tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="`nonsense://x` is not the address of a Dask scheduler"):
        run_campaign(prices(2), cluster="nonsense://x")


def test_what_points_leave_stands_in_the_columns_as_the_scenario_has_it():
    points = [
        {"firm.Focal.price": 80},
        {"world.complexity": 0.25},
        {"firm.Focal.level": 2, "world.rules.trust": False},
    ]
    frame = run_campaign(Design(MARKET, points, Echo(), labels={"course": ["a", "b", "c"]}), workers=1).frame
    assert list(frame["firm.Focal.price"]) == [80.0, 100.0, 100.0]
    assert list(frame["world.complexity"]) == [0.5, 0.25, 0.5]
    assert list(frame["firm.Focal.level"]) == [0, 0, 2]
    assert list(frame["world.rules.trust"]) == [True, True, False]
    assert list(frame["course"]) == ["a", "b", "c"]


def test_runs_of_another_model_are_not_mixed_in(tmp_path, monkeypatch):
    run_campaign(prices(2), tmp_path / "c", workers=1)
    monkeypatch.setattr("simulation.experiments.campaign.design.source_digest", lambda *_: "another")
    with pytest.raises(InputError, match="or version"):
        run_campaign(prices(2), tmp_path / "c", workers=1)


@pytest.mark.slow
def test_memory_stays_flat(tmp_path):
    """Ten times as many runs may not take more memory than the numbers of the runs do."""

    def grown(runs):
        tracemalloc.start()
        design = prices(runs)
        store = Store(tmp_path / str(runs), design)
        before = tracemalloc.get_traced_memory()[0]
        for number in range(runs):
            store.keep(design.task(number), {"firm": ["Focal"], "price": [1.0], "drawn": [float(number)]})
        after = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return after - before

    grown(10)
    assert grown(2000) - grown(200) < 1800 * 200
