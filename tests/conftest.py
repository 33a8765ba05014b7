"""What all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from simulation.language import use_language

settings.register_profile("laboratory", deadline=None, max_examples=60)
settings.load_profile("laboratory")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever the machine or the test before it speaks."""
    use_language("en")
    yield
    use_language("en")
