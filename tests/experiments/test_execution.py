"""Processes: their results in order, and nothing of joblib's housekeeping in a user's terminal."""

import inspect
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

from simulation.errors import LoyaltyLabError
from simulation.experiments.execution import WORKER_REPLACED, execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, KeptWork

TELLS = f"""
import warnings
from simulation.experiments.execution import execute

print(list(execute(abs, [-1, 2, -3], workers=2)))
warnings.warn("{WORKER_REPLACED}. This can be caused by a memory leak.", UserWarning)
warnings.warn("Something else.", UserWarning)
"""


WORKS = """
import os, sys, time
from pathlib import Path
from simulation.experiments.execution import execute

def work(folder):
    (folder / str(os.getpid())).touch()
    time.sleep(100)

list(execute(work, [Path(sys.argv[1])] * 2, workers=2))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_workers_end_soon_after_the_process_they_work_for_is_killed(tmp_path):
    command = [sys.executable, "-c", WORKS, str(tmp_path)]
    working = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while len(list(tmp_path.iterdir())) < 2:
        assert working.poll() is None
        time.sleep(0.1)
    working.kill()
    try:
        working.communicate(timeout=10)  # comes back when nobody can write there any more
    finally:
        for worker in tmp_path.iterdir():
            with suppress(ProcessLookupError):
                os.kill(int(worker.name), signal.SIGKILL)


def test_results_come_in_order_from_any_number_of_processes():
    assert [list(execute(abs, [-1, 2, -3], workers)) for workers in (1, 2)] == [[1, 2, 3]] * 2


def test_a_replaced_worker_is_no_news_but_any_other_warning_is():
    told = subprocess.run([sys.executable, "-c", TELLS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[1, 2, 3]"
    assert "Something else." in told.stderr
    assert WORKER_REPLACED not in told.stderr


def test_joblib_still_words_its_warning_so():
    from joblib.externals.loky import process_executor

    words = inspect.getsource(process_executor).replace('"\n', "").replace('"', "")
    assert WORKER_REPLACED in " ".join(words.split())


def doubled(folder, number):
    """Twice the number, and a trace of every call; 5 ends its process at the first call, 7 at every call."""
    calls = len(list(folder.glob(f"{number}.*")))
    (folder / f"{number}.{calls}").touch()
    if (number == 5 and not calls) or number == 7:
        os._exit(1)
    return 2 * number


def calls_of(folder, number):
    return len(list(folder.glob(f"{number}.*")))


def kept_in(folder):
    return KeptWork(FinishedWork(folder, "stamp", JsonFormat()), str)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_killed_worker_costs_no_result_and_is_reported_once(tmp_path, keeps, caplog):
    kept = kept_in(tmp_path / "kept") if keeps else None
    assert list(execute(partial(doubled, tmp_path), range(8, -1, -2), 2, kept=kept)) == [16, 12, 8, 4, 0]
    with caplog.at_level(logging.WARNING):
        odd = list(execute(partial(doubled, tmp_path), [0, 1, 2, 3, 4, 5, 6], 2, kept=kept))
    assert odd == [0, 2, 4, 6, 8, 10, 12]
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith("A worker process was killed by the system")
    assert calls_of(tmp_path, 5) == 2


def test_what_is_kept_is_never_done_again(tmp_path):
    for workers in (1, 2):
        kept = kept_in(tmp_path / f"kept{workers}")
        for _ in range(2):
            assert list(execute(partial(doubled, tmp_path), [1, 2, 3], workers, kept=kept)) == [2, 4, 6]
    assert [calls_of(tmp_path, number) for number in (1, 2, 3)] == [2, 2, 2]


def test_processes_that_always_die_end_the_work_with_advice(tmp_path):
    work = partial(doubled, tmp_path)
    with pytest.raises(LoyaltyLabError, match="--workers 1") as without:
        list(execute(work, [7, 7], 2))
    assert "kept" not in str(without.value)
    kept = kept_in(tmp_path / "kept")
    list(execute(work, [1, 2, 3], 1, kept=kept))
    with pytest.raises(LoyaltyLabError, match=r"3 finished runs are kept.*the same command"):
        list(execute(work, [1, 2, 3, 7, 7, 7], 2, kept=kept))
    assert calls_of(tmp_path, 7) >= 2


def test_an_error_of_the_work_is_raised_as_it_is():
    with pytest.raises(TypeError):
        list(execute(abs, ["a", "b"], 2))
