"""What is said of a file that was read, in three lines, with warnings below."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.fitting.data import Reading
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.raw_table import RawTable
from simulation.language import Listing, Message, message


@dataclass
class Notes:
    """Gathered while a table is read: ``what`` it is, what was ``changed``, and ``warnings``."""

    what: Message = field(default_factory=lambda: message("fit.read.nothing"))
    changed: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def reading(self, table: RawTable, layout: Layout) -> Reading:
        """The three lines."""
        how = Listing((*table.said, *layout.renamed))
        read = message("fit.read.read", path=table.path, what=self.what)
        if how:
            read = message("fit.read.read_how", path=table.path, what=self.what, how=how)
        changed = (*table.mended, *self.changed)
        unused = self.unused(table, layout)
        return Reading(
            (
                read,
                message("fit.read.changed", changes=Listing(changed))
                if changed
                else message("fit.read.unchanged"),
                message("fit.read.unused", columns=Listing(unused))
                if unused
                else message("fit.read.all_used"),
            ),
            tuple(self.warnings),
        )

    def unused(self, table: RawTable, layout: Layout) -> tuple[str, ...]:
        """Columns that were not used."""
        used = {*layout.columns.values(), *layout.prices.values(), *layout.ages.values(), *self.used}
        return tuple(name for name in table.names if name not in used)
