"""Write the rows and what became of them to ``simulation/MECHANISMS.md``."""

from simulation.language import use_language
from simulation.textbook.loading import HOME
from simulation.textbook.page import markdown

PAGE = HOME.parent / "MECHANISMS.md"

if __name__ == "__main__":
    use_language("en")
    PAGE.write_text(markdown(), encoding="utf-8")
