"""Damage in a campaign's folder: named, set aside, worked again, with the result of an undisturbed run."""

import json
import logging
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from pandas.testing import assert_frame_equal

from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.store import Store
from simulation.experiments.finished_work import FinishedWork
from simulation.files import process_name
from tests.experiments.observations import Echo, small_market

MARKET = small_market()
BATCH = "runs/000000.parquet"


def prices(number=5, **options):
    points = [{"firm.Focal.price": 90.0 + i / 2} for i in range(number)]
    return Design(MARKET, points, options.pop("observation", Echo()), **options)


UNDISTURBED = run_campaign(prices(), workers=1).frame


def whole(folder):
    run_campaign(prices(), folder, workers=1)


def half(folder):
    """A campaign of which runs 0 to 2 are in parts, with everything as a kill leaves it."""
    design = prices()
    store = Store(folder, design)
    for number in range(3):
        task = design.task(number)
        store.keep(task, Echo()(design.world_of(task), task.seed, "numpy"))


def batch_of(folder, seed):
    run_campaign(prices(seed=seed), folder / "other", workers=1)
    content = (folder / "other" / BATCH).read_bytes()
    shutil.rmtree(folder / "other")
    return content


def twice(folder):
    table = parquet.read_table(folder / BATCH)
    doubled = pa.concat_tables([table, table]).sort_by("run").replace_schema_metadata(table.schema.metadata)
    parquet.write_table(doubled, folder / BATCH)


def flip(file):
    """Change one byte of the data; checksums find it."""
    content = bytearray(file.read_bytes())
    content[len(content) // 4] ^= 0xFF
    file.write_bytes(content)


def folder_in_place_of(file):
    file.unlink(missing_ok=True)
    file.mkdir()
    (file / "inside.txt").write_text("dear")


def file_in_place_of(folder):
    shutil.rmtree(folder)
    folder.write_text("dear")


DAMAGES = {
    "an empty batch": (whole, lambda f: (f / BATCH).write_bytes(b""), BATCH),
    "a cut batch": (whole, lambda f: os.truncate(f / BATCH, 900), BATCH),
    "a batch with a changed byte": (whole, lambda f: flip(f / BATCH), BATCH),
    "a batch with runs twice": (whole, twice, BATCH),
    "a batch of another design": (whole, lambda f: (f / BATCH).write_bytes(batch_of(f, 7)), BATCH),
    "a batch that is a folder": (whole, lambda f: folder_in_place_of(f / BATCH), BATCH),
    "an empty design": (half, lambda f: (f / "design.json").write_text(""), "design.json"),
    "a design of nothing": (half, lambda f: (f / "design.json").write_text("{}"), "design.json"),
    "a design that is a list": (whole, lambda f: (f / "design.json").write_text("[]"), "design.json"),
    "a design that is a folder": (half, lambda f: folder_in_place_of(f / "design.json"), "design.json"),
    "a cut scenario": (half, lambda f: os.truncate(f / "scenario.toml", 40), "scenario.toml"),
    "a cut part": (half, lambda f: os.truncate(f / "parts/000000001.arrow", 99), "parts/000000001.arrow"),
    "a part of zeros": (
        half,
        lambda f: (f / "parts/000000001.arrow").write_bytes(bytes(1500)),
        "parts/000000001.arrow",
    ),
    "a part that is a folder": (
        half,
        lambda f: folder_in_place_of(f / "parts/000000002.arrow"),
        "parts/000000002.arrow",
    ),
    "a broken failure": (
        half,
        lambda f: (f / "failures/000000004.json").write_text('{"run": 4'),
        "failures/000000004.json",
    ),
    "a failure of nothing": (
        half,
        lambda f: (f / "failures/000000004.json").write_text("{}"),
        "failures/000000004.json",
    ),
    "a file in place of the runs": (whole, lambda f: file_in_place_of(f / "runs"), "runs"),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_set_aside_and_worked_again(kind, tmp_path, caplog):
    made, damage, name = DAMAGES[kind]
    made(tmp_path / "c")
    damage(tmp_path / "c")
    with caplog.at_level(logging.WARNING):
        campaign = run_campaign(prices(), tmp_path / "c", workers=1)
    assert_frame_equal(campaign.frame, UNDISTURBED)
    assert campaign.failures == []
    assert (tmp_path / "c" / "damaged" / name).exists()
    (said,) = [record.getMessage() for record in caplog.records]
    assert f"`{name}`" in said
    assert "`damaged`" in said
    caplog.clear()
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert caplog.records == []


FOREIGN = (
    "runs/000000 (1).parquet",
    "runs/000000 - Kopie.parquet",
    "runs/000009.parquet",
    "parts/000000001 (1).arrow",
    "parts/notes.arrow",
    "parts/000000099.arrow",
    "failures/error.json",
    "failures/000000001 (1).json",
    "failures/000000099.json",
)


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("made", [whole, half])
def test_foreign_files_are_named_and_neither_read_nor_moved(name, made, tmp_path, caplog):
    made(tmp_path / "c")
    original = tmp_path / "c" / (BATCH if "runs" in name else "parts/000000001.arrow")
    content = original.read_bytes() if original.is_file() else b"words"
    (tmp_path / "c" / name).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        campaign = run_campaign(prices(), tmp_path / "c", workers=1)
    assert_frame_equal(campaign.frame, UNDISTURBED)
    assert (tmp_path / "c" / name).read_bytes() == content
    assert [f"`{name}`" in record.getMessage() for record in caplog.records] == [True]
    assert not (tmp_path / "c" / "damaged").exists()


@pytest.mark.parametrize("missing", ["parts", "runs", "failures"])
@pytest.mark.parametrize("made", [whole, half])
def test_a_missing_folder_is_made_again(missing, made, tmp_path, caplog):
    made(tmp_path / "c")
    shutil.rmtree(tmp_path / "c" / missing)
    with caplog.at_level(logging.WARNING):
        assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert [f"{missing}/" in record.getMessage() for record in caplog.records] == [True]


def test_a_missing_design_is_written_again(tmp_path):
    half(tmp_path / "c")
    before = (tmp_path / "c" / "design.json").read_text()
    (tmp_path / "c" / "design.json").unlink()
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert (tmp_path / "c" / "design.json").read_text() == before


@pytest.mark.parametrize("content", ["", "{}", '{"digest": 5}', "[" * 100_000])
@pytest.mark.parametrize("made", [whole, half])
def test_a_folder_of_another_experiment_is_never_taken_over(content, made, tmp_path):
    made(tmp_path / "c")
    (tmp_path / "c" / "design.json").write_text(content)
    before = sorted(tmp_path.rglob("*"))
    other_market = Design(small_market(customers=61), prices().points, Echo())
    for other in (prices(seed=3), other_market):
        with pytest.raises(InputError, match=r"design.json.*Give another folder"):
            run_campaign(other, tmp_path / "c", workers=1)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_damaged_twice_is_kept_twice(tmp_path):
    for content in (b"one", b"two"):
        whole(tmp_path / "c")
        (tmp_path / "c" / BATCH).write_bytes(content)
    whole(tmp_path / "c")
    kept = {file.name: file.read_bytes() for file in (tmp_path / "c" / "damaged" / "runs").iterdir()}
    assert kept == {"000000.parquet": b"one", "000000-2.parquet": b"two"}


def test_other_words_of_the_same_market_are_no_damage(tmp_path, caplog):
    half(tmp_path / "c")
    file = tmp_path / "c" / "scenario.toml"
    file.write_text(file.read_text("utf-8").replace("Which?", "Which one?"), "utf-8")
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert caplog.records == []


def test_the_drafts_of_a_dead_process_are_removed_at_the_next_start(tmp_path):
    half(tmp_path / "c")
    dead = process_name(2**22 + 1)
    drafts = [f".design.json.{dead}", f"parts/.000000001.arrow.{dead}"]
    for name in drafts:
        (tmp_path / "c" / name).write_text("half")
    run_campaign(prices(), tmp_path / "c", workers=1)
    assert not any((tmp_path / "c" / name).exists() for name in drafts)


def test_runs_that_vanish_meanwhile_are_an_error_and_no_result(tmp_path):
    from simulation.errors import LoyaltyLabError

    design = prices()
    store = Store(tmp_path / "c", design)
    for number in range(3):
        store.keep(design.task(number), Echo()(MARKET, 0, "numpy"))
    (tmp_path / "c" / "parts/000000001.arrow").unlink()
    with pytest.raises(LoyaltyLabError, match=r"1 finished runs.*the same command"):
        store.close()
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame.iloc[3:], UNDISTURBED.iloc[3:])


def test_parts_become_a_batch_from_time_to_time(tmp_path, monkeypatch):
    monkeypatch.setattr("simulation.experiments.campaign.store.SYNC_EVERY", 0.0)
    monkeypatch.setattr("simulation.experiments.campaign.store.SYNC_SHARE", 0.0)
    half(tmp_path / "c")
    assert list((tmp_path / "c" / "parts").iterdir()) == []
    assert parquet.read_table(tmp_path / "c" / BATCH).column("run").to_pylist() == [0, 1, 2]
    assert json.loads((tmp_path / "c" / "design.json").read_text())["runs"] == 5
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)


def test_a_part_that_another_process_has_just_moved_is_no_damage(tmp_path, monkeypatch, caplog):
    half(tmp_path / "c")
    part = tmp_path / "c" / "parts" / "000000001.arrow"
    find, gone = FinishedWork.find, []

    def moved(self, name):
        if name == part.stem and not gone:
            gone.append(part.unlink())
        return find(self, name)

    monkeypatch.setattr(FinishedWork, "find", moved)
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert caplog.records == []


def test_a_folder_that_another_process_claims_at_the_same_time_is_no_damage(tmp_path, monkeypatch, caplog):
    mkdir, claimed = Path.mkdir, []

    def slow(self, *arguments, **options):
        mkdir(self, *arguments, **options)
        if self == tmp_path / "c" / "failures" and not claimed:
            claimed.append(self)
            Store(tmp_path / "c", prices())

    monkeypatch.setattr(Path, "mkdir", slow)
    assert_frame_equal(run_campaign(prices(), tmp_path / "c", workers=1).frame, UNDISTURBED)
    assert claimed
    assert caplog.records == []
