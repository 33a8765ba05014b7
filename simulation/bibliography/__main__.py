"""Write the bibliography to ``simulation/BIBLIOGRAPHY.md``."""

from simulation.bibliography.docstrings import PACKAGE
from simulation.bibliography.rendering import markdown
from simulation.language import use_language

if __name__ == "__main__":
    use_language("en")
    (PACKAGE / "BIBLIOGRAPHY.md").write_text(markdown(), encoding="utf-8")
