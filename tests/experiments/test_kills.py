"""kill -9 of a command with all its processes: the same command continues, and the results are equal."""

import os
import random
import signal
import time

import pytest

from tests.endurance.killing import CASES, differences, finished, killed, remains

WORKERS = {"compare": 2, "validate": 2, "fit": 1, "check": 1}
KILLS = 2
LEAST = {"compare": 12, "validate": 7, "fit": 60, "check": 12}
"""Far fewer pieces than each command makes: it is killed before it has ended, on a busy machine too."""


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_killed_again_and_again_the_result_is_that_of_an_undisturbed_run(name, tmp_path):
    case, workers = CASES[name], WORKERS[name]
    for wanted in sorted(random.Random(name).sample(range(1, LEAST[name]), KILLS)):
        assert killed(case, tmp_path / "k", lambda _, n=wanted: case.kept(tmp_path / "k") >= n, workers)
        assert case.kept(tmp_path / "k") >= wanted
    assert differences(finished(case, tmp_path / "k", workers), finished(case, tmp_path / "u", 1)) == []
    assert list(remains(tmp_path / "k")) == []


@pytest.mark.slow
def test_asked_to_end_a_command_takes_its_processes_with_it(tmp_path):
    case = CASES["compare"]
    process = case.start(tmp_path, 2)
    while case.kept(tmp_path) < 3:
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 143
    wait_for_the_end_of(process.pid)
    assert "The same command continues" in (tmp_path / "errors.txt").read_text("utf-8")
    assert not list(tmp_path.glob("results/.*"))
    assert not list(tmp_path.glob("cache/loyaltylab/unfinished/*/.*"))


def wait_for_the_end_of(group, seconds=60.0):
    """Wait until no process of a group runs, as those do that clean up after the workers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("processes of the command still run")
