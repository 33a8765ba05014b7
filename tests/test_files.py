"""Writing files whole, and what killed processes leave."""

import errno
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulation import files
from simulation.files import remove_dead_drafts, write_text_whole, write_whole

OTHER_SYSTEM = "0badcafe"


def dead_process():
    """The name of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return files.process_name(process.pid)


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path):
    write_text_whole(tmp_path / "a.txt", "old")

    def fail(draft):
        draft.write_text("ne")
        raise OSError

    with pytest.raises(OSError):
        write_whole(tmp_path / "a.txt", fail)
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_what_cannot_be_written_has_the_name_that_was_given(tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(OSError) as caught:
        write_text_whole(tmp_path / "report.html", "words")
    assert caught.value.filename == str(tmp_path / "report.html")

    def full(draft):
        raise OSError(errno.ENOSPC, "no space")  # as writing does, which knows no name

    with pytest.raises(OSError) as caught:
        write_whole(tmp_path / "a.txt", full)
    assert pickle.loads(pickle.dumps(caught.value)).filename == str(tmp_path / "a.txt")


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
    kept = {f".b.json.{files.process_name()}", ".hidden", f"c.{dead}"}
    for name in kept:
        (tmp_path / name).write_text("somebody's")
    remove_dead_drafts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_drafts_of_another_system_are_left_alone_until_they_are_old(tmp_path):
    dead = dead_process().partition("-")[2]
    (tmp_path / f".a.json.{OTHER_SYSTEM}-{dead}").write_text("under way elsewhere")
    (tmp_path / f".market-x1.{OTHER_SYSTEM}-{dead}").mkdir()
    (tmp_path / f".b.json.{OTHER_SYSTEM}-{os.getpid()}").write_text("left")
    long_ago = time.time() - files.LONG_AGO - 1
    os.utime(tmp_path / f".b.json.{OTHER_SYSTEM}-{os.getpid()}", (long_ago, long_ago))
    remove_dead_drafts(tmp_path)
    assert {path.name[:2] for path in tmp_path.iterdir()} == {".a", ".m"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such namespaces")
def test_a_process_in_another_namespace_has_another_name():
    ask = [sys.executable, "-c", "from simulation.files import process_name; print(process_name())"]
    apart = subprocess.run(
        ["unshare", "-rpf", "--mount-proc", *ask], capture_output=True, text=True, check=False
    )
    if apart.returncode:
        pytest.skip(f"no namespace can be made here: {apart.stderr.strip()}")
    assert apart.stdout.partition("-")[0] != files.process_name().partition("-")[0]


def test_a_killed_process_whose_end_nobody_has_asked_for_is_dead(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = files.process_name(process.pid)
    draft = tmp_path / f".a.json.{name}"
    draft.write_text("half")
    assert files.is_alive(name, draft)
    process.kill()
    if Path("/proc").is_dir():  # elsewhere the system does not say
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not files.is_alive(name, draft)
    process.communicate()
    assert not files.is_alive(name, draft)
