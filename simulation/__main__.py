"""``python -m simulation`` is the command ``loyaltylab``."""

from simulation.cli import main

main()
