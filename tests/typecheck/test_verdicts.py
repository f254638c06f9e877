"""What a kept verdict rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import vetting


@pytest.mark.parametrize("pattern", sorted({*vetting._OF_TEMPLATES, *vetting._OF_SHEETS}))
def test_the_modules_that_judge_are_there(pattern: str) -> None:
    """Else a verdict would be kept although what gives it has changed."""
    assert [*Path(vetting.__file__).parent.glob(pattern)]
