"""Make the reference record again: ``python -m tests.remake_reference``.

Needed whenever the market of ``three-levels`` or the form of records changes on purpose. It says which tables
changed, so that a change that was not meant is noticed before it is committed.
"""

import shutil
from pathlib import Path

import simulation as sim
from simulation.errors import InputError
from simulation.record.folder import NewFolder
from simulation.record.receipt import read_receipt
from simulation.record.record_files import write_run

REFERENCE = Path(__file__).parents[1] / "results/reference/three-levels"
SETTINGS = {"world.months": 24, "world.customers": 500, "firm.Focal.level": 3}
SEED = 7


def vouched() -> dict[str, str]:
    """The digests of the tables in the present record; none where its receipt cannot be read."""
    try:
        return read_receipt(REFERENCE).tables
    except InputError:
        return {}


def main() -> None:
    """Run the scenario, put the record in the place of the old one, and say what changed."""
    before = vouched()
    run = sim.run(sim.load_scenario(REFERENCE.name).with_(**SETTINGS), seed=SEED)
    with NewFolder(REFERENCE.name, REFERENCE.parent) as folder:
        receipt = write_run(run, folder.draft)
        shutil.rmtree(REFERENCE, ignore_errors=True)
    for table, digest in receipt.tables.items():
        print(f"{table}: {'as before' if before.get(table) == digest else 'changed'}")


if __name__ == "__main__":
    main()
