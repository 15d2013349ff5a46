"""Python's search for circles among objects, and when it is left out: no other module switches it.

What this program makes holds no circles worth a search, and the search is a tenth of a short command's time and half of the time
that a large file takes to be read. Strangers' code may make circles: where it runs, the search runs as well.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

off, on = gc.disable, gc.enable


@contextmanager
def search_paused() -> Iterator[None]:
    """Switch the search off within a `with` block, and then back to what it was.

    What was made meanwhile counts as old afterwards, or the first look at the young objects would go through them all.
    """
    enabled = gc.isenabled()
    off()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # else unfreezing would undo what somebody else froze
                gc.freeze()
                gc.unfreeze()
            on()
