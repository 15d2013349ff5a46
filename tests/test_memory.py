"""The search for circles: left as it was, and off in nobody's way."""

import gc
from pathlib import Path

from tests.problems import faults, problem

APPLE = "variables: {apple: 100, tax: 1.1}\nnodes: {price: apple * tax}\n"


def test_reading_pauses_the_garbage_collector_and_starts_it_again() -> None:
    assert gc.isenabled()
    problem(APPLE)
    assert gc.isenabled()
    faults("variables: {x: 1_0}\nnodes: {y: x * 2}\n")
    assert gc.isenabled()
    gc.disable()
    try:
        problem(APPLE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_read_is_old_for_the_garbage_collector_and_what_was_frozen_stays_so() -> None:
    text = "variables: {x: 1}\nnodes:\n" + "".join(f"  n{k}: x * x\n" for k in range(5000))
    read = problem(text)
    old = {id(thing) for thing in gc.get_objects(2)}
    assert all(id(sources) in old for sources in read.graph.inputs)
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        problem(text)
        assert gc.get_freeze_count() == frozen > 0
    finally:
        gc.unfreeze()


def test_no_other_module_switches_it() -> None:
    package = Path(__file__).parents[1] / "backprop_cli"
    users = [path.name for path in package.rglob("*.py") if "import gc" in path.read_text(encoding="utf-8")]
    assert users == ["memory.py"]
