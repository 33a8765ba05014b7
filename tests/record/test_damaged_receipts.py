"""Receipts that were damaged, or that are of another format: always told, never a traceback."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.cli import main
from simulation.language import use_language
from simulation.record import verification
from simulation.record.folder import NewFolder
from simulation.record.receipt import FORMAT, Receipt, read_receipt
from simulation.record.record_files import write_comparison, write_run
from simulation.record.verification import verify

SMALL = {"world.customers": 40, "world.months": 2, "world.warm_up": 1}
ALIENS = (
    None, True, -1, 2.5, float("nan"), 10**30, "", "x\ny", "../../x", [], [1], [[{}]], {}, {"": ""},
    {"a": None}, {"a": {}}, {"a": {"b": 1}}, {"a": {"firm.Focal.price": []}}, {"a": [1]}, {"/abs": "x"},
    {"..": "x"},
)  # fmt: skip
DROP = object()


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """A record of each kind, and what their replays give."""
    place = tmp_path_factory.mktemp("records")
    scenario = sim.load_scenario("three-levels").with_(**SMALL)
    varied = {"firm.Focal.price": [90, 95]}
    with NewFolder("run", place) as run:
        write_run(sim.run(scenario), run.draft)
    with NewFolder("compare", place) as compare:
        write_comparison(sim.compare(scenario, vary=varied, replications=1, workers=1), compare.draft)
    return {"run": run.path, "compare": compare.path}


def mutations(table, at=()):
    """Every way to damage one value of a receipt: where, and what stands there then."""
    for key, value in table.items():
        yield from (((*at, key), alien) for alien in (DROP, *ALIENS))
        if isinstance(value, dict):
            yield from mutations(value, (*at, key))


def mutated(receipt, at, alien):
    changed = json.loads(json.dumps(receipt))
    table = changed
    for key in at[:-1]:
        table = table[key]
    if alien is DROP:
        del table[at[-1]]
    else:
        table[at[-1]] = alien
    return changed


@pytest.fixture
def with_receipt(tmp_path, records):
    """A function that gives a record another receipt, and returns its folder."""

    def changed(kind, receipt):
        folder = tmp_path / kind
        if not folder.exists():
            folder.mkdir()
            for path in records[kind].iterdir():
                (folder / path.name).write_bytes(path.read_bytes())
        (folder / "receipt.json").write_text(json.dumps(receipt))
        return folder

    return changed


def receipt_of(records, kind):
    return json.loads((records[kind] / "receipt.json").read_text())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["run", "compare"])
def test_whatever_is_wrong_with_a_receipt_is_told(records, with_receipt, monkeypatch, kind):
    """Replays that would be the same are made once: what is tested here is reading, not running."""
    made = {}
    replay = verification._replayed

    def once(receipt, scenario, progress):
        asked = (receipt.seed, repr(receipt.changes), receipt.replications, receipt.focal, receipt.purchases)
        if asked not in made:
            made[asked] = replay(receipt, scenario, progress)
        return made[asked]

    monkeypatch.setattr(verification, "_replayed", once)
    whole, told = receipt_of(records, kind), []
    for at, alien in mutations(whole):
        try:
            verify(with_receipt(kind, mutated(whole, at, alien)))
        except sim.InputError as error:
            told.append(str(error))
    assert len(told) > 400
    assert not [words for words in told if "\n" in words]


NEEDED = {
    "run": {"kind", "scenario", "scenario_digest", "seed", "tables", "versions", "machine", "created"},
    "compare": {"changes", "replications"},
}


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind, keys in NEEDED.items() for key in sorted(keys)]
)
def test_a_key_that_is_missing_is_named(records, with_receipt, kind, key):
    whole = receipt_of(records, kind)
    with pytest.raises(sim.InputError, match=rf"\b{key}\b"):
        verify(with_receipt(kind, mutated(whole, (key,), DROP)))


def test_a_comparison_without_alternatives_is_told(records, with_receipt):
    with pytest.raises(sim.InputError, match=r"receipt\.json .*changes"):
        verify(with_receipt("compare", receipt_of(records, "compare") | {"changes": {}}))


def test_a_run_that_says_it_compares_is_told(records, with_receipt):
    changes = {"changes": {"a": {}}, "replications": 2}
    with pytest.raises(sim.InputError, match="changes, replications"):
        verify(with_receipt("run", receipt_of(records, "run") | changes))


@pytest.mark.parametrize("name", ["../scenario.toml", "/etc/passwd", "..", "", "C:\\x"])
def test_a_receipt_vouches_for_files_of_its_folder_alone(records, with_receipt, name):
    with pytest.raises(sim.InputError, match="files"):
        verify(with_receipt("run", mutated(receipt_of(records, "run"), ("files", name), "0")))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"colour": "red", "si\nze": 1}, ["`colour`", "`si\ufffdze`"]),
        ({"format": FORMAT + 1, "colour": "red"}, [f" {FORMAT + 1}", f" {FORMAT}"]),
        ({"format": 10**5_00}, [f" {FORMAT}"]),
    ],
)
def test_unknown_keys_and_newer_formats_are_named(records, with_receipt, capsys, more, named, language):
    folder = with_receipt("run", receipt_of(records, "run") | more)
    with pytest.raises(SystemExit) as ended:
        main(["--lang", language, "verify", str(folder)])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    for words in (*named, sim.__version__):
        assert words in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("wrong", [0, True, "1", 1.0, None, []])
def test_a_format_that_is_none_is_told(records, with_receipt, wrong):
    with pytest.raises(sim.InputError, match="format"):
        verify(with_receipt("run", receipt_of(records, "run") | {"format": wrong}))


def test_receipts_note_their_format_and_those_of_the_first_need_not(records, with_receipt):
    whole = receipt_of(records, "run")
    assert whole["format"] == FORMAT
    folder = with_receipt("run", mutated(whole, ("format",), DROP))
    assert read_receipt(folder).format == 1
    assert verify(folder).holds


def test_a_new_key_needs_a_new_format():
    """If this fails, raise `FORMAT`, say in `Receipt` what older receipts mean, and list the keys here."""
    keys = [each.key for each in Receipt.fields()]
    assert (FORMAT, keys) == (
        1,
        ["format", "kind", "scenario", "scenario_digest", "schema", "seed", "tables", "versions", "machine",
         "created", "replications", "focal", "changes", "purchases", "files"],
    )  # fmt: skip


def table_of_lists(table):
    return table.assign(price=[[price] for price in table["price"]])


DAMAGED = {
    "cut": lambda path, table: path.write_bytes(path.read_bytes()[:-40]),
    "empty": lambda path, table: path.write_bytes(b""),
    "text": lambda path, table: path.write_text("month,firm"),
    "a folder": lambda path, table: (path.unlink(), path.mkdir()),
}
CHANGED = {
    "lists": table_of_lists,
    "arrays": lambda table: table.assign(firm=[np.array([1.0, 2.0])] * len(table)),
    "switches with a gap": lambda table: table.assign(price=[None] + [True] * (len(table) - 1)),
    "missing numbers": lambda table: table.assign(price=pd.array([pd.NA] * len(table), "Int64")),
    "times": lambda table: table.assign(price=pd.Timestamp("2020-01-01")),
    "a category": lambda table: table.assign(price=pd.Categorical(["x"] * len(table))),
    "bytes": lambda table: table.assign(price=b"x"),
    "another index": lambda table: table.set_index("month"),
    "no rows": lambda table: table.iloc[:0],
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_table_is_called_damaged(records, with_receipt, damage, language):
    use_language(language)
    folder = with_receipt("run", receipt_of(records, "run"))
    DAMAGED[damage](folder / "market.parquet", None)
    with pytest.raises(sim.InputError) as caught:
        verify(folder)
    assert caught.value.key == "record.error.bad_table"
    assert "Errno" not in str(caught.value)
    assert "arquet magic" not in str(caught.value)


def test_a_missing_table_is_called_missing(records, with_receipt):
    folder = with_receipt("run", receipt_of(records, "run"))
    (folder / "market.parquet").unlink()
    with pytest.raises(sim.InputError, match="is missing"):
        verify(folder)


@pytest.mark.parametrize("change", CHANGED)
def test_columns_of_another_kind_differ(records, with_receipt, change):
    folder = with_receipt("run", receipt_of(records, "run"))
    path = folder / "market.parquet"
    CHANGED[change](pd.read_parquet(path)).to_parquet(path)
    outcome = verify(folder)
    assert not outcome.holds
    assert outcome.differing == ("market", "market.parquet")


@pytest.mark.parametrize("words", [("--quiet",), ("--json",), ()])
def test_what_differs_is_named_whether_there_is_a_table_or_not(records, with_receipt, capsys, words):
    folder = with_receipt("run", receipt_of(records, "run"))
    (folder / "switches.csv").write_text("changed")
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(folder), *words])
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert "switches.csv" in told
    assert "above" not in told


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"3", b"[" * 100_000])
def test_a_receipt_that_is_none_is_told_in_the_language_asked(records, with_receipt, content):
    use_language("zh")
    folder = with_receipt("run", receipt_of(records, "run"))
    (folder / "receipt.json").write_bytes(content)
    with pytest.raises(sim.InputError, match="其内容不是收据的 JSON"):
        verify(folder)


@pytest.mark.parametrize(
    ("one", "two", "gap"),
    [
        (1.0, 1.0, 0.0), (np.nan, np.nan, 0.0), (np.inf, np.inf, 0.0), (2.0, 3.0, 0.5), (0.5, 0.25, 0.25),
        (np.inf, 1.0, np.inf), (1.0, np.inf, np.inf), (np.inf, -np.inf, np.inf), (np.nan, 1.0, np.inf),
        (1.0, np.nan, np.inf), (1e308, -1e308, np.inf),
    ],
)  # fmt: skip
def test_the_difference_of_two_numbers(one, two, gap):
    tables = [pd.DataFrame({"profit": [0.0, value]}) for value in (one, two)]
    assert verification._difference(*tables) == (gap, "profit" if gap else "")
