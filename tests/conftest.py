"""Settings of the tests: what hypothesis draws is bounded in number, not in time, and the same in every run of CI."""

import os

from hypothesis import settings

settings.register_profile("bpcalc", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("bpcalc")
