"""The exit codes of ``loyaltylab``, for scripts and for the help; README explains them in a table."""

from __future__ import annotations

DONE = 0
CLAIM_FAILS = 1
BAD_INPUT = 2
REFUSED = 3
"""The machine refused something: disk, memory, processes."""
UNFORESEEN = 4
"""The program is at fault."""
INTERRUPTED = 130
"""Ctrl-C, as shells report it."""
TERMINATED = 143
"""SIGTERM, as shells report it."""

EXIT_CODES = {
    DONE: "done",
    CLAIM_FAILS: "claim_fails",
    BAD_INPUT: "bad_input",
    REFUSED: "refused",
    UNFORESEEN: "unforeseen",
    INTERRUPTED: "interrupted",
    TERMINATED: "terminated",
}
"""Every exit code; ``commands.exit_code.<name>`` says what it means."""
