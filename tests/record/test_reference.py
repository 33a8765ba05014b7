"""The committed reference record: the model gives today, here, what it gave when the record was written."""

import simulation as sim
from simulation.record.receipt import read_receipt
from simulation.record.verification import verify
from simulation.scenario.digest import said
from simulation.version import SCHEMA_VERSION
from tests.remake_reference import REFERENCE, SETTINGS


def test_the_reference_record_comes_out_the_same_here():
    outcome = verify(REFERENCE)
    assert outcome.holds, [(check.table, check.column, check.difference) for check in outcome.checks]


def test_a_changed_default_raises_the_version_of_the_schema():
    """The record writes every parameter out, so that it still says what a file meant when it was made."""
    recorded = sim.load_scenario(REFERENCE / "scenario.toml")
    today = sim.load_scenario(REFERENCE.name).with_(**SETTINGS)
    same = said(recorded, recorded.world.reference_price) == said(today, today.world.reference_price)
    made = read_receipt(REFERENCE).schema
    assert same or made != SCHEMA_VERSION, "raise SCHEMA_VERSION, then: python -m tests.remake_reference"
    assert made == SCHEMA_VERSION, "python -m tests.remake_reference"
