"""Settings of the tests: what hypothesis draws is bounded in number, not in time, and the same in every run.

`--hypothesis-profile=explore` draws anew.
"""

from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")
