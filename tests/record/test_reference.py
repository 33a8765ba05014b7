"""The committed reference record: the model gives today, here, what it gave when the record was written."""

from pathlib import Path

from simulation.record.verification import verify

REFERENCE = Path(__file__).parents[2] / "results/reference/three-levels"


def test_the_reference_record_comes_out_the_same_here():
    outcome = verify(REFERENCE)
    assert outcome.holds, [(check.table, check.column, check.difference) for check in outcome.checks]
