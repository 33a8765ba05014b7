"""What all tests share."""

from collections.abc import Iterator

import pytest

from simulation.language import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever the machine or the test before it speaks."""
    use_language("en")
    yield
    use_language("en")
