"""Processes: their results in order, and nothing of joblib's housekeeping in a user's terminal."""

import inspect
import subprocess
import sys

from simulation.experiments.execution import WORKER_REPLACED, execute

TELLS = f"""
import warnings
from simulation.experiments.execution import execute

print(list(execute(abs, [-1, 2, -3], workers=2)))
warnings.warn("{WORKER_REPLACED}. This can be caused by a memory leak.", UserWarning)
warnings.warn("Something else.", UserWarning)
"""


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
