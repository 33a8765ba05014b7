"""The bibliography as Markdown in the current language: works, how they were checked, what points to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from simulation.bibliography.loading import in_order, works
from simulation.bibliography.uses import Place, PlaceKind, used_by
from simulation.bibliography.work import Checked, Work
from simulation.language import Listing, current_language, text


def markdown() -> str:
    """Return the whole document."""
    uses = used_by()
    entries = (f"- {' '.join(_entry(one, uses[one.key]))}" for one in in_order(works()))
    parts = (
        f"# {text('bibliography.title')}",
        text("bibliography.intro"),
        f"## {text('bibliography.checks')}",
        "\n".join(_checks()),
        f"## {text('bibliography.works')}",
        "\n".join(entries),
    )
    return "\n\n".join(parts) + "\n"


def _checks() -> Iterator[str]:
    """Yield a line for every way of checking: how many works were checked so, and what it means."""
    counts = Counter(one.checked for one in works().values())
    for checked in Checked:
        yield "- " + text(
            "bibliography.counts",
            label=text(f"bibliography.checked.{checked}"),
            count=counts[checked],
            meaning=text(f"bibliography.meaning.{checked}"),
        )


def _entry(one: Work, places: Iterable[Place]) -> Iterator[str]:
    """Yield the sentences on one work."""
    yield text(
        "bibliography.entry",
        citation=one.citation,
        key=one.key,
        kind=text(f"bibliography.kind.{one.kind}"),
        authors="; ".join(one.authors),
        description=one.description,
    )
    yield text("bibliography.how", checked=text(f"bibliography.checked.{one.checked}"))
    if one.note:
        yield one.note_zh if current_language() == "zh" else one.note
    for kind in PlaceKind:
        if named := sorted({place.name for place in places if place.kind == kind}, key=_numbered):
            names = Listing(f"`{name}`" for name in named)
            yield text("bibliography.used", place=text(f"bibliography.place.{kind}"), names=names)


def _numbered(name: str) -> tuple[int, str]:
    """Return what to sort names by: P2 before P10, other names by the alphabet."""
    number = name.removeprefix("P")
    return (int(number) if number.isdigit() else 0), name
