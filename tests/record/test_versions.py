"""Records of other versions: what verification may say of them, and what it must not."""

import json
from dataclasses import replace

import pytest

import simulation as sim
from simulation.cli import main
from simulation.record.folder import NewFolder
from simulation.record.receipt import file_digest, read_receipt
from simulation.record.record_files import write_run
from simulation.record.verification import verify
from simulation.scenario.world import Trust
from simulation.version import SCHEMA_VERSION, __version__

SMALL = {"world.customers": 50, "world.months": 3, "world.warm_up": 2}


@pytest.fixture
def record(tmp_path):
    with NewFolder("market", tmp_path) as folder:
        write_run(sim.run(sim.load_scenario("three-levels").with_(**SMALL)), folder.draft)
    return folder.path


def as_of(record, version="9.9", **more):
    """The record as another version of the laboratory would have written it."""
    path = record / "receipt.json"
    receipt = json.loads(path.read_text())
    receipt["versions"]["loyaltylab"] = version
    path.write_text(json.dumps(receipt | more))


def rewritten(record, old, new):
    """The record with another scenario in it, as if it had been made with it."""
    path = record / "scenario.toml"
    path.write_text(path.read_text().replace(old, new))
    files = read_receipt(record).files | {"scenario.toml": file_digest(path)}
    as_of(record, files=files)


def test_the_receipt_notes_both_versions(record):
    receipt = read_receipt(record)
    assert (receipt.made_by, receipt.schema) == (__version__, SCHEMA_VERSION)
    assert not receipt.other_version


def test_another_version_that_calculates_alike_is_verified(record):
    as_of(record)
    outcome = verify(record)
    assert outcome.holds
    assert not outcome.same_platform


def test_a_schema_that_has_grown_makes_no_difference(record, monkeypatch):
    """A parameter that is new, and does nothing by default, is in no record of before."""
    grown = replace(Trust._fields["speed"], attribute="forgiveness", key="forgiveness", default=0.0)
    monkeypatch.setitem(Trust._fields, "forgiveness", grown)
    # A new number of the world would mean compiling anew.
    monkeypatch.setattr("simulation.market.engines._pays", lambda *_: False)
    assert sim.load_scenario(record / "scenario.toml").world.trust.forgiveness == 0.0
    assert verify(record).holds
    assert "forgiveness" in sim.load_scenario(record / "scenario.toml").to_toml()


@pytest.mark.parametrize("files", [None, {}])
def test_another_schema_is_said_to_be_one(record, files):
    """Its defaults are others, so its digest is another; nobody has changed the scenario."""
    more = {} if files is None else {"files": files}
    as_of(record, schema=SCHEMA_VERSION + 1, scenario_digest="0" * 64, **more)
    with pytest.raises(sim.InputError, match=rf"Loyalty Lab 9\.9 \(schema {SCHEMA_VERSION + 1}\)") as caught:
        verify(record)
    assert "changed after" not in str(caught.value)
    assert "version 9.9" in str(caught.value)


def test_a_record_from_before_schemas_had_versions_is_said_to_be_one(record):
    as_of(record, __version__, scenario_digest="0" * 64)
    path = record / "receipt.json"
    receipt = json.loads(path.read_text())
    del receipt["schema"]
    path.write_text(json.dumps(receipt))
    with pytest.raises(sim.InputError, match=r"\(schema 0\)"):
        verify(record)


def test_a_scenario_of_another_version_that_this_one_cannot_read(record):
    rewritten(record, "[world.trust]\n", "[world.trust]\nforgiveness = 0.5\n")
    with pytest.raises(sim.InputError, match=r"made by Loyalty Lab 9\.9"):
        verify(record)


def test_a_receipt_of_another_version_that_this_one_cannot_read(record):
    as_of(record, kind="tournament")
    with pytest.raises(sim.InputError, match=r"written by Loyalty Lab 9\.9"):
        verify(record)


def test_a_scenario_changed_after_the_run_is_said_to_be_changed_by_any_version(record):
    path = record / "scenario.toml"
    path.write_text(path.read_text().replace("months = 3\n", "months = 4\n"))
    for version in (__version__, "9.9"):
        as_of(record, version)
        with pytest.raises(sim.InputError, match="changed after the run"):
            verify(record)


def test_results_of_another_version_that_differ_are_explained(record, capsys):
    """The same market, other numbers: another version may calculate differently."""
    rewritten(record, "months = 3\n", "months = 4\n")
    as_of(record, scenario_digest=sim.load_scenario(record / "scenario.toml").digest)
    assert verify(record).differs_by_version
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(record), "--quiet"])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "made by Loyalty Lab 9.9" in said
    assert "cannot be trusted" not in said
    as_of(record, __version__)
    assert not verify(record).differs_by_version
