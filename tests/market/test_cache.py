"""Where generated modules and machine code are kept, also for users without a home."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from simulation.market.compiled import cache


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A machine of its own for each test: no settings, a temporary folder, a home."""
    for name in ("XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    cache.cache_folder.cache_clear()
    yield tmp_path
    cache.cache_folder.cache_clear()


def no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def again() -> Path:
    """The folder as another process finds it."""
    cache.cache_folder.cache_clear()
    return cache.cache_folder()


def test_the_folder_is_the_users(elsewhere):
    assert cache.cache_folder() == elsewhere / "home/.cache/loyaltylab"
    assert list((elsewhere / "temporary").iterdir()) == []


def test_xdg_cache_home_is_honoured(elsewhere, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(elsewhere / "xdg"))
    assert cache.cache_folder() == elsewhere / "xdg/loyaltylab"


@pytest.mark.skipif(os.name != "posix", reason="modes and owners are POSIX's")
@pytest.mark.parametrize("missing", ["no home", "home is a file"])
def test_without_a_home_one_private_temporary_folder_serves_all_processes(elsewhere, monkeypatch, missing):
    if missing == "no home":
        monkeypatch.setattr(Path, "home", no_home)
    else:
        (elsewhere / "home").write_text("")
    folder = again()
    assert folder.parent == elsewhere / "temporary"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert again() == folder
    assert list((elsewhere / "temporary").iterdir()) == [folder]


@pytest.mark.skipif(os.name != "posix", reason="modes and owners are POSIX's")
@pytest.mark.parametrize("trap", ["open to others", "a link", "of another user", "a file"])
def test_a_temporary_folder_that_others_can_write_is_not_used(elsewhere, monkeypatch, trap):
    monkeypatch.setattr(Path, "home", no_home)
    usual = elsewhere / "temporary" / f"loyaltylab-{os.getuid()}"
    if trap == "a file":
        usual.write_text("")
    elif trap == "a link":
        (elsewhere / "theirs").mkdir(mode=0o700)
        usual.symlink_to(elsewhere / "theirs")
    else:
        usual.mkdir(mode=0o700)
        usual.chmod(0o777 if trap == "open to others" else 0o700)
    if trap == "of another user":
        mine = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: mine + 1)
        usual.rename(elsewhere / "temporary" / f"loyaltylab-{mine + 1}")
        usual = elsewhere / "temporary" / f"loyaltylab-{mine + 1}"
    folder = again()
    assert folder != usual
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert usual.is_file() or list(usual.iterdir()) == []


def test_numbas_own_folder_is_honoured(elsewhere, monkeypatch):
    monkeypatch.setattr(cache, "digest", lambda: "0" * 16)
    asked = elsewhere / "numba"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(asked))
    path = cache.module_path("contractual")
    assert path.parent == asked / "loyaltylab"
    assert not cache.is_compiled("contractual")
    (asked / "loyaltylab_0a1b").mkdir()
    (asked / "loyaltylab_0a1b" / f"{path.stem}.live-12.py311.1.nbc").write_bytes(b"")
    assert cache.is_compiled("contractual")
    assert not cache.is_compiled("repeat_purchase")
    assert cache.cache_folder() == elsewhere / "home/.cache/loyaltylab"


def test_where_numbas_own_folder_cannot_be_written_the_users_serves(elsewhere, monkeypatch):
    monkeypatch.setattr(cache, "digest", lambda: "0" * 16)
    (elsewhere / "taken").write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(elsewhere / "taken"))
    assert cache.module_path("contractual").parent == elsewhere / "home/.cache/loyaltylab"
