"""Bounds of what the laboratory does for one page, so that nobody can slow the others down for long."""

from __future__ import annotations

VERSION = 2
"""Version of the protocol; it changes when an old page could no longer speak to a new engine."""

MOST_CUSTOMERS = 10_000
MOST_MONTHS = 240
MOST_WARM_UP = 60
"""Months that a market may live before its first: they are run at once, when it is opened."""
MOST_MOVES = 200
MOST_STEP = 24
"""Months that one request may run."""
MOST_REPLICATIONS = 300
MOST_JUDGED = 60
"""Runs of each course on which a lesson's claims are judged."""
MOST_ALTERNATIVES = 8
MOST_HITS = 50
MOST_FIRMS = 50
MOST_PLACES = 100_000
"""Customers times firms of a market: what its memory and its months grow with."""
MOST_TRIALS = 20
"""Runs that say what would have kept one customer."""
LONGEST_TEXT = 120
"""Characters of any text in a request."""
LONGEST_FILE = 40_000
"""Characters of a scenario of one's own."""
MOST_EDITS = 3000
MOST_MISTAKES = 30
"""Mistakes of a scenario of one's own that are told at once."""
MOST_TABLES = {"event": 20, "alternative": 12, "expect": 30}
"""Tables of a kind in a scenario of one's own: each alternative is checked in every month of the events."""
MOST_SEED = 2**31 - 1
MOST_DECISIONS = 60
"""Decisions that the story of one customer unfolds: the last ones."""
MOST_STUDENTS = 200
SECRET_BYTES = 24
"""Random bytes of a secret: more than anybody can try."""
LONGEST_REASON = 500
"""Characters of a student's reason for a prediction."""
