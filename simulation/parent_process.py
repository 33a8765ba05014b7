"""Processes that work for another one end with it, however it ends: nobody would read what they make.

A process that is killed cannot end those that it has started. They would go on, hold its terminal or port,
and wait for more work for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from functools import cache

OFTEN = 0.5
"""Seconds between two looks at whether the parent is still there."""


@cache
def end_with_parent() -> None:
    """Make this process end soon after the one that has started it; the main process has none."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        threading.Thread(target=_follow, args=(parent.pid,), daemon=True).start()


def _follow(parent: int) -> None:
    """Wait until the parent has ended, and end."""
    if sys.platform == "win32":
        _wait_on_windows(parent)
    else:
        while os.getppid() == parent:
            time.sleep(OFTEN)
    os._exit(1)


if sys.platform == "win32":
    import _winapi

    def _wait_on_windows(parent: int) -> None:
        """Wait until a process has ended: its id stays that of the parent, and may be given to another."""
        try:
            handle = _winapi.OpenProcess(_winapi.SYNCHRONIZE, False, parent)
        except OSError:  # it has ended already
            return
        _winapi.WaitForSingleObject(handle, _winapi.INFINITE)
