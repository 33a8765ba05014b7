"""``python -m simulation.lab``."""

import sys

from simulation.commands.error_output import report_problem
from simulation.lab.command import lab

try:
    lab.main(prog_name="python -m simulation.lab", standalone_mode=False)
except (Exception, KeyboardInterrupt) as problem:
    sys.exit(report_problem(problem))
