"""Row 9: every parameter of a network checked, beside the book's loop and torch's own check."""

from collections.abc import Iterator

from tests.benchmarks import gradcheck_speed as speed
from tests.benchmarks.measure import Row, against, interleaved, skipped
from tests.benchmarks.peers import ABSENT, here
from tests.benchmarks.sizes import Sizes


def rows(sizes: Sizes) -> Iterator[Row]:
    for batch, (least, _) in speed.GOALS.items():
        problem = speed.network(batch)
        runs = {
            "ours": lambda problem=problem: speed.check_time(problem),
            "loop": lambda problem=problem: speed.loop_time(problem),
        }
        interleaved(runs, 1)
        taken = interleaved(runs, sizes.rounds)
        what = f"784-50-10 at batch {batch}, 39,760 entries, one BLAS thread : "
        yield against(9, f"{what}the book's loop", taken["ours"], taken["loop"], 1 / least)
        if here("torch"):
            yield against(9, f"{what}torch's check", taken["ours"][:1], [speed.torch_time(problem) or float("nan")])
        else:
            yield skipped(9, f"{what}torch's check", ABSENT)
