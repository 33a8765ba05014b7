"""Interruptions: kill -9 in the middle, and workers of a cluster that die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from tests.experiments.observations import Echo, small_market

ROOT = Path(__file__).parents[2]
MARKET = small_market(customers=30, months=2, warm_up=0)


def sweep(market, out):
    """Start the sweep of 200 runs as a user does."""
    over = "firm.Focal.price=80:120:50"
    arguments = [
        "sweep",
        str(market),
        "--over",
        over,
        "--replications",
        "4",
        "--workers",
        "2",
        "--out",
        str(out),
        "--quiet",
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "simulation", *arguments], cwd=ROOT, start_new_session=True
    )


def wait_until(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.005)


@pytest.mark.slow
def test_kill_in_the_middle_and_the_same_command_again(tmp_path):
    market = tmp_path / "market.toml"
    market.write_text(MARKET.to_toml(), "utf-8")
    process = sweep(market, tmp_path / "killed")
    kept = "*/parts/*.arrow"
    wait_until(lambda: process.poll() is not None or len(list((tmp_path / "killed").glob(kept))) >= 40)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (folder,) = (tmp_path / "killed").iterdir()
    done = len(list((folder / "parts").glob("*.arrow")))
    assert 40 <= done < 200
    assert sweep(market, tmp_path / "killed").wait() == 0
    frame = pd.read_parquet(folder / "runs")
    assert frame["run"].nunique() == 200
    assert len(frame) == 200 * 3
    assert sweep(market, tmp_path / "undisturbed").wait() == 0
    (undisturbed,) = (tmp_path / "undisturbed").iterdir()
    assert_frame_equal(frame, pd.read_parquet(undisturbed / "runs"))


@pytest.fixture
def cluster(tmp_path):
    """A real scheduler and two worker processes."""
    pytest.importorskip("distributed")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    file = tmp_path / "scheduler.json"
    started = []

    def start(module, *arguments):
        command = [sys.executable, "-m", module, *arguments, "--no-dashboard"]
        log = (tmp_path / f"{len(started)}.log").open("w")
        started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=tmp_path))
        log.close()
        return started[-1]

    start(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
    )
    wait_until(file.is_file)
    worker = ["--scheduler-file", str(file), "--nthreads", "1", "--no-nanny"]
    workers = [start("distributed.cli.dask_worker", *worker) for _ in range(2)]
    yield pd.read_json(file, typ="series")["address"], workers
    for process in reversed(started):
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_results(cluster, tmp_path):
    address, workers = cluster
    points = [{"firm.Focal.price": 80.0 + 0.5 * i} for i in range(80)]
    design = Design(MARKET, points, Echo(wait=0.02))

    def kill_one(done, total):
        if done == 20:
            workers[0].kill()

    campaign = run_campaign(design, tmp_path / "c", cluster=address, progress=kill_one)
    assert workers[0].wait() != 0
    assert campaign.failures == []
    assert_frame_equal(campaign.frame, run_campaign(design, workers=1).frame)
    real = Design(MARKET, points[:3], FirmMeasures(), replications=2)
    assert_frame_equal(run_campaign(real, cluster=address).frame, run_campaign(real, workers=1).frame)
