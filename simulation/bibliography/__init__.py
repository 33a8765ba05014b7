"""One bibliography: every work that parameters, rules, patterns and scenarios point to.

``works.toml`` holds an entry a work under a key (``bolton-1998``), with its DOI or address and how it was
checked what is said of the work here. `uses.used_by` returns what points to each work, and
``python -m simulation.bibliography`` writes all of it to ``simulation/BIBLIOGRAPHY.md``.
"""

from simulation.bibliography.citations import Citations, citations
from simulation.bibliography.loading import cite, in_order, work, works
from simulation.bibliography.work import Checked, Kind, Work

__all__ = ["Checked", "Citations", "Kind", "Work", "citations", "cite", "in_order", "work", "works"]
