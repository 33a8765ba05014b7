"""Finished work: kept whole, found again under the same stamp only."""

import pytest

from simulation.experiments.finished_work import FinishedWork, JsonFormat, stamp_of
from simulation.source import MODEL, source_digest


def store(folder, **made_with):
    return FinishedWork(folder, stamp_of(**made_with), JsonFormat())


def test_a_piece_is_found_again_under_its_stamp_alone(tmp_path):
    store(tmp_path, code="a", scale=1.0).keep("P5/0", {"figure": 1.5})
    assert store(tmp_path, scale=1.0, code="a").find("P5/0") == {"figure": 1.5}
    assert store(tmp_path, code="b", scale=1.0).find("P5/0") is None
    assert store(tmp_path, code="a", scale=1.0).find("P5/1") is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "[" * 100_000, '{"value": 1}', '{"stamp": {"code": "a"}, "figures": {}}']
)
def test_what_is_not_whole_or_of_an_earlier_version_counts_as_not_done(tmp_path, content):
    (tmp_path / "one.json").write_text(content)
    assert store(tmp_path, code="a").find("one") is None


def test_a_piece_under_the_name_of_another_is_none(tmp_path):
    kept = store(tmp_path, code="a")
    kept.keep("one", 1)
    (tmp_path / "one.json").rename(tmp_path / "two.json")
    assert kept.find("two") is None


def test_names_are_those_of_whole_files(tmp_path):
    kept = store(tmp_path, code="a")
    assert list(kept.names()) == []
    for name in ("b", "a", "c"):
        kept.keep(name, 1)
    (tmp_path / ".d.json.7612").write_text("half")
    kept.forget("c")
    assert list(kept.names()) == ["a", "b"]


def test_the_digest_of_the_source_covers_packages_that_exist():
    assert source_digest(*MODEL) != source_digest(*MODEL, "experiments")
    with pytest.raises(ValueError, match="nowhere"):
        source_digest("nowhere")
