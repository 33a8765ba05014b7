"""36 situations from bug reports and questions of others, as a strategist meets them at the command line.

Each folder of ``cases`` holds what she has, the command that she types (``run.sh``, with ``$LL`` for the
command) and what is right and wrong in that situation (``expected.txt``).
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest

from simulation.fitting.cohort import calibration, cohort_fit
from simulation.fitting.panel_market import PanelEffort, panel_fit
from tests.commands.test_commands import _in_an_empty_folder, typed  # noqa: F401

CASES = Path(__file__).parent / "cases"
READ = 0
REFUSED = 2
EXPECTED: dict[str, tuple[int, tuple[str, ...]]] = {
    "all-churned": (READ, ("600 of whom left",)),
    "all-left-in-first": (REFUSED, ("There are 1 periods", "at least 3")),
    "cdnow-log": (REFUSED, ("a log of 300 purchases of 100 customers", "--silence")),
    "cohort-triangle": (READ, ("a cohort table of 3 cohorts", "pooled into one")),
    "days-tenure": (REFUSED, ("--period days",)),
    "decimal-comma": (READ, ("7 periods", "separated by ;")),
    "decimal-comma-quoted": (READ, ("6 periods",)),
    "duplicate-customers": (READ, ("600 rows repeat a customer in column customer_id",)),
    "ja-nein": (READ, ("390 of whom left", "separated by ;")),
    "latin1-brand": (REFUSED, ("Windows-1252", "Müller", "Été")),
    "latin1-silent": (READ, ("Windows-1252", "--encoding")),
    "left-truncated": (REFUSED, ("Nobody left before period 25", "column entry", "127 left later")),
    "negative-tenure": (REFUSED, ("Row 6", "tenure", "-3")),
    "one-rare-segment": (READ, ("2 segments",)),
    "panel-brand-dots-spaces": (READ, ("Dr. Oetker is called Dr- Oetker",)),
    "panel-long": (READ, ("480 purchases of 60 households", "sorted by occasion")),
    "panel-no-purchase": (REFUSED, ("Row 2", "none", "nothing was bought", "leave these 54 rows out")),
    "panel-numeric-brand": (REFUSED, ("Row 2", "column choice: 1", "A, B, C")),
    "panel-price-missing": (REFUSED, ("What the other brands cost at that moment is needed",)),
    "panel-shuffled": (READ, ("sorted by date",)),
    "panel-single-purchases": (REFUSED, ("0 households with two purchases",)),
    "retention-per-period": (REFUSED, ("cumulative", "retention_rate", "--column")),
    "rfm-summary": (REFUSED, ("frequency", "customer list", "purchase panel")),
    "rivalry-all-tied": (READ, ("makes no difference",)),
    "rivalry-degenerate": (REFUSED, ("no parameter", "two different values")),
    "sensitivity-constant": (REFUSED, ("depends on none",)),
    "start-end-dates": (READ, ("600 customers", "taken to end on")),
    "survival-above-one": (REFUSED, ("Row 2", "1.02", "outside 0 to 1")),
    "sweep-no-effect": (READ, ("identical",)),
    "telco-churn-column": (READ, ("churned = Churn", "Not used: gender", "MonthlyCharges")),
    "telco-full-names": (READ, ("Churn Label", "Churn Value", "--column")),
    "tiny-25": (READ, ("Only 4 of 25 customers left",)),
    "true-false-dot": (READ, ("600 customers",)),
    "utf16-excel": (READ, ("UTF-16", "tabs")),
    "xlsx": (READ, ("sheet",)),
    "zero-tenure-all-churned": (
        REFUSED,
        ("tenure of 0", "The month of leaving counts as one", "--completed"),
    ),
}


def quick_survival(task: cohort_fit.CohortRun) -> np.ndarray:
    """Survival like that of a simulated cohort, in closed form: these tests are about what is said."""
    world = task.scenario.world
    spread = np.exp(world.population.restlessness_spread * np.linspace(-1.5, 1.5, 31))
    hazard = 0.05 * world.search.routine * spread + world.search.involuntary
    months = np.arange(task.months_of_period, world.months + 1, task.months_of_period)
    return np.exp(-np.outer(hazard, months)).mean(axis=0)


@pytest.fixture
def quick(monkeypatch):
    """Little effort: markets of a cohort in closed form, few draws and panels."""

    def survive(_, tasks, *__, **___):
        return map(quick_survival, tasks)

    monkeypatch.setattr(calibration, "execute", survive)
    monkeypatch.setattr(cohort_fit, "execute", survive)
    monkeypatch.setattr(panel_fit, "habit_left", lambda *_: 0.0)
    monkeypatch.setattr(PanelEffort.__init__, "__defaults__", (20, 8, 1, 1, None))


def commands(case: str) -> list[list[str]]:
    """What is typed in a case, as lists of words."""
    lines = re.split(r"[;\n]", (CASES / case / "run.sh").read_text(encoding="utf-8"))
    return [shlex.split(line)[1:] for line in lines if line.strip().startswith("$LL ")]


def test_every_case_has_its_expectation():
    assert {path.name for path in CASES.iterdir()} == set(EXPECTED)


@pytest.mark.slow
@pytest.mark.parametrize("case", EXPECTED)
def test_the_case_is_met_as_expected(capsys, tmp_path, quick, case):
    for file in (CASES / case).iterdir():
        shutil.copy(file, tmp_path / file.name)
    code, words = EXPECTED[case]
    said = ""
    for typed_words in commands(case):
        given, out, err = typed(capsys, *typed_words)
        assert given == code, err
        assert "Traceback" not in err
        assert "Warning" not in err
        said += f"{out} {err}"
    flat = " ".join(said.split())
    for word in words:
        assert word in flat, flat
