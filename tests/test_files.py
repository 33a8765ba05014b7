"""Writing files whole, and what killed processes leave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation import files
from simulation.files import remove_dead_drafts, write_text_whole, write_whole


def dead_process():
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path):
    write_text_whole(tmp_path / "a.txt", "old")

    def fail(draft):
        draft.write_text("ne")
        raise OSError

    with pytest.raises(OSError):
        write_whole(tmp_path / "a.txt", fail)
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_content_is_synced_before_the_rename_and_the_folder_after_it(tmp_path, monkeypatch):
    seen = []
    file = tmp_path / "a.txt"
    monkeypatch.setattr(files, "sync", lambda path: seen.append((path, file.exists())))
    write_text_whole(file, "words")
    assert seen == [(files.draft_of(file), False), (tmp_path, True)]
    write_whole(tmp_path / "b.txt", lambda draft: draft.write_text("words"), durable=False)
    assert len(seen) == 2


def test_drafts_of_dead_processes_are_removed_and_no_other_file(tmp_path):
    dead = dead_process()
    (tmp_path / f".a.json.{dead}").write_text("half")
    (tmp_path / f".market-x1.{dead}").mkdir()
    (tmp_path / f".market-x1.{dead}" / "half").write_text("half")
    kept = {f".b.json.{os.getpid()}", ".hidden", f"c.{dead}"}
    for name in kept:
        (tmp_path / name).write_text("somebody's")
    remove_dead_drafts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_killed_process_whose_end_nobody_has_asked_for_is_dead(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    draft = tmp_path / f".a.json.{process.pid}"
    draft.write_text("half")
    assert files.is_alive(process.pid, draft)
    process.kill()
    if Path("/proc").is_dir():  # elsewhere the system does not say
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not files.is_alive(process.pid, draft)
    process.communicate()
    assert not files.is_alive(process.pid, draft)
