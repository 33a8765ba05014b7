"""A console of Rich that lays out what its stream can write."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from simulation.commands.code_pages import fitted


class Screen(Console):
    """A console whose texts are `fitted` before they are laid out, so that columns stay straight."""

    def render_str(self, text: str, **how: Any) -> Text:
        """Return the text as it can be written, with its markup."""
        return super().render_str(fitted(text, self.encoding), **how)
