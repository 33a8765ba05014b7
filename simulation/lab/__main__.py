"""``python -m simulation.lab``."""

import sys

from simulation.commands.failures import told
from simulation.lab.command import lab

try:
    lab.main(prog_name="python -m simulation.lab", standalone_mode=False)
except (Exception, KeyboardInterrupt) as problem:
    sys.exit(told(problem))
