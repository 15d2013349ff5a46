"""Settings of the tests: what hypothesis draws is bounded in number, not in time, and the same in every run; whatever language the
machine speaks, the program speaks English, and each test begins so.

`--hypothesis-profile=explore` draws anew.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from backprop_cli import phrases

settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")
os.environ["BPCALC_LANG"] = "en"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    phrases.use("en")
