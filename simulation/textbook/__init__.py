"""What the five textbook texts claim, row by row, and what became of each claim in the model.

``rows.toml`` has an entry a row (M1, M2, ... and the contradictions X1, X2, ...): the claim in our own words,
where it lives in the model, and its *trials*: what to switch, in which market, what has to move, which way.
``measured.toml`` has what the trials found. A row is live if one of its trials moves the measure beyond luck;
no verdict is written by hand. ``python -m simulation.textbook`` writes ``simulation/MECHANISMS.md``.
"""
